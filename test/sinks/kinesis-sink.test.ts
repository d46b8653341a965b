import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { IStream, Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { env, Fixture } from './fixture';
import { KafkaPipe, KafkaPosition, RecordFilter } from '../../lib/aws';
import { ClusterType, IKafkaTopic, KafkaTopic, Schema, Subject } from '../../lib/confluent';
import { Spoke } from '../../lib/hub';
import { KinesisSink, KinesisSinkOptions } from '../../lib/sinks';
import { Plane } from '../../lib/terraform';

const STREAM_ARN = 'arn:aws:kinesis:us-east-1:111111111111:stream/clicks';
const AVRO = Schema.avro('{"type":"string"}');

let fixture: Fixture;
let stream: IStream;

function use(cluster?: ClusterType): void {
  fixture = new Fixture(cluster);
  stream = Stream.fromStreamArn(fixture.team, 'Stream', STREAM_ARN);
}

beforeEach(() => use());

function deliver(options?: KinesisSinkOptions, topic: IKafkaTopic = fixture.hub.addTopic('clicks')): KafkaPipe {
  return fixture.spoke.deliver('Clicks', { from: topic, to: new KinesisSink(stream, options) }).carrier as KafkaPipe;
}

function source(): any {
  return fixture.resource('AWS::Pipes::Pipe').Properties.SourceParameters.SelfManagedKafkaParameters;
}

test('a pipe carries records from the topic to the stream, with the key of the spoke', () => {
  deliver();
  const { Properties } = fixture.resource('AWS::Pipes::Pipe');
  expect(Properties.Source).toEqual({ 'Fn::Join': ['', ['smk://', fixture.team.resolve(fixture.hub.cluster.bootstrapServers)]] });
  expect(source()).toMatchObject({
    TopicName: 'clicks',
    Credentials: { BasicAuth: { 'Fn::GetAtt': [expect.stringMatching(/^ConfluentControlPlane/), expect.stringMatching(/^Team_Spoke_ApiKey/)] } },
  });
  expect(Properties.Target).toBe(STREAM_ARN);
});

test('the carrier is the pipe', () => {
  expect(deliver().node.path).toBe('Team/Spoke/Clicks/Pipe');
});

describe('in Confluent Cloud', () => {
  test('the spoke may read the topic and its one group, and nothing else', () => {
    deliver();
    const { consumerGroupId } = fixture.spoke.node.findChild('Clicks').node.findChild('Pipe') as KafkaPipe;
    const terraform = fixture.terraform(Plane.CONTROL);
    terraform.resourceCountIs('confluent_role_binding', 2);
    terraform.hasResource('confluent_role_binding', { role_name: 'DeveloperRead', crn_pattern: Match.stringLikeRegexp('/topic=clicks$') });
    terraform.hasResource('confluent_role_binding', { role_name: 'DeveloperRead', crn_pattern: Match.stringLikeRegexp(`/group=${consumerGroupId}$`) });
  });

  test('a Basic cluster has ACLs instead, which the pipe waits for', () => {
    use(ClusterType.basic());
    deliver({ consumerGroupId: 'team-a' });
    const terraform = fixture.terraform(Plane.DATA);
    terraform.resourceCountIs('confluent_kafka_acl', 2);
    const allowed = { operation: 'READ', permission: 'ALLOW', pattern_type: 'LITERAL' };
    terraform.hasResource('confluent_kafka_acl', { resource_type: 'TOPIC', resource_name: 'clicks', ...allowed });
    terraform.hasResource('confluent_kafka_acl', { resource_type: 'GROUP', resource_name: 'team-a', ...allowed });
    expect(fixture.resource('AWS::Pipes::Pipe').DependsOn).toContainEqual(expect.stringMatching(/^ConfluentDataPlaneDeployment/));
  });

  test('the pipe waits for the rights of the spoke and those of its role', () => {
    deliver();
    expect(fixture.resource('AWS::Pipes::Pipe').DependsOn).toEqual(expect.arrayContaining([
      expect.stringMatching(/^ConfluentControlPlaneDeployment/), expect.stringMatching(/^SpokeClicksPipeRoleDefaultPolicy/),
    ]));
  });

  test('nothing of the hub depends on a delivery, so it can be removed', () => {
    deliver();
    const withSpoke = Template.fromStack(fixture.platform).toJSON();
    expect(fixture.platform.dependencies).toEqual([]);
    use();
    fixture.hub.addTopic('clicks');
    const without = Template.fromStack(fixture.platform).toJSON();
    expect(Object.keys(withSpoke.Resources)).toEqual(Object.keys(without.Resources));
  });

  test('a service account that was given is the one that is granted to', () => {
    const other = new Spoke(fixture.team, 'Other', { hub: fixture.hub, serviceAccount: fixture.spoke.serviceAccount });
    other.deliver('Clicks', { from: fixture.hub.addTopic('clicks'), to: new KinesisSink(stream) });
    fixture.terraform(Plane.CONTROL).resourceCountIs('confluent_service_account', 1);
  });
});

describe('the consumer group', () => {
  test('derives from the path, so each delivery has its own', () => {
    const sink = new KinesisSink(stream);
    const topic: IKafkaTopic = fixture.hub.addTopic('clicks');
    const [a, b] = ['A', 'B'].map((id) => fixture.spoke.deliver(id, { from: topic, to: sink }).carrier as KafkaPipe);
    // if these change, whoever upgrades the library reads the topic anew
    expect([a.consumerGroupId, b.consumerGroupId]).toEqual(['Team-Spoke-A-F2E225B1', 'Team-Spoke-B-AB0E7692']);
  });

  test('stays when the hub moves', () => {
    const before = deliver().consumerGroupId;
    const elsewhere = new Fixture(undefined, undefined, 'MovedHub');
    const sink = new KinesisSink(Stream.fromStreamArn(elsewhere.team, 'Stream', STREAM_ARN));
    const after = elsewhere.spoke.deliver('Clicks', { from: elsewhere.hub.addTopic('clicks'), to: sink }).carrier as KafkaPipe;
    expect(after.consumerGroupId).toBe(before);
  });

  test('may be given', () => {
    deliver({ consumerGroupId: 'team-a' });
    expect(source()).toMatchObject({ ConsumerGroupID: 'team-a' });
    fixture.terraform(Plane.CONTROL).hasResource('confluent_role_binding', { crn_pattern: Match.stringLikeRegexp('/group=team-a$') });
  });
});

describe('options', () => {
  test('partitionKey decides the shard', () => {
    deliver({ partitionKey: '$.key' });
    expect(fixture.resource('AWS::Pipes::Pipe').Properties.TargetParameters).toEqual({ KinesisStreamParameters: { PartitionKey: '$.key' } });
  });

  test('those of the pipe are passed on', () => {
    deliver({
      batchSize: 500,
      maxBatchingWindow: Duration.seconds(5),
      startingPosition: KafkaPosition.latest(),
      running: false,
      filters: [RecordFilter.of({ value: { type: ['order'] } })],
    });
    expect(source()).toMatchObject({ BatchSize: 500, MaximumBatchingWindowInSeconds: 5, StartingPosition: 'LATEST' });
    expect(fixture.resource('AWS::Pipes::Pipe').Properties).toMatchObject({
      DesiredState: 'STOPPED', SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"value":{"type":["order"]}}' }] } },
    });
  });

  test('deliverEncoded delivers records of a schema as they are', () => {
    expect(() => deliver({ deliverEncoded: true }, fixture.hub.addTopic('orders', { value: AVRO }))).not.toThrow();
  });

  test('enrichment may decode records of a schema', () => {
    const enrichment = Function.fromFunctionArn(fixture.team, 'Decode', 'arn:aws:lambda:us-east-1:111111111111:function:decode');
    deliver({ enrichment }, fixture.hub.addTopic('orders', { value: AVRO }));
    expect(fixture.resource('AWS::Pipes::Pipe').Properties.Enrichment).toBe(enrichment.functionArn);
  });

  test('vpc reaches a cluster that has no public endpoint', () => {
    use(ClusterType.enterprise());
    deliver({ vpc: new Vpc(fixture.team, 'Vpc', { maxAzs: 2 }) });
    expect(source().Vpc.Subnets).toHaveLength(2);
  });
});

