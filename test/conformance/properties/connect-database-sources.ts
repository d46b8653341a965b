import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  BinaryHandling, ChangeFailureHandling, ChangeOperation, CleanupPolicy, DataFormat, DecimalHandling, ErrorTolerance,
  MongoDbAtlasSourceConnector, MongoDbFullDocument, MongoDbStartup, MySqlCdcSourceConnector, MySqlSnapshotLocking, MySqlSslMode,
  PostgresCdcSourceConnector, PublicationAutocreateMode, Retention, SecretField, SnapshotMode, SqlServerApplicationIntent,
  SqlServerCdcSourceConnector, SqlServerSnapshotIsolation, TimePrecision,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.stringMatching(/^[a-z]{1,20}$/);
const names = fc.array(name, { minLength: 1, maxLength: 4 });
const text = fc.string({ minLength: 1, maxLength: 40 });
const duration = fc.integer({ min: 1, max: 1e8 }).map((ms) => Duration.millis(ms));
const oneOf = <T extends string>(values: { [key: string]: T }) => fc.constantFrom(...Object.values(values));
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

/** Options that all source connectors have. */
const shared = {
  connectorName: name,
  paused: fc.boolean(),
  errorTolerance: oneOf(ErrorTolerance),
  valueFormat: fc.constantFrom(DataFormat.AVRO, DataFormat.JSON, DataFormat.JSON_SR, DataFormat.PROTOBUF),
  keyFormat: fc.constantFrom(DataFormat.AVRO, DataFormat.JSON, DataFormat.STRING),
  autoRestart: fc.boolean(),
  heartbeatInterval: duration,
};

/** Options that all source connectors by Debezium have. */
const debezium = {
  ...shared,
  port: fc.integer({ min: 1, max: 65535 }),
  tables: names,
  excludedColumns: names,
  tombstonesOnDelete: fc.boolean(),
  skippedOperations: fc.uniqueArray(oneOf(ChangeOperation), { minLength: 1 }),
  decimalHandling: oneOf(DecimalHandling),
  timePrecision: oneOf(TimePrecision),
  binaryHandling: oneOf(BinaryHandling),
  signalTable: name,
  afterStateOnly: fc.boolean(),
  messageKeys: names.map((tables) => tables.map((table) => `shop.${table}:id`)),
  failureHandling: oneOf(ChangeFailureHandling),
  maxBatchSize: fc.integer({ min: 1, max: 5000 }),
  pollInterval: duration,
  topicPartitions: fc.integer({ min: 1, max: 1000 }),
  topicRetention: fc.constantFrom(Retention.of(Duration.days(1)), Retention.infinite()),
  topicCleanupPolicy: oneOf(CleanupPolicy),
};

/** Options that those of them have that keep what tables looked like. */
const history = {
  ...debezium,
  schemaHistoryTopicName: name,
  historyOfCapturedTablesOnly: fc.boolean(),
  skipUnparseableDdl: fc.boolean(),
  includeSchemaChanges: fc.boolean(),
};

/** What each source connector requires. */
function required({ stack, cluster }: Fixture) {
  const password = SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'password');
  return { cluster, topicPrefix: 'shop', user: 'hub', password };
}

export const cases: Property[] = [
  property('source connector of PostgreSQL by Debezium', some({
    ...debezium,
    snapshotMode: fc.constantFrom(SnapshotMode.INITIAL, SnapshotMode.INITIAL_ONLY, SnapshotMode.NO_DATA, SnapshotMode.WHEN_NEEDED),
    schemas: names,
    slotFailover: fc.boolean(),
    publicationName: name,
    publicationAutocreateMode: oneOf(PublicationAutocreateMode),
  }), (given, props) => {
    new PostgresCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', databaseName: 'shop', ...props });
  }),
  property('source connector of MySQL', some({
    ...history,
    sslMode: oneOf(MySqlSslMode),
    databases: names,
    snapshotMode: oneOf(SnapshotMode),
    snapshotLocking: oneOf(MySqlSnapshotLocking),
    unknownTableHandling: oneOf(ChangeFailureHandling),
    connectionTimeZone: text,
    readOnly: fc.boolean(),
  }), (given, props) => {
    new MySqlCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', ...props });
  }),
  property('source connector of SQL Server', some({
    ...history,
    snapshotMode: fc.constantFrom(SnapshotMode.INITIAL, SnapshotMode.INITIAL_ONLY, SnapshotMode.NO_DATA, SnapshotMode.RECOVERY),
    maxTasks: fc.integer({ min: 1, max: 2 }),
    encrypt: fc.boolean(),
    excludedSchemas: names,
    applicationIntent: oneOf(SqlServerApplicationIntent),
    multiSubnetFailover: fc.boolean(),
    snapshotIsolation: oneOf(SqlServerSnapshotIsolation),
    maxTransactions: fc.nat(),
  }), (given, props) => {
    new SqlServerCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', databaseNames: ['shop', 'crm'], ...props });
  }),
  property('source connector of MongoDB', some({
    ...shared,
    maxTasks: fc.integer({ min: 1, max: 250 }),
    collection: text,
    startup: fc.oneof(
      fc.constant(MongoDbStartup.latest()),
      fc.date({ noInvalidDate: true }).map((time) => MongoDbStartup.at(time)),
      some({ namespaceRegex: text, pipeline: text }).map((options) => MongoDbStartup.copyExisting(options)),
    ),
    pipeline: text,
    fullDocumentOnly: fc.boolean(),
    fullDocument: oneOf(MongoDbFullDocument),
    documentKeyAsKey: fc.boolean(),
    valueSchema: text,
    inferSchema: fc.boolean(),
    pollInterval: duration,
    maxBatchSize: fc.integer({ min: 1, max: 10_000 }),
    heartbeatTopicName: name,
  }), (given, props) => {
    new MongoDbAtlasSourceConnector(given.stack, 'Source', { ...required(given), host: 'shop.mongodb.net', database: 'shop', ...props });
  }),
];
