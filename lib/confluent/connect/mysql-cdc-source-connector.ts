import { Construct } from 'constructs';
import { ChangeFailureHandling, SchemaHistorySourceConnectorOptions } from './cdc-source-options';
import { historySourceOf, refuseBoth, withLogin } from './private/cdc-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { RdsLogin } from './rds-login';
import { requireGiven, requireOneOf } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * Whether the connection to a MySQL server is encrypted, and how the server proves who it is.
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
 */
export enum MySqlSslMode {
  /** Never. */
  DISABLED = 'disabled',
  /** If the server can. */
  PREFERRED = 'preferred',
  /** Always. */
  REQUIRED = 'required',
  /** Always, with a server whose certificate is of a known authority. */
  VERIFY_CA = 'verify_ca',
  /** Always, with a server whose certificate is of a known authority and names the host. */
  VERIFY_IDENTITY = 'verify_identity',
}

/**
 * What a connector locks while it reads the rows that are there at the start.
 */
export enum MySqlSnapshotLocking {
  /** All, for as long as it reads what tables look like. */
  MINIMAL = 'minimal',
  /** The same by a backup lock of Percona Server. */
  MINIMAL_PERCONA = 'minimal_percona',
  /** All, for as long as it reads. */
  EXTENDED = 'extended',
  /** Nothing: tables must not be changed meanwhile. */
  NONE = 'none',
}

/**
 * Properties of a `MySqlCdcSourceConnector`.
 */
export interface MySqlCdcSourceConnectorProps extends SchemaHistorySourceConnectorOptions {
  /**
   * The port of the server.
   *
   * @default 3306
   */
  readonly port?: number;

  /**
   * The password of the user.
   *
   * @default - there is none: `rdsLogin` must be given
   */
  readonly password?: SecretField;

  /**
   * The database in RDS or Aurora that the connector logs in to as an IAM role. Not with `password`.
   *
   * @default - the user has a password
   */
  readonly rdsLogin?: RdsLogin;

  /**
   * Whether the connection is encrypted.
   *
   * @default MySqlSslMode.REQUIRED
   */
  readonly sslMode?: MySqlSslMode;

  /**
   * Regular expressions of the databases.
   *
   * @default - all databases
   */
  readonly databases?: string[];

  /**
   * Regular expressions of databases that are left out. Not with `databases`.
   *
   * @default - none
   */
  readonly excludedDatabases?: string[];

  /**
   * What is locked while it reads the rows that are there at the start.
   *
   * @default MySqlSnapshotLocking.MINIMAL
   */
  readonly snapshotLocking?: MySqlSnapshotLocking;

  /**
   * What happens with a change of a table that it does not know.
   *
   * @default ChangeFailureHandling.FAIL
   */
  readonly unknownTableHandling?: ChangeFailureHandling;

  /**
   * The time zone of sessions: `LOCAL`, `SERVER` or such as `Europe/Paris`.
   *
   * @default - that of the server
   */
  readonly connectionTimeZone?: string;

  /**
   * Whether the connector writes nothing to the database when it is told to read rows again: the server must have GTIDs.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * Confluent's managed connector (V2, Debezium) from the changes of tables in MySQL or MariaDB to topics, one for each table, named
 * `<topicPrefix>.<database>.<table>`. It has one task.
 *
 * Delivers at least once, in the order of each row's changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-mysql-source-cdc-v2-debezium/cc-mysql-source-cdc-v2-debezium.html
 */
export class MySqlCdcSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: MySqlCdcSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'user');
      requireOneOf(connector, 'maxTasks', props.maxTasks, [1]);
      refuseBoth(connector, props, 'databases', 'excludedDatabases');
      return withLogin(connector, props, historySourceOf(connector, props, 'MySqlCdcSourceV2',
        settingsOf({ port: 3306, sslMode: MySqlSslMode.REQUIRED, ...props }, {
          port: 'database.port',
          sslMode: 'database.ssl.mode',
          databases: 'database.include.list',
          excludedDatabases: 'database.exclude.list',
          snapshotLocking: 'snapshot.locking.mode',
          unknownTableHandling: 'inconsistent.schema.handling.mode',
          connectionTimeZone: 'driver.connectionTimeZone',
          readOnly: 'read.only',
        })));
    });
  }
}
