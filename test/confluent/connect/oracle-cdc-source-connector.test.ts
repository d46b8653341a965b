import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, OracleCdcSourceConnector, OracleCdcSourceConnectorProps, OracleDateMapping, OracleDictionaryMode, OracleNumericMapping,
  OraclePosition, OracleSupplementalLogLevel, SecretField,
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

function make(props: Partial<OracleCdcSourceConnectorProps> = {}): OracleCdcSourceConnector {
  return new OracleCdcSourceConnector(given.stack, 'Oracle', {
    cluster: given.cluster,
    topicPrefix: 'shop',
    hostname: 'db.example.com',
    sid: 'ORCL',
    user: 'C##HUB',
    password: field('password'),
    tablePattern: 'ORCL[.]SHOP[.].*',
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Oracle-/),
    'connector.class': 'OracleCdcSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Oracle/ServiceAccount.id'),
    'output.data.value.format': 'JSON',
    'oracle.server': 'db.example.com',
    'oracle.port': '1521',
    'oracle.sid': 'ORCL',
    'oracle.username': 'C##HUB',
    'table.inclusion.regex': 'ORCL[.]SHOP[.].*',
    'table.topic.name.template': 'shop.$${databaseName}.$${schemaName}.$${tableName}', // escaped for Terraform
    'redo.log.topic.name': 'shop.redo-log',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'oracle.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<OracleCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ port: 1522, pluggableDatabaseName: 'PDB', serviceName: 'SHOP' },
    { 'oracle.port': '1522', 'oracle.pdb.name': 'PDB', 'oracle.service.name': 'SHOP' }],
  [{ excludedTablePattern: '.*AUDIT' }, { 'table.exclusion.regex': '.*AUDIT' }],
  [{ position: OraclePosition.current() }, { 'start.from': 'current' }],
  [{ position: OraclePosition.scn('123456789012345678') }, { 'start.from': '123456789012345678' }],
  [{ dictionaryMode: OracleDictionaryMode.REDO_LOG }, { 'oracle.dictionary.mode': 'redo_log' }],
  [{ supplementalLogLevel: OracleSupplementalLogLevel.MSL }, { 'oracle.supplemental.log.level': 'msl' }],
  [{ tombstonesOnDelete: true }, { 'emit.tombstone.on.delete': 'true' }],
  [{ timeZone: 'Europe/Berlin' }, { 'db.timezone': 'Europe/Berlin' }],
  [{ numericMapping: OracleNumericMapping.BEST_FIT_OR_DECIMAL, dateMapping: OracleDateMapping.DATE },
    { 'numeric.mapping': 'best_fit_or_decimal', 'oracle.date.mapping': 'date' }],
  [{ heartbeatInterval: Duration.minutes(1), queryTimeout: Duration.minutes(2), pollInterval: Duration.seconds(1) },
    { 'heartbeat.interval.ms': '60000', 'query.timeout.ms': '120000', 'redo.log.poll.interval.ms': '1000' }],
  [{ maxBatchSize: 500, snapshotThreads: 8, maxTasks: 2 },
    { 'max.batch.size': '500', 'snapshot.threads.per.task': '8', 'tasks.max': '2' }],
  [{ valueFormat: DataFormat.AVRO, keyFormat: DataFormat.AVRO }, { 'output.data.value.format': 'AVRO', 'output.data.key.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('the connection can be encrypted', () => {
  const made = rendered(make({ trustStore: field('store'), trustStorePassword: field('opens') }));
  expect(Object.keys(made.config_sensitive)).toEqual(['oracle.password', 'ssl.truststorefile', 'ssl.truststorepassword']);
});

test('it may make its topics, and read the redo log again', () => {
  make({ redoLogTopicName: 'log', redoLogCorruptionTopicName: 'errors', heartbeatInterval: Duration.minutes(1) });
  expect(roles(given.stack).map((role) => role.replace(/^.*: /, '')).sort()).toEqual([
    'DeveloperManage topic=errors',
    'DeveloperManage topic=lcc-*',
    'DeveloperManage topic=log',
    'DeveloperManage topic=shop*',
    'DeveloperRead group=connect-lcc*',
    'DeveloperRead group=lcc-*',
    'DeveloperRead topic=log',
    'DeveloperWrite topic=errors',
    'DeveloperWrite topic=lcc-*',
    'DeveloperWrite topic=log',
    'DeveloperWrite topic=shop*',
  ]);
});

test.each<[Partial<OracleCdcSourceConnectorProps>, string]>([
  [{ sid: undefined, user: undefined }, '`sid` and `user` must be given'],
  [{ hostname: '' }, '`hostname` must not be empty'],
  [{ port: 0 }, '`port` must be between 1 and 65535, got: 0'],
  [{ tablePattern: '' }, '`tablePattern` must not be empty'],
  [{ position: OraclePosition.scn('0x1') }, '`position` must match ^(snapshot|current|\\d+)$, got: 0x1'],
  [{ redoLogTopicName: 'a b' }, '`redoLogTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ maxBatchSize: 0 }, '`maxBatchSize` must be at least 1, got: 0'],
  [{ snapshotThreads: 1.5 }, '`snapshotThreads` must be a whole number, got: 1.5'],
  [{ topicPrefix: 'a b' }, '`topicPrefix` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  [{ valueFormat: DataFormat.BYTES }, 'output.data.value.format must be one of AVRO, JSON_SR, PROTOBUF, JSON, got: BYTES. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Oracle: ${message}`);
});

test('a password of no trust store is refused', () => {
  expect(() => make({ trustStorePassword: field('opens') }))
    .toThrow('Stack/Oracle: `trustStorePassword` opens `trustStore`, which must be given too');
});
