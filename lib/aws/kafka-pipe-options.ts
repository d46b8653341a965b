import { Duration } from 'aws-cdk-lib';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { InputTransformation } from './input-transformation';
import { KafkaPosition } from './kafka-position';
import { RecordFilter } from './record-filter';
import { VpcAccessOptions } from './vpc-access';

/**
 * How much a pipe logs.
 */
export enum PipeLogLevel {
  /** Nothing. */
  OFF = 'OFF',
  /** What went wrong. */
  ERROR = 'ERROR',
  /** What went wrong, and the steps of each execution. */
  INFO = 'INFO',
  /** All there is. */
  TRACE = 'TRACE',
}

/**
 * Options of a pipe from a Kafka topic, wherever the topic is.
 */
export interface KafkaPipeOptions extends VpcAccessOptions {
  /**
   * The consumer group, up to 200 characters. Consumers of one group share the records between them. Every change starts
   * anew, at `startingPosition`.
   *
   * @default - derived from the construct path
   */
  readonly consumerGroupId?: string;

  /**
   * Where the consumer group starts if it has not read the topic before: not at a time. Every change replaces the pipe.
   *
   * @default KafkaPosition.trimHorizon()
   */
  readonly startingPosition?: KafkaPosition;

  /**
   * The most records that are delivered at once: 1 to 10,000, and no more than the target takes.
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * How long records are gathered before they are delivered, in whole seconds, up to 5 minutes.
   *
   * @default - they are delivered as they come
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Which records are delivered: those that one of at most 5 patterns fits, each of up to 4,096 characters. A change takes
   * up to 15 minutes to be felt.
   *
   * @default - all
   */
  readonly filters?: RecordFilter[];

  /**
   * A function that gets a list of records and returns what is delivered instead of them, in a response of up to 6 MB.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html
   */
  readonly enrichment?: IFunction;

  /**
   * What is made of each record, after the enrichment.
   *
   * @default - a JSON object with key, value, headers, topic, partition, offset and timestamp
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kafka.html
   */
  readonly inputTransformation?: InputTransformation;

  /**
   * Whether the pipe runs. One that was stopped goes on where it was.
   *
   * @default true
   */
  readonly running?: boolean;

  /**
   * Where the pipe logs.
   *
   * @default - nowhere
   */
  readonly logGroup?: ILogGroup;

  /**
   * How much the pipe logs.
   *
   * @default PipeLogLevel.ERROR, if there is a log group
   */
  readonly logLevel?: PipeLogLevel;

  /**
   * Whether the records themselves are logged too.
   *
   * @default false
   */
  readonly logRecords?: boolean;

  /**
   * The key that encrypts filters and transformation. The pipe stores no records.
   *
   * @default - a key of AWS
   */
  readonly encryptionKey?: IKey;

  /**
   * The role that the pipe acts as. It is given what it needs, if it can be changed.
   *
   * @default - one is made
   */
  readonly role?: IRole;

  /**
   * What the pipe is for, up to 512 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The name of the pipe, up to 64 characters. Every change replaces it.
   *
   * @default - made by CloudFormation
   */
  readonly pipeName?: string;
}
