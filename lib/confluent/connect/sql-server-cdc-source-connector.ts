import { Construct } from 'constructs';
import { SchemaHistorySourceConnectorOptions } from './cdc-source-options';
import { historySourceOf, refuseBoth } from './private/cdc-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { expectBetween, fail, requireGiven, requireInteger } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * What a connection to SQL Server says that it is for, by which an availability group sends it to a server.
 */
export enum SqlServerApplicationIntent {
  /** To read and to write. */
  READ_WRITE = 'ReadWrite',
  /** To read. */
  READ_ONLY = 'ReadOnly',
}

/**
 * How a connector is kept apart from others who use the tables while it reads the rows that are there at the start.
 *
 * @see https://learn.microsoft.com/sql/t-sql/statements/set-transaction-isolation-level-transact-sql
 */
export enum SqlServerSnapshotIsolation {
  /** It sees what others have not committed. */
  READ_UNCOMMITTED = 'read_uncommitted',
  /** It sees what others have committed meanwhile. */
  READ_COMMITTED = 'read_committed',
  /** What it has read does not change meanwhile. */
  REPEATABLE_READ = 'repeatable_read',
  /** It sees all as it was at the start; the database must allow that. */
  SNAPSHOT = 'snapshot',
  /** It locks the tables. */
  EXCLUSIVE = 'exclusive',
}

/**
 * Properties of a `SqlServerCdcSourceConnector`.
 */
export interface SqlServerCdcSourceConnectorProps extends SchemaHistorySourceConnectorOptions {
  /**
   * The port of the server.
   *
   * @default 1433
   */
  readonly port?: number;

  /**
   * The databases. There can be a task for each.
   */
  readonly databaseNames: string[];

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * Whether the connection is encrypted.
   *
   * @default true
   */
  readonly encrypt?: boolean;

  /**
   * Regular expressions of the schemas.
   *
   * @default - all schemas
   */
  readonly schemas?: string[];

  /**
   * Regular expressions of schemas that are left out. Not with `schemas`.
   *
   * @default - none
   */
  readonly excludedSchemas?: string[];

  /**
   * What a connection says that it is for.
   *
   * @default SqlServerApplicationIntent.READ_WRITE
   */
  readonly applicationIntent?: SqlServerApplicationIntent;

  /**
   * Whether it connects at once to all servers of an availability group that is in several subnets.
   *
   * @default false
   */
  readonly multiSubnetFailover?: boolean;

  /**
   * How it is kept apart from others while it reads the rows that are there at the start.
   *
   * @default SqlServerSnapshotIsolation.REPEATABLE_READ
   */
  readonly snapshotIsolation?: SqlServerSnapshotIsolation;

  /**
   * The most transactions that are read at once; 0 is no limit.
   *
   * @default 500
   */
  readonly maxTransactions?: number;
}

/**
 * Confluent's managed connector (V2, Debezium) from the changes of tables in SQL Server to topics, one for each table, named
 * `<topicPrefix>.<database>.<schema>.<table>`.
 *
 * Delivers at least once, in the order of each row's changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-microsoft-sql-server-source-cdc-v2-debezium/cc-microsoft-sql-server-source-cdc-v2-debezium.html
 */
export class SqlServerCdcSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: SqlServerCdcSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'databaseNames', 'user', 'password');
      if (props.databaseNames.length === 0) {
        fail(connector, '`databaseNames` must name at least one database, got none');
      }
      requireInteger(connector, 'maxTransactions', props.maxTransactions, 0);
      expectBetween(connector, 'maxTasks', props.maxTasks, 1, props.databaseNames.length);
      refuseBoth(connector, props, 'schemas', 'excludedSchemas');
      return historySourceOf(connector, props, 'SqlServerCdcSourceV2', settingsOf({ port: 1433, encrypt: true, ...props }, {
        port: 'database.port',
        databaseNames: 'database.names',
        password: 'database.password',
        encrypt: 'database.encrypt',
        schemas: 'schema.include.list',
        excludedSchemas: 'schema.exclude.list',
        applicationIntent: 'driver.applicationIntent',
        multiSubnetFailover: 'driver.multiSubnetFailover',
        snapshotIsolation: 'snapshot.isolation.mode',
        maxTransactions: 'max.iteration.transactions',
      }));
    });
  }
}
