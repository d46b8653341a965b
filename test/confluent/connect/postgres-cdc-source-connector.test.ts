import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ClusterType, DataFormat, KafkaTopic, PostgresCdcSourceConnector, PostgresCdcSourceConnectorProps, PostgresSslMode, SecretField, SnapshotMode,
} from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<PostgresCdcSourceConnectorProps> = {}): PostgresCdcSourceConnector {
  return new PostgresCdcSourceConnector(given.stack, 'Postgres', {
    cluster: given.cluster,
    topicPrefix: 'shop',
    hostname: 'db.example.com',
    databaseName: 'shop',
    user: 'confluent',
    password: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Postgres-/),
    'connector.class': 'PostgresCdcSourceV2',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Postgres/ServiceAccount.id'),
    'topic.prefix': 'shop',
    'output.data.format': 'JSON',
    'database.hostname': 'db.example.com',
    'database.port': '5432',
    'database.dbname': 'shop',
    'database.user': 'confluent',
    'database.sslmode': 'require',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'database.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<PostgresCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ port: 5433 }, { 'database.port': '5433' }],
  [{ sslMode: PostgresSslMode.VERIFY_FULL }, { 'database.sslmode': 'verify-full' }],
  [{ tables: ['public.orders', 'public.items'] }, { 'table.include.list': 'public.orders,public.items' }],
  [{ excludedTables: ['public.audit'] }, { 'table.exclude.list': 'public.audit' }],
  [{ slotName: 'hub', publicationName: 'hub' }, { 'slot.name': 'hub', 'publication.name': 'hub' }],
  [{ snapshotMode: SnapshotMode.NO_DATA }, { 'snapshot.mode': 'no_data' }],
  [{ afterStateOnly: true, tombstonesOnDelete: false }, { 'after.state.only': 'true', 'tombstones.on.delete': 'false' }],
  [{ heartbeatInterval: Duration.minutes(1) }, { 'heartbeat.interval.ms': '60000' }],
  [{ topicPartitions: 6 }, { 'topic.creation.topic_prefix_match.partitions': '6' }],
  [{ valueFormat: DataFormat.AVRO, keyFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO', 'output.key.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('it may make topics with the prefix, and write to them', () => {
  make();
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Postgres/'))).toEqual([
    'Stack/Postgres/ServiceAccount: DeveloperManage topic=shop*', 'Stack/Postgres/ServiceAccount: DeveloperWrite topic=shop*',
  ]);
});

test('it may do so on a basic cluster by ACLs', () => {
  given = fixture(ClusterType.basic());
  make();
  expect(acls(given.stack)).toEqual(['DESCRIBE CLUSTER LITERAL kafka-cluster', 'CREATE TOPIC PREFIXED shop', 'WRITE TOPIC PREFIXED shop']);
});

test('topics that are given are there before', () => {
  const orders = new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'shop.public.orders' });
  expect(rendered(make({ topics: [orders] })).depends_on).toContain(address(orders));
});

test.each<[Partial<PostgresCdcSourceConnectorProps>, string]>([
  [{ topicPrefix: 'a b' }, '`topicPrefix` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ hostname: '' }, '`hostname` must not be empty'],
  [{ port: 0 }, '`port` must be between 1 and 65535, got: 0'],
  [{ slotName: 'Hub' }, '`slotName` must match ^[a-z0-9_]+$, got: Hub'],
  [{ maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'],
  [{ topicPartitions: 0 }, '`topicPartitions` must be at least 1, got: 0'],
  [{ tables: ['a'], excludedTables: ['b'] }, '`tables` and `excludedTables` exclude each other. Give one of them.'],
  [{ config: { 'snapshot.mode': 'always' } }, 'snapshot.mode must be one of initial, never, no_data, initial_only, when_needed, got: always. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Postgres: ${message}`);
});
