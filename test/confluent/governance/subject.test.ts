import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Compatibility, ISchemaRegistry, Schema, SchemaFormat, ServiceAccount, Subject, SubjectProps } from '../../../lib/confluent';
import { address, carried, comment, dataPlane, fixture, Fixture, ref, rendered, roles } from '../fixture';

const AVRO = Schema.avro('{"type":"string"}');

let given: Fixture;
let registry: ISchemaRegistry;

beforeEach(() => {
  given = fixture();
  registry = given.environment.schemaRegistry;
});

function make(props: Partial<SubjectProps> = {}, id = 'Subject'): Subject {
  return new Subject(given.stack, id, { registry, subjectName: 'clicks-value', schema: AVRO, ...props });
}

test('a subject with only the required props', () => {
  expect(rendered(make())).toEqual({
    subject_name: 'clicks-value',
    format: 'AVRO',
    schema: '{"type":"string"}',
    provider: expect.stringMatching(/^confluent\.Stack_Environment_SchemaRegistry_registry_/),
  });
});

test.each([
  [SchemaFormat.JSON, Schema.json('{}')], [SchemaFormat.PROTOBUF, Schema.protobuf('syntax = "proto3";')],
])('a schema can be in %s', (format, schema) => {
  expect(rendered(make({ schema })).format).toBe(format);
});

test('what looks like an expression of Terraform stays text', () => {
  expect(rendered(make({ schema: Schema.avro('{"doc":"${env} %{if}"}') })).schema).toBe('{"doc":"$${env} %%{if}"}');
});

test('a schema may be a token', () => {
  const schema = Schema.avro(new CfnParameter(given.stack, 'Definition').valueAsString);
  expect(rendered(make({ schema })).schema).toBe(carried(dataPlane(given.stack), 'Stack/Definition.Ref'));
});

test('no compatibility is set unless it is asked for', () => {
  make();
  dataPlane(given.stack).resourceCountIs('confluent_subject_config', 0);
});

test('the compatibility is set once the schema is there', () => {
  const subject = make({ compatibility: Compatibility.FULL_TRANSITIVE });
  dataPlane(given.stack).hasResource('confluent_subject_config', {
    subject_name: 'clicks-value', compatibility_level: 'FULL_TRANSITIVE', depends_on: [address(subject)], provider: rendered(subject).provider,
  });
});

describe('a reference', () => {
  test('takes the version that the other subject registers', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    expect(rendered(make({ schema: Schema.avro('{}', { references: [{ name: 'Shared', subject: other }] }) })).schema_reference).toEqual([
      { name: 'Shared', subject_name: 'shared', version: ref(other, 'version') },
    ]);
  });

  test('can be to another version', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    expect(rendered(make({ schema: Schema.avro('{}', { references: [{ name: 'Shared', subject: other, version: 3 }] }) })).schema_reference[0].version).toBe(3);
  });

  test('crosses stacks as a number', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    const stack = new Stack(given.app, 'Second');
    const subject = new Subject(stack, 'Subject', {
      registry, subjectName: 'a', schema: Schema.avro('{}', { references: [{ name: 'Shared', subject: other }] }),
    });
    expect(rendered(subject).schema_reference[0].version).toBe(carried(dataPlane(stack), 'Stack/Other.version'));
    dataPlane(stack).hasVariable('*', { type: 'number', description: 'Stack/Other.version' });
  });
});

test.each<[Partial<SubjectProps>, string]>([
  [{ subjectName: '' }, '`subjectName` must not be empty'],
  [{ schema: Schema.protobuf(' ') }, '`schema` must have a text, got an empty one'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Subject: ${message}`);
});

test.each([Schema.avro('{"type":'), Schema.json('syntax')])('a schema in $format that is no JSON is refused', (schema) => {
  expect(() => make({ schema })).toThrow(new RegExp(`^Stack/Subject: \`schema\` in ${schema.format} must be JSON, got a text that is not: .*JSON`));
});

test('the name must be known at synth', () => {
  expect(() => make({ subjectName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Subject: `subjectName` must be known at synth, got a token. Grants are named after it: give it as plain text.');
});

test.each([[undefined, 'retain'], [RemovalPolicy.RETAIN, 'retain'], [RemovalPolicy.DESTROY, 'destroy']])('with %s, removal is to %s', (removalPolicy, expected) => {
  expect(comment(make({ removalPolicy })).removalPolicy).toBe(expected);
});

test.each<[string, (subject: Subject, to: ServiceAccount) => void, string]>([
  ['read', (subject, to) => subject.grantRead(to), 'DeveloperRead'],
  ['write', (subject, to) => subject.grantWrite(to), 'DeveloperWrite'],
])('a grant to %s is a role on the subject', (_, grant, role) => {
  grant(make(), given.principal);
  expect(roles(given.stack)).toContain(`Stack/Principal: ${role} subject=clicks-value`);
});

describe('an import', () => {
  test('has what is given', () => {
    const subject = Subject.fromSubjectAttributes(given.stack, 'Import', { registry, subjectName: 'shared', schemaVersion: 3, format: SchemaFormat.JSON });
    expect(subject).toMatchObject({ registry, subjectName: 'shared', schemaVersion: 3, format: 'JSON' });
  });

  test('creates nothing', () => {
    const subject = Subject.fromSubjectAttributes(given.stack, 'Import', { registry, subjectName: 'shared', schemaVersion: 3 });
    make({ schema: Schema.avro('{}', { references: [{ name: 'Shared', subject }] }) });
    dataPlane(given.stack).resourceCountIs('confluent_schema', 1);
  });

  test('needs a version only where one is asked for', () => {
    const subject = Subject.fromSubjectAttributes(given.stack, 'Import', { registry, subjectName: 'shared' });
    expect(() => make({ schema: Schema.avro('{}', { references: [{ name: 'Shared', subject }] }) })).toThrow(
      'Stack/Import: `schemaVersion` was not given to fromSubjectAttributes; a schema that refers to this subject needs it, or a version of its own.');
  });
});
