import { Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PrefixSourceConnectorOptions } from './connector-ends';
import { prefixSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { fail, requireBetween, requireGiven, requireInteger, requireOneOf, requireText } from '../../private/validation';
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
 * What a connector does with the rows that are there when it starts.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-postgresql-cdc-source-v2-debezium/cc-postgresql-cdc-source-v2-debezium.html
 */
export enum SnapshotMode {
  /** It reads them once, before the first change. */
  INITIAL = 'initial',
  /** It reads them, and no changes. */
  INITIAL_ONLY = 'initial_only',
  /** It reads changes only. */
  NO_DATA = 'no_data',
  /** It reads them whenever it does not know where it stopped. */
  WHEN_NEEDED = 'when_needed',
}

/**
 * Properties of a `PostgresCdcSourceConnector`.
 */
export interface PostgresCdcSourceConnectorProps extends PrefixSourceConnectorOptions {
  /**
   * The host name of the server.
   */
  readonly hostname: string;

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
   * The user, who may replicate.
   */
  readonly user: string;

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * Whether the connection is encrypted.
   *
   * @default PostgresSslMode.REQUIRE
   */
  readonly sslMode?: PostgresSslMode;

  /**
   * Regular expressions of the tables, with their schemas, such as `public.orders`.
   *
   * @default - all tables
   */
  readonly tables?: string[];

  /**
   * Regular expressions of tables that are left out. Not with `tables`.
   *
   * @default - none
   */
  readonly excludedTables?: string[];

  /**
   * The replication slot. No two connectors can share one.
   *
   * @default 'debezium'
   */
  readonly slotName?: string;

  /**
   * The publication.
   *
   * @default 'dbz_publication'
   */
  readonly publicationName?: string;

  /**
   * What happens with the rows that are there at the start.
   *
   * @default SnapshotMode.INITIAL
   */
  readonly snapshotMode?: SnapshotMode;

  /**
   * Whether a record has only the row after the change, and nothing of what it was.
   *
   * @default false
   */
  readonly afterStateOnly?: boolean;

  /**
   * Whether a record without a value follows each that says that a row was deleted, so that compaction removes the key.
   *
   * @default true
   */
  readonly tombstonesOnDelete?: boolean;

  /**
   * How often the connector writes a record although nothing changed, so that the server can drop old logs.
   *
   * @default - never
   */
  readonly heartbeatInterval?: Duration;

  /**
   * Partitions of the topics that it makes.
   *
   * @default 1
   */
  readonly topicPartitions?: number;
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
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'databaseName', 'user', 'password');
      requireText(connector, 'hostname', props.hostname);
      requireBetween(connector, 'port', props.port, 1, 65535);
      requireText(connector, 'slotName', props.slotName, 63, /^[a-z0-9_]+$/); // PostgreSQL names slots so
      requireInteger(connector, 'topicPartitions', props.topicPartitions, 1);
      requireOneOf(connector, 'maxTasks', props.maxTasks, [1]);
      if (props.tables && props.excludedTables && !Token.isUnresolved(props.tables)) {
        fail(connector, '`tables` and `excludedTables` exclude each other. Give one of them.');
      }
      return prefixSourceOf(connector, props, 'PostgresCdcSourceV2', {
        ...settingsOf({ port: 5432, sslMode: PostgresSslMode.REQUIRE, ...props }, {
          hostname: 'database.hostname',
          port: 'database.port',
          databaseName: 'database.dbname',
          user: 'database.user',
          password: 'database.password',
          sslMode: 'database.sslmode',
          tables: 'table.include.list',
          excludedTables: 'table.exclude.list',
          slotName: 'slot.name',
          publicationName: 'publication.name',
          snapshotMode: 'snapshot.mode',
          afterStateOnly: 'after.state.only',
          tombstonesOnDelete: 'tombstones.on.delete',
          heartbeatInterval: 'heartbeat.interval.ms',
          topicPartitions: 'topic.creation.topic_prefix_match.partitions',
        }),
      });
    });
  }
}
