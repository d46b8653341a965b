import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DatabaseInstance } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  BinaryHandling, ChangeFailureHandling, ChangeOperation, CleanupPolicy, ClusterType, DataFormat, DecimalHandling, KafkaTopic,
  MySqlCdcSourceConnector, MySqlCdcSourceConnectorProps, MySqlSnapshotLocking, MySqlSslMode, ProviderIntegration, RdsLogin, Retention,
  SecretField, SnapshotMode, TimePrecision,
} from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let password: SecretField;

beforeEach(() => {
  given = fixture();
  password = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password');
});

function make(props: Partial<MySqlCdcSourceConnectorProps> = {}): MySqlCdcSourceConnector {
  return new MySqlCdcSourceConnector(given.stack, 'MySql', {
    cluster: given.cluster, topicPrefix: 'shop', hostname: 'db.example.com', user: 'confluent', password, ...props,
  });
}

function rdsInstance() {
  return DatabaseInstance.fromDatabaseInstanceAttributes(given.stack, 'Rds', {
    instanceIdentifier: 'shop', instanceEndpointAddress: 'db.example.com', port: 3306, instanceResourceId: 'db-ABC', securityGroups: [],
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-MySql-/),
    'connector.class': 'MySqlCdcSourceV2',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/MySql/ServiceAccount.id'),
    'topic.prefix': 'shop',
    'output.data.format': 'JSON',
    'database.hostname': 'db.example.com',
    'database.port': '3306',
    'database.user': 'confluent',
    'database.ssl.mode': 'required',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'database.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<MySqlCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ port: 3307 }, { 'database.port': '3307' }],
  [{ sslMode: MySqlSslMode.VERIFY_IDENTITY }, { 'database.ssl.mode': 'verify_identity' }],
  [{ databases: ['shop', 'crm'] }, { 'database.include.list': 'shop,crm' }],
  [{ excludedDatabases: ['test'] }, { 'database.exclude.list': 'test' }],
  [{ tables: ['shop.orders', 'shop.items'] }, { 'table.include.list': 'shop.orders,shop.items' }],
  [{ excludedTables: ['shop.audit'] }, { 'table.exclude.list': 'shop.audit' }],
  [{ columns: ['shop.orders.id'] }, { 'column.include.list': 'shop.orders.id' }],
  [{ excludedColumns: ['shop.users.phone'] }, { 'column.exclude.list': 'shop.users.phone' }],
  [{ snapshotMode: SnapshotMode.RECOVERY }, { 'snapshot.mode': 'recovery' }],
  [{ snapshotLocking: MySqlSnapshotLocking.NONE }, { 'snapshot.locking.mode': 'none' }],
  [{ unknownTableHandling: ChangeFailureHandling.SKIP }, { 'inconsistent.schema.handling.mode': 'skip' }],
  [{ failureHandling: ChangeFailureHandling.WARN }, { 'event.processing.failure.handling.mode': 'warn' }],
  [{ connectionTimeZone: 'UTC', readOnly: true }, { 'driver.connectionTimeZone': 'UTC', 'read.only': 'true' }],
  [{ decimalHandling: DecimalHandling.STRING }, { 'decimal.handling.mode': 'string' }],
  [{ timePrecision: TimePrecision.CONNECT }, { 'time.precision.mode': 'connect' }],
  [{ binaryHandling: BinaryHandling.BASE64_URL_SAFE }, { 'binary.handling.mode': 'base64-url-safe' }],
  [{ skippedOperations: [ChangeOperation.DELETE, ChangeOperation.TRUNCATE] }, { 'skipped.operations': 'd,t' }],
  [{ signalTable: 'shop.signals' }, { 'signal.data.collection': 'shop.signals' }],
  [{ messageKeys: ['shop.orders:id', 'shop.items:order,line'] }, { 'message.key.columns': 'shop.orders:id;shop.items:order,line' }],
  [{ afterStateOnly: true, tombstonesOnDelete: false }, { 'after.state.only': 'true', 'tombstones.on.delete': 'false' }],
  [{ maxBatchSize: 5000, pollInterval: Duration.seconds(2) }, { 'max.batch.size': '5000', 'poll.interval.ms': '2000' }],
  [{ topicPartitions: 6 }, { 'topic.creation.topic_prefix_match.partitions': '6' }],
  [{ topicRetention: Retention.of(Duration.days(1)) }, { 'topic.creation.topic_prefix_match.retention.ms': '86400000' }],
  [{ topicCleanupPolicy: CleanupPolicy.COMPACT }, { 'topic.creation.topic_prefix_match.cleanup.policy': 'compact' }],
  [{ historyOfCapturedTablesOnly: true }, { 'schema.history.internal.store.only.captured.tables.ddl': 'true' }],
  [{ skipUnparseableDdl: true, includeSchemaChanges: true }, { 'schema.history.internal.skip.unparseable.ddl': 'true', 'include.schema.changes': 'true' }],
  [{ schemaHistoryTopicName: 'shop-history' }, { 'schema.history.internal.kafka.topic': 'shop-history' }],
  [{ valueFormat: DataFormat.AVRO, keyFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO', 'output.key.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

function rolesOfIt(): string[] {
  return roles(given.stack).filter((role) => role.startsWith('Stack/MySql/')).map((role) => role.replace(/^.*?: /, ''));
}

test('it may make topics with the prefix and of its schema history, which it reads again', () => {
  make();
  expect(rolesOfIt()).toEqual([
    'DeveloperManage topic=shop*',
    'DeveloperWrite topic=shop*',
    'DeveloperManage topic=dbhistory.shop.*',
    'DeveloperWrite topic=dbhistory.shop.*',
    'DeveloperRead topic=dbhistory.shop.*',
    'DeveloperRead group=shop-schemahistory',
    'DeveloperRead group=shop-dbhistory',
  ]);
});

test('it may do so with a schema history and heartbeats where they are said to be', () => {
  make({ schemaHistoryTopicName: 'history', heartbeatInterval: Duration.minutes(1) });
  expect(rolesOfIt()).toEqual(expect.arrayContaining([
    'DeveloperManage topic=history', 'DeveloperRead topic=history', 'DeveloperWrite topic=history',
    'DeveloperManage topic=__debezium-heartbeat-lcc*', 'DeveloperWrite topic=__debezium-heartbeat-lcc*',
  ]));
  expect(rolesOfIt().join()).not.toContain('dbhistory.shop');
});

test('it may do so on a basic cluster by ACLs', () => {
  given = fixture(ClusterType.basic());
  password = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password');
  make();
  expect(acls(given.stack)).toEqual(expect.arrayContaining([
    'CREATE TOPIC PREFIXED dbhistory.shop.', 'READ TOPIC PREFIXED dbhistory.shop.', 'READ GROUP LITERAL shop-schemahistory',
  ]));
});

test('topics that are given are there before', () => {
  const orders = new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'shop.shop.orders' });
  expect(rendered(make({ topics: [orders] })).depends_on).toContain(address(orders));
});

test('it can log in to RDS as a role, which may connect as the user', () => {
  const made = rendered(make({ password: undefined, rdsLogin: RdsLogin.instance(rdsInstance()) }));
  expect(made.config_nonsensitive).toMatchObject({
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/MySql/Integration.id'),
    'database.aws.region': expect.stringMatching(/^\$\{var\.AWS_Region/), // the stack knows no region
  });
  expect(made.config_sensitive).not.toHaveProperty('database.password');
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'rds-db:connect', Effect: 'Allow' }] },
  });
});

