import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, IBucket } from 'aws-cdk-lib/aws-s3';
import { DataFormat, KafkaTopic, S3SinkConnector, S3SinkConnectorProps, Schema, TimeInterval } from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let bucket: IBucket;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  bucket = new Bucket(given.stack, 'Bucket');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function make(props: Partial<S3SinkConnectorProps> = {}): S3SinkConnector {
  return new S3SinkConnector(given.stack, 'Sink', { topics: [topic], bucket, ...props });
}

function configOf(props: Partial<S3SinkConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'S3_SINK',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'clicks',
    'input.data.format': 'JSON',
    'output.data.format': 'JSON',
    's3.bucket.name': carried(dataPlane(given.stack), 'Stack/Bucket/Resource.Ref'),
    's3.region': expect.stringMatching(/^\$\{var\./),
    'time.interval': 'HOURLY',
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Sink/Integration.id'),
    'tasks.max': '1',
  });
});

test.each<[Partial<S3SinkConnectorProps>, { [key: string]: string }]>([
  [{ outputFormat: DataFormat.PARQUET }, { 'output.data.format': 'PARQUET' }],
  [{ timeInterval: TimeInterval.DAILY }, { 'time.interval': 'DAILY' }],
  [{ flushSize: 5000 }, { 'flush.size': '5000' }],
  [{ rotateInterval: Duration.minutes(10) }, { 'rotate.interval.ms': '600000' }],
  [{ rotateScheduleInterval: Duration.hours(1) }, { 'rotate.schedule.interval.ms': '3600000' }],
  [{ topicsDirectory: 'raw' }, { 'topics.dir': 'raw' }],
  [{ pathFormat: "'y'=YYYY" }, { 'path.format': "'y'=YYYY" }],
  [{ timeZone: 'Europe/Berlin' }, { timezone: 'Europe/Berlin' }],
  [{ timestampField: 'at' }, { 'timestamp.field': 'at' }],
  [{ partitionFields: ['country', 'city'] }, { 'partition.field.name': 'country,city', 'partitioner.class': 'FieldPartitioner' }],
  [{ storeKeys: true, storeHeaders: true }, { 'store.kafka.keys': 'true', 'store.kafka.headers': 'true' }],
  [{ tagObjects: true }, { 's3.object.tagging': 'true' }],
  [{ deadLetterTopicName: 'lost' }, { 'errors.deadletterqueue.topic.name': 'lost' }],
  [{ config: { 'compression.codec': 'gzip' } }, { 'compression.codec': 'gzip' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('the form of values is that of the schema', () => {
  const orders = new KafkaTopic(given.stack, 'Orders', { cluster: given.cluster, topicName: 'orders', value: Schema.json('{}') });
  expect(configOf({ topics: [orders] })['input.data.format']).toBe('JSON_SR');
});

test('the region is that of the bucket', () => {
  bucket = Bucket.fromBucketAttributes(given.stack, 'Elsewhere', { bucketName: 'archive', region: 'us-west-2' });
  expect(configOf()).toMatchObject({ 's3.bucket.name': 'archive', 's3.region': 'us-west-2' });
});

describe('rights', () => {
  test('in AWS are to write to the bucket', () => {
    make();
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          { Action: 's3:ListAllMyBuckets', Effect: 'Allow', Resource: '*' },
          {
            Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Bucket'), 'Arn'] },
          },
          Match.objectLike({
            Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging'],
            Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Bucket'), 'Arn'] }, '/*']] },
          }),
        ],
      },
    });
  });

  test('in AWS are to use the key of the bucket', () => {
    make({ bucket: new Bucket(given.stack, 'Encrypted', { encryption: BucketEncryption.KMS, encryptionKey: new Key(given.stack, 'Key') }) });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']) })]) },
    });
  });

  test('in Confluent Cloud are to read the topics, and to report', () => {
    make({ deadLetterTopicName: 'lost' });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Sink/'))).toEqual([
      'DeveloperRead topic=clicks', 'DeveloperRead group=connect-lcc*',
      'DeveloperManage topic=dlq-lcc*', 'DeveloperWrite topic=dlq-lcc*',
      'DeveloperManage topic=success-lcc*', 'DeveloperWrite topic=success-lcc*',
      'DeveloperManage topic=error-lcc*', 'DeveloperWrite topic=error-lcc*',
      'DeveloperManage topic=lost', 'DeveloperWrite topic=lost',
    ].map((role) => `Stack/Sink/ServiceAccount: ${role}`));
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SinkIntegrationRoleDefaultPolicy')]),
  });
});

test('the connector can stand in another stack than hub and bucket', () => {
  const team = new Stack(given.app, 'Team');
  new S3SinkConnector(team, 'Sink', { topics: [topic], bucket });
  given.app.synth();
  expect(given.stack.dependencies).toEqual([]);
});

test.each<[Partial<S3SinkConnectorProps>, string]>([
  [{ flushSize: 999 }, '`flushSize` must be at least 1000, got: 999'],
  [{ outputFormat: DataFormat.PROTOBUF }, '`outputFormat` must be one of AVRO, JSON, PARQUET, BYTES, got: PROTOBUF'],
  [{ partitionFields: [] }, '`partitionFields` must name at least one field, got none'],
  [{ topics: [] }, '`topics` must name at least one topic, got none'],
  [{ deadLetterTopicName: 'clicks' }, '`deadLetterTopicName` must be none of the topics that are read, got: clicks'],
  [{ config: { 'flush.sise': '1000' } }, 'S3_SINK has no key flush.sise; the nearest is flush.size. If Confluent knows better than this version of the '
    + 'library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sink: ${message}`);
});

test('topics of two clusters are refused', () => {
  const other = fixture();
  const foreign = new KafkaTopic(other.stack, 'Foreign', { cluster: other.cluster, topicName: 'foreign' });
  expect(() => make({ topics: [topic, foreign] })).toThrow('Stack/Sink: `topics` must be of one cluster, got: Stack/Topic, Stack/Foreign');
});
