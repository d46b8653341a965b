import { readFileSync } from 'fs';
import { join } from 'path';
import { Duration } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Fixture } from './fixture';
import { InputTransformation, KafkaPosition, RecordFilter } from '../../lib/aws';
import { Schema } from '../../lib/confluent';
import { DynamoDbSink, FirehoseSink, KinesisSink, LambdaConnectorSink, LambdaSink, RedshiftSink, S3Sink } from '../../lib/sinks';

const { CDK_VALIDATION } = process.env;

beforeEach(() => delete process.env.CDK_VALIDATION);
afterEach(() => Object.assign(process.env, CDK_VALIDATION === undefined ? {} : { CDK_VALIDATION }));

/** All kinds of sinks with all their options, so that CloudFormation's own rules see each property. */
function everySink(fixture: Fixture): void {
  const { team, hub, spoke } = fixture;
  const handler = new Function(team, 'Handler', { runtime: Runtime.NODEJS_LATEST, handler: 'index.handler', code: Code.fromInline('//') });
  const vpc = new Vpc(team, 'Vpc', { maxAzs: 2 });
  const filters = [RecordFilter.of({ value: { type: ['order'] } })];
  const [clicks, orders] = [hub.addTopic('clicks'), hub.addTopic('orders', { key: Schema.json('{}'), value: Schema.avro('"string"') })];
  const batching = { batchSize: 500, maxBatchingWindow: Duration.seconds(5), filters };
  spoke.deliver('Kinesis', { from: clicks, to: new KinesisSink(new Stream(team, 'Stream')) });
  spoke.deliver('Firehose', {
    from: orders,
    to: new FirehoseSink(DeliveryStream.fromDeliveryStreamName(team, 'Archive', 'archive'), {
      ...batching,
      vpc,
      enrichment: handler,
      logGroup: new LogGroup(team, 'Logs'),
      logRecords: true,
      running: false,
      description: 'orders',
      startingPosition: KafkaPosition.latest(),
      inputTransformation: InputTransformation.fromObject({ data: '<$.value>' }),
    }),
  });
  spoke.deliver('Plain', { from: clicks, to: new LambdaSink(handler) });
  spoke.deliver('Decoded', {
    from: orders,
    to: new LambdaSink(handler, {
      ...batching,
      vpc,
      provisionedPollers: { maximumPollers: 3 },
      onFailure: new SqsDlq(new Queue(team, 'Failed')),
      retryAttempts: 3,
      maxRecordAge: Duration.hours(1),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      startingPosition: KafkaPosition.at(new Date('2026-01-01T00:00:00Z')),
    }),
  });
  spoke.deliver('Bucket', { from: orders, to: new S3Sink(Bucket.fromBucketName(team, 'Raw', 'raw')) });
  spoke.deliver('Table', { from: orders, to: new DynamoDbSink(Table.fromTableName(team, 'Items', 'items')) });
  spoke.deliver('Called', { from: orders, to: new LambdaConnectorSink(handler) });
  spoke.deliver('Redshift', { from: orders, to: new RedshiftSink({ domain: 'a.b.us-east-1.redshift.amazonaws.com', databaseName: 'dev', user: 'hub' }) });
}

test('the offline validation of the CDK finds nothing in what sinks make', () => {
  const fixture = new Fixture(undefined, { '@aws-cdk/core:validateAgainstDefaultRules': true });
  everySink(fixture);
  const { directory } = fixture.app.synth();
  expect(JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'))).toMatchObject({ pluginReports: [] });
}, 60_000);
