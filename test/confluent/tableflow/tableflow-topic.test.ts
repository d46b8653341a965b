import { App, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ApiKey, Cloud, ClusterType, Environment, KafkaCluster, KafkaTopic, MetadataColumnNaming, ProviderIntegration, Schema, TableflowErrorHandling,
  TableflowStorage, TableflowTopic, TableflowTopicProps, TableFormat,
} from '../../../lib/confluent';
import { address, carried, comment, controlPlane, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const AVRO = Schema.avro('"string"');

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => start());

function start(clusterType?: ClusterType): void {
  given = fixture(clusterType, { env: ENV });
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks', value: AVRO });
}

function make(props: Partial<TableflowTopicProps> = {}): TableflowTopic {
  return new TableflowTopic(given.stack, 'Table', { topic, ...props });
}

function bucketIn(region: string): IBucket {
  const scope = region === ENV.region ? given.stack : new Stack(given.app, 'Elsewhere', { env: { ...ENV, region } });
  return new Bucket(scope, 'Bucket', { bucketName: 'tables' });
}

test('a table with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: 'clicks',
    environment: { id: carried(dataPlane(given.stack), 'Stack/Environment.id') },
    kafka_cluster: { id: carried(dataPlane(given.stack), 'Stack/Cluster.id') },
    managed_storage: [{}],
    table_formats: ['ICEBERG'],
    provider: expect.stringMatching(/^confluent\.Stack_Environment_tableflow_/),
    depends_on: [address(topic), address(topic.node.findChild('Value'))],
  });
});

test.each<[string, Partial<TableflowTopicProps>, object]>([
  ['formats', { formats: [TableFormat.ICEBERG, TableFormat.DELTA] }, { table_formats: ['ICEBERG', 'DELTA'] }],
  ['a retention of snapshots', { snapshotRetention: Duration.days(1) }, { retention_ms: '86400000' }],
  ['a retention of data', { dataRetention: Duration.days(30) }, { data_retention_ms: '2592000000' }],
  ['stopping at errors', { errorHandling: TableflowErrorHandling.suspend() }, { error_handling: { mode: 'SUSPEND' } }],
  ['leaving errors out', { errorHandling: TableflowErrorHandling.skip() }, { error_handling: { mode: 'SKIP' } }],
  ['logging errors', { errorHandling: TableflowErrorHandling.log() }, { error_handling: { mode: 'LOG' } }],
  ['logging errors to a topic', { errorHandling: TableflowErrorHandling.log('bad') }, { error_handling: { mode: 'LOG', log_target: 'bad' } }],
  ['names of columns', { metadataColumns: MetadataColumnNaming.PORTABLE }, { metadata_column_naming_scheme: 'PORTABLE' }],
])('%s can be given', (_, props, expected) => {
  expect(rendered(make(props))).toMatchObject(expected);
});

test('retention may be a token', () => {
  const snapshotRetention = Duration.millis(new CfnParameter(given.stack, 'Retention', { type: 'Number' }).valueAsNumber);
  expect(rendered(make({ snapshotRetention })).retention_ms).toBe(carried(dataPlane(given.stack), 'Stack/Retention.Ref'));
});

test('path and mode can be read', () => {
  const { tablePath, writeMode } = make();
  expect(given.stack.resolve([tablePath, writeMode])).toEqual([
    { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentDataPlane/), expect.stringMatching(/tablepath/i)] },
    { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentDataPlane/), expect.stringMatching(/writemode/i)] },
  ]);
});

describe('the key', () => {
  test('is one of the administrator for Tableflow, in the provider block', () => {
    make();
    const key = given.environment.tableflowKey;
    controlPlane(given.stack).hasResource('confluent_api_key', {
      '//': { construct: 'Stack/Environment/Tableflow/AdminKey' },
      'owner': { id: ref(given.environment.administrator, 'id') },
      'managed_resource': { id: 'tableflow', api_version: 'tableflow/v1', kind: 'Tableflow' },
    });
    dataPlane(given.stack).hasProvider({
      tableflow_api_key: carried(dataPlane(given.stack), `${key.secret.node.path}: username`),
      tableflow_api_secret: carried(dataPlane(given.stack), `${key.secret.node.path}: password`),
    });
  });

  test('is made once', () => {
    make();
    new TableflowTopic(given.stack, 'Second', { topic: new KafkaTopic(given.stack, 'Other', { cluster: given.cluster, topicName: 'other', value: AVRO }) });
    expect(Object.values(controlPlane(given.stack).findResources('confluent_api_key')).filter(({ managed_resource: opened }) => opened.id === 'tableflow'))
      .toHaveLength(1);
  });

  test('can come with an environment that is imported', () => {
    const tableflowKey = ApiKey.fromSecret(given.stack, 'Key', Secret.fromSecretNameV2(given.stack, 'Secret', 'tableflow'));
    const environment = Environment.fromEnvironmentAttributes(given.stack, 'Import', { environmentId: 'env-1', organization: given.organization, tableflowKey });
    expect(environment.tableflowKey).toBe(tableflowKey);
  });
});