test('a role can be shared', () => {
  const integration = new ProviderIntegration(given.stack, 'Shared', { environment: given.environment });
  const made = make({ password: undefined, rdsLogin: RdsLogin.instance(rdsInstance(), integration) });
  expect(made.node.tryFindChild('Integration')).toBeUndefined();
});

test.each<[Partial<MySqlCdcSourceConnectorProps>, string]>([
  [{ topicPrefix: 'a b' }, '`topicPrefix` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ hostname: '' }, '`hostname` must not be empty'],
  [{ user: undefined }, '`user` must be given'],
  [{ password: undefined }, 'one of `password` and `rdsLogin` must be given'],
  [{ port: 0 }, '`port` must be between 1 and 65535, got: 0'],
  [{ maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'],
  [{ maxBatchSize: 5001 }, '`maxBatchSize` must be between 1 and 5000, got: 5001'],
  [{ topicPartitions: 0 }, '`topicPartitions` must be at least 1, got: 0'],
  [{ schemaHistoryTopicName: 'a b' }, '`schemaHistoryTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ databases: ['a'], excludedDatabases: ['b'] }, '`databases` and `excludedDatabases` exclude each other. Give one of them.'],
  [{ tables: ['a'], excludedTables: ['b'] }, '`tables` and `excludedTables` exclude each other. Give one of them.'],
  [{ columns: ['a'], excludedColumns: ['b'] }, '`columns` and `excludedColumns` exclude each other. Give one of them.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/MySql: ${message}`);
});
