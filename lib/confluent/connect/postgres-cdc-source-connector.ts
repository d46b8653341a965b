import { Construct } from 'constructs';
import { DebeziumSourceConnectorOptions } from './cdc-source-options';
import { debeziumSourceOf, refuseBoth, withLogin } from './private/cdc-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { RdsLogin } from './rds-login';
import { requireGiven, requireOneOf, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * Whether the connection to a PostgreSQL server is encrypted, and how the server proves who it is.
 *
 * @see https://www.postgresql.org/docs/current/libpq-ssl.html
 */
export enum PostgresSslMode {
  /** Never. */
  DISABLE = 'disable',
  /** If the server can. */
  PREFER = 'prefer',
  /** Always. */
  REQUIRE = 'require',
  /** Always, with a server whose certificate is of a known authority. */
  VERIFY_CA = 'verify-ca',
  /** Always, with a server whose certificate is of a known authority and names the host. */
  VERIFY_FULL = 'verify-full',
}

/**
 * Which tables a publication has that the connector makes.
 */
export enum PublicationAutocreateMode {
  /** All of the database. */
  ALL_TABLES = 'all_tables',
  /** Those that are captured. */
  FILTERED = 'filtered',
  /** The connector makes none: it is there. */
  DISABLED = 'disabled',
}

/**
 * Properties of a `PostgresCdcSourceConnector`.
 */
export interface PostgresCdcSourceConnectorProps extends DebeziumSourceConnectorOptions {
  /**
   * The port of the server.
   *
   * @default 5432
   */
  readonly port?: number;

  /**
   * The database.
   */
  readonly databaseName: string;

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
   * @default PostgresSslMode.REQUIRE
   */
  readonly sslMode?: PostgresSslMode;

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
   * The replication slot. No two connectors can share one.
   *
   * @default 'debezium'
   */
  readonly slotName?: string;

  /**
   * Whether the slot goes on at another server of a cluster that takes over: PostgreSQL 17 or later.
   *
   * @default false
   */
  readonly slotFailover?: boolean;

  /**
   * The publication.
   *
   * @default 'dbz_publication'
   */
  readonly publicationName?: string;

  /**
   * Which tables the publication has, if the connector makes it.
   *
   * @default PublicationAutocreateMode.ALL_TABLES
   */
  readonly publicationAutocreateMode?: PublicationAutocreateMode;
}

/**
 * Confluent's managed connector (V2, Debezium) from the changes of tables in PostgreSQL to topics, one for each table, named
 * `<topicPrefix>.<schema>.<table>`. It has one task.
 *
 * Delivers at least once, in the order of each row's changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-postgresql-cdc-source-v2-debezium/cc-postgresql-cdc-source-v2-debezium.html
 */
export class PostgresCdcSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: PostgresCdcSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'databaseName', 'user');
      requireText(connector, 'slotName', props.slotName, 63, /^[a-z0-9_]+$/); // PostgreSQL names slots so
      requireOneOf(connector, 'maxTasks', props.maxTasks, [1]);
      refuseBoth(connector, props, 'schemas', 'excludedSchemas');
      return withLogin(connector, props, debeziumSourceOf(connector, props, 'PostgresCdcSourceV2',
        settingsOf({ port: 5432, sslMode: PostgresSslMode.REQUIRE, ...props }, {
          port: 'database.port',
          databaseName: 'database.dbname',
          sslMode: 'database.sslmode',
          schemas: 'schema.include.list',
          excludedSchemas: 'schema.exclude.list',
          slotName: 'slot.name',
          slotFailover: 'slot.failover',
          publicationName: 'publication.name',
          publicationAutocreateMode: 'publication.autocreate.mode',
        })));
    });
  }
}
