import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, SecretField, SnapshotMode, SqlServerApplicationIntent, SqlServerCdcSourceConnector, SqlServerCdcSourceConnectorProps,
  SqlServerSnapshotIsolation,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<SqlServerCdcSourceConnectorProps> = {}): SqlServerCdcSourceConnector {
  return new SqlServerCdcSourceConnector(given.stack, 'SqlServer', {
    cluster: given.cluster,
    topicPrefix: 'shop',
    hostname: 'db.example.com',
    databaseNames: ['Orders'],
    user: 'confluent',
    password: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-SqlServer-/),
    'connector.class': 'SqlServerCdcSourceV2',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/SqlServer/ServiceAccount.id'),
    'topic.prefix': 'shop',
    'output.data.format': 'JSON',
    'database.hostname': 'db.example.com',
    'database.port': '1433',
    'database.names': 'Orders',
    'database.user': 'confluent',
    'database.encrypt': 'true',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'database.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<SqlServerCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ port: 1434, encrypt: false }, { 'database.port': '1434', 'database.encrypt': 'false' }],
  [{ databaseNames: ['Orders', 'Crm'], maxTasks: 2 }, { 'database.names': 'Orders,Crm', 'tasks.max': '2' }],
  [{ schemas: ['dbo'] }, { 'schema.include.list': 'dbo' }],
  [{ excludedSchemas: ['audit'] }, { 'schema.exclude.list': 'audit' }],
  [{ tables: ['dbo.orders'] }, { 'table.include.list': 'dbo.orders' }],
  [{ snapshotMode: SnapshotMode.NO_DATA }, { 'snapshot.mode': 'no_data' }],
  [{ snapshotIsolation: SqlServerSnapshotIsolation.SNAPSHOT }, { 'snapshot.isolation.mode': 'snapshot' }],
  [{ applicationIntent: SqlServerApplicationIntent.READ_ONLY, multiSubnetFailover: true },
    { 'driver.applicationIntent': 'ReadOnly', 'driver.multiSubnetFailover': 'true' }],
  [{ maxTransactions: 0 }, { 'max.iteration.transactions': '0' }],
  [{ schemaHistoryTopicName: 'shop-history' }, { 'schema.history.internal.kafka.topic': 'shop-history' }],
  [{ valueFormat: DataFormat.JSON_SR, keyFormat: DataFormat.STRING }, { 'output.data.format': 'JSON_SR', 'output.key.format': 'STRING' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('it may make topics with the prefix and of its schema history, which it reads again', () => {
  make();
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/SqlServer/')).map((role) => role.replace(/^.*?: /, ''))).toEqual([
    'DeveloperManage topic=shop*',
    'DeveloperWrite topic=shop*',
    'DeveloperManage topic=dbhistory.shop.*',
    'DeveloperWrite topic=dbhistory.shop.*',
    'DeveloperRead topic=dbhistory.shop.*',
    'DeveloperRead group=shop-schemahistory',
    'DeveloperRead group=shop-dbhistory',
  ]);
});

test('more tasks than databases are warned about', () => {
  make({ maxTasks: 2 });
  Annotations.fromStack(given.stack).hasWarning('/Stack/SqlServer', Match.stringLikeRegexp('`maxTasks`.*1.*got: 2'));
});

test.each<[Partial<SqlServerCdcSourceConnectorProps>, string]>([
  [{ databaseNames: [] }, '`databaseNames` must name at least one database, got none'],
  [{ databaseNames: undefined }, '`databaseNames` must be given'],
  [{ password: undefined }, '`password` must be given'],
  [{ hostname: '' }, '`hostname` must not be empty'],
  [{ port: 65536 }, '`port` must be between 1 and 65535, got: 65536'],
  [{ maxTransactions: -1 }, '`maxTransactions` must be at least 0, got: -1'],
  [{ schemas: ['a'], excludedSchemas: ['b'] }, '`schemas` and `excludedSchemas` exclude each other. Give one of them.'],
  [{ snapshotMode: SnapshotMode.WHEN_NEEDED }, 'snapshot.mode must be one of initial, initial_only, schema_only, no_data, recovery, got: when_needed. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/SqlServer: ${message}`);
});
