import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  CloudWatchLogsSourceConnector, DataFormat, DynamoDbCdcSourceConnector, DynamoDbCdcSourceConnectorProps, FileFormat, KafkaTopic,
  S3SourceConnector, S3SourceConnectorProps, SqsSourceConnector, SqsSourceConnectorProps,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';
const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:111111111111:table/orders';

function topicIn({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Topic', { cluster, topicName: 'orders' });
}

function sqs(what: string, props: Partial<SqsSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `an SQS source connector with ${what}`,
    make: (given) => {
      new SqsSourceConnector(given.stack, 'Source', { queue: new Queue(given.stack, 'Queue'), topic: topicIn(given), ...props });
    },
    message: `Stack/Source: ${message}`,
  };
}

function s3(what: string, props: Partial<S3SourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `an S3 source connector with ${what}`,
    make: (given) => {
      new S3SourceConnector(given.stack, 'Source', { bucket: new Bucket(given.stack, 'Bucket'), routes: [{ topic: topicIn(given) }], ...props });
    },
    message: `Stack/Source: ${message}`,
  };
}

function dynamo(what: string, props: Partial<DynamoDbCdcSourceConnectorProps>, message: string, tableStreamArn?: string): InvalidInput {
  return {
    what: `a DynamoDB CDC source connector with ${what}`,
    make: (given) => {
      const table = Table.fromTableAttributes(given.stack, 'Table', { tableArn: TABLE_ARN, tableStreamArn });
      new DynamoDbCdcSourceConnector(given.stack, 'Source', { routes: [{ table, topic: topicIn(given) }], ...props });
    },
    message: `Stack/Source: ${message}`,
  };
}

const STREAM_ARN = `${TABLE_ARN}/stream/1`;

export const cases: InvalidInput[] = [
  sqs('no queue', { queue: undefined }, '`queue` must be given'),
  sqs('a key that a prop sets', { config: { 'sqs.url': 'a' } }, '`config` must not set sqs.url, which a prop of the connector sets'),
  sqs('a key that its class has not', { config: { 'sqs.urls': 'a' } },
    `SqsSource has no key sqs.urls; the nearest is sqs.url. ${WAY_OUT}`),
  s3('no topics', { routes: [] }, '`routes` must name at least one topic, got none'),
  s3('tasks that are given nothing', { taskBatchSize: 0 }, '`taskBatchSize` must be at least 1, got: 0'),
  s3('half a record', { recordBatchSize: 1.5 }, '`recordBatchSize` must be a whole number, got: 1.5'),
  s3('two characters between fields', { inputFormat: FileFormat.csv({ separator: '::' }) }, '`separator` must be one character, got: ::'),
  {
    what: 'an S3 source connector with a pattern that has a comma',
    make: (given) => {
      const routes = [{ topic: topicIn(given), pattern: 'a,b' }];
      new S3SourceConnector(given.stack, 'Source', { bucket: new Bucket(given.stack, 'Bucket'), routes });
    },
    message: 'Stack/Source: `pattern` must match ^[^,]+$, got: a,b',
  },
  {
    what: 'a CloudWatch Logs source connector of no log streams',
    make: (given) => {
      const logGroup = new LogGroup(given.stack, 'Group');
      new CloudWatchLogsSourceConnector(given.stack, 'Source', { logGroup, topic: topicIn(given), logStreams: [] });
    },
    message: 'Stack/Source: `logStreams` must name at least one log stream, got none',
  },
  dynamo('a table without a stream', {}, 'table Stack/Table has no stream, by which changes are read. Give it one (`stream` or `dynamoStream`), '
    + 'or read only the items that are there: DynamoDbSyncMode.SNAPSHOT.'),
  dynamo('more than all of the read capacity', { maxReadCapacityPercentage: 101 },
    '`maxReadCapacityPercentage` must be between 1 and 100, got: 101', STREAM_ARN),
  dynamo('a name that DynamoDB does not allow', { checkpointTablePrefix: 'a/b' },
    '`checkpointTablePrefix` must match ^[a-zA-Z0-9_.-]+$, got: a/b', STREAM_ARN),
  dynamo('records without a schema', { valueFormat: DataFormat.JSON },
    `output.data.format must be one of AVRO, JSON_SR, PROTOBUF, got: JSON. ${WAY_OUT}`, STREAM_ARN),
];
