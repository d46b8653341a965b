import { Duration, Size } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  BinaryHandling, DataFormat, DecimalHandling, ErrorTolerance, KafkaTopic, OracleCdcSourceConnector, OracleDateMapping,
  OracleDictionaryMode, OracleNumericMapping, OraclePosition, OracleTlsMode, OracleXStreamSourceConnector, SalesforceAuthentication,
  SalesforceCdcSourceConnector, SalesforceChannel, SalesforcePosition, SecretField, SnapshotMode, SnowflakeSourceConnector,
  SnowflakeSourceMode, SnowflakeTimestampGranularity,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.stringMatching(/^[a-z]{1,20}$/);
const names = fc.array(name, { minLength: 1, maxLength: 4 });
const text = fc.string({ minLength: 1, maxLength: 40 });
const port = fc.integer({ min: 1, max: 65535 });
const duration = fc.integer({ min: 1000, max: 1e8 }).map((ms) => Duration.millis(ms));
const size = fc.integer({ min: 1, max: 1e9 }).map((bytes) => Size.bytes(bytes));
const oneOf = <T extends string>(values: { [key: string]: T }) => fc.constantFrom(...Object.values(values));
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

/** Options that all of them have. */
const shared = {
  connectorName: name,
  paused: fc.boolean(),
  autoRestart: fc.boolean(),
  egressAllowList: names,
  valueFormat: fc.constantFrom(DataFormat.AVRO, DataFormat.JSON_SR, DataFormat.PROTOBUF),
};

function secretIn({ stack }: Fixture): SecretField {
  return SecretField.of(stack.node.tryFindChild('Secret') as Secret | undefined ?? Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'value');
}

export const cases: Property[] = [
  property('Oracle XStream source connector', some({
    ...shared,
    port,
    pluggableDatabaseName: name,
    tlsMode: fc.constantFrom(OracleTlsMode.DISABLE, OracleTlsMode.ONE_WAY),
    tables: names,
    excludedColumns: names,
    snapshotMode: fc.constantFrom(SnapshotMode.INITIAL, SnapshotMode.NO_DATA),
    decimalHandling: oneOf(DecimalHandling),
    binaryHandling: oneOf(BinaryHandling),
    tombstonesOnDelete: fc.boolean(),
    heartbeatInterval: duration,
    maxLobSize: size,
    downstreamDatabase: fc.record({ hostname: name, databaseName: name, serviceName: name, port }),
  }), (given, props) => {
    new OracleXStreamSourceConnector(given.stack, 'Oracle', {
      cluster: given.cluster,
      topicPrefix: 'shop',
      hostname: 'db',
      databaseName: 'ORCL',
      serviceName: 'ORCL',
      outboundServerName: 'XOUT',
      processorLicenses: 1,
      user: 'hub',
      password: secretIn(given),
      ...props,
    });
  }),
  property('Oracle CDC source connector', some({
    ...shared,
    port,
    maxTasks: fc.integer({ min: 1, max: 250 }),
    pluggableDatabaseName: name,
    excludedTablePattern: text,
    position: fc.oneof(
      fc.constantFrom(OraclePosition.snapshot(), OraclePosition.current()),
      fc.bigInt({ min: 0n, max: 2n ** 63n }).map((scn) => OraclePosition.scn(`${scn}`)),
    ),
    dictionaryMode: oneOf(OracleDictionaryMode),
    numericMapping: oneOf(OracleNumericMapping),
    dateMapping: oneOf(OracleDateMapping),
    heartbeatInterval: duration,
    queryTimeout: duration,
    maxBatchSize: fc.integer({ min: 1, max: 10_000 }),
  }), (given, props) => {
    new OracleCdcSourceConnector(given.stack, 'Oracle', {
      cluster: given.cluster, topicPrefix: 'shop', hostname: 'db', sid: 'ORCL', user: 'hub', password: secretIn(given), tablePattern: '.*', ...props,
    });
  }),
  property('Salesforce source connector', some({
    ...shared,
    errorTolerance: oneOf(ErrorTolerance),
    channel: fc.oneof(
      name.map((event) => SalesforceChannel.entity(event)),
      fc.option(names, { nil: undefined }).map((events) => SalesforceChannel.standard(events)),
      fc.tuple(name, names).map(([channel, events]) => SalesforceChannel.custom(channel, events)),
    ),
    initialStart: oneOf(SalesforcePosition),
    invalidReplayStart: oneOf(SalesforcePosition),
    convertChangedFields: fc.boolean(),
    connectionTimeout: duration,
    maxRetryTime: duration,
    maxMessageSize: size,
  }), (given, props) => {
    const secret = secretIn(given);
    new SalesforceCdcSourceConnector(given.stack, 'Salesforce', {
      topic: new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'leads' }),
      authentication: SalesforceAuthentication.jwtBearer({ username: 'hub', consumerKey: secret, keyStore: secret, keyStorePassword: secret }),
      channel: SalesforceChannel.standard(),
      ...props,
    });
  }),
  property('Snowflake source connector', some({
    ...shared,
    maxTasks: fc.integer({ min: 1, max: 250 }),
    mode: fc.oneof(
      fc.dictionary(name, names, { minKeys: 1, maxKeys: 3 }).map((columns) => SnowflakeSourceMode.timestamp(columns)),
      fc.dictionary(name, name, { minKeys: 1, maxKeys: 3 }).map((columns) => SnowflakeSourceMode.incrementing(columns)),
    ),
    tables: names,
    excludedTables: names,
    tableTypes: names,
    timestampGranularity: oneOf(SnowflakeTimestampGranularity),
    pollInterval: duration,
    quoteIdentifiers: fc.boolean(),
  }), (given, props) => {
    new SnowflakeSourceConnector(given.stack, 'Source', {
      cluster: given.cluster,
      topicPrefix: 'shop',
      url: 'shop.snowflakecomputing.com',
      user: 'hub',
      privateKey: secretIn(given),
      mode: SnowflakeSourceMode.bulk(),
      ...props,
    });
  }),
];
