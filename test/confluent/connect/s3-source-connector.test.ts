import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket, BucketEncryption, IBucket } from 'aws-cdk-lib/aws-s3';
import {
  ClusterType, DataFormat, FileFormat, KafkaCluster, KafkaTopic, S3SourceConnector, S3SourceConnectorProps, SourceErrorBehavior,
} from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let bucket: IBucket;
let topic: KafkaTopic;

function use(clusterType?: ClusterType): void {
  given = fixture(clusterType);
  bucket = new Bucket(given.stack, 'Bucket');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' });
}

beforeEach(() => use());

function make(props: Partial<S3SourceConnectorProps> = {}): S3SourceConnector {
  return new S3SourceConnector(given.stack, 'S3', { bucket, routes: [{ topic }], ...props });
}

function configOf(props: Partial<S3SourceConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-S3-/),
    'connector.class': 'S3Source',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/S3/ServiceAccount.id'),
    'topic.regex.list': 'orders:.*',
    'input.data.format': 'JSON',
    'output.data.format': 'JSON',
    's3.bucket.name': carried(dataPlane(given.stack), 'Stack/Bucket/Resource.Ref'),
    's3.region': expect.stringMatching(/^\$\{var\./),
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/S3/Integration.id'),
    'tasks.max': '1',
  });
});

test('objects can go to several topics', () => {
  const items = new KafkaTopic(given.stack, 'Items', { cluster: given.cluster, topicName: 'items' });
  const connector = make({ routes: [{ topic, pattern: '.*/orders/.*' }, { topic: items, pattern: '.*/items/.*' }] });
  expect(rendered(connector).config_nonsensitive).toMatchObject({ 'topic.regex.list': 'orders:.*/orders/.*,items:.*/items/.*' });
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/S3/'))).toEqual([
    'Stack/S3/ServiceAccount: DeveloperWrite topic=orders', 'Stack/S3/ServiceAccount: DeveloperWrite topic=items',
  ]);
});

test.each<[Partial<S3SourceConnectorProps>, { [key: string]: string }]>([
  [{ topicsDirectory: 'incoming' }, { 'topics.dir': 'incoming' }],
  [{ valueSchema: '"string"' }, { 'value.schema': '"string"' }],
  [{ errorBehavior: SourceErrorBehavior.IGNORE }, { 'ui.behavior.on.error': 'IGNORE' }],
  [{ pollInterval: Duration.minutes(5) }, { 's3.poll.interval.ms': '300000' }],
  [{ startTime: new Date(1000) }, { 'file.discovery.starting.timestamp': '1000' }],
  [{ taskBatchSize: 5, recordBatchSize: 100 }, { 'task.batch.size': '5', 'record.batch.max.size': '100' }],
  [{ fileHeaders: true }, { 'file.metadata.headers.enable': 'true' }],
  [{ valueFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test.each<[FileFormat, { [key: string]: string }]>([
  [FileFormat.AVRO, { 'input.data.format': 'AVRO' }],
  [FileFormat.PARQUET, { 'input.data.format': 'PARQUET' }],
  [FileFormat.JSON_WITH_SCHEMA, { 'input.data.format': 'JSON', 'format.json.schema.enable': 'true' }],
  [FileFormat.bytes('|'), { 'input.data.format': 'BYTES', 'format.bytearray.separator': '|', 'output.data.format': 'BYTES' }],
  [FileFormat.csv(), { 'input.data.format': 'CSV' }],
  [FileFormat.csv({ separator: ';', quote: '\'', escape: '~', hasHeader: false, skipLines: 2, charset: 'UTF-16' }), {
    'input.data.format': 'CSV',
    'csv.separator.char': '59',
    'csv.quote.char': '39',
    'csv.escape.char': '126',
    'csv.first.row.as.header': 'false',
    'csv.skip.lines': '2',
    'csv.file.charset': 'UTF-16',
  }],
])('objects can be %j', (inputFormat, expected) => {
  expect(configOf({ inputFormat })).toMatchObject(expected);
});

describe('rights', () => {
  test('in AWS are to read the folder', () => {
    make({ topicsDirectory: 'incoming' });
    const arn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Bucket'), 'Arn'] };
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          { Action: 's3:ListAllMyBuckets', Effect: 'Allow', Resource: '*' },
          { Action: 's3:ListBucket', Effect: 'Allow', Resource: arn },
          { Action: 's3:GetObject', Effect: 'Allow', Resource: { 'Fn::Join': ['', [arn, '/incoming/*']] } },
        ],
      },
    });
  });

  test('in AWS are to decrypt with the key of the bucket', () => {
    make({ bucket: new Bucket(given.stack, 'Encrypted', { encryption: BucketEncryption.KMS }) });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });

  test('in Confluent Cloud are ACLs on a basic cluster', () => {
    use(ClusterType.basic());
    make();
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL orders', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^S3IntegrationRoleDefaultPolicy')]),
  });
});

test.each<[Partial<S3SourceConnectorProps>, string]>([
  [{ bucket: undefined }, '`bucket` must be given'],
  [{ routes: undefined }, '`routes` must be given'],
  [{ routes: [] }, '`routes` must name at least one topic, got none'],
  [{ taskBatchSize: 0 }, '`taskBatchSize` must be at least 1, got: 0'],
  [{ recordBatchSize: 0.5 }, '`recordBatchSize` must be at least 1, got: 0.5'],
  [{ inputFormat: FileFormat.csv({ separator: '||' }) }, '`separator` must be one character, got: ||'],
  [{ inputFormat: FileFormat.csv({ skipLines: -1 }) }, '`skipLines` must be at least 0, got: -1'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/S3: ${message}`);
});

test('a pattern with a comma is refused, for patterns are divided by commas', () => {
  expect(() => make({ routes: [{ topic, pattern: 'a{1,2}' }] })).toThrow('Stack/S3: `pattern` must match ^[^,]+$, got: a{1,2}');
});

test('topics of two clusters are refused', () => {
  const cluster = new KafkaCluster(given.stack, 'Other', { environment: given.environment, clusterType: ClusterType.basic() });
  const other = new KafkaTopic(given.stack, 'OtherTopic', { cluster, topicName: 'other' });
  expect(() => make({ routes: [{ topic }, { topic: other }] })).toThrow(
    'Stack/S3: `routes` must be of one cluster, got: Stack/Topic, Stack/OtherTopic');
});
