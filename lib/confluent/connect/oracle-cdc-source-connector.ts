import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PrefixSourceConnectorOptions } from './connector-ends';
import { prefixSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { fail, requireBetween, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { ResourcePattern } from '../access/resource-pattern';
import { SecretField } from '../secret-field';

/**
 * Where in the redo log a connector starts that has not read it before.
 */
export class OraclePosition {
  /** At the rows that are there; then come the changes since. */
  public static snapshot(): OraclePosition {
    return new OraclePosition('snapshot');
  }

  /** At the next change. */
  public static current(): OraclePosition {
    return new OraclePosition('current');
  }

  /**
   * At a system change number.
   *
   * @param scn digits; such numbers can be greater than numbers of JavaScript are exact
   */
  public static scn(scn: string): OraclePosition {
    return new OraclePosition(scn);
  }

  private constructor(
    /** The value in the connector's configuration. */
    public readonly value: string,
  ) {}
}

/**
 * How much of a changed row the database writes into the redo log.
 */
export enum OracleSupplementalLogLevel {
  /** All columns. */
  FULL = 'full',
  /** What is needed of tables without a primary key. */
  MSL = 'msl',
}

/**
 * What numbers of Oracle are in records.
 */
export enum OracleNumericMapping {
  /** Decimals, all of them. */
  NONE = 'none',
  /** The fitting type for numbers without fractions. */
  PRECISION_ONLY = 'precision_only',
  /** The fitting type, where it can hold the number. */
  BEST_FIT = 'best_fit',
  /** The fitting type, or a floating-point number. */
  BEST_FIT_OR_DOUBLE = 'best_fit_or_double',
  /** The fitting type, or a decimal. */
  BEST_FIT_OR_DECIMAL = 'best_fit_or_decimal',
  /** The fitting type, or text. */
  BEST_FIT_OR_STRING = 'best_fit_or_string',
}

/**
 * What DATE columns of Oracle, which have a time of the day, are in records.
 */
export enum OracleDateMapping {
  /** Days. */
  DATE = 'date',
  /** Days with times. */
  TIMESTAMP = 'timestamp',
}

/**
 * From where a connector knows the tables of the redo log.
 */
export enum OracleDictionaryMode {
  /** From the catalog, and from the redo log while tables change. */
  AUTO = 'auto',
  /** From the catalog: tables must not change. */
  ONLINE = 'online',
  /** From the redo log. */
  REDO_LOG = 'redo_log',
}

/**
 * Properties of an `OracleCdcSourceConnector`.
 */
export interface OracleCdcSourceConnectorProps extends PrefixSourceConnectorOptions {
  /**
   * The host name of the server.
   */
  readonly hostname: string;

  /**
   * The port of the server.
   *
   * @default 1521
   */
  readonly port?: number;

  /**
   * The system identifier (SID) of the database; of the container database, if there is one.
   */
  readonly sid: string;

  /**
   * The pluggable database whose tables are read.
   *
   * @default - the tables are in a database that has no containers
   */
  readonly pluggableDatabaseName?: string;

  /**
   * The service that it connects to.
   *
   * @default - by the SID
   */
  readonly serviceName?: string;

  /**
   * The user.
   */
  readonly user: string;

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * The store of certificates that are trusted, for TLS.
   *
   * @default - without TLS
   */
  readonly trustStore?: SecretField;

  /**
   * The password of that store.
   *
   * @default - none
   */
  readonly trustStorePassword?: SecretField;

  /**
   * A regular expression of the tables, with databases and schemas, such as `ORCL[.]SHOP[.](ORDERS|ITEMS)`.
   */
  readonly tablePattern: string;

  /**
   * A regular expression of tables that are left out.
   *
   * @default - none
   */
  readonly excludedTablePattern?: string;

  /**
   * Where it starts.
   *
   * @default OraclePosition.snapshot()
   */
  readonly position?: OraclePosition;

  /**
   * How much of a changed row is in the redo log.
   *
   * @default OracleSupplementalLogLevel.FULL
   */
  readonly supplementalLogLevel?: OracleSupplementalLogLevel;

  /**
   * Whether a record without a value says that a row was deleted.
   *
   * @default false
   */
  readonly tombstonesOnDelete?: boolean;

  /**
   * What numbers are in records.
   *
   * @default OracleNumericMapping.NONE
   */
  readonly numericMapping?: OracleNumericMapping;

  /**
   * The time zone of times that have none.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /**
   * The topic to which the connector writes all of the redo log, and from which it reads it again. It is the connector's own.
   *
   * @default - `<topicPrefix>.redo-log`
   */
  readonly redoLogTopicName?: string;

  /**
   * The topic to which it writes what it cannot understand of the redo log.
   *
   * @default - there is none
   */
  readonly redoLogCorruptionTopicName?: string;

  /**
   * The most records that are passed on at once.
   *
   * @default 1000
   */
  readonly maxBatchSize?: number;

  /**
   * How long a query of the database may take.
   *
   * @default Duration.minutes(5)
   */
  readonly queryTimeout?: Duration;

  /**
   * How often it asks for what is new in the redo log.
   *
   * @default Duration.millis(500)
   */
  readonly pollInterval?: Duration;

  /**
   * What DATE columns are in records.
   *
   * @default OracleDateMapping.TIMESTAMP
   */
  readonly dateMapping?: OracleDateMapping;

  /**
   * From where it knows the tables of the redo log.
   *
   * @default OracleDictionaryMode.AUTO
   */
  readonly dictionaryMode?: OracleDictionaryMode;

  /**
   * How often it writes a record although nothing changed. The service account may make the topic for that.
   *
   * @default - never
   */
  readonly heartbeatInterval?: Duration;

  /**
   * How many threads of each task read the rows that are there at the start.
   *
   * @default 4
   */
  readonly snapshotThreads?: number;
}

/**
 * Confluent's managed connector from the changes of tables in Oracle, by LogMiner, to topics, one for each table, named
 * `<topicPrefix>.<database>.<schema>.<table>`. `OracleXStreamSourceConnector` is its successor.
 *
 * Delivers at least once, in the order of each row's changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-oracle-cdc-source/cc-oracle-cdc-source.html
 */
export class OracleCdcSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: OracleCdcSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'sid', 'user', 'password', 'tablePattern');
      const { topicPrefix, redoLogTopicName = `${topicPrefix}.redo-log`, redoLogCorruptionTopicName: corruptionTopicName } = props;
      validate(connector, props);
      const { settings: { 'topic.prefix': _, ...named } = {}, ...shape } = prefixSourceOf(connector, props, 'OracleCdcSource', {
        ...settingsOf({ port: 1521, ...props }, {
          hostname: 'oracle.server',
          port: 'oracle.port',
          sid: 'oracle.sid',
          pluggableDatabaseName: 'oracle.pdb.name',
          serviceName: 'oracle.service.name',
          user: 'oracle.username',
          password: 'oracle.password',
          trustStore: 'ssl.truststorefile',
          trustStorePassword: 'ssl.truststorepassword',
          tablePattern: 'table.inclusion.regex',
          excludedTablePattern: 'table.exclusion.regex',
          supplementalLogLevel: 'oracle.supplemental.log.level',
          tombstonesOnDelete: 'emit.tombstone.on.delete',
          numericMapping: 'numeric.mapping',
          timeZone: 'db.timezone',
          redoLogCorruptionTopicName: 'redo.log.corruption.topic',
          maxBatchSize: 'max.batch.size',
          queryTimeout: 'query.timeout.ms',
          pollInterval: 'redo.log.poll.interval.ms',
          dateMapping: 'oracle.date.mapping',
          dictionaryMode: 'oracle.dictionary.mode',
          heartbeatInterval: 'heartbeat.interval.ms',
          snapshotThreads: 'snapshot.threads.per.task',
        }),
        'start.from': props.position?.value,
        'table.topic.name.template': `${topicPrefix}.\${databaseName}.\${schemaName}.\${tableName}`, // the connector has no other prefix
        'redo.log.topic.name': redoLogTopicName,
      });
      const redoLog = ResourcePattern.literal(redoLogTopicName);
      const others = [
        ...(corruptionTopicName === undefined ? [] : [ResourcePattern.literal(corruptionTopicName)]),
        ...(props.heartbeatInterval ? [ResourcePattern.prefixed('lcc-')] : []), // the connector names its heartbeat topic after itself
      ];
      return {
        ...shape,
        settings: named,
        makes: [...shape.makes ?? [], redoLog, ...others],
        readsBack: [redoLog],
        groups: ['connect-lcc', 'lcc-'].map((group) => ResourcePattern.prefixed(group)),
      };
    });
  }
}

function validate(connector: Construct, props: OracleCdcSourceConnectorProps): void {
  requireText(connector, 'hostname', props.hostname);
  requireBetween(connector, 'port', props.port, 1, 65535);
  requireText(connector, 'tablePattern', props.tablePattern);
  requireText(connector, 'position', props.position?.value, Infinity, /^(snapshot|current|\d+)$/);
  requireInteger(connector, 'maxBatchSize', props.maxBatchSize, 1);
  requireInteger(connector, 'snapshotThreads', props.snapshotThreads, 1);
  const { redoLogTopicName, redoLogCorruptionTopicName } = props;
  for (const [name, value] of Object.entries({ redoLogTopicName, redoLogCorruptionTopicName })) {
    requireKnown(connector, name, value, 'Rights are named after it: give it as plain text.');
    requireText(connector, name, value, 249, /^[a-zA-Z0-9._-]+$/);
  }
  if (props.trustStorePassword && !props.trustStore) {
    fail(connector, '`trustStorePassword` opens `trustStore`, which must be given too');
  }
}