describe('the stream', () => {
  test('may be of another stack', () => {
    const owner = new Stack(fixture.app, 'Streams', { env });
    stream = new Stream(owner, 'Stream');
    deliver();
    expect(fixture.resource('AWS::Pipes::Pipe').Properties.Target).toEqual(fixture.team.resolve(stream.streamArn));
  });

  test('may be encrypted by a key of the customer', () => {
    stream = new Stream(fixture.team, 'Encrypted', { encryption: StreamEncryption.KMS });
    deliver();
    expect(fixture.statements).toContainEqual(expect.objectContaining({ Action: 'kms:GenerateDataKey' }));
  });
});

test.each<[string, () => unknown, string]>([
  ['values with a schema', () => deliver({}, fixture.hub.addTopic('orders', { value: AVRO })), 'topic orders (Platform/Hub/orders) has values in AVRO'],
  ['keys with a schema', () => deliver({}, fixture.hub.addTopic('orders', { key: Schema.json('{}') })), 'topic orders (Platform/Hub/orders) has keys in JSON'],
  ['keys and values', () => deliver({}, fixture.hub.addTopic('orders', { key: AVRO, value: Schema.protobuf('syntax = "proto3";') })),
    'topic orders (Platform/Hub/orders) has keys in AVRO and values in PROTOBUF'],
  ['a schema in an unknown language', () => deliver({}, KafkaTopic.fromKafkaTopicAttributes(fixture.team, 'Orders', {
    cluster: fixture.hub.cluster,
    topicName: 'orders',
    valueSubject: Subject.fromSubjectAttributes(fixture.team, 'Subject', { registry: fixture.hub.schemaRegistry, subjectName: 'orders-value' }),
  })), 'topic orders (Team/Orders) has values with a schema'],
])('fails for %s, which a pipe cannot decode', (_, act, cause) => {
  expect(act).toThrow(`Team/Spoke/Clicks: ${cause}, which EventBridge Pipes cannot decode. Use a LambdaSink, or give a function `
    + 'that decodes records as `enrichment`, or deliver them as they are, in base64: `deliverEncoded: true`.');
});

