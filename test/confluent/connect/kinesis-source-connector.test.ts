import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IStream, Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import {
  ClusterType, KafkaTopic, KinesisPosition, KinesisSourceConnector, KinesisSourceConnectorProps, ProviderIntegration, Schema,
} from '../../../lib/confluent';
import { acls, address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let stream: IStream;
let topic: KafkaTopic;

function use(clusterType?: ClusterType): void {
  given = fixture(clusterType);
  stream = new Stream(given.stack, 'Stream', { encryption: StreamEncryption.UNENCRYPTED });
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
}

beforeEach(() => use());

function make(props: Partial<KinesisSourceConnectorProps> = {}): KinesisSourceConnector {
  return new KinesisSourceConnector(given.stack, 'Kinesis', { stream, topic, ...props });
}

function configOf(props: Partial<KinesisSourceConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Kinesis-/),
    'connector.class': 'KinesisSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Kinesis/ServiceAccount.id'),
    'kafka.topic': 'clicks',
    'kinesis.stream': carried(dataPlane(given.stack), 'Stack/Stream/Resource.Ref'),
    'kinesis.region': expect.stringMatching(/^\$\{var\./),
    'kinesis.position': 'TRIM_HORIZON',
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Kinesis/Integration.id'),
    'tasks.max': '1',
  });
});

test('the region is that of the stream', () => {
  const elsewhere = Stream.fromStreamArn(given.stack, 'Elsewhere', 'arn:aws:kinesis:us-west-2:111111111111:stream/clicks');
  expect(configOf({ stream: elsewhere })).toMatchObject({ 'kinesis.region': 'us-west-2', 'kinesis.stream': 'clicks' });
});

test.each<[Partial<KinesisSourceConnectorProps>, { [key: string]: string }]>([
  [{ position: KinesisPosition.latest() }, { 'kinesis.position': 'LATEST' }],
  [{ position: KinesisPosition.at(new Date(1000)) }, { 'kinesis.position': 'AT_TIMESTAMP', 'kinesis.shard.timestamp': '1000' }],
  [{ recordLimit: 1000 }, { 'kinesis.record.limit': '1000' }],
  [{ deaggregate: true }, { 'kinesis.record.deaggregation.enable': 'true' }],
  [{ throughputBackoff: Duration.seconds(1) }, { 'kinesis.throughput.exceeded.backoff.ms': '1000' }],
  [{ emptyBackoff: Duration.seconds(1) }, { 'kinesis.empty.records.backoff.ms': '1000' }],
  [{ maxTasks: 2 }, { 'tasks.max': '2' }],
  [{ connectorName: 'clicks' }, { name: 'clicks' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('the record limit may be a token', () => {
  const recordLimit = new CfnParameter(given.stack, 'Limit', { type: 'Number' }).valueAsNumber;
  expect(configOf({ recordLimit })['kinesis.record.limit']).toBe(carried(dataPlane(given.stack), 'Stack/Limit.Ref'));
});

test('the service account can be given', () => {
  expect(make({ serviceAccount: given.principal }).serviceAccount).toBe(given.principal);
});

test('there is no long-lived key', () => {
  expect(rendered(make()).config_sensitive).toEqual({});
});

describe('rights', () => {
  test('in AWS are to read the stream', () => {
    make();
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Action: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
          Effect: 'Allow',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Stream'), 'Arn'] },
        }],
      },
    });
  });

  test('in AWS are to decrypt with the key of the stream', () => {
    make({ stream: new Stream(given.stack, 'Encrypted', { encryption: StreamEncryption.KMS }) });
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });

  test('in Confluent Cloud are to write to the topic', () => {
    make();
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Kinesis/'))).toEqual([
      'Stack/Kinesis/ServiceAccount: DeveloperWrite topic=clicks',
    ]);
  });

  test('in Confluent Cloud are ACLs on a basic cluster', () => {
    use(ClusterType.basic());
    make();
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL clicks', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });

  test('of an integration that is given are added to its role', () => {
    const role = Role.fromRoleArn(given.stack, 'Role', 'arn:aws:iam::111111111111:role/reads-clicks');
    const integration = ProviderIntegration.fromProviderIntegrationAttributes(given.stack, 'Integration', { integrationId: 'cspi-1', role });
    expect(configOf({ integration })['provider.integration.id']).toBe('cspi-1');
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['reads-clicks'] });
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^KinesisIntegrationRoleDefaultPolicy')]),
  });
});

test('the connector can stand in another stack than hub and stream', () => {
  const team = new Stack(given.app, 'Team');
  new KinesisSourceConnector(team, 'Kinesis', { stream, topic });
  given.app.synth();
  expect(given.stack.dependencies).toEqual([]);
  expect(roles(team)).toEqual(['Team/Kinesis/ServiceAccount: DeveloperWrite topic=clicks']);
});

test.each([0, 10001])('a record limit of %s is refused', (recordLimit) => {
  expect(() => make({ recordLimit })).toThrow(`Stack/Kinesis: \`recordLimit\` must be between 1 and 10000, got: ${recordLimit}`);
});

test('a topic with a schema is refused, for the connector writes bytes', () => {
  const avro = new KafkaTopic(given.stack, 'Avro', { cluster: given.cluster, topicName: 'avro', value: Schema.avro('"string"') });
  expect(() => make({ topic: avro })).toThrow('Stack/Kinesis: topic avro has a schema, and the connector writes the bytes of Kinesis records as they are. '
    + 'Write to a topic without a schema, and let a Flink statement or another consumer give its records one.');
});