describe('in a bucket', () => {
  test('the table is there by a role that may be tagged', () => {
    const bucket = bucketIn(ENV.region);
    const table = make({ storage: TableflowStorage.s3(bucket) });
    const { byob_aws: storage, managed_storage: managed } = rendered(table);
    expect(managed).toBeUndefined();
    expect(storage).toEqual({
      bucket_name: expect.stringMatching(/^\$\{var\./),
      provider_integration_id: carried(dataPlane(given.stack), 'Stack/Table/Integration.id'),
    });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'sts:TagSession' })]) },
    });
  });

  test('the role may read and write the bucket, with the key that encrypts it', () => {
    const encryptionKey = new Key(given.stack, 'Key');
    make({ storage: TableflowStorage.s3(new Bucket(given.stack, 'Encrypted', { encryptionKey })) });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^TableIntegrationRole') }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention',
              's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'],
            Resource: [
              { 'Fn::GetAtt': [Match.stringLikeRegexp('^Encrypted'), 'Arn'] },
              { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Encrypted'), 'Arn'] }, '/*']] },
            ],
          }),
          Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } }),
        ],
      },
    });
  });

  test('the role is there with its policy before the table', () => {
    make({ storage: TableflowStorage.s3(bucketIn(ENV.region)) });
    const { template } = given.app.synth().getStackByName('Stack');
    const [deployment] = Object.entries<any>(template.Resources).filter(([id]) => /^ConfluentDataPlaneDeployment/.test(id)).map(([, resource]) => resource);
    expect(deployment.DependsOn).toEqual(expect.arrayContaining([
      expect.stringMatching(/^TableIntegrationRoleDefaultPolicy/), expect.stringMatching(/^TableIntegrationRole[0-9A-F]/),
    ]));
  });

  test('several tables can share an integration', () => {
    const integration = new ProviderIntegration(given.stack, 'Integration', { environment: given.environment, tagSession: true });
    const table = make({ storage: TableflowStorage.s3(bucketIn(ENV.region), integration) });
    expect(table.integration).toBe(integration);
    expect(table.node.tryFindChild('Integration')).toBeUndefined();
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^IntegrationRole') }] });
  });

  test('of another region than the cluster it is refused', () => {
    expect(() => make({ storage: TableflowStorage.s3(bucketIn('us-east-1')) })).toThrow(
      'Stack/Table: `storage` must be in the region of the cluster, eu-west-1, got a bucket in: us-east-1');
  });

  test('of a region that is not known it is taken', () => {
    const { stack } = fixture();
    const cluster = stack.node.findChild('Cluster') as KafkaCluster;
    const clicks = new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks', value: AVRO });
    new TableflowTopic(stack, 'Table', { topic: clicks, storage: TableflowStorage.s3(new Bucket(stack, 'Bucket')) });
  });
});

test('in Azure, the table is in a container', () => {
  const cluster = new KafkaCluster(given.stack, 'Azure', { environment: given.environment, clusterType: ClusterType.standard(), cloud: Cloud.AZURE, region: 'eastus' });
  topic = new KafkaTopic(given.stack, 'AzureTopic', { cluster, topicName: 'clicks', value: AVRO });
  const storage = TableflowStorage.azureDataLake({ storageAccountName: 'account', containerName: 'container', integrationId: 'cspi-1' });
  expect(rendered(make({ storage })).azure_data_lake_storage_gen_2).toEqual({
    storage_account_name: 'account', container_name: 'container', provider_integration_id: 'cspi-1',
  });
});

test.each([
  [undefined, 'retain'],
  [RemovalPolicy.DESTROY, 'destroy'],
])('with removal policy %s, what happens when it leaves the app is: %s', (removalPolicy, expected) => {
  expect(comment(make({ removalPolicy })).removalPolicy).toBe(expected);
});

test.each<[string, () => unknown, string]>([
  ['no format', () => make({ formats: [] }), '`formats` must not be empty; leave it out for ICEBERG'],
  ['an unknown format', () => make({ formats: ['HUDI' as TableFormat] }), '`formats` must be one of ICEBERG, DELTA, got: HUDI'],
  ['snapshots for an hour', () => make({ snapshotRetention: Duration.hours(1) }), '`snapshotRetention (ms)` must be at least 86400000, got: 3600000'],
  ['records for a week', () => make({ dataRetention: Duration.days(7) }), '`dataRetention (ms)` must be at least 2592000000, got: 604800000'],
  ['errors to a topic without a name', () => make({ errorHandling: TableflowErrorHandling.log('') }),
    '`errorHandling.logTopicName` must have 1 to 249 characters, got 0: '],
  ['errors to the topic itself', () => make({ errorHandling: TableflowErrorHandling.log('clicks') }),
    '`errorHandling` must write to another topic than the one it reads, got: clicks'],
  ['a container in Azure for a cluster on AWS', () => make({ storage: TableflowStorage.azureDataLake({ storageAccountName: 'a', containerName: 'c', integrationId: 'i' }) }),
    'Azure Data Lake Storage is for clusters in AZURE, got one in AWS: Stack/Cluster'],
  ['a bucket for a cluster in Azure', () => {
    const cluster = new KafkaCluster(given.stack, 'Azure', { environment: given.environment, clusterType: ClusterType.standard(), cloud: Cloud.AZURE, region: 'eastus' });
    topic = new KafkaTopic(given.stack, 'AzureTopic', { cluster, topicName: 'clicks', value: AVRO });
    make({ storage: TableflowStorage.s3(bucketIn(ENV.region)) });
  }, 'a bucket in S3 is for clusters in AWS, got one in AZURE: Stack/Azure'],
])('%s is refused', (_, attempt, message) => {
  expect(attempt).toThrow(`Stack/Table: ${message}`);
});

describe('warnings', () => {
  test('are not there without reason', () => {
    make();
    Annotations.fromStack(given.stack).hasNoWarning('/Stack/Table', Match.anyValue());
  });

  test('tell of a topic whose values have no schema that the app knows', () => {
    topic = new KafkaTopic(given.stack, 'Plain', { cluster: given.cluster, topicName: 'plain' });
    make();
    Annotations.fromStack(given.stack).hasWarning('/Stack/Table', 'this app knows no schema for the values of topic plain, which Tableflow needs. Give the topic '
      + 'a `value`, or let what registers one come first: `tableflowTopic.node.addDependency(…)`. [ack: cdk-streaming-hub:valueSchema]');
  });

  test('tell of a cluster whose tables Confluent does not keep', () => {
    start(ClusterType.enterprise());
    make();
    Annotations.fromStack(given.stack).hasWarning('/Stack/Table', 'cluster Stack/Cluster is of type enterprise, which is in private networks, and Confluent keeps '
      + 'no tables of such. Give a bucket: `storage: TableflowStorage.s3(bucket)`. [ack: cdk-streaming-hub:managedStorage]');
  });
});

test('the table of a topic can be looked up', () => {
  const table = TableflowTopic.fromTopic(given.stack, 'Import', topic);
  expect(table.topic).toBe(topic);
  expect(rendered(table)).toEqual({
    display_name: 'clicks',
    environment: { id: carried(dataPlane(given.stack), 'Stack/Environment.id') },
    kafka_cluster: { id: carried(dataPlane(given.stack), 'Stack/Cluster.id') },
    provider: expect.stringMatching(/^confluent\.Stack_Environment_tableflow_/),
  });
  expect(given.stack.resolve(table.tablePath)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ConfluentDataPlane/), expect.anything()] });
});

test('in another app, the cluster need not say where it is', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: ENV });
  const { organization } = fixture();
  const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization });
  const cluster = KafkaCluster.fromKafkaClusterAttributes(stack, 'Cluster', {
    clusterId: 'lkc-1', bootstrapServers: 'b:1', restEndpoint: 'https://r', clusterType: ClusterType.standard(), environment,
  });
  const clicks = KafkaTopic.fromKafkaTopicAttributes(stack, 'Topic', { cluster, topicName: 'clicks' });
  expect(new TableflowTopic(stack, 'Table', { topic: clicks, storage: TableflowStorage.s3(new Bucket(stack, 'Bucket')) }).integration).toBeDefined();
});
