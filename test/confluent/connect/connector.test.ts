import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  ClusterType, Connector, ConnectorOffset, ConnectorProps, DataFormat, ErrorTolerance, FieldEncryption, KafkaTopic, RecordPart, ResourcePattern,
  SecretField, ServiceAccount, Transform, TransformPredicate,
} from '../../../lib/confluent';
import { acls, address, carried, controlPlane, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<ConnectorProps> = {}): Connector {
  return new Connector(given.stack, 'Connector', { cluster: given.cluster, connectorClass: 'GcsSink', ...props });
}

function topic(topicName = 'clicks'): KafkaTopic {
  return new KafkaTopic(given.stack, topicName, { cluster: given.cluster, topicName });
}

function configOf(props: Partial<ConnectorProps>): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(rendered(make())).toEqual({
    environment: { id: carried(dataPlane(given.stack), 'Stack/Environment.id') },
    kafka_cluster: { id: carried(dataPlane(given.stack), 'Stack/Cluster.id') },
    config_nonsensitive: {
      'name': expect.stringMatching(/^Stack-Connector-[0-9A-F]{8}$/),
      'connector.class': 'GcsSink',
      'kafka.auth.mode': 'SERVICE_ACCOUNT',
      'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Connector/ServiceAccount.id'),
      'tasks.max': '1',
    },
    config_sensitive: {},
  });
});

test('the service account can be given', () => {
  expect(configOf({ serviceAccount: given.principal })['kafka.service.account.id']).toBe(carried(dataPlane(given.stack), 'Stack/Principal.id'));
});

test('the tasks can be given', () => {
  expect(configOf({ maxTasks: 3 })['tasks.max']).toBe('3');
});

test('the tasks may be a token', () => {
  const maxTasks = new CfnParameter(given.stack, 'Tasks', { type: 'Number' }).valueAsNumber;
  expect(configOf({ maxTasks })['tasks.max']).toBe(carried(dataPlane(given.stack), 'Stack/Tasks.Ref'));
});

test('the configuration can be given, with tokens in it', () => {
  const queue = new Queue(given.stack, 'Queue');
  expect(configOf({ config: { 'sqs.url': `<${queue.queueUrl}>`, 'topics': 'clicks' } })).toMatchObject({
    'sqs.url': `<${carried(dataPlane(given.stack), 'Stack/Queue/Resource.Ref')}>`, 'topics': 'clicks',
  });
});

