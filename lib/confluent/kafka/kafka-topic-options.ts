import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Retention } from './retention';
import { Compatibility } from '../governance/compatibility';
import { Schema } from '../governance/schema';
import { ITag } from '../governance/tag';

/**
 * What happens to old records of a topic. Confluent takes DELETE to COMPACT_AND_DELETE in two deployments only, by way of
 * COMPACT.
 *
 * @see https://docs.confluent.io/cloud/current/topics/manage.html
 */
export enum CleanupPolicy {
  /** They are deleted when the retention is over. */
  DELETE = 'delete',
  /** The newest record of each key is kept. */
  COMPACT = 'compact',
  /** The newest record of each key is kept until the retention is over. */
  COMPACT_AND_DELETE = 'compact,delete',
}

/**
 * Which time a record carries.
 */
export enum TimestampType {
  /** When the producer made it. */
  CREATE_TIME = 'CreateTime',
  /** When the broker took it. */
  LOG_APPEND_TIME = 'LogAppendTime',
}

/**
 * Options of a topic, wherever it stands.
 */
export interface KafkaTopicOptions {
  /**
   * Partitions. More can be added; fewer would replace the topic.
   *
   * @default 6
   */
  readonly partitions?: number;

  /**
   * How long records are kept.
   *
   * @default - 7 days
   */
  readonly retention?: Retention;

  /**
   * What happens to old records.
   *
   * @default CleanupPolicy.DELETE
   */
  readonly cleanupPolicy?: CleanupPolicy;

  /**
   * The schema of the records' keys, registered as `<topic>-key`.
   *
   * @default - no schema
   */
  readonly key?: Schema;

  /**
   * The schema of the records' values, registered as `<topic>-value`.
   *
   * @default - no schema
   */
  readonly value?: Schema;

  /**
   * Which schemas of keys, and which of values, may follow each other.
   *
   * @default - what the registry says
   */
  readonly compatibility?: Compatibility;

  /**
   * Tags of the stream catalog.
   *
   * @default - none
   */
  readonly tags?: ITag[];

  /**
   * The largest record; up to 8 MiB on Basic and Standard clusters, 20 MiB on others.
   *
   * @default - 2 MiB
   * @see https://docs.confluent.io/cloud/current/clusters/cluster-types.html
   */
  readonly maxMessageSize?: Size;

  /**
   * How many replicas must have a record before it counts as written: 1 or 2.
   *
   * @default 2
   */
  readonly minInSyncReplicas?: number;

  /**
   * How long tombstones are kept in a compacted topic.
   *
   * @default Duration.days(1)
   */
  readonly deleteRetention?: Duration;

  /**
   * How long at least a record stays uncompacted.
   *
   * @default Duration.millis(0)
   */
  readonly minCompactionLag?: Duration;

  /**
   * How long at most a record stays uncompacted.
   *
   * @default - no limit
   */
  readonly maxCompactionLag?: Duration;

  /**
   * The size at which a segment is closed.
   *
   * @default Size.mebibytes(100)
   */
  readonly segmentSize?: Size;

  /**
   * The age at which a segment is closed.
   *
   * @default Duration.days(7)
   */
  readonly segmentAge?: Duration;

  /**
   * Which time records carry.
   *
   * @default TimestampType.CREATE_TIME
   */
  readonly timestampType?: TimestampType;

  /**
   * How far the time that a record carries may be before that of the broker.
   *
   * @default - no limit
   */
  readonly maxTimestampBefore?: Duration;

  /**
   * How far the time that a record carries may be after that of the broker.
   *
   * @default - no limit
   */
  readonly maxTimestampAfter?: Duration;

  /**
   * Whether brokers refuse records whose key does not follow a schema of the subject, on Dedicated clusters.
   *
   * @default false
   * @see https://docs.confluent.io/cloud/current/sr/broker-side-schema-validation.html
   */
  readonly validateKeys?: boolean;

  /**
   * Whether brokers refuse records whose value does not follow a schema of the subject, on Dedicated clusters.
   *
   * @default false
   * @see https://docs.confluent.io/cloud/current/sr/broker-side-schema-validation.html
   */
  readonly validateValues?: boolean;

  /**
   * Further configs that have no prop here, such as `confluent.value.subject.name.strategy`. Confluent sets one back to its
   * default when it is taken away.
   *
   * @default - none
   * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_kafka_topic
   */
  readonly config?: { [key: string]: string };

  /**
   * What happens to the topic, and the subjects of its schemas, when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
