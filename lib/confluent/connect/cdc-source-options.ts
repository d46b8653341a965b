import { Duration } from 'aws-cdk-lib';
import { PrefixSourceConnectorOptions } from './connector-ends';
import { CleanupPolicy } from '../kafka/kafka-topic-options';
import { Retention } from '../kafka/retention';

/**
 * What a connector does with the rows that are there when it starts. Not every class knows every mode.
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
  /** It reads no rows, but what tables look like, because what it knew of that is lost. For one run, then another mode. */
  RECOVERY = 'recovery',
}

/**
 * What exact numbers of a database are in records.
 */
export enum DecimalHandling {
  /** Exact, in bytes, as the logical type Decimal. */
  PRECISE = 'precise',
  /** Floating-point numbers, which may be inexact. */
  DOUBLE = 'double',
  /** Text. */
  STRING = 'string',
}

/**
 * How precise times of a database are in records.
 */
export enum TimePrecision {
  /** As precise as the column. */
  ADAPTIVE = 'adaptive',
  /** As precise as the column; times of the day in microseconds. */
  ADAPTIVE_TIME_MICROSECONDS = 'adaptive_time_microseconds',
  /** Milliseconds, by the logical types of Kafka Connect. */
  CONNECT = 'connect',
}

/**
 * What bytes of a database are in records.
 */
export enum BinaryHandling {
  /** Bytes. */
  BYTES = 'bytes',
  /** Text in base64. */
  BASE64 = 'base64',
  /** Text in base64, of the alphabet that URLs and names of files allow. */
  BASE64_URL_SAFE = 'base64-url-safe',
  /** Text in hexadecimal digits. */
  HEX = 'hex',
}

/**
 * What a connector does with a change of a database that it cannot process.
 */
export enum ChangeFailureHandling {
  /** It stops. */
  FAIL = 'fail',
  /** It skips the change, and says so in its log. */
  WARN = 'warn',
  /** It skips the change. */
  SKIP = 'skip',
}

/**
 * What was done to a row.
 */
export enum ChangeOperation {
  /** It was inserted. */
  CREATE = 'c',
  /** It was updated. */
  UPDATE = 'u',
  /** It was deleted. */
  DELETE = 'd',
  /** The table was emptied. */
  TRUNCATE = 't',
  /** None of these. */
  NONE = 'none',
}

/**
 * Options of connectors that read the changes of a relational database.
 */
export interface CdcSourceConnectorOptions extends PrefixSourceConnectorOptions {
  /**
   * The host name of the server.
   */
  readonly hostname: string;

  /**
   * The user, who may read the log of changes.
   */
  readonly user: string;

  /**
   * Regular expressions of the tables, with their schemas, such as `public.orders`; MySQL has databases for schemas.
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
   * Regular expressions of the columns, with schemas and tables, such as `public.orders.id`.
   *
   * @default - all columns
   */
  readonly columns?: string[];

  /**
   * Regular expressions of columns that are left out. Not with `columns`.
   *
   * @default - none
   */
  readonly excludedColumns?: string[];

  /**
   * What happens with the rows that are there at the start.
   *
   * @default SnapshotMode.INITIAL
   */
  readonly snapshotMode?: SnapshotMode;

  /**
   * Whether a record without a value follows each that says that a row was deleted, so that compaction removes the key.
   *
   * @default true
   */
  readonly tombstonesOnDelete?: boolean;

  /**
   * How often the connector writes a record although nothing changed, so that the server can drop old logs. The service account
   * may make the topics for that.
   *
   * @default - never
   */
  readonly heartbeatInterval?: Duration;

  /**
   * What is left out of that which is done to rows.
   *
   * @default [ChangeOperation.TRUNCATE]
   */
  readonly skippedOperations?: ChangeOperation[];

  /**
   * What exact numbers are in records.
   *
   * @default DecimalHandling.PRECISE
   */
  readonly decimalHandling?: DecimalHandling;

  /**
   * How precise times are in records.
   *
   * @default - as precise as the column; times of the day in microseconds for MySQL
   */
  readonly timePrecision?: TimePrecision;

  /**
   * What bytes are in records.
   *
   * @default BinaryHandling.BYTES
   */
  readonly binaryHandling?: BinaryHandling;

  /**
   * The table by which the connector is told to read rows again, with its schema (and its database, for SQL Server and Oracle).
   *
   * @see https://debezium.io/documentation/reference/stable/configuration/signalling.html
   *
   * @default - there is none
   */
  readonly signalTable?: string;
}

/**
 * Options of Confluent's connectors by Debezium, version 2.
 *
 * @see https://debezium.io/documentation/reference/stable/connectors/index.html
 */
export interface DebeziumSourceConnectorOptions extends CdcSourceConnectorOptions {
  /**
   * Whether a record has only the row after the change, and nothing of what it was.
   *
   * @default false
   */
  readonly afterStateOnly?: boolean;

  /**
   * Columns that make the keys of tables' records, such as `public.orders:region,id`.
   *
   * @default - the primary key
   */
  readonly messageKeys?: string[];

  /**
   * What happens with a change that cannot be processed.
   *
   * @default ChangeFailureHandling.FAIL
   */
  readonly failureHandling?: ChangeFailureHandling;

  /**
   * The most changes that are processed at once: 1 to 5000.
   *
   * @default 2048
   */
  readonly maxBatchSize?: number;

  /**
   * How long it waits when there is nothing to read.
   *
   * @default Duration.millis(500)
   */
  readonly pollInterval?: Duration;

  /**
   * Partitions of the topics that it makes.
   *
   * @default 1
   */
  readonly topicPartitions?: number;

  /**
   * How long the topics that it makes keep records.
   *
   * @default Retention.of(Duration.days(7))
   */
  readonly topicRetention?: Retention;

  /**
   * How old records leave the topics that it makes.
   *
   * @default CleanupPolicy.DELETE
   */
  readonly topicCleanupPolicy?: CleanupPolicy;
}

/**
 * Options of those of them that keep in a topic what tables looked like.
 */
export interface SchemaHistorySourceConnectorOptions extends DebeziumSourceConnectorOptions {
  /**
   * The topic in which it keeps what tables looked like. It is the connector's own; the service account may make and read it.
   *
   * @default - `dbhistory.`, the topic prefix and the ID of the connector
   */
  readonly schemaHistoryTopicName?: string;

  /**
   * Whether that has captured tables only, and not all of the server.
   *
   * @default false
   */
  readonly historyOfCapturedTablesOnly?: boolean;

  /**
   * Whether statements that define tables, and that it does not understand, are skipped.
   *
   * @default false
   */
  readonly skipUnparseableDdl?: boolean;

  /**
   * Whether changes of what tables look like are also written to a topic that is named like the topic prefix.
   *
   * @default false
   */
  readonly includeSchemaChanges?: boolean;
}