test.each<[string, () => unknown, string]>([
  ['a consumer group that is a token', () => deliver({ consumerGroupId: Fn.importValue('Group') }),
    'Team/Spoke/Clicks: `consumerGroupId` must be known at synth, got a token. Grants are named after it: give it as plain text.'],
  ['more records than Kinesis takes', () => deliver({ batchSize: 501 }), 'Team/Spoke/Clicks/Pipe: `batchSize` must be between 1 and 500, got: 501'],
  ['a private cluster without a VPC', () => {
    use(ClusterType.freight());
    deliver();
  }, 'Team/Spoke/Clicks: cluster Platform/Hub/Cluster is of type freight, which only private networks reach. Give a VPC that does: `vpc`.'],
  ['a stream in another region', () => {
    stream = Stream.fromStreamArn(fixture.team, 'Far', STREAM_ARN.replace('us-east-1', 'eu-west-1'));
    deliver();
  }, 'Team/Spoke/Clicks/Pipe: `target` must be in region us-east-1, got: Team/Far in eu-west-1'],
])('fails for %s', (_, act, message) => {
  expect(act).toThrow(message);
});

test('cdk-nag finds nothing', () => {
  stream = new Stream(fixture.team, 'Owned', { encryption: StreamEncryption.MANAGED });
  deliver({ vpc: new Vpc(new Stack(fixture.app, 'Network', { env }), 'Vpc') });
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
