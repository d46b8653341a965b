import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, MongoDbAtlasSourceConnector, MongoDbAtlasSourceConnectorProps, MongoDbFullDocument, MySqlCdcSourceConnector,
  MySqlCdcSourceConnectorProps, PostgresCdcSourceConnector, PostgresCdcSourceConnectorProps, SecretField, SnapshotMode,
  SqlServerCdcSourceConnector, SqlServerCdcSourceConnectorProps,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';

/** What each source connector requires. */
function required({ stack, cluster }: Fixture) {
  const password = SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'password');
  return { cluster, topicPrefix: 'shop', user: 'hub', password };
}

function postgres(what: string, props: Partial<PostgresCdcSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a source connector of PostgreSQL with ${what}`,
    make: (given) => {
      new PostgresCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', databaseName: 'shop', ...props });
    },
    message: `Stack/Source: ${message}`,
  };
}

function mySql(what: string, props: Partial<MySqlCdcSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a source connector of MySQL with ${what}`,
    make: (given) => { new MySqlCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', ...props }); },
    message: `Stack/Source: ${message}`,
  };
}

function sqlServer(what: string, props: Partial<SqlServerCdcSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a source connector of SQL Server with ${what}`,
    make: (given) => {
      new SqlServerCdcSourceConnector(given.stack, 'Source', { ...required(given), hostname: 'db', databaseNames: ['shop'], ...props });
    },
    message: `Stack/Source: ${message}`,
  };
}

function mongo(what: string, props: Partial<MongoDbAtlasSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a source connector of MongoDB with ${what}`,
    make: (given) => { new MongoDbAtlasSourceConnector(given.stack, 'Source', { ...required(given), host: 'shop.mongodb.net', ...props }); },
    message: `Stack/Source: ${message}`,
  };
}

export const cases: InvalidInput[] = [
  postgres('a snapshot of another database', { snapshotMode: SnapshotMode.RECOVERY },
    `snapshot.mode must be one of initial, never, no_data, initial_only, when_needed, got: recovery. ${WAY_OUT}`),
  postgres('schemas that are in and out', { schemas: ['public'], excludedSchemas: ['audit'] },
    '`schemas` and `excludedSchemas` exclude each other. Give one of them.'),
  mySql('no way to log in', { password: undefined }, 'one of `password` and `rdsLogin` must be given'),
  mySql('no user', { user: undefined }, '`user` must be given'),
  mySql('two tasks', { maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'),
  mySql('a port that there is not', { port: 70_000 }, '`port` must be between 1 and 65535, got: 70000'),
  mySql('batches that are too big', { maxBatchSize: 5001 }, '`maxBatchSize` must be between 1 and 5000, got: 5001'),
  mySql('databases that are in and out', { databases: ['shop'], excludedDatabases: ['crm'] },
    '`databases` and `excludedDatabases` exclude each other. Give one of them.'),
  mySql('columns that are in and out', { columns: ['shop.orders.id'], excludedColumns: ['shop.orders.name'] },
    '`columns` and `excludedColumns` exclude each other. Give one of them.'),
  mySql('a history in a topic that Kafka does not allow', { schemaHistoryTopicName: 'shop history' },
    '`schemaHistoryTopicName` must match ^[a-zA-Z0-9._-]+$, got: shop history'),
  mySql('an option that its class has not', { config: { 'gtid.source.include': 'a' } },
    `MySqlCdcSourceV2 has no key gtid.source.include; the nearest is gtid.source.includes. ${WAY_OUT}`),
  sqlServer('no databases', { databaseNames: [] }, '`databaseNames` must name at least one database, got none'),
  sqlServer('a snapshot of another database', { snapshotMode: SnapshotMode.WHEN_NEEDED },
    `snapshot.mode must be one of initial, initial_only, schema_only, no_data, recovery, got: when_needed. ${WAY_OUT}`),
  sqlServer('a secret in plain text', { config: { 'snapshot.select.statement.overrides.data.map': '{}' } },
    '`config` sets snapshot.select.statement.overrides.data.map, which is a secret. Put it into `sensitiveConfig` as SecretField.of(secret, field).'),
  sqlServer('fewer than no transactions', { maxTransactions: -1 }, '`maxTransactions` must be at least 0, got: -1'),
  sqlServer('keys in a form that there is not', { keyFormat: DataFormat.BYTES },
    `output.key.format must be one of AVRO, JSON_SR, PROTOBUF, STRING, JSON, got: BYTES. ${WAY_OUT}`),
  mongo('a URL for a host', { host: 'mongodb+srv://shop' }, '`host` must match ^[a-zA-Z0-9.-]+$, got: mongodb+srv://shop'),
  mongo('a collection of no database', { collection: 'orders' }, '`collection` needs the `database` that it is in'),
  mongo('tombstones among changes', { tombstonesOnDelete: true }, '`tombstonesOnDelete` needs `fullDocumentOnly: true`'),
  mongo('documents as they will be', { fullDocumentBeforeChange: MongoDbFullDocument.UPDATE_LOOKUP },
    '`fullDocumentBeforeChange` must not be updateLookup, which finds documents as they are after a change'),
  mongo('a prefix that Kafka does not allow', { topicPrefix: 'my shop' }, '`topicPrefix` must match ^[a-zA-Z0-9._-]+$, got: my shop'),
];
