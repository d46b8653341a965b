import { Compatibility, ISchemaRegistry, Subject, SubjectConfig, SubjectConfigProps } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let registry: ISchemaRegistry;

beforeEach(() => {
  given = fixture();
  registry = given.environment.schemaRegistry;
});

function make(props: Partial<SubjectConfigProps>): SubjectConfig {
  return new SubjectConfig(given.stack, 'Config', { registry, subjectName: 'clicks-value', ...props });
}

const imported = (subjectName: string) => Subject.fromSubjectAttributes(given.stack, 'Import', { registry, subjectName });

test.each<[Partial<SubjectConfigProps>, object]>([
  [{ compatibility: Compatibility.FORWARD_TRANSITIVE }, { compatibility_level: 'FORWARD_TRANSITIVE' }],
  [{ compatibilityGroup: 'major' }, { compatibility_group: 'major' }],
  [{ normalize: false }, { normalize: false }],
])('%j is configured', (props, expected) => {
  expect(rendered(make(props))).toEqual({ subject_name: 'clicks-value', provider: expect.any(String), ...expected });
});

test('a subject can be another name for another', () => {
  expect(rendered(make({ aliasOf: imported('visits-value') })).alias).toBe('visits-value');
});

test('a subject is no other name for itself', () => {
  const aliasOf = imported('clicks-value');
  expect(() => make({ aliasOf })).toThrow('Stack/Config: `aliasOf` must be another subject, got: clicks-value');
});

test.each<[Partial<SubjectConfigProps>, string]>([
  [{}, 'at least one of `compatibility`, `compatibilityGroup`, `normalize` and `aliasOf` must be given'],
  [{ subjectName: '', normalize: true }, '`subjectName` must not be empty'],
  [{ compatibilityGroup: '' }, '`compatibilityGroup` must not be empty'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Config: ${message}`));
});
