import { Duration } from 'aws-cdk-lib';
import { BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import {
  CloudWatchLogsSourceConnector, DataFormat, DynamoDbCdcSourceConnector, DynamoDbSyncMode, FileFormat, KafkaTopic, KinesisPosition,
  LogMessageFormat, S3SourceConnector, SourceErrorBehavior, SqsSourceConnector,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:111111111111:table/orders';

const name = fc.stringMatching(/^[a-z]{1,20}$/);
const count = fc.integer({ min: 1, max: 10_000 });
const duration = fc.integer({ min: 1, max: 1e8 }).map((ms) => Duration.millis(ms));
const time = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
const oneOf = <T extends string>(values: { [key: string]: T }) => fc.constantFrom(...Object.values(values));
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

/** Options that all source connectors have. */
const shared = {
  connectorName: name,
  maxTasks: fc.integer({ min: 1, max: 250 }),
  paused: fc.boolean(),
  autoRestart: fc.boolean(),
  valueFormat: fc.constantFrom(DataFormat.AVRO, DataFormat.JSON_SR, DataFormat.PROTOBUF),
};

const fileFormat = fc.oneof(
  fc.constantFrom(FileFormat.AVRO, FileFormat.JSON, FileFormat.JSON_WITH_SCHEMA, FileFormat.PARQUET),
  fc.string({ minLength: 1, maxLength: 3 }).map((separator) => FileFormat.bytes(separator)),
  some({
    separator: fc.constantFrom(',', ';', '\t'),
    quote: fc.constantFrom('"', '\''),
    escape: fc.constantFrom('\\', '~'),
    hasHeader: fc.boolean(),
    skipLines: fc.nat(),
    charset: fc.constantFrom('UTF-8', 'ISO-8859-1'),
  }).map((options) => FileFormat.csv(options)),
);

function topicIn({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Topic', { cluster, topicName: 'orders' });
}

export const cases: Property[] = [
  property('SQS source connector', some({ ...shared, embedSchemas: fc.boolean() }), (given, props) => {
    new SqsSourceConnector(given.stack, 'Source', { queue: new Queue(given.stack, 'Queue'), topic: topicIn(given), ...props });
  }),
  property('S3 source connector', some({
    ...shared,
    inputFormat: fileFormat,
    topicsDirectory: name,
    errorBehavior: oneOf(SourceErrorBehavior),
    pollInterval: duration,
    startTime: time,
    taskBatchSize: count,
    recordBatchSize: count,
    fileHeaders: fc.boolean(),
  }), (given, props) => {
    new S3SourceConnector(given.stack, 'Source', { bucket: new Bucket(given.stack, 'Bucket'), routes: [{ topic: topicIn(given) }], ...props });
  }),
  property('CloudWatch Logs source connector', some({
    ...shared,
    logStreams: fc.array(name, { minLength: 1, maxLength: 4 }),
    messageFormat: oneOf(LogMessageFormat),
    errorBehavior: oneOf(SourceErrorBehavior),
    pollInterval: duration,
  }), (given, props) => {
    new CloudWatchLogsSourceConnector(given.stack, 'Source', { logGroup: new LogGroup(given.stack, 'Group'), topic: topicIn(given), ...props });
  }),
  property('DynamoDB CDC source connector', some({
    ...shared,
    syncMode: oneOf(DynamoDbSyncMode),
    position: fc.oneof(fc.constantFrom(KinesisPosition.latest(), KinesisPosition.trimHorizon()), time.map((at) => KinesisPosition.at(at))),
    checkpointTablePrefix: name,
    checkpointBillingMode: oneOf(BillingMode),
    maxReadCapacityPercentage: fc.integer({ min: 1, max: 100 }),
    maxBatchSize: count,
    pollLinger: duration,
  }), (given, props) => {
    const table = Table.fromTableAttributes(given.stack, 'Table', { tableArn: TABLE_ARN, tableStreamArn: `${TABLE_ARN}/stream/1` });
    new DynamoDbCdcSourceConnector(given.stack, 'Source', { routes: [{ table, topic: topicIn(given) }], ...props });
  }),
];
