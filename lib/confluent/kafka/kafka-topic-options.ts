import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Retention } from './retention';
import { Schema } from '../governance/schema';

/**
 * What happens to old records of a topic.
 */
export enum CleanupPolicy {
  /** They are deleted when the retention is over. */
  DELETE = 'delete',
  /** The newest record of each key is kept. A change to COMPACT_AND_DELETE must go through this one. */
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
   * Further configs that have no prop here, such as `message.timestamp.after.max.ms`.
   *
   * @default - none
   * @see https://docs.confluent.io/cloud/current/topics/manage.html
   */
  readonly config?: { [key: string]: string };

  /**
   * What happens to the topic, and the subjects of its schemas, when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
