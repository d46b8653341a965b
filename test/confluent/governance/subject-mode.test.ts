import { RegistryMode, SubjectMode, SubjectModeProps } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<SubjectModeProps> = {}): SubjectMode {
  return new SubjectMode(given.stack, 'Mode', {
    registry: given.environment.schemaRegistry, subjectName: 'clicks-value', mode: RegistryMode.READ_ONLY, ...props,
  });
}

test('a subject has a mode', () => {
  expect(rendered(make())).toEqual({ subject_name: 'clicks-value', mode: 'READONLY', provider: expect.any(String) });
});

test('IMPORT can be forced', () => {
  expect(rendered(make({ mode: RegistryMode.IMPORT, force: true }))).toMatchObject({ mode: 'IMPORT', force: true });
});

test.each<[Partial<SubjectModeProps>, string]>([
  [{ subjectName: '' }, '`subjectName` must not be empty'],
  [{ mode: 'WRITEONLY' as RegistryMode }, '`mode` must be one of READWRITE, READONLY, READONLY_OVERRIDE, IMPORT, got: WRITEONLY'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Mode: ${message}`));
});
