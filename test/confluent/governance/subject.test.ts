import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  Compatibility, Environment, GovernancePackage, IEnvironment, ISchemaRegistry, ISubject, KafkaTopic, KmsKey, RegistryMode, RuleAction,
  RuleCategory, RuleKind, RuleMode, Schema, SchemaFormat, SchemaRegistryKek, SchemaRule, ServiceAccount, Subject, SubjectProps,
} from '../../../lib/confluent';
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
  ['manage', (subject, to) => subject.grantManage(to), 'DeveloperManage'],
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

describe('texts that mean the same are registered as the same', () => {
  const schemaOf = (schema: Schema) => rendered(make({ schema })).schema;

  test('in Avro, blanks and the order of attributes do not count', () => {
    expect(schemaOf(Schema.avro(' {"fields": [ {"default": null, "type": ["null", {"scale": 2, "logicalType": "decimal", "type": "bytes"}], "x": 1, "name": "f"} ],\n'
      + '"name": "R", "type": "record" }'))).toBe('{"type":"record","name":"R","fields":[{"name":"f",'
      + '"type":["null",{"type":"bytes","logicalType":"decimal","scale":2}],"default":null,"x":1}]}');
  });

  test('in Avro, the order of fields and symbols does', () => {
    expect(schemaOf(Schema.avro('{"type":"enum","name":"E","symbols":["b","a"]}'))).toBe('{"type":"enum","name":"E","symbols":["b","a"]}');
  });

  test.each(['9223372036854775807', '-1.50', '1e3'])('in Avro, the number %s stays as it is written', (number) => {
    expect(schemaOf(Schema.avro(`{"name":"f","type":"long","default": ${number}}`))).toBe(`{"type":"long","name":"f","default":${number}}`);
  });

  test.each(['9223372036854775807', '-1.50', '1e3'])('in JSON Schema, the number %s stays as it is written', (number) => {
    expect(schemaOf(Schema.json(`{"default": ${number}}`))).toBe(`{"default":${number}}`);
  });

  test('text stays as it is', () => {
    expect(schemaOf(Schema.avro('{"doc": "a \\" 1 : b", "type": "string"}'))).toBe('{"type":"string","doc":"a \\" 1 : b"}');
  });

  test('in JSON Schema, blanks do not count; the order of properties may be that of columns', () => {
    expect(schemaOf(Schema.json('{ "properties": { "b": {},\r\n "a c": true } }'))).toBe('{"properties":{"b":{},"a c":true}}');
  });

  test('in Protobuf, the ends of lines do not count', () => {
    expect(schemaOf(Schema.protobuf('syntax = "proto3";\r\nmessage A {}\n'))).toBe('syntax = "proto3";\nmessage A {}');
  });
});

