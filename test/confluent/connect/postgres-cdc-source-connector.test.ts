import { Duration, Size } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  BinaryHandling, ChangeFailureHandling, ChangeOperation, CleanupPolicy, ClusterType, DataFormat, DecimalHandling, KafkaTopic,
  PostgresCdcSourceConnector, PostgresCdcSourceConnectorProps, PostgresSslMode, ProviderIntegration, PublicationAutocreateMode, RdsLogin,
  Retention, SecretField, SnapshotMode, TimePrecision,
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
  [{ schemas: ['public'] }, { 'schema.include.list': 'public' }],
  [{ excludedSchemas: ['audit'] }, { 'schema.exclude.list': 'audit' }],
  [{ columns: ['public.orders.id'] }, { 'column.include.list': 'public.orders.id' }],
  [{ excludedColumns: ['public.orders.card'] }, { 'column.exclude.list': 'public.orders.card' }],
  [{ slotFailover: true, publicationAutocreateMode: PublicationAutocreateMode.FILTERED }, {
    'slot.failover': 'true', 'publication.autocreate.mode': 'filtered',
  }],
  [{ decimalHandling: DecimalHandling.STRING, timePrecision: TimePrecision.CONNECT, binaryHandling: BinaryHandling.BASE64 }, {
    'decimal.handling.mode': 'string', 'time.precision.mode': 'connect', 'binary.handling.mode': 'base64',
  }],
  [{ failureHandling: ChangeFailureHandling.SKIP, skippedOperations: [ChangeOperation.DELETE, ChangeOperation.TRUNCATE] }, {
    'event.processing.failure.handling.mode': 'skip', 'skipped.operations': 'd,t',
  }],
  [{ messageKeys: ['public.orders:region,id', 'public.items:id'] }, { 'message.key.columns': 'public.orders:region,id;public.items:id' }],
  [{ signalTable: 'public.signals' }, { 'signal.data.collection': 'public.signals' }],
  [{ maxBatchSize: 100, pollInterval: Duration.seconds(1) }, { 'max.batch.size': '100', 'poll.interval.ms': '1000' }],
  [{ topicCleanupPolicy: CleanupPolicy.COMPACT, topicRetention: Retention.ofSize(Size.gibibytes(1)) }, {
    'topic.creation.topic_prefix_match.cleanup.policy': 'compact',
    'topic.creation.topic_prefix_match.retention.ms': '-1',
    'topic.creation.topic_prefix_match.retention.bytes': '1073741824',
  }],
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

test('it may make topics for heartbeats too, if there are some', () => {
  make({ heartbeatInterval: Duration.minutes(1) });
  expect(roles(given.stack).filter((role) => role.includes('heartbeat'))).toEqual([
    'Stack/Postgres/ServiceAccount: DeveloperManage topic=__debezium-heartbeat-lcc*',
    'Stack/Postgres/ServiceAccount: DeveloperWrite topic=__debezium-heartbeat-lcc*',
  ]);
});

describe('login as an IAM role', () => {
  const attributes = { clusterIdentifier: 'shop', clusterResourceIdentifier: 'cluster-1' };

  test('is in place of a password', () => {
    const cluster = DatabaseCluster.fromDatabaseClusterAttributes(given.stack, 'Shop', attributes);
    const made = rendered(make({ password: undefined, rdsLogin: RdsLogin.cluster(cluster) }));
    expect(made.config_sensitive).toEqual({});
    expect(made.config_nonsensitive).toMatchObject({
      'authentication.method': 'IAM Roles',
      'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Postgres/Integration.id'),
      'database.aws.region': carried(dataPlane(given.stack), 'AWS::Region'),
    });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'rds-db:connect', Effect: 'Allow', Resource: Match.objectLike({}) }] },
    });
  });

  test('is by the integration that is given', () => {
    const role = Role.fromRoleArn(given.stack, 'Role', 'arn:aws:iam::111111111111:role/reads-shop');
    const integration = ProviderIntegration.fromProviderIntegrationAttributes(given.stack, 'Integration', { integrationId: 'cspi-1', role });
    const cluster = DatabaseCluster.fromDatabaseClusterAttributes(given.stack, 'Shop', attributes);
    const made = rendered(make({ password: undefined, rdsLogin: RdsLogin.cluster(cluster, integration) }));
    expect(made.config_nonsensitive['provider.integration.id']).toBe('cspi-1');
  });
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
  [{ schemas: ['a'], excludedSchemas: ['b'] }, '`schemas` and `excludedSchemas` exclude each other. Give one of them.'],
  [{ columns: ['a'], excludedColumns: ['b'] }, '`columns` and `excludedColumns` exclude each other. Give one of them.'],
  [{ maxBatchSize: 5001 }, '`maxBatchSize` must be between 1 and 5000, got: 5001'],
  [{ password: undefined }, 'one of `password` and `rdsLogin` must be given'],
  [{ config: { 'snapshot.mode': 'always' } }, 'snapshot.mode must be one of initial, never, no_data, initial_only, when_needed, got: always. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Postgres: ${message}`);
});