test.each<[Partial<ConnectorProps>, { [key: string]: string }]>([
  [{ errorTolerance: ErrorTolerance.NONE }, { 'errors.tolerance': 'none' }],
  [{ schemaContext: 'shop' }, { 'schema.context.name': 'shop' }],
  [{ egressAllowList: ['10.0.0.0/8', 'db.example.com'] }, { 'connector.egress.whitelist': '10.0.0.0/8,db.example.com' }],
  [{ autoRestart: false }, { 'auto.restart.on.user.error': 'false' }],
  [{ deadLetterTopicName: 'lost' }, { 'errors.deadletterqueue.topic.name': 'lost' }],
  [{ valueFormat: DataFormat.AVRO, keyFormat: DataFormat.STRING }, { 'input.data.format': 'AVRO', 'input.key.format': 'STRING' }],
  [{ connectorClass: 'GithubSource', valueFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO' }],
  [{ connectorClass: 'OracleCdcSource', checkConfig: false, valueFormat: DataFormat.AVRO, keyFormat: DataFormat.AVRO },
    { 'output.data.value.format': 'AVRO', 'output.data.key.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test.each([[true, 'PAUSED'], [false, 'RUNNING'], [undefined, undefined]])('paused: %s', (paused, status) => {
  expect(rendered(make({ paused })).status).toBe(status);
});

test('offsets of topics, and of anything else', () => {
  const clicks = topic();
  expect(rendered(make({ offsets: [ConnectorOffset.ofTopic(clicks, 1, 20), ConnectorOffset.of({ server: 'shop' }, { lsn: '7' })] })).offsets).toEqual([
    { partition: { kafka_partition: '1', kafka_topic: 'clicks' }, offset: { kafka_offset: '20' } },
    { partition: { server: 'shop' }, offset: { lsn: '7' } },
  ]);
});

test('transforms have an order, and conditions', () => {
  expect(configOf({
    transforms: [
      Transform.insertTimestamp(RecordPart.VALUE, 'at'),
      Transform.filter().when(TransformPredicate.isTombstone()),
      Transform.of('io.example.Mask', { level: '2' }).unless(TransformPredicate.topicNameMatches('public.*')),
    ],
  })).toMatchObject({
    'transforms': 'InsertField1,Filter2,Mask3',
    'transforms.InsertField1.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
    'transforms.InsertField1.timestamp.field': 'at',
    'transforms.Filter2.type': 'org.apache.kafka.connect.transforms.Filter',
    'transforms.Filter2.predicate': 'Filter2If',
    'transforms.Mask3.type': 'io.example.Mask',
    'transforms.Mask3.level': '2',
    'transforms.Mask3.predicate': 'Mask3If',
    'transforms.Mask3.negate': 'true',
    'predicates': 'Filter2If,Mask3If',
    'predicates.Filter2If.type': 'org.apache.kafka.connect.transforms.predicates.RecordIsTombstone',
    'predicates.Mask3If.type': 'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
    'predicates.Mask3If.pattern': 'public.*',
  });
});

test.each<[Transform, { [key: string]: string }]>([
  [Transform.cast(RecordPart.VALUE, { price: 'float64', count: 'int32' }), { type: 'Cast$Value', spec: 'price:float64,count:int32' }],
  [Transform.extractField(RecordPart.KEY, 'id'), { type: 'ExtractField$Key', field: 'id' }],
  [Transform.flatten(RecordPart.VALUE), { type: 'Flatten$Value', delimiter: '.' }],
  [Transform.hoistField(RecordPart.VALUE, 'line'), { type: 'HoistField$Value', field: 'line' }],
  [Transform.insertField(RecordPart.VALUE, 'shop', 'a'), { 'type': 'InsertField$Value', 'static.field': 'shop', 'static.value': 'a' }],
  [Transform.maskFields(RecordPart.VALUE, ['card', 'name']), { type: 'MaskField$Value', fields: 'card,name' }],
  [Transform.maskFields(RecordPart.VALUE, ['card'], 'x'), { type: 'MaskField$Value', fields: 'card', replacement: 'x' }],
  [Transform.excludeFields(RecordPart.VALUE, ['a', 'b']), { type: 'ReplaceField$Value', exclude: 'a,b' }],
  [Transform.includeFields(RecordPart.VALUE, ['a']), { type: 'ReplaceField$Value', include: 'a' }],
  [Transform.renameFields(RecordPart.VALUE, { a: 'b' }), { type: 'ReplaceField$Value', renames: 'a:b' }],
  [Transform.topicRegexRouter('a-(.*)', '$1'), { type: 'io.confluent.connect.cloud.transforms.TopicRegexRouter', regex: 'a-(.*)', replacement: '$1' }],
  [Transform.valueToKey(['id']), { type: 'ValueToKey', fields: 'id' }],
])('%j', ({ type, config }, expected) => {
  expect({ type: type.replace('org.apache.kafka.connect.transforms.', ''), ...config }).toEqual(expected);
});

test('a predicate can ask for a header', () => {
  expect(TransformPredicate.hasHeader('trace')).toMatchObject({ type: 'org.apache.kafka.connect.transforms.predicates.HasHeaderKey', config: { name: 'trace' } });
});

describe('of a class whose keys are known', () => {
  const password = () => SecretField.of(Secret.fromSecretNameV2(given.stack, 'Search', 'search'), 'password');
  const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';
  const OPENSEARCH = { 'topics': 'clicks', 'instance.url': 'https://search.example.com' };

  function search(config: { [key: string]: string }, props: Partial<ConnectorProps> = {}): Connector {
    return make({ connectorClass: 'OpenSearchSink', reads: [topic()], config: { ...OPENSEARCH, ...config }, ...props });
  }

  test('the configuration is accepted', () => {
    const config = { 'indexes.num': '2', 'index1.name': 'a', 'index2.name': 'b', 'index5.batch.size': '10', 'consumer.override.client.rack': 'a' };
    expect(rendered(search(config, { sensitiveConfig: { 'connection.password': password() } })).config_nonsensitive)
      .toMatchObject({ ...OPENSEARCH, ...config, 'input.data.format': 'JSON' });
  });

  test('tokens are accepted', () => {
    const queue = new Queue(given.stack, 'Queue');
    expect(() => search({ 'auth.type': queue.queueName, 'index1.batch.size': queue.queueName })).not.toThrow();
  });

  test('the topics are named', () => {
    expect(configOf({ connectorClass: 'OpenSearchSink', reads: [topic('a'), topic('b')], config: { 'instance.url': 'a' } })).toMatchObject({ topics: 'a,b' });
    given = fixture();
    expect(configOf({ connectorClass: 'DatagenSource', writes: [topic()] })).toMatchObject({ 'kafka.topic': 'clicks', 'output.data.format': 'JSON' });
  });

  test('topics may be a pattern', () => {
    expect(() => make({
      connectorClass: 'SnowflakeSink',
      checkConfig: true,
      config: {
        'topics.regex': 'a.*', 'snowflake.url.name': 'a', 'snowflake.user.name': 'a', 'snowflake.database.name': 'a', 'snowflake.schema.name': 'a',
      },
    })).not.toThrow();
  });

  test.each<[{ [key: string]: string }, string]>([
    [{ 'instance.ur': 'a' }, `OpenSearchSink has no key instance.ur; the nearest is instance.url. ${WAY_OUT}`],
    [{ 'index6.name': 'a' }, `OpenSearchSink has no key index6.name; the nearest is index1.name. ${WAY_OUT}`],
    [{ 'connection.password': 'hunter2' },
      '`config` sets connection.password, which is a secret. Put it into `sensitiveConfig` as SecretField.of(secret, field).'],
    [{ 'index1.batch.size': 'many' }, `index1.batch.size must be of type INT, got: many. ${WAY_OUT}`],
    [{ 'opensearch.ssl.enabled': 'yes' }, `opensearch.ssl.enabled must be of type BOOLEAN, got: yes. ${WAY_OUT}`],
    [{ 'index2.behavior.on.null.values': 'KEEP' }, `index2.behavior.on.null.values must be one of IGNORE, DELETE, FAIL, got: KEEP. ${WAY_OUT}`],
  ])('%j is refused', (config, message) => {
    expect(() => search(config)).toThrow(`Stack/Connector: ${message}`);
  });

  test('what is no secret is refused as one', () => {
    expect(() => search({}, { sensitiveConfig: { 'connection.user': password() } })).toThrow('Stack/Connector: `sensitiveConfig` has connection.user, '
      + 'which is no secret: Confluent tells its value, so that Terraform would change it in every run. Put it into `config`.');
  });

  test('what is missing is refused', () => {
    expect(() => make({ connectorClass: 'OpenSearchSink', config: { topics: 'clicks' } })).toThrow(
      `Stack/Connector: OpenSearchSink requires instance.url. Give it as a prop or in \`config\`. ${WAY_OUT}`);
  });

  test('an option that it has not is refused', () => {
    expect(() => search({}, { fieldEncryption: FieldEncryption.by(given.principal) })).toThrow(
      'Stack/Connector: `fieldEncryption` is no option of OpenSearchSink, which has no key csfle.enabled');
  });

  test('nothing is refused without the check', () => {
    expect(rendered(search({ 'instance.ur': 'a' }, { checkConfig: false })).config_nonsensitive).toMatchObject({ 'instance.ur': 'a' });
  });
});

describe('the name', () => {
  test('can be given', () => {
    const connector = make({ connectorName: 'archive' });
    expect(connector.connectorName).toBe('archive');
    expect(rendered(connector).config_nonsensitive.name).toBe('archive');
  });

  test('makes it another resource, for Confluent cannot rename', () => {
    const addresses = ['archive', 'archive-2'].map((connectorName) => {
      given = fixture();
      return address(make({ connectorName }));
    });
    expect(addresses[0]).not.toBe(addresses[1]);
  });
});

describe('secret configuration', () => {
  test('is read by the run, and is in no template and no document', () => {
    const secret = Secret.fromSecretNameV2(given.stack, 'Snowflake', 'snowflake');
    const connector = make({ sensitiveConfig: { 'snowflake.private.key': SecretField.of(secret, 'key') } });
    const [name] = Object.keys(dataPlane(given.stack).findVariables('*', { description: 'Stack/Snowflake: key', sensitive: true }));
    expect(rendered(connector).config_sensitive).toEqual({ 'snowflake.private.key': `\${var.${name}}` });
    Template.fromStack(given.stack).hasResourceProperties('Custom::TerraformRoot', { SecretVariables: { [name]: { Field: 'key' } } });
  });

  test('is no ephemeral variable, for the provider wants it in the resource', () => {
    const secret = Secret.fromSecretNameV2(given.stack, 'Snowflake', 'snowflake');
    make({ sensitiveConfig: { 'snowflake.private.key': SecretField.of(secret, 'key') } });
    const [variable] = Object.values(dataPlane(given.stack).findVariables('*', { description: 'Stack/Snowflake: key' }));
    expect(variable.ephemeral).toBeUndefined();
  });

  test('as a plain value fails the synth', () => {
    make({ config: { token: SecretValue.secretsManager('snowflake').unsafeUnwrap() } });
    expect(() => given.app.synth()).toThrow('Stack/Connector: a secret value is used as a plain value, which would put it into templates, '
      + 'Terraform documents and logs. Pass the secret itself: a prop that takes an ISecret, or `SecretField.of(secret, field)` in the '
      + '`sensitiveConfig` of a connector.');
  });
});

describe('topics', () => {
  test('that it reads are granted, with its groups and the topics that it reports to', () => {
    make({ reads: [topic()] });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Connector/'))).toEqual([
      'DeveloperRead topic=clicks', 'DeveloperRead group=connect-lcc*',
      'DeveloperManage topic=dlq-lcc*', 'DeveloperWrite topic=dlq-lcc*',
      'DeveloperManage topic=success-lcc*', 'DeveloperWrite topic=success-lcc*',
      'DeveloperManage topic=error-lcc*', 'DeveloperWrite topic=error-lcc*',
    ].map((role) => `Stack/Connector/ServiceAccount: ${role}`));
  });

  test('that it writes to are granted, and nothing else', () => {
    make({ writes: [topic()] });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Connector/'))).toEqual(['Stack/Connector/ServiceAccount: DeveloperWrite topic=clicks']);
  });

  test('that it makes are granted', () => {
    make({ connectorClass: 'MariaDbCdcSource', makes: [ResourcePattern.prefixed('shop')] });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Connector/'))).toEqual([
      'Stack/Connector/ServiceAccount: DeveloperManage topic=shop*', 'Stack/Connector/ServiceAccount: DeveloperWrite topic=shop*',
    ]);
  });

  test('on a basic cluster are granted by the ACLs that Confluent names', () => {
    given = fixture(ClusterType.basic());
    make({ reads: [topic()] });
    expect(acls(given.stack)).toEqual([
      'READ TOPIC LITERAL clicks', 'DESCRIBE CLUSTER LITERAL kafka-cluster', 'READ GROUP PREFIXED connect-lcc',
      'CREATE TOPIC PREFIXED dlq-lcc', 'WRITE TOPIC PREFIXED dlq-lcc', 'CREATE TOPIC PREFIXED success-lcc', 'WRITE TOPIC PREFIXED success-lcc',
      'CREATE TOPIC PREFIXED error-lcc', 'WRITE TOPIC PREFIXED error-lcc',
    ]);
  });

  test('that it writes to on a basic cluster', () => {
    given = fixture(ClusterType.basic());
    make({ writes: [topic()] });
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL clicks', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });

  test('are there before the connector', () => {
    const [first, second] = [topic('a'), topic('b')];
    expect(rendered(make({ reads: [first], writes: [second] })).depends_on).toEqual([address(first), address(second)]);
  });

  test('of another stack are deployed before', () => {
    const other = new Stack(given.app, 'Other');
    const clicks = topic();
    new Connector(other, 'Connector', { cluster: given.cluster, connectorClass: 'GcsSink', reads: [clicks] });
    given.app.synth();
    expect(other.dependencies).toEqual([given.stack]);
    expect(roles(other)).toContain('Other/Connector/ServiceAccount: DeveloperRead topic=clicks');
    controlPlane(given.stack).resourceCountIs('confluent_role_binding', 1); // of the administrator, who makes the topic
  });
});

describe.each<[string, Partial<ConnectorProps>, string]>([
  ['no task', { maxTasks: 0 }, '`maxTasks` must be between 1 and 250, got: 0'],
  ['a key that a prop sets', { config: { 'tasks.max': '2' } }, '`config` must not set tasks.max, which a prop of the connector sets'],
  ['the service account in the configuration', { config: { 'kafka.service.account.id': 'sa-1' } },
    '`config` must not set kafka.service.account.id, which a prop of the connector sets'],
  ['what looks like a secret', { config: { 'connection.password': 'hunter2' } },
    '`config` sets connection.password, which looks like a secret. Put it into `sensitiveConfig` as SecretField.of(secret, field).'],
  ['an empty name', { connectorName: '' }, '`connectorName` must not be empty'],
])('%s', (_, props, message) => {
  test('is refused', () => expect(() => make(props)).toThrow(`Stack/Connector: ${message}`));
});

test('a key in both configurations is refused', () => {
  const secret = Secret.fromSecretNameV2(given.stack, 'Secret', 'secret');
  expect(() => make({ config: { 'api.user': 'a' }, sensitiveConfig: { 'api.user': SecretField.of(secret, 'user') } })).toThrow(
    'Stack/Connector: api.user is given in `config` and in `sensitiveConfig`. Give it once.');
});

test('two tasks on a basic cluster are refused', () => {
  given = fixture(ClusterType.basic());
  expect(() => make({ maxTasks: 2 })).toThrow('Stack/Connector: `maxTasks` must be between 1 and 1, got: 2');
});

test('connectors on a freight cluster are refused', () => {
  given = fixture(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Connector: a freight cluster has no managed connectors');
});

test('the name must be known at synth', () => {
  expect(() => make({ connectorName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Connector: `connectorName` must be known at synth, got a token. Another name is another connector: give it as plain text.');
});

test('a long name is a warning', () => {
  make({ connectorName: 'a'.repeat(65) });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Connector',
    '`connectorName (characters)` should be between 1 and 64, got: 65. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:connectorName]');
});

test('an import has what is given', () => {
  expect(Connector.fromConnectorAttributes(given.stack, 'Import', { connectorName: 'archive', cluster: given.cluster })).toMatchObject({
    connectorName: 'archive', cluster: given.cluster,
  });
});

test('a service account of another stack keeps its grants there', () => {
  const other = new Stack(given.app, 'Other');
  const serviceAccount = new ServiceAccount(other, 'Account', { organization: given.organization });
  new Connector(other, 'Connector', { cluster: given.cluster, connectorClass: 'GcsSink', serviceAccount, writes: [topic()] });
  expect(roles(other)).toEqual(['Other/Account: DeveloperWrite topic=clicks']);
});