describe('a data contract', () => {
  let environment: IEnvironment;

  beforeEach(() => {
    environment = new Environment(given.stack, 'Governed', { organization: given.organization, governancePackage: GovernancePackage.ADVANCED });
    registry = environment.schemaRegistry;
  });

  function contract(...rules: SchemaRule[]): Schema {
    return Schema.avro('{"type":"string","confluent:tags":["PII"]}', { rules });
  }

  test('is nothing where nothing is said', () => {
    const schema = Schema.avro('"string"', { rules: [], metadata: { properties: {}, tags: {}, sensitive: [] } });
    expect(Object.keys(rendered(make({ schema }))).sort()).toEqual(['format', 'provider', 'schema', 'subject_name']);
  });

  test('has metadata', () => {
    const schema = Schema.avro('"string"', { metadata: { properties: { owner: 'sales' }, sensitive: ['token'], tags: { 'Order.customer': ['PII'] } } });
    expect(rendered(make({ schema })).metadata).toEqual({
      properties: { owner: 'sales' }, sensitive: ['token'], tags: [{ key: 'Order.customer', value: ['PII'] }],
    });
  });

  test('leaves out what metadata does not say', () => {
    expect(rendered(make({ schema: Schema.avro('"string"', { metadata: { properties: { owner: 'sales' } } }) })).metadata).toEqual({ properties: { owner: 'sales' } });
  });

  test('has rules by what they work on', () => {
    const kek = new SchemaRegistryKek(given.stack, 'Kek', { registry, kekName: 'pii', kmsKey: KmsKey.aws(new Key(given.stack, 'Key')) });
    const subject = make({
      schema: contract(SchemaRule.condition('valid', 'size(message.name) > 0'), SchemaRule.upgrade('up', '$'), SchemaRule.encryptPayload('all', { kek })),
    });
    expect(rendered(subject).ruleset).toEqual({
      domain_rules: [{ name: 'valid', kind: 'CONDITION', type: 'CEL', mode: 'WRITE', expr: 'size(message.name) > 0' }],
      migration_rules: [{ name: 'up', kind: 'TRANSFORM', type: 'JSONATA', mode: 'UPGRADE', expr: '$' }],
      encoding_rules: [{
        name: 'all', kind: 'TRANSFORM', type: 'ENCRYPT_PAYLOAD', mode: 'WRITEREAD', on_failure: 'ERROR,NONE', params: { 'encrypt.kek.name': 'pii' },
      }],
    });
    expect(rendered(subject).depends_on).toEqual([address(kek)]);
  });

  test('sends records that fail to a topic', () => {
    const topic = new KafkaTopic(given.stack, 'Failed', { cluster: given.cluster, topicName: 'failed' });
    const schema = contract(SchemaRule.condition('valid', 'true', { onFailure: RuleAction.deadLetterQueue(topic), params: { a: 'b' } }));
    expect(rendered(make({ schema })).ruleset.domain_rules[0]).toMatchObject({ on_failure: 'DLQ', params: { 'dlq.topic': 'failed', 'a': 'b' } });
  });

  describe('that encrypts what has no tag', () => {
    const encrypt = (...tags: string[]) => SchemaRule.encrypt('encrypt', {
      kek: SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Kek', { registry, kekName: 'pii' }), tags,
    });
    const noWarning = () => Annotations.fromStack(given.stack).hasNoWarning('/Stack/Subject', '*');

    test('is a warning', () => {
      make({ schema: contract(encrypt('PRIVATE')) });
      Annotations.fromStack(given.stack).hasWarning('/Stack/Subject', 'nothing in the schema has a tag of rule encrypt, got: PRIVATE. '
        + 'The rule encrypts nothing unless the tag is bound to a field in the catalog. [ack: cdk-streaming-hub:rule.tags]');
    });

    test('is none if the schema has the tag', () => {
      make({ schema: contract(encrypt('PRIVATE', 'PII')) });
      noWarning();
    });

    test('is none if the metadata have the tag', () => {
      make({ schema: Schema.avro('"string"', { rules: [encrypt('PII')], metadata: { tags: { '**.name': ['PII'] } } }) });
      noWarning();
    });

    test('is none if nobody knows', () => {
      make({ schema: Schema.avro(new CfnParameter(given.stack, 'Definition').valueAsString, { rules: [encrypt('PII')] }) });
      noWarning();
    });

    test('fails without any tag', () => {
      expect(() => make({ schema: contract(encrypt()) })).toThrow('Stack/Subject: rule encrypt must have `tags`, or it encrypts nothing');
    });
  });

  test.each<[string, () => SchemaRule[], string]>([
    ['a name with blanks', () => [SchemaRule.upgrade('a b', '$')], '`rules.name` must match ^[A-Za-z_][\\w-]*$, got: a b'],
    ['a long name', () => [SchemaRule.upgrade('a'.repeat(65), '$')], `\`rules.name\` must have 1 to 64 characters, got 65: ${'a'.repeat(65)}`],
    ['a name twice', () => [SchemaRule.upgrade('a', '$'), SchemaRule.downgrade('a', '$')], 'the names of rules must differ in a schema, got a twice'],
    ['a mode of another category', () => [SchemaRule.condition('a', 'true', { mode: RuleMode.UPGRADE })],
      '`mode of rule a` must be one of WRITE, READ, WRITEREAD, got: UPGRADE'],
    ['a mode of another category', () => [SchemaRule.of('a', { category: RuleCategory.MIGRATION, kind: RuleKind.TRANSFORM, type: 'X', mode: RuleMode.READ })],
      '`mode of rule a` must be one of UPGRADE, DOWNGRADE, UPDOWN, got: READ'],
    ['two actions for one direction', () => [SchemaRule.condition('a', 'true', { onFailure: RuleAction.pair(RuleAction.ERROR, RuleAction.NONE) })],
      'rule a must have one action for success and one for failure, because its mode is WRITE; a pair is for WRITEREAD and UPDOWN'],
    ['two dead letter topics', () => {
      const topic = (name: string) => KafkaTopic.fromKafkaTopicAttributes(given.stack, name, { cluster: given.cluster, topicName: name });
      return [SchemaRule.condition('a', 'true', { onSuccess: RuleAction.deadLetterQueue(topic('b')), onFailure: RuleAction.deadLetterQueue(topic('c')) })];
    }, 'rule a must have one dead letter topic, got: b and c'],
  ])('with %s is refused', (_, rules, message) => {
    const made = rules();
    expect(() => make({ schema: contract(...made) })).toThrow(new Error(`Stack/Subject: ${message}`));
  });

  test('with rules needs the package ADVANCED', () => {
    registry = given.environment.schemaRegistry;
    expect(() => make({ schema: contract(SchemaRule.upgrade('a', '$'), SchemaRule.downgrade('b', '$')) })).toThrow(
      'Stack/Subject: `schema` must have no rules, because Stack/Environment has the package ESSENTIALS of Stream Governance, got: a, b. '
      + 'Give the environment `governancePackage: GovernancePackage.ADVANCED`.');
  });

  test('with rules is up to the deployment where the package is unknown', () => {
    registry = Environment.fromEnvironmentAttributes(given.stack, 'Import', { environmentId: 'env-1', organization: given.organization }).schemaRegistry;
    expect(() => make({ schema: contract(SchemaRule.upgrade('a', '$')) })).not.toThrow();
  });
});

