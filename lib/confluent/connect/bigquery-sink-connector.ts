import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SinkConnectorOptions } from './connector-ends';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { pairsOf, secondsOf } from './private/sink-settings';
import { requireGiven, requireInteger, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * How records get into BigQuery.
 */
export enum BigQueryIngestionMode {
  /** Row by row. */
  STREAMING = 'STREAMING',
  /** In batches, which costs less and takes longer. */
  BATCH_LOADING = 'BATCH LOADING',
  /** Row by row; one with the key of another replaces it. */
  UPSERT = 'UPSERT',
  /** As `UPSERT`; one without a value deletes that with its key. */
  UPSERT_DELETE = 'UPSERT_DELETE',
}

/**
 * How long a time a partition of a table covers.
 */
export enum BigQueryPartitioning {
  /** An hour. */
  HOUR = 'HOUR',
  /** A day. */
  DAY = 'DAY',
  /** A month. */
  MONTH = 'MONTH',
  /** A year. */
  YEAR = 'YEAR',
}

/**
 * Which tables a connector makes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-gcp-bigquery-storage-sink.html
 */
export class BigQueryTableCreation {
  /**
   * None: they exist.
   */
  public static disabled(): BigQueryTableCreation {
    return new BigQueryTableCreation('DISABLED');
  }

  /**
   * Tables without partitions.
   */
  public static unpartitioned(): BigQueryTableCreation {
    return new BigQueryTableCreation('NON-PARTITIONED');
  }

  /**
   * Tables with partitions by the time at which rows come in.
   *
   * @param partitioning unless given, a day
   */
  public static byIngestionTime(partitioning?: BigQueryPartitioning): BigQueryTableCreation {
    return new BigQueryTableCreation('PARTITION by INGESTION TIME', partitioning);
  }

  /**
   * Tables with partitions by the time in a field.
   *
   * @param partitioning unless given, a day
   */
  public static byField(field: string, partitioning?: BigQueryPartitioning): BigQueryTableCreation {
    return new BigQueryTableCreation('PARTITION by FIELD', partitioning, field);
  }

  private constructor(
    /** How the configuration names it. */
    public readonly mode: string,
    /** How long a time a partition covers. */
    public readonly partitioning?: BigQueryPartitioning,
    /** The field with the time. */
    public readonly field?: string,
  ) {}
}

/**
 * Properties of a `BigQuerySinkConnector`.
 */
export interface BigQuerySinkConnectorProps extends SinkConnectorOptions {
  /**
   * The key of a service account of Google Cloud that may write to the data set: the whole JSON file.
   */
  readonly keyfile: SecretField;

  /**
   * The project of Google Cloud.
   */
  readonly project: string;

  /**
   * The data set.
   */
  readonly dataset: string;

  /**
   * How records get into BigQuery.
   *
   * @default BigQueryIngestionMode.STREAMING
   */
  readonly ingestionMode?: BigQueryIngestionMode;

  /**
   * How long records are gathered: in whole seconds, 1 minute to 4 hours. For batch loading.
   *
   * @default Duration.minutes(1)
   */
  readonly commitInterval?: Duration;

  /**
   * The names of tables by those of topics.
   *
   * @default - a table is named like its topic
   */
  readonly tables?: { [topicName: string]: string };

  /**
   * Which tables the connector makes. It needs records with a schema.
   *
   * @default BigQueryTableCreation.disabled()
   */
  readonly tableCreation?: BigQueryTableCreation;

  /**
   * Whether it adds columns for new fields. It needs records with a schema.
   *
   * @default false
   */
  readonly addFields?: boolean;

  /**
   * Whether names of topics are changed into valid names of tables.
   *
   * @default true
   */
  readonly sanitizeTopicNames?: boolean;

  /**
   * Whether names of fields are changed into valid names of columns.
   *
   * @default false
   */
  readonly sanitizeFieldNames?: boolean;
}

/**
 * Confluent's managed connector (V2, Storage Write API) from topics to tables of BigQuery. To reach a data set in another cloud or
 * region than the cluster's, Confluent Support must allow it first.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-gcp-bigquery-storage-sink.html
 */
export class BigQuerySinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: BigQuerySinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'keyfile', 'project', 'dataset');
      const { tableCreation, ingestionMode = BigQueryIngestionMode.STREAMING, addFields } = props;
      const commitSeconds = secondsOf(props.commitInterval);
      requireText(connector, 'dataset', props.dataset, 1024, /^[a-zA-Z0-9_]+$/); // https://cloud.google.com/bigquery/docs/datasets
      requireInteger(connector, 'commitInterval (seconds)', commitSeconds, 60, 14_400);
      return sinkOf(connector, props, 'BigQueryStorageSink', {
        ...settingsOf(props, {
          keyfile: 'keyfile',
          project: 'project',
          dataset: 'datasets',
          sanitizeTopicNames: 'sanitize.topics',
          sanitizeFieldNames: 'sanitize.field.names',
        }),
        'ingestion.mode': ingestionMode,
        'commit.interval': commitSeconds,
        'topic2table.map': pairsOf(connector, 'tables', props.tables, ':', ','),
        'auto.create.tables': tableCreation?.mode,
        'partitioning.type': tableCreation?.partitioning,
        'timestamp.partition.field.name': tableCreation?.field,
        'auto.update.schemas': addFields === undefined ? undefined : addFields ? 'ADD NEW FIELDS' : 'DISABLED',
      });
    });
  }
}
