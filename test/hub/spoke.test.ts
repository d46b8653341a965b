import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { hubIn, TestSink, TestSource } from './fixture';
import { ClusterType, KafkaCluster, KafkaTopic, ServiceAccount } from '../../lib/confluent';
import { Spoke, SpokeProps, StreamingHub } from '../../lib/hub';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { carried, controlPlane, ref, rendered, roles } from '../confluent/fixture';

let app: App;
let platform: Stack;
let hub: StreamingHub;
let clicks: KafkaTopic;
let team: Stack;

beforeEach(() => {
  app = new App();
  ({ platform, hub } = hubIn(app));
  clicks = hub.addTopic('clicks');
  team = new Stack(app, 'Team');
});

function make(props: Partial<SpokeProps> = {}): Spoke {
  return new Spoke(team, 'Spoke', { hub, ...props });
}

describe('a spoke with only the required props', () => {
  test('is a service account in its own stack', () => {
    expect(rendered(make().serviceAccount)).toMatchObject({ description: 'Team/Spoke/ServiceAccount' });
  });

  test('may do nothing yet', () => {
    make();
    controlPlane(team).resourceCountIs('confluent_role_binding', 0);
  });

  test('has no key unless somebody needs it', () => {
    make();
    controlPlane(team).resourceCountIs('confluent_api_key', 0);
  });
});

test('the service account can be given', () => {
  const serviceAccount = new ServiceAccount(team, 'Account', { organization: hub.organization });
  expect(make({ serviceAccount }).serviceAccount).toBe(serviceAccount);
  controlPlane(team).resourceCountIs('confluent_service_account', 1);
});

test('the key is for the cluster of the hub, in a secret of the spoke', () => {
  const { apiKey, serviceAccount } = make();
  expect(rendered(apiKey)).toMatchObject({
    owner: { id: ref(serviceAccount, 'id') },
    managed_resource: { id: carried(controlPlane(team), 'Platform/Hub/Cluster.id'), kind: 'Cluster' },
  });
  Template.fromStack(team).resourceCountIs('AWS::SecretsManager::Secret', 1);
});

test('the key of the Schema Registry is another', () => {
  const { schemaRegistryKey } = make();
  expect(rendered(schemaRegistryKey).managed_resource).toMatchObject({
    id: carried(controlPlane(team), 'Platform/Hub/Environment/SchemaRegistry.id'), api_version: 'srcm/v3',
  });
});

test('keys are made once', () => {
  const spoke = make();
  expect(spoke.apiKey).toBe(spoke.apiKey);
  expect(spoke.schemaRegistryKey).toBe(spoke.schemaRegistryKey);
});

describe('a source of anybody', () => {
  test('is told topic and spoke, and may make what it needs', () => {
    const spoke = make();
    const source = new TestSource();
    const { carrier } = spoke.ingest('Clicks', { from: source, to: clicks });
    expect(source.bound).toEqual({ topic: clicks, spoke });
    expect(carrier.node.path).toBe('Team/Spoke/Clicks/Connector');
  });

  test('is granted through the spoke', () => {
    make().ingest('Clicks', { from: new TestSource(), to: clicks });
    expect(roles(team)).toEqual(['Team/Spoke/ServiceAccount: DeveloperWrite topic=clicks']);
  });
});

describe('a sink of anybody', () => {
  test('is told topic and spoke, and may make what it needs', () => {
    const spoke = make();
    const sink = new TestSink();
    const { carrier } = spoke.deliver('Clicks', { from: clicks, to: sink });
    expect(sink.bound).toEqual({ topic: clicks, spoke });
    expect(carrier.node.path).toBe('Team/Spoke/Clicks/Carrier');
  });

  test('waits for its rights and for the key of the spoke', () => {
    make().deliver('Clicks', { from: clicks, to: new TestSink() });
    const deployment = Match.stringLikeRegexp('^ConfluentControlPlane');
    Template.fromStack(team).hasResource('AWS::SQS::Queue', {
      DependsOn: [deployment],
      Properties: { QueueName: { 'Fn::GetAtt': [deployment, Match.stringLikeRegexp('^Team_Spoke_ApiKey_Secret_key')] } },
    });
  });
});

test('a spoke brings and takes as often as it likes', () => {
  const spoke = make();
  const refined = hub.addTopic('refined');
  ['One', 'Two'].forEach((id) => spoke.ingest(id, { from: new TestSource(), to: clicks }));
  spoke.deliver('Three', { from: refined, to: new TestSink() });
  expect(roles(team)).toEqual([
    'Team/Spoke/ServiceAccount: DeveloperWrite topic=clicks', 'Team/Spoke/ServiceAccount: DeveloperRead topic=refined',
  ]);
});

test('a topic of another cluster is refused', () => {
  const cluster = new KafkaCluster(platform, 'Other', { environment: hub.environment, clusterType: ClusterType.basic() });
  const topic = new KafkaTopic(platform, 'Topic', { cluster, topicName: 'other' });
  expect(() => make().ingest('Other', { from: new TestSource(), to: topic })).toThrow(
    'Team/Spoke: topic other (Platform/Topic) is of another cluster than the hub\'s (Platform/Hub/Cluster). Make a spoke of its hub.');
});

test('a topic of an import of the same cluster is taken', () => {
  const attributes = {
    clusterId: 'lkc-1', bootstrapServers: 'pkc-1:9092', restEndpoint: 'https://pkc-1:443', clusterType: ClusterType.standard(), environment: hub.environment,
  };
  const [one, two] = ['One', 'Two'].map((id) => KafkaCluster.fromKafkaClusterAttributes(team, id, attributes));
  const topic = KafkaTopic.fromKafkaTopicAttributes(team, 'Topic', { cluster: two, topicName: 'clicks' });
  const spoke = make({ hub: StreamingHub.fromStreamingHubAttributes(team, 'Imported', { cluster: one }) });
  expect(() => spoke.ingest('Clicks', { from: new TestSource(), to: topic })).not.toThrow();
});

test('a spoke can stand in the stack of its hub', () => {
  const spoke = new Spoke(platform, 'Spoke', { hub });
  spoke.ingest('In', { from: new TestSource(), to: clicks });
  spoke.deliver('Out', { from: clicks, to: new TestSink() });
  expect(() => app.synth()).not.toThrow();
});

test('a spoke that never uses Confluent needs no data plane', () => {
  make();
  app.synth();
  expect(TerraformRoot.tryForPlane(team, Plane.DATA)).toBeUndefined();
});