describe('older schemas', () => {
  const [first, second] = [Schema.avro('"int"'), Schema.avro('"long"')];

  const blocks = () => Object.entries<any>(dataPlane(given.stack).findResources('confluent_schema'));

  test('are registered before, one after the other', () => {
    make({ olderSchemas: [first, second] });
    const [[oldest, a], [older, b], [, newest]] = ['"int"', '"long"', '{"type":"string"}'].map((text) => blocks().find(([, { schema }]) => schema === text)!);
    expect([a, b, newest].map(({ recreate_on_update: recreate }) => recreate)).toEqual([true, true, undefined]);
    expect([a.depends_on, b.depends_on, newest.depends_on]).toEqual([undefined, [`confluent_schema.${oldest}`], [`confluent_schema.${older}`]]);
  });

  test('keep their names when another comes before them', () => {
    make({ olderSchemas: [second] });
    const [name] = blocks().find(([, { schema }]) => schema === '"long"')!;
    given = fixture();
    registry = given.environment.schemaRegistry;
    make({ olderSchemas: [first, second] });
    expect(blocks().find(([, { schema }]) => schema === '"long"')![0]).toBe(name);
  });

  test.each<[string, Schema[], string]>([
    ['a schema in another language', [Schema.json('{}')], '`olderSchemas[0]` must be in AVRO like `schema`, got: JSON'],
    ['a schema twice', [first, Schema.avro(' "int" ')], '`olderSchemas[1]` must differ from the other schemas of the subject, for each is registered once'],
    ['the newest schema', [Schema.avro('{"type": "string"}')], '`olderSchemas[0]` must differ from the other schemas of the subject, for each is registered once'],
    ['an empty schema', [Schema.avro('')], '`olderSchemas[0]` must have a text, got an empty one'],
  ])('cannot have %s', (_, olderSchemas, message) => {
    expect(() => make({ olderSchemas })).toThrow(new Error(`Stack/Subject: ${message}`));
  });

  test('must be known at synth', () => {
    const schema = Schema.avro(new CfnParameter(given.stack, 'Definition').valueAsString);
    expect(() => make({ olderSchemas: [schema] })).toThrow(
      'Stack/Subject: `olderSchemas[0]` must be known at synth, got a token. Resources are named after it: give it as plain text.');
  });
});

