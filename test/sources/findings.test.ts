import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ISource } from '../../lib/hub';
import { CloudWatchLogsSource, DynamoDbSource, S3Source, SqsSource } from '../../lib/sources';
import { Fixture } from '../sinks/fixture';

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111111111111:${rest}`;

test.each<[string, (fixture: Fixture) => ISource]>([
  ['SQS', ({ team }) => new SqsSource(Queue.fromQueueArn(team, 'Queue', arn('sqs', 'orders')))],
  ['S3', ({ team }) => new S3Source(Bucket.fromBucketName(team, 'Bucket', 'orders'))],
  ['CloudWatch Logs', ({ team }) => new CloudWatchLogsSource(LogGroup.fromLogGroupName(team, 'Logs', 'orders'))],
  ['DynamoDB', ({ team }) => new DynamoDbSource(Table.fromTableAttributes(team, 'Table', {
    tableArn: arn('dynamodb', 'table/orders'), tableStreamArn: arn('dynamodb', 'table/orders/stream/2026'),
  }))],
])('cdk-nag finds nothing unexplained in a source of %s', (_, sourceIn) => {
  const fixture = new Fixture();
  fixture.spoke.ingest('Orders', { from: sourceIn(fixture), to: fixture.hub.addTopic('orders') });
  fixture.app.synth(); // reasons are given then
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
