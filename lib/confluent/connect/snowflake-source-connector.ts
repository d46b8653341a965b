import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PrefixSourceConnectorOptions } from './connector-ends';
import { prefixSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { fail, requireBetween, requireGiven, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * How a connector finds the rows of Snowflake tables that it has not read. It sees no row that was deleted.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-snowflake-source/cc-snowflake-source.html
 */
export class SnowflakeSourceMode {
  /**
   * It reads all rows every time.
   */
  public static bulk(): SnowflakeSourceMode {
    return new SnowflakeSourceMode('bulk');
  }

  /**
   * It reads new rows, by a column that only grows.
   *
   * @param columns columns by regular expressions of tables, such as `SHOP.PUBLIC.ORDERS`; each table matches one
   */
  public static incrementing(columns: { [tables: string]: string }): SnowflakeSourceMode {
    return new SnowflakeSourceMode('incrementing', columns);
  }

  /**
   * It reads new and changed rows, by columns (TIMESTAMP_NTZ) that say when. The first of them that has a value counts.
   *
   * @param columns columns by regular expressions of tables, such as `SHOP.PUBLIC.ORDERS`; each table matches one
   */
  public static timestamp(columns: { [tables: string]: string[] }): SnowflakeSourceMode {
    return new SnowflakeSourceMode('timestamp', undefined, columns);
  }

  /**
   * It reads new and changed rows, by columns that say when, and one that tells rows of the same time apart.
   *
   * @param timestampColumns as of `timestamp`
   * @param incrementingColumns as of `incrementing`
   */
  public static timestampAndIncrementing(
    timestampColumns: { [tables: string]: string[] }, incrementingColumns: { [tables: string]: string },
  ): SnowflakeSourceMode {
    return new SnowflakeSourceMode('timestamp+incrementing', incrementingColumns, timestampColumns);
  }

  private constructor(
    /** How the configuration names it. */
    public readonly modeName: string,
    /** The columns that only grow, by regular expressions of tables. */
    public readonly incrementingColumns?: { [tables: string]: string },
    /** The columns that say when, by regular expressions of tables. */
    public readonly timestampColumns?: { [tables: string]: string[] },
  ) {}
}

/**
 * What becomes of the times of rows.
 */
export enum SnowflakeTimestampGranularity {
  /** Times of Kafka Connect, in milliseconds. */
  CONNECT_LOGICAL = 'CONNECT_LOGICAL',
  /** Nanoseconds since 1970, as numbers, up to the year 2262. */
  NANOS_LONG = 'NANOS_LONG',
  /** Nanoseconds since 1970, as text. */
  NANOS_STRING = 'NANOS_STRING',
}

/**
 * Properties of a `SnowflakeSourceConnector`.
 */
export interface SnowflakeSourceConnectorProps extends PrefixSourceConnectorOptions {
  /**
   * The host of the account, such as `org-account.snowflakecomputing.com`.
   */
  readonly url: string;

  /**
   * The user.
   */
  readonly user: string;

  /**
   * The private key of the user in one line, without header and footer.
   */
  readonly privateKey: SecretField;

  /**
   * What decrypts the private key.
   *
   * @default - it is not encrypted
   */
  readonly passphrase?: SecretField;

  /**
   * How new rows are found.
   */
  readonly mode: SnowflakeSourceMode;

  /**
   * Regular expressions of the tables, with databases and schemas, such as `SHOP.PUBLIC.ORDERS`. Upper and
   * lower case differ.
   *
   * @default - all tables
   */
  readonly tables?: string[];

  /**
   * Regular expressions of those of the tables that are left out.
   *
   * @default - none
   */
  readonly excludedTables?: string[];

  /**
   * What is read, such as `TABLE` and `VIEW`.
   *
   * @default ['TABLE']
   */
  readonly tableTypes?: string[];

  /**
   * The time zone of the account, for times that have none.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /**
   * The time from which on rows are read, in a mode with timestamps.
   *
   * @default - all rows
   */
  readonly startTime?: Date;

  /**
   * How often each table is read.
   *
   * @default Duration.seconds(5)
   */
  readonly pollInterval?: Duration;

  /**
   * What becomes of the times of rows.
   *
   * @default SnowflakeTimestampGranularity.NANOS_LONG
   */
  readonly timestampGranularity?: SnowflakeTimestampGranularity;

  /**
   * Whether names of tables and columns are quoted, as needed where upper and lower case differ.
   *
   * @default false
   */
  readonly quoteIdentifiers?: boolean;
}

/**
 * Confluent's managed connector from the rows of tables in Snowflake to topics, one for each table, named
 * `<topicPrefix><database>.<schema>.<table>`. Records are in Avro, JSON or Protobuf with
 * schemas in the registry.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-snowflake-source/cc-snowflake-source.html
 */
export class SnowflakeSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: SnowflakeSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'url', 'user', 'privateKey', 'mode');
      const { mode: { modeName, incrementingColumns, timestampColumns }, startTime, quoteIdentifiers } = props;
      requireText(connector, 'url', props.url, Infinity, /\.snowflakecomputing\.(com|cn)(:\d+)?\/?$/);
      requireBetween(connector, 'pollInterval (ms)', props.pollInterval?.toMilliseconds(), 1);
      if (startTime && !timestampColumns) {
        fail(connector, `\`startTime\` is for modes with timestamps, got: ${modeName}`);
      }
      const timestamps = timestampColumns && Object.fromEntries(
        Object.entries(timestampColumns).map(([tables, columns]) => [tables, `[${columns.join('|')}]`]));
      return prefixSourceOf(connector, props, 'SnowflakeSource', {
        ...settingsOf({ timeZone: 'UTC', ...props }, {
          url: 'connection.url',
          user: 'connection.user',
          privateKey: 'connection.private.key',
          passphrase: 'connection.private.key.passphrase',
          tables: 'table.include.list',
          excludedTables: 'table.exclude.list',
          tableTypes: 'table.types',
          timeZone: 'db.timezone',
          pollInterval: 'poll.interval.ms',
          timestampGranularity: 'timestamp.granularity',
        }),
        'connection.credentials.source': props.passphrase && 'PRIVATE_KEY_PASSPHRASE',
        'mode': modeName,
        'incrementing.column.mapping': columnsOf(connector, incrementingColumns),
        'timestamp.columns.mapping': columnsOf(connector, timestamps),
        'timestamp.initial': startTime?.getTime(),
        'quote.sql.identifiers': quoteIdentifiers === undefined ? undefined : quoteIdentifiers ? 'always' : 'never',
      });
    });
  }
}

/** Columns by tables, as the connector reads them: a comma or a colon in a regular expression would end it. */
function columnsOf(connector: Construct, columns: { [tables: string]: string } | undefined): string[] | undefined {
  const pairs = Object.entries(columns ?? {});
  if (columns && pairs.length === 0) {
    fail(connector, '`mode` must name the columns of at least one table, got none');
  }
  const bad = pairs.find(([tables, column]) => /[,:]/.test(tables) || /^(\[\])?$|,/.test(column));
  if (bad) {
    fail(connector, `\`mode\` must name columns by tables without , and :, got: ${bad.join(':')}`);
  }
  return columns && pairs.map((pair) => pair.join(':'));
}
