import { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AwsConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { DataFormat } from './data-format';
import { CsvOptions, FileFormat } from './file-format';
import { AwsConnector } from './private/aws-connector';
import { topicsSourceOf } from './private/connector-shape';
import { Settings, settingsOf } from './private/settings';
import { IProviderIntegration } from './provider-integration';
import { SourceErrorBehavior } from './source-error-behavior';
import { fail, requireGiven, requireInteger, requireText } from '../../private/validation';
import { explainWildcardsBelow } from '../../terraform/private/findings';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * A topic, and the objects whose records go to it.
 */
export interface S3SourceRoute {
  /**
   * The topic.
   */
  readonly topic: IKafkaTopic;

  /**
   * A regular expression that the keys of the objects match, without commas.
   *
   * @default '.*'
   */
  readonly pattern?: string;
}

/**
 * Options of an S3 source connector, wherever it stands.
 */
export interface S3SourceConnectorOptions extends ConnectorOptions, AwsConnectorOptions {
  /**
   * What the objects look like.
   *
   * @default FileFormat.JSON
   */
  readonly inputFormat?: FileFormat;

  /**
   * The folder in the bucket that has the objects.
   *
   * @default 'topics'
   */
  readonly topicsDirectory?: string;

  /**
   * The schema of values, in Avro.
   *
   * @default - as the objects say
   */
  readonly valueSchema?: string;

  /**
   * What happens with an object that cannot be read.
   *
   * @default SourceErrorBehavior.FAIL
   */
  readonly errorBehavior?: SourceErrorBehavior;

  /**
   * How often it looks for new folders.
   *
   * @default Duration.minutes(1)
   */
  readonly pollInterval?: Duration;

  /**
   * The time from which on objects are read.
   *
   * @default - all objects
   */
  readonly startTime?: Date;

  /**
   * How many objects a task is given at once.
   *
   * @default 10
   */
  readonly taskBatchSize?: number;

  /**
   * The most records that are read at once.
   *
   * @default 200
   */
  readonly recordBatchSize?: number;

  /**
   * Whether each record has headers that say which object it comes from.
   *
   * @default false
   */
  readonly fileHeaders?: boolean;
}

/**
 * Properties of an `S3SourceConnector`.
 */
export interface S3SourceConnectorProps extends S3SourceConnectorOptions {
  /**
   * The bucket that is read.
   */
  readonly bucket: IBucket;

  /**
   * The topics, and which objects go to each. The service account may write to them.
   */
  readonly routes: S3SourceRoute[];
}

/**
 * Confluent's managed connector from objects in an S3 bucket to topics. It assumes an IAM role that may read the folder; there is
 * no long-lived AWS key.
 *
 * Delivers at least once. Each object is read once: what is appended or replaced later is not seen.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-s3-source.html
 */
export class S3SourceConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: S3SourceConnectorProps) {
    super(scope, id, { ...props, valueFormat: props.valueFormat ?? rawOf(props) }, (connector) => {
      requireGiven(connector, props, 'bucket', 'routes');
      const { bucket, routes, inputFormat = FileFormat.JSON, topicsDirectory = 'topics' } = props;
      requireInteger(connector, 'taskBatchSize', props.taskBatchSize, 1);
      requireInteger(connector, 'recordBatchSize', props.recordBatchSize, 1);
      for (const { pattern } of routes) {
        requireText(connector, 'pattern', pattern, Infinity, /^[^,]+$/);
      }
      const shape = topicsSourceOf(connector, 'routes', routes.map(({ topic }) => topic), 'S3Source', {
        ...settingsOf(props, {
          topicsDirectory: 'topics.dir',
          valueSchema: 'value.schema',
          errorBehavior: 'ui.behavior.on.error',
          pollInterval: 's3.poll.interval.ms',
          taskBatchSize: 'task.batch.size',
          recordBatchSize: 'record.batch.max.size',
          fileHeaders: 'file.metadata.headers.enable',
        }),
        'topic.regex.list': routes.map(({ topic, pattern = '.*' }) => `${topic.topicName}:${pattern}`),
        's3.bucket.name': bucket.bucketName,
        's3.region': bucket.env.region,
        'input.data.format': inputFormat.name,
        'format.bytearray.separator': inputFormat.separator,
        'format.json.schema.enable': inputFormat.embedsSchema,
        'file.discovery.starting.timestamp': props.startTime?.getTime(),
        ...csvSettings(connector, inputFormat.csvOptions),
      });
      return { ...shape, grantAws: (integration) => grantFolder(integration, bucket, topicsDirectory) };
    });
  }
}

/** Bytes stay bytes. */
function rawOf({ inputFormat, config }: S3SourceConnectorOptions): DataFormat | undefined {
  return inputFormat?.name === 'BYTES' && config?.['output.data.format'] === undefined ? DataFormat.BYTES : undefined;
}

/** Characters are numbers in the configuration. */
function csvSettings(connector: Construct, options: CsvOptions = {}): Settings {
  const code = (name: 'separator' | 'quote' | 'escape') => {
    const character = options[name];
    if (character !== undefined && character.length !== 1) {
      fail(connector, `\`${name}\` must be one character, got: ${character}`);
    }
    return character?.charCodeAt(0);
  };
  requireInteger(connector, 'skipLines', options.skipLines, 0);
  return {
    'csv.separator.char': code('separator'),
    'csv.quote.char': code('quote'),
    'csv.escape.char': code('escape'),
    'csv.first.row.as.header': options.hasHeader,
    'csv.skip.lines': options.skipLines,
    'csv.file.charset': options.charset,
  };
}

/** https://docs.confluent.io/cloud/current/connectors/cc-s3-source.html */
function grantFolder(grantee: IProviderIntegration, bucket: IBucket, folder: string): Grant[] {
  const objects = bucket.arnForObjects(folder === '' ? '*' : `${folder}/*`);
  bucket.encryptionKey?.grantDecrypt(grantee);
  explainWildcardsBelow(grantee.role, [[/^Resource::\*$/, 'The right to list buckets is one on all of them.']]);
  return [
    Grant.addToPrincipal({ grantee, actions: ['s3:ListAllMyBuckets'], resourceArns: ['*'] }),
    Grant.addToPrincipalOrResource({ grantee, actions: ['s3:ListBucket'], resourceArns: [bucket.bucketArn], resource: bucket }),
    Grant.addToPrincipalOrResource({ grantee, actions: ['s3:GetObject'], resourceArns: [objects], resource: bucket }),
  ];
}
