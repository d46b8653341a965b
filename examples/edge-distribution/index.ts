import { join } from 'path';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { KinesisStreamSource } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Architecture, Code, Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { S3Archive } from '../s3-archive';
import { KinesisSink, Spoke, StreamingHub, confluent } from 'cdk-streaming-hub';

/**
 * Core nervous system and edge distribution: orders are business events of a Confluent topic, and a Kinesis stream hands them
 * to what an AWS team runs, a Lambda function and an archive.
 */
export function edgeDistribution(app: App): void {
  const core = new Stack(app, 'Core');
  const hub = new StreamingHub(core, 'Hub', {
    credentials: Secret.fromSecretNameV2(core, 'ConfluentApiKey', 'confluent/cloud-api-key'),
    cluster: confluent.ClusterType.standard({ availability: confluent.Availability.MULTI_ZONE, maxEcku: 4 }),
  });
  const orders = hub.addTopic('orders', { partitions: 12, retention: confluent.Retention.infinite() });

  const edge = new Stack(app, 'Edge');
  const spoke = new Spoke(edge, 'Fulfilment', { hub });
  const stream = new Stream(edge, 'Orders', { streamMode: StreamMode.ON_DEMAND, encryption: StreamEncryption.MANAGED });
  spoke.deliver('Distribute', { from: orders, to: new KinesisSink(stream) });
  notify(edge, stream);
  const { deliveryStream } = new S3Archive(edge, 'Archive', { source: new KinesisStreamSource(stream) });
  Validations.of(deliveryStream).acknowledge({ id: 'AwsSolutions-KDF1', reason: 'The source stream is encrypted; Firehose takes no key of its own with it.' });
}

/** A function that takes orders from the stream. */
function notify(stack: Stack, stream: Stream): void {
  const queue = new Queue(stack, 'Undelivered', { enforceSSL: true, retentionPeriod: Duration.days(14) });
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'This is the dead letter queue.' });
  const logGroup = new LogGroup(stack, 'NotifierLog', { retention: RetentionDays.ONE_MONTH });
  const notifier = new Function(stack, 'Notifier', {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(join(__dirname, 'notifier')),
    handler: 'index.handler',
    role: new Role(stack, 'NotifierRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
    logGroup,
  });
  logGroup.grantWrite(notifier);
  notifier.addEventSource(new KinesisEventSource(stream, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    retryAttempts: 5,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(queue),
  }));
}