test('compatibility group and normalization are configured', () => {
  const subject = make({ compatibilityGroup: 'major', normalize: true });
  dataPlane(given.stack).hasResource('confluent_subject_config', { compatibility_group: 'major', normalize: true, depends_on: [address(subject)] });
});

test('the mode is set once the schema is there', () => {
  const subject = make({ mode: RegistryMode.READ_ONLY });
  dataPlane(given.stack).hasResource('confluent_subject_mode', { subject_name: 'clicks-value', mode: 'READONLY', depends_on: [address(subject)] });
});

test('deletion can be for good', () => {
  expect(rendered(make({ hardDelete: true })).hard_delete).toBe(true);
});

describe('a plan tests the schema', () => {
  const referring = (subject: ISubject, version?: number) => Schema.avro('{}', { references: [{ name: 'Shared', subject, version }] });

  test('unless it refers to one of the same stack, which may not be there', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    const subject = make({ schema: referring(other) });
    expect([other, subject].map((each) => rendered(each).skip_validation_during_plan)).toEqual([undefined, true]);
  });

  test('if what it refers to is elsewhere', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    const stack = new Stack(given.app, 'Second');
    expect(rendered(new Subject(stack, 'Subject', { registry, subjectName: 'a', schema: referring(other) })).skip_validation_during_plan).toBeUndefined();
  });

  test('or not, as is asked', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    expect(rendered(make({ schema: referring(other), skipValidationDuringPlan: false })).skip_validation_during_plan).toBe(false);
  });

  test('and waits for a reference with a version of its own', () => {
    const other = make({ subjectName: 'shared' }, 'Other');
    expect(rendered(make({ schema: referring(other, 1) })).depends_on).toEqual([address(other)]);
  });
});

describe('a lookup', () => {
  test('asks for the newest schema when it is deployed', () => {
    const subject = Subject.fromSubjectName(given.stack, 'Lookup', registry, 'shared');
    const reference = rendered(make({ schema: Schema.avro('{}', { references: [{ name: 'Shared', subject }] }) })).schema_reference[0];
    dataPlane(given.stack).hasDataSource('confluent_schemas', { filter: { subject_prefix: 'shared', latest_only: true } });
    const [name] = Object.keys(dataPlane(given.stack).toJSON().data.confluent_schemas);
    expect(reference.version).toBe(`\${[for schema in data.confluent_schemas.${name}.schemas : schema.version if schema.subject_name == "shared"][0]}`);
    dataPlane(given.stack).resourceCountIs('confluent_schema', 1);
  });

  test('asks only if somebody wants to know', () => {
    Subject.fromSubjectName(given.stack, 'Lookup', registry, 'shared').grantRead(given.principal);
    make();
    dataPlane(given.stack).dataSourceCountIs('confluent_schemas', 0);
  });

  test('asks once', () => {
    const subject = Subject.fromSubjectName(given.stack, 'Lookup', registry, 'shared');
    expect([subject.schemaId, subject.schemaVersion, subject.format]).toEqual([expect.any(Number), expect.any(Number), undefined]);
    dataPlane(given.stack).dataSourceCountIs('confluent_schemas', 1);
  });
});

test('an import needs the ID of its schema only where one is asked for', () => {
  const subject = Subject.fromSubjectAttributes(given.stack, 'Import', { registry, subjectName: 'shared' });
  expect(() => subject.schemaId).toThrow('Stack/Import: `schemaId` was not given to fromSubjectAttributes; the catalog knows the schema by it.');
  expect(Subject.fromSubjectAttributes(given.stack, 'Known', { registry, subjectName: 'shared', schemaId: 7 }).schemaId).toBe(7);
});
