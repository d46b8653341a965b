import { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AwsConnectorOptions, DeadLetterOptions, SinkConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { DataFormat } from './data-format';
import { AwsConnector } from './private/aws-connector';
import { sinkOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { IProviderIntegration } from './provider-integration';
import { fail, requireGiven, requireInteger, requireOneOf } from '../../private/validation';
import { explainWildcardsBelow } from '../../terraform/private/findings';

/**
 * How long a time the records in a folder cover.
 */
export enum TimeInterval {
  /** An hour. */
  HOURLY = 'HOURLY',
  /** A day. */
  DAILY = 'DAILY',
}

/**
 * Options of an `S3SinkConnector`.
 */
export interface S3SinkConnectorOptions extends ConnectorOptions, DeadLetterOptions, AwsConnectorOptions {
  /**
   * The form of the objects: `AVRO`, `JSON`, `PARQUET` or `BYTES`. Parquet needs records with a schema.
   *
   * @default DataFormat.JSON
   */
  readonly outputFormat?: DataFormat;

  /**
   * How long a time the records in a folder cover.
   *
   * @default TimeInterval.HOURLY
   */
  readonly timeInterval?: TimeInterval;

  /**
   * How many records an object has at most: 1000 or more.
   *
   * @default 1000
   */
  readonly flushSize?: number;

  /**
   * After how long, by the time of the records, an object is complete.
   *
   * @default - `timeInterval`
   */
  readonly rotateInterval?: Duration;

  /**
   * After how long, by the clock, an object is complete, even if no further record arrives.
   *
   * @default - as long as records arrive
   */
  readonly rotateScheduleInterval?: Duration;

  /**
   * The folder in the bucket.
   *
   * @default 'topics'
   */
  readonly topicsDirectory?: string;

  /**
   * The names of the folders for times, as a pattern of Joda-Time.
   *
   * @default "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH"
   */
  readonly pathFormat?: string;

  /**
   * The time zone of the folders.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /**
   * The field by whose time records are put into folders.
   *
   * @default - the time of the record
   */
  readonly timestampField?: string;

  /**
   * Fields by whose values records are put into folders, instead of by time.
   *
   * @default - by time
   */
  readonly partitionFields?: string[];

  /**
   * Whether keys are written too, to objects of their own.
   *
   * @default false
   */
  readonly storeKeys?: boolean;

  /**
   * Whether headers are written too, to objects of their own.
   *
   * @default false
   */
  readonly storeHeaders?: boolean;

  /**
   * Whether objects are tagged with their first and last offset, and the number of records.
   *
   * @default false
   */
  readonly tagObjects?: boolean;
}

/**
 * Properties of an `S3SinkConnector`.
 */
export interface S3SinkConnectorProps extends S3SinkConnectorOptions, SinkConnectorOptions {
  /**
   * The bucket that is written to.
   */
  readonly bucket: IBucket;
}

/** What objects can be. */
const OUTPUT_FORMATS = [DataFormat.AVRO, DataFormat.JSON, DataFormat.PARQUET, DataFormat.BYTES];

/** What the connector does; https://docs.confluent.io/cloud/current/connectors/cc-s3-sink/cc-s3-sink.html */
const BUCKET_ACTIONS = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
const OBJECT_ACTIONS = [
  's3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging',
];

/**
 * Confluent's managed connector from topics to objects in an S3 bucket. It assumes an IAM role that may write to the bucket;
 * there is no long-lived AWS key.
 *
 * Delivers exactly once where objects are complete by the time or number of records, at least once with
 * `rotateScheduleInterval`.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-s3-sink/cc-s3-sink.html
 */
export class S3SinkConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: S3SinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'bucket');
      const { bucket, partitionFields, outputFormat = DataFormat.JSON, timeInterval = TimeInterval.HOURLY } = props;
      requireInteger(connector, 'flushSize', props.flushSize, 1000);
      requireOneOf(connector, 'outputFormat', outputFormat, OUTPUT_FORMATS);
      if (partitionFields?.length === 0) {
        fail(connector, '`partitionFields` must name at least one field, got none');
      }
      const shape = sinkOf(connector, props, 'S3_SINK', {
        ...settingsOf(props, {
          flushSize: 'flush.size',
          rotateInterval: 'rotate.interval.ms',
          rotateScheduleInterval: 'rotate.schedule.interval.ms',
          topicsDirectory: 'topics.dir',
          pathFormat: 'path.format',
          timeZone: 'timezone',
          timestampField: 'timestamp.field',
          partitionFields: 'partition.field.name',
          storeKeys: 'store.kafka.keys',
          storeHeaders: 'store.kafka.headers',
          tagObjects: 's3.object.tagging',
        }),
        'output.data.format': outputFormat,
        's3.bucket.name': bucket.bucketName,
        's3.region': bucket.env.region,
        'time.interval': timeInterval,
        'partitioner.class': partitionFields && 'FieldPartitioner',
      });
      return { ...shape, grantAws: (integration) => grantBucket(integration, bucket) };
    });
  }
}

function grantBucket(grantee: IProviderIntegration, bucket: IBucket): Grant[] {
  bucket.encryptionKey?.grantEncryptDecrypt(grantee);
  explainWildcardsBelow(grantee.role, [[/^Resource::\*$/, 'The right to list buckets is one on all of them.']]);
  return [
    Grant.addToPrincipal({ grantee, actions: ['s3:ListAllMyBuckets'], resourceArns: ['*'] }),
    Grant.addToPrincipalOrResource({ grantee, actions: BUCKET_ACTIONS, resourceArns: [bucket.bucketArn], resource: bucket }),
    Grant.addToPrincipalOrResource({ grantee, actions: OBJECT_ACTIONS, resourceArns: [bucket.arnForObjects('*')], resource: bucket }),
  ];
}
