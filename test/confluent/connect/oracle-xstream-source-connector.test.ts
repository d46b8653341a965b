import { Duration, Size } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, DecimalHandling, OracleTlsMode, OracleXStreamSourceConnector, OracleXStreamSourceConnectorProps, SecretField, SnapshotMode,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function field(name: string): SecretField {
  const secret = given.stack.node.tryFindChild('Secret') as Secret | undefined ?? Secret.fromSecretNameV2(given.stack, 'Secret', 'oracle');
  return SecretField.of(secret, name);
}

function make(props: Partial<OracleXStreamSourceConnectorProps> = {}): OracleXStreamSourceConnector {
  return new OracleXStreamSourceConnector(given.stack, 'Oracle', {
    cluster: given.cluster,
    topicPrefix: 'shop',
    hostname: 'db.example.com',
    databaseName: 'ORCLCDB',
    serviceName: 'ORCLCDB',
    outboundServerName: 'XOUT',
    processorLicenses: 4,
    user: 'C##HUB',
    password: field('password'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Oracle-/),
    'connector.class': 'OracleXStreamSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Oracle/ServiceAccount.id'),
    'topic.prefix': 'shop',
    'output.data.format': 'AVRO',
    'database.hostname': 'db.example.com',
    'database.port': '1521',
    'database.dbname': 'ORCLCDB',
    'database.service.name': 'ORCLCDB',
    'database.out.server.name': 'XOUT',
    'database.processor.licenses': '4',
    'database.user': 'C##HUB',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'database.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<OracleXStreamSourceConnectorProps>, { [key: string]: string }]>([
  [{ port: 1522, pluggableDatabaseName: 'ORCLPDB1' }, { 'database.port': '1522', 'database.pdb.name': 'ORCLPDB1' }],
  [{ tlsMode: OracleTlsMode.ONE_WAY }, { 'database.tls.mode': 'one-way' }],
  [{ tables: ['SHOP[.]ORDERS', 'SHOP[.]ITEMS'] }, { 'table.include.list': 'SHOP[.]ORDERS,SHOP[.]ITEMS' }],
  [{ snapshotMode: SnapshotMode.NO_DATA }, { 'snapshot.mode': 'no_data' }],
  [{ skipUnparseableDdl: true }, { 'schema.history.internal.skip.unparseable.ddl': 'true' }],
  [{ osTimeZone: 'Europe/Berlin' }, { 'database.os.timezone': 'Europe/Berlin' }],
  [{ decimalHandling: DecimalHandling.STRING }, { 'decimal.handling.mode': 'string' }],
  [{ maxLobSize: Size.mebibytes(1) }, { 'lob.oversize.threshold': '1048576' }],
  [{ heartbeatInterval: Duration.minutes(1) }, { 'heartbeat.interval.ms': '60000' }],
  [{ signalTable: 'ORCLPDB1.HUB.SIGNALS' }, { 'signal.data.collection': 'ORCLPDB1.HUB.SIGNALS' }],
  [{ valueFormat: DataFormat.PROTOBUF, keyFormat: DataFormat.JSON_SR }, { 'output.data.format': 'PROTOBUF', 'output.key.format': 'JSON_SR' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('both sides can have certificates', () => {
  const made = rendered(make({ tlsMode: OracleTlsMode.TWO_WAY, wallet: field('wallet') }));
  expect(made.config_nonsensitive).toMatchObject({ 'database.tls.mode': 'two-way' });
  expect(Object.keys(made.config_sensitive)).toEqual(['database.password', 'database.wallet.file']);
});

test('the outbound server can run in another database', () => {
  const made = rendered(make({
    downstreamDatabase: {
      hostname: 'mining.example.com', databaseName: 'MINE', serviceName: 'MINE', tlsMode: OracleTlsMode.ONE_WAY, wallet: field('wallet'),
    },
  }));
  expect(made.config_nonsensitive).toMatchObject({
    'downstream.database.hostname': 'mining.example.com',
    'downstream.database.port': '1521',
    'downstream.database.dbname': 'MINE',
    'downstream.database.service.name': 'MINE',
    'downstream.database.tls.mode': 'one-way',
  });
  expect(Object.keys(made.config_sensitive)).toEqual(['database.password', 'downstream.database.wallet.file']);
});

test('it may make topics with the prefix, and read what it wrote of tables', () => {
  make({ heartbeatInterval: Duration.minutes(1) });
  expect(roles(given.stack).map((role) => role.replace(/^.*: /, '')).sort()).toEqual([
    'DeveloperManage topic=__orcl-heartbeat.lcc*',
    'DeveloperManage topic=__orcl-schema-changes.shop.*',
    'DeveloperManage topic=shop*',
    'DeveloperRead group=shop-dbhistory',
    'DeveloperRead group=shop-schemahistory',
    'DeveloperRead topic=__orcl-schema-changes.shop.*',
    'DeveloperWrite topic=__orcl-heartbeat.lcc*',
    'DeveloperWrite topic=__orcl-schema-changes.shop.*',
    'DeveloperWrite topic=shop*',
  ]);
});

test.each<[Partial<OracleXStreamSourceConnectorProps>, string]>([
  [{ serviceName: undefined }, '`serviceName` must be given'],
  [{ hostname: '' }, '`hostname` must not be empty'],
  [{ port: 65536 }, '`port` must be between 1 and 65535, got: 65536'],
  [{ processorLicenses: 0 }, '`processorLicenses` must be at least 1, got: 0'],
  [{ processorLicenses: 1.5 }, '`processorLicenses` must be a whole number, got: 1.5'],
  [{ maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'],
  [{ snapshotMode: SnapshotMode.WHEN_NEEDED }, '`snapshotMode` must be one of initial, no_data, recovery, got: when_needed'],
  [{ tables: ['a'], excludedTables: ['b'] }, '`tables` and `excludedTables` exclude each other. Give one of them.'],
  [{ columns: ['a'], excludedColumns: ['b'] }, '`columns` and `excludedColumns` exclude each other. Give one of them.'],
  [{ tlsMode: OracleTlsMode.TWO_WAY }, '`wallet` must be given for OracleTlsMode.TWO_WAY: it has the certificate of the connector'],
  [{ downstreamDatabase: { hostname: 'mine', port: 0, databaseName: 'MINE', serviceName: 'MINE' } },
    '`downstreamDatabase.port` must be between 1 and 65535, got: 0'],
  [{ downstreamDatabase: { hostname: 'mine', databaseName: 'MINE', serviceName: 'MINE', tlsMode: OracleTlsMode.TWO_WAY } },
    '`downstreamDatabase.wallet` must be given for OracleTlsMode.TWO_WAY: it has the certificate of the connector'],
  [{ valueFormat: DataFormat.JSON }, 'output.data.format must be one of AVRO, JSON_SR, PROTOBUF, got: JSON. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Oracle: ${message}`);
});
