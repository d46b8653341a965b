import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ClusterType, DataFormat, MongoDbAtlasSourceConnector, MongoDbAtlasSourceConnectorProps, MongoDbFullDocument, MongoDbStartup, SecretField,
} from '../../../lib/confluent';
import { acls, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<MongoDbAtlasSourceConnectorProps> = {}): MongoDbAtlasSourceConnector {
  return new MongoDbAtlasSourceConnector(given.stack, 'Mongo', {
    cluster: given.cluster,
    topicPrefix: 'shop',
    host: 'shop.abc123.mongodb.net',
    user: 'confluent',
    password: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Mongo-/),
    'connector.class': 'MongoDbAtlasSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Mongo/ServiceAccount.id'),
    'topic.prefix': 'shop',
    'output.data.format': 'JSON',
    'mongodb.instance.type': 'MONGODB_ATLAS',
    'connection.host': 'shop.abc123.mongodb.net',
    'connection.user': 'confluent',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'connection.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<MongoDbAtlasSourceConnectorProps>, { [key: string]: string }]>([
  [{ database: 'shop', collection: 'orders' }, { database: 'shop', collection: 'orders' }],
  [{ startup: MongoDbStartup.latest() }, { 'startup.mode': 'latest' }],
  [{ startup: MongoDbStartup.at(new Date('2026-01-01T00:00:00Z')) },
    { 'startup.mode': 'timestamp', 'startup.mode.timestamp.start.at.operation.time': '2026-01-01T00:00:00.000Z' }],
  [{ startup: MongoDbStartup.copyExisting() }, { 'startup.mode': 'copy_existing' }],
  [{ startup: MongoDbStartup.copyExisting({ namespaceRegex: 'shop\\.orders', pipeline: '[{"$match": {}}]' }) }, {
    'startup.mode': 'copy_existing',
    'startup.mode.copy.existing.namespace.regex': 'shop\\.orders',
    'startup.mode.copy.existing.pipeline': '[{"$match": {}}]',
  }],
  [{ pipeline: '[{"$match": {"operationType": "insert"}}]' }, { pipeline: '[{"$match": {"operationType": "insert"}}]' }],
  [{ fullDocumentOnly: true, tombstonesOnDelete: true },
    { 'publish.full.document.only': 'true', 'publish.full.document.only.tombstone.on.delete': 'true' }],
  [{ fullDocument: MongoDbFullDocument.UPDATE_LOOKUP, fullDocumentBeforeChange: MongoDbFullDocument.WHEN_AVAILABLE },
    { 'change.stream.full.document': 'updateLookup', 'change.stream.full.document.before.change': 'whenAvailable' }],
  [{ documentKeyAsKey: true }, { 'change.stream.document.key.as.key': 'true' }],
  [{ valueSchema: '"string"', inferSchema: false }, { 'output.schema.value': '"string"', 'output.schema.infer.value': 'false' }],
  [{ pollInterval: Duration.seconds(1), maxBatchSize: 500 }, { 'poll.await.time.ms': '1000', 'poll.max.batch.size': '500' }],
  [{ heartbeatInterval: Duration.minutes(1), heartbeatTopicName: 'beats' }, { 'heartbeat.interval.ms': '60000', 'heartbeat.topic.name': 'beats' }],
  [{ valueFormat: DataFormat.AVRO, keyFormat: DataFormat.STRING }, { 'output.data.format': 'AVRO', 'output.key.format': 'STRING' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('it may make topics with the prefix, and write to them', () => {
  make();
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Mongo/'))).toEqual([
    'Stack/Mongo/ServiceAccount: DeveloperManage topic=shop*', 'Stack/Mongo/ServiceAccount: DeveloperWrite topic=shop*',
  ]);
});

test('it may make the topic of heartbeats on a basic cluster by ACLs', () => {
  given = fixture(ClusterType.basic());
  make({ heartbeatInterval: Duration.minutes(1) });
  expect(acls(given.stack)).toEqual([
    'DESCRIBE CLUSTER LITERAL kafka-cluster',
    'CREATE TOPIC PREFIXED shop',
    'WRITE TOPIC PREFIXED shop',
    'CREATE TOPIC LITERAL __mongodb_heartbeats',
    'WRITE TOPIC LITERAL __mongodb_heartbeats',
  ]);
});

test.each<[Partial<MongoDbAtlasSourceConnectorProps>, string]>([
  [{ topicPrefix: '' }, '`topicPrefix` must have 1 to 200 characters, got 0: '],
  [{ host: 'mongodb+srv://shop' }, '`host` must match ^[a-zA-Z0-9.-]+$, got: mongodb+srv://shop'],
  [{ password: undefined }, '`password` must be given'],
  [{ maxBatchSize: 0 }, '`maxBatchSize` must be at least 1, got: 0'],
  [{ heartbeatTopicName: 'a b' }, '`heartbeatTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ collection: 'orders' }, '`collection` needs the `database` that it is in'],
  [{ tombstonesOnDelete: true }, '`tombstonesOnDelete` needs `fullDocumentOnly: true`'],
  [{ fullDocumentBeforeChange: MongoDbFullDocument.UPDATE_LOOKUP },
    '`fullDocumentBeforeChange` must not be updateLookup, which finds documents as they are after a change'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Mongo: ${message}`);
});
