import { CfnParameter, Duration, Fn, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import {
  CleanupPolicy, ClusterType, Compatibility, KafkaCluster, KafkaTopic, KafkaTopicProps, Retention, Schema, ServiceAccount, Subject, TimestampType,
} from '../../../lib/confluent';
import { acls, address, carried, comment, controlPlane, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

const AVRO = Schema.avro('"string"');

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<KafkaTopicProps> = {}): KafkaTopic {
  return new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks.raw', ...props });
}

function configOf(props: Partial<KafkaTopicProps>): { [key: string]: string } {
  return rendered(make(props)).config;
}

test('a topic with only the required props', () => {
  expect(rendered(make())).toEqual({
    topic_name: 'clicks.raw',
    partitions_count: 6,
    provider: expect.stringMatching(/^confluent\.Stack_Cluster_kafka_/),
  });
});

test('the name stays plain text, for what is named after it', () => {
  expect(make().topicName).toBe('clicks.raw');
});

test('partitions can be given', () => {
  expect(rendered(make({ partitions: 12 })).partitions_count).toBe(12);
});

test('partitions may be a token', () => {
  const partitions = new CfnParameter(given.stack, 'Partitions', { type: 'Number' }).valueAsNumber;
  expect(rendered(make({ partitions })).partitions_count).toBe(carried(dataPlane(given.stack), 'Stack/Partitions.Ref'));
  dataPlane(given.stack).hasVariable('*', { type: 'number' });
});

test.each<[string, Partial<KafkaTopicProps>, { [key: string]: string }]>([
  ['a retention of time', { retention: Retention.of(Duration.days(1)) }, { 'retention.ms': '86400000' }],
  ['a retention without end', { retention: Retention.infinite() }, { 'retention.ms': '-1' }],
  ['a retention of size', { retention: Retention.ofSize(Size.mebibytes(1)) }, { 'retention.ms': '-1', 'retention.bytes': '1048576' }],
  ['a cleanup policy', { cleanupPolicy: CleanupPolicy.COMPACT_AND_DELETE }, { 'cleanup.policy': 'compact,delete' }],
  ['a largest record', { maxMessageSize: Size.mebibytes(8) }, { 'max.message.bytes': '8388608' }],
  ['replicas in sync', { minInSyncReplicas: 1 }, { 'min.insync.replicas': '1' }],
  ['a retention of tombstones', { deleteRetention: Duration.hours(1) }, { 'delete.retention.ms': '3600000' }],
  ['a least lag of compaction', { minCompactionLag: Duration.hours(1) }, { 'min.compaction.lag.ms': '3600000' }],
  ['a greatest lag of compaction', { maxCompactionLag: Duration.days(7) }, { 'max.compaction.lag.ms': '604800000' }],
  ['a segment size', { segmentSize: Size.mebibytes(50) }, { 'segment.bytes': '52428800' }],
  ['a segment age', { segmentAge: Duration.hours(4) }, { 'segment.ms': '14400000' }],
  ['a timestamp type', { timestampType: TimestampType.LOG_APPEND_TIME }, { 'message.timestamp.type': 'LogAppendTime' }],
  ['a record from before', { maxTimestampBefore: Duration.hours(1) }, { 'message.timestamp.before.max.ms': '3600000' }],
  ['a record from after', { maxTimestampAfter: Duration.hours(1) }, { 'message.timestamp.after.max.ms': '3600000' }],
  ['a config that a broker alone knows the bounds of', { config: { 'segment.ms': '1' } }, { 'segment.ms': '1' }],
  ['a further config', { config: { 'message.timestamp.after.max.ms': '1' } }, { 'message.timestamp.after.max.ms': '1' }],
])('%s becomes a config', (_, props, expected) => {
  expect(configOf(props)).toEqual(expected);
});

test('numbers of configs may be tokens', () => {
  const minInSyncReplicas = new CfnParameter(given.stack, 'Replicas', { type: 'Number' }).valueAsNumber;
  const retention = Retention.of(Duration.millis(new CfnParameter(given.stack, 'Retention', { type: 'Number' }).valueAsNumber));
  const config = configOf({ minInSyncReplicas, retention });
  expect(config['min.insync.replicas']).toBe(carried(dataPlane(given.stack), 'Stack/Replicas.Ref'));
  expect(config['retention.ms']).toBe(carried(dataPlane(given.stack), 'Stack/Retention.Ref'));
});

describe.each<[string, Partial<KafkaTopicProps>, string]>([
  ['an empty name', { topicName: '' }, '`topicName` must have 1 to 249 characters, got 0: '],
  ['a long name', { topicName: 'a'.repeat(250) }, `\`topicName\` must have 1 to 249 characters, got 250: ${'a'.repeat(250)}`],
  ['a name of other characters', { topicName: 'clicks/raw' }, '`topicName` must match ^[a-zA-Z0-9._-]+$, got: clicks/raw'],
  ['the name .', { topicName: '.' }, '`topicName` must not be . or .., got: .'],
  ['the name ..', { topicName: '..' }, '`topicName` must not be . or .., got: ..'],
  ['no partition', { partitions: 0 }, '`partitions` must be at least 1, got: 0'],
  ['half a partition', { partitions: 1.5 }, '`partitions` must be a whole number, got: 1.5'],
  ['records that the type does not take', { maxMessageSize: Size.mebibytes(9) }, '`maxMessageSize (bytes)` must be between 1 and 8388608, got: 9437184'],
  ['tombstones for two years', { deleteRetention: Duration.days(730) }, '`deleteRetention (ms)` must be between 0 and 60566400000, got: 63072000000'],
  ['a config that there is a prop for, both ways', { retention: Retention.infinite(), config: { 'retention.ms': '1' } },
    '`config` sets retention.ms, which a prop of the topic sets to -1. Give it once.'],
  ['validation of schemas elsewhere than on dedicated clusters', { config: { 'confluent.value.schema.validation': 'true' } },
    '`config` sets confluent.value.schema.validation, which needs a Dedicated cluster, got: standard'],
  ['keys that brokers check elsewhere than on dedicated clusters', { validateKeys: true }, '`validateKeys` needs a Dedicated cluster, got: standard'],
  ['values that brokers check elsewhere than on dedicated clusters', { validateValues: true }, '`validateValues` needs a Dedicated cluster, got: standard'],
  ['a retention below that without end', { config: { 'retention.ms': '-2' } }, '`retention.ms` must be at least -1, got: -2'],
  ['a size that is no number', { config: { 'retention.bytes': 'big' } }, '`retention.bytes` must be at least -1, got: NaN'],
  ['large records by a config', { config: { 'max.message.bytes': '9437184' } }, '`max.message.bytes` must be between 1 and 8388608, got: 9437184'],
  ['long tombstones by a config', { config: { 'delete.retention.ms': '63072000000' } },
    '`delete.retention.ms` must be between 0 and 60566400000, got: 63072000000'],
  ['another cleanup policy', { config: { 'cleanup.policy': 'none' } },
    '`cleanup.policy` must be one of delete, compact, compact,delete, delete,compact, got: none'],
  ['another timestamp', { config: { 'message.timestamp.type': 'Now' } }, '`message.timestamp.type` must be one of CreateTime, LogAppendTime, got: Now'],
])('%s', (_, props, message) => {
  test('is refused', () => expect(() => make(props)).toThrow(`Stack/Topic: ${message}`));
});

test('a config that cannot be set is refused, with those that can', () => {
  expect(() => make({ config: { 'retention.seconds': '1' } })).toThrow(
    /^Stack\/Topic: `config` must be one of cleanup\.policy, delete\.retention\.ms, .*, got: retention\.seconds$/);
});

test('the name must be known at synth', () => {
  expect(() => make({ topicName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Topic: `topicName` must be known at synth, got a token. Event sources, connectors and grants are named after it: give it as plain text.');
});

test.each<[string, Partial<KafkaTopicProps>, string, string]>([
  ['three replicas in sync', { minInSyncReplicas: 3 }, 'minInSyncReplicas', '`minInSyncReplicas` should be between 1 and 2, got: 3'],
  ['small segments', { segmentSize: Size.mebibytes(1) }, 'segmentSize', '`segmentSize (bytes)` should be between 52428800 and 1073741824, got: 1048576'],
  ['short segments', { segmentAge: Duration.hours(1) }, 'segmentAge', '`segmentAge (ms)` should be at least 14400000, got: 3600000'],
])('%s are a warning, for Confluent may allow it', (_, props, id, message) => {
  make(props);
  Annotations.fromStack(given.stack).hasWarning('/Stack/Topic', `${message}. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:${id}]`);
});

describe('another topic of the same name', () => {
  test('in the same cluster is refused, for each would undo what the other does', () => {
    make();
    const elsewhere = new Stack(given.app, 'Elsewhere');
    expect(() => new KafkaTopic(elsewhere, 'Topic', { cluster: given.cluster, topicName: 'clicks.raw' })).toThrow(
      'Elsewhere/Topic: `topicName` clicks.raw is that of Stack/Topic, in the same cluster. Give another name, or use that construct.');
  });

  test('in another cluster is fine', () => {
    make();
    const cluster = new KafkaCluster(given.stack, 'Other', { environment: given.environment, clusterType: ClusterType.basic() });
    expect(new KafkaTopic(given.stack, 'Same', { cluster, topicName: 'clicks.raw' }).topicName).toBe('clicks.raw');
  });

  test('may be an import', () => {
    make();
    expect(KafkaTopic.fromKafkaTopicAttributes(given.stack, 'Same', { cluster: given.cluster, topicName: 'clicks.raw' }).topicName).toBe('clicks.raw');
  });
});

describe('by the type of the cluster', () => {
  test('records can be larger', () => {
    given = fixture(ClusterType.dedicated({ cku: 1 }));
    expect(configOf({ maxMessageSize: Size.mebibytes(20) })).toEqual({ 'max.message.bytes': '20971520' });
  });

  test('brokers can validate schemas', () => {
    given = fixture(ClusterType.dedicated({ cku: 1 }));
    expect(configOf({ validateValues: true, config: { 'confluent.key.schema.validation': 'true' } })).toEqual({
      'confluent.key.schema.validation': 'true', 'confluent.value.schema.validation': 'true',
    });
  });

  test.each([{ cleanupPolicy: CleanupPolicy.COMPACT }, { config: { 'cleanup.policy': 'compact' } }])('freight has no compaction, by %j', (props) => {
    given = fixture(ClusterType.freight());
    expect(() => make(props)).toThrow('Stack/Topic: `cleanupPolicy` must be delete on a freight cluster, got: compact');
  });
});

describe('removal', () => {
  test('keeps topic and schemas by default', () => {
    const topic = make({ value: AVRO });
    expect(comment(topic)).toEqual({ construct: 'Stack/Topic', removalPolicy: 'retain' });
    expect(comment(topic.node.findChild('Value')).removalPolicy).toBe('retain');
  });

  test('deletes topic and schemas if the policy says so', () => {
    const topic = make({ key: AVRO, value: AVRO, removalPolicy: RemovalPolicy.DESTROY });
    expect([topic, topic.node.findChild('Key'), topic.node.findChild('Value')].map((child) => comment(child).removalPolicy))
      .toEqual(['destroy', 'destroy', 'destroy']);
  });
});

describe('schemas', () => {
  test('are registered under the subjects of the topic', () => {
    const { keySubject, valueSubject } = make({ key: AVRO, value: Schema.protobuf('syntax = "proto3";') });
    expect([keySubject?.subjectName, valueSubject?.subjectName]).toEqual(['clicks.raw-key', 'clicks.raw-value']);
    const template = dataPlane(given.stack);
    template.hasResource('confluent_schema', { subject_name: 'clicks.raw-key', format: 'AVRO', schema: '"string"' });
    template.hasResource('confluent_schema', { subject_name: 'clicks.raw-value', format: 'PROTOBUF' });
  });

  test('follow each other as the topic says', () => {
    make({ value: AVRO, compatibility: Compatibility.FULL });
    dataPlane(given.stack).hasResource('confluent_subject_config', { subject_name: 'clicks.raw-value', compatibility_level: 'FULL' });
  });

  test('are not needed', () => {
    const { keySubject, valueSubject } = make();
    expect([keySubject, valueSubject]).toEqual([undefined, undefined]);
    given.app.synth();
    controlPlane(given.stack).dataSourceCountIs('confluent_schema_registry_cluster', 0);
  });
});

describe('grants', () => {
  test.each<[string, (topic: KafkaTopic, to: ServiceAccount) => void, string[]]>([
    ['read', (topic, to) => topic.grantRead(to), ['DeveloperRead topic=clicks.raw', 'DeveloperRead subject=clicks.raw-value']],
    ['write', (topic, to) => topic.grantWrite(to), ['DeveloperWrite topic=clicks.raw', 'DeveloperRead subject=clicks.raw-value']],
    ['manage', (topic, to) => topic.grantManage(to), ['DeveloperManage topic=clicks.raw']],
  ])('to %s are no more than that', (_, grant, expected) => {
    grant(make({ value: AVRO }), given.principal);
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Principal'))).toEqual(expected.map((role) => `Stack/Principal: ${role}`));
  });

  test('on a basic cluster are ACLs on the topic and roles on its subjects', () => {
    given = fixture(ClusterType.basic());
    make({ value: AVRO }).grantRead(given.principal);
    expect(acls(given.stack)).toEqual(['READ TOPIC LITERAL clicks.raw']);
    expect(roles(given.stack)).toContain('Stack/Principal: DeveloperRead subject=clicks.raw-value');
  });
});

describe('in another stack than its cluster', () => {
  test('the stack of the cluster is deployed first', () => {
    const other = new Stack(given.app, 'Other');
    new KafkaTopic(other, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
    given.app.synth();
    expect(other.dependencies).toEqual([given.stack]);
    expect(given.stack.dependencies).toEqual([]);
  });

  test('the topic is managed with the key of the cluster', () => {
    const other = new Stack(given.app, 'Other');
    new KafkaTopic(other, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
    dataPlane(other).hasProvider({
      kafka_id: carried(dataPlane(other), 'Stack/Cluster.id'),
      kafka_api_secret: carried(dataPlane(other), 'Stack/Cluster/AdminKey/Published: password'),
    });
  });

  test('its schema is looked up with the cluster', () => {
    const other = new Stack(given.app, 'Other');
    new KafkaTopic(other, 'Topic', { cluster: given.cluster, topicName: 'clicks', value: AVRO });
    controlPlane(given.stack).dataSourceCountIs('confluent_schema_registry_cluster', 1);
    dataPlane(other).hasProvider({ schema_registry_id: carried(dataPlane(other), 'Stack/Environment/SchemaRegistry.id') });
  });
});

test('topics of two clusters have a provider each', () => {
  const { stack, environment } = given;
  const cluster = new KafkaCluster(stack, 'Second', { environment, clusterType: ClusterType.standard() });
  const second = new KafkaTopic(stack, 'SecondTopic', { cluster, topicName: 'clicks.raw' });
  expect(rendered(make()).provider).not.toBe(rendered(second).provider);
});

test('all that a provider block takes for a cluster is known when it is planned', () => {
  make();
  const block = dataPlane(given.stack).toJSON().provider.confluent.find(({ alias }: { alias?: string }) => alias?.startsWith('Stack_Cluster_kafka'));
  for (const key of ['kafka_id', 'kafka_rest_endpoint', 'kafka_api_key', 'kafka_api_secret']) {
    expect(block[key]).toMatch(/^\$\{var\.\w+\}$/);
  }
});

describe('an import', () => {
  test('has what is given', () => {
    const { stack, cluster } = given;
    const valueSubject = Subject.fromSubjectAttributes(stack, 'Subject', { registry: given.environment.schemaRegistry, subjectName: 'clicks-value' });
    expect(KafkaTopic.fromKafkaTopicAttributes(stack, 'Import', { cluster, topicName: 'clicks', valueSubject })).toMatchObject({
      cluster, topicName: 'clicks', valueSubject, keySubject: undefined,
    });
  });

  test('gives rights as others do, in another stack too', () => {
    const { app, cluster, organization } = given;
    const other = new Stack(app, 'Other');
    const topic = KafkaTopic.fromKafkaTopicAttributes(other, 'Import', { cluster, topicName: 'clicks' });
    topic.grantRead(new ServiceAccount(other, 'Account', { organization }));
    expect(roles(other)).toEqual(['Other/Account: DeveloperRead topic=clicks']);
  });

  test.each([
    ['a/b', '`topicName` must match ^[a-zA-Z0-9._-]+$, got: a/b'],
    [Fn.importValue('Topic'), '`topicName` must be known at synth, got a token. Event sources, connectors and grants are named after it: give it as plain text.'],
  ])('is refused under the name %s', (topicName, message) => {
    expect(() => KafkaTopic.fromKafkaTopicAttributes(given.stack, 'Import', { cluster: given.cluster, topicName })).toThrow(`Stack/Import: ${message}`);
  });
});

test('something can depend on a topic', () => {
  const topic = make();
  const other = new KafkaTopic(given.stack, 'Other', { cluster: given.cluster, topicName: 'other' });
  other.node.addDependency(topic);
  expect(rendered(other).depends_on).toEqual([address(topic)]);
});
