import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { hubIn, requiredProps } from './fixture';
import {
  AccessPoint, ByokKey, Cloud, ClusterType, Environment, FlinkComputePool, GovernancePackage, KafkaCluster, KafkaTopic, Network,
  Organization, Schema, ServiceAccount, Sql,
} from '../../lib/confluent';
import { IStreamingHub, StreamingHub, StreamingHubProps } from '../../lib/hub';
import { TerraformRunner } from '../../lib/terraform';
import { carried, comment, controlPlane, dataPlane, ref, rendered } from '../confluent/fixture';
import { RUNNER_ARN } from '../support/fixtures';

let app: App;

beforeEach(() => {
  app = new App();
});

describe('a hub with only the required props', () => {
  test('is an environment, a cluster, and the keys that manage topics and schemas', () => {
    const { platform } = hubIn(app);
    const template = controlPlane(platform);
    template.resourceCountIs('confluent_environment', 1);
    template.resourceCountIs('confluent_kafka_cluster', 1);
    template.resourceCountIs('confluent_flink_compute_pool', 0);
    expect(Object.values(template.findResources('confluent_api_key')).map(({ '//': { construct } }) => construct)).toEqual([
      'Platform/Hub/Cluster/AdminKey', 'Platform/Hub/Environment/SchemaRegistry/AdminKey',
    ]);
  });

  test('has one administrator', () => {
    const { platform, hub } = hubIn(app);
    controlPlane(platform).resourceCountIs('confluent_service_account', 1);
    controlPlane(platform).hasResource('confluent_role_binding', {
      role_name: 'EnvironmentAdmin', principal: `User:${ref(hub.environment.administrator, 'id')}`,
    });
  });

  test('keeps what has data', () => {
    const { hub } = hubIn(app);
    const topic = hub.addTopic('clicks');
    expect([hub.environment, hub.cluster, topic].map((part) => comment(part).removalPolicy)).toEqual(['retain', 'retain', 'retain']);
  });

  test('has its keys in secrets', () => {
    const { platform } = hubIn(app);
    Template.fromStack(platform).resourceCountIs('AWS::SecretsManager::Secret', 2);
  });
});

test('cloud and region are those of cluster and pool', () => {
  const { platform } = hubIn(app, { cloud: Cloud.GCP, region: 'us-east4', flink: {} });
  controlPlane(platform).hasResource('confluent_kafka_cluster', { cloud: 'GCP', region: 'us-east4' });
  controlPlane(platform).hasResource('confluent_flink_compute_pool', { cloud: 'GCP', region: 'us-east4' });
});

test('the region is that of the stack', () => {
  const { platform } = hubIn(app, { flink: {} }, { env: { account: '111111111111', region: 'eu-west-1' } });
  controlPlane(platform).hasResource('confluent_kafka_cluster', { region: 'eu-west-1' });
  controlPlane(platform).hasResource('confluent_flink_compute_pool', { region: 'eu-west-1' });
});

test('the governance package can be given', () => {
  const { platform } = hubIn(app, { governancePackage: GovernancePackage.ADVANCED });
  controlPlane(platform).hasResource('confluent_environment', { stream_governance: { package: 'ADVANCED' } });
});

test('the removal policy is that of environment, cluster and topics', () => {
  const { hub } = hubIn(app, { removalPolicy: RemovalPolicy.DESTROY });
  const topic = hub.addTopic('clicks');
  expect([hub.environment, hub.cluster, topic].map((part) => comment(part).removalPolicy)).toEqual(['destroy', 'destroy', 'destroy']);
});

describe('Flink', () => {
  test('is a pool of the size that is given', () => {
    const { platform } = hubIn(app, { flink: { maxCfu: 10 } });
    controlPlane(platform).hasResource('confluent_flink_compute_pool', { max_cfu: 10 });
  });

  test('comes with its key', () => {
    const { platform } = hubIn(app, { flink: {} });
    controlPlane(platform).hasResource('confluent_api_key', { managed_resource: { kind: 'Region' } });
  });

  test('runs statements in the pool, on the cluster', () => {
    const { hub } = hubIn(app, { flink: {} });
    const statement = hub.addFlinkStatement('Enrich', { sql: Sql.inline('SELECT 1') });
    expect(rendered(statement)).toMatchObject({
      statement: 'SELECT 1', properties: { 'sql.current-database': hub.cluster.clusterName },
    });
  });

  test('runs several statements, one after the other', () => {
    const { hub } = hubIn(app, { flink: {} });
    const { statements } = hub.addFlinkStatements('Tables', { sql: [Sql.inline('CREATE TABLE a (b INT)'), Sql.inline('INSERT INTO a SELECT 1')] });
    expect(statements.map((statement) => rendered(statement).statement)).toEqual(['CREATE TABLE a (b INT)', 'INSERT INTO a SELECT 1']);
  });

  test('is needed for statements', () => {
    const { hub } = hubIn(app);
    expect(() => hub.addFlinkStatements('Tables', { sql: [Sql.inline('SELECT 1')] })).toThrow('Platform/Hub: the hub has no compute pool');
    expect(() => hub.addFlinkStatement('Enrich', { sql: Sql.inline('SELECT 1') })).toThrow(
      'Platform/Hub: the hub has no compute pool for Flink statements. Give it one: `flink: {}`.');
  });
});

describe('topics', () => {
  test('are added to the cluster', () => {
    const { platform, hub } = hubIn(app);
    const topic = hub.addTopic('clicks.raw', { partitions: 12 });
    expect(rendered(topic)).toMatchObject({ topic_name: 'clicks.raw', partitions_count: 12 });
    dataPlane(platform).hasProvider({ kafka_id: carried(dataPlane(platform), 'Platform/Hub/Cluster.id') });
  });

  test('can have another removal policy', () => {
    expect(comment(hubIn(app).hub.addTopic('clicks', { removalPolicy: RemovalPolicy.DESTROY })).removalPolicy).toBe('destroy');
  });

  test('whose removal policy is left open have that of the hub', () => {
    const { hub } = hubIn(app, { removalPolicy: RemovalPolicy.DESTROY });
    expect(comment(hub.addTopic('clicks', { removalPolicy: undefined })).removalPolicy).toBe('destroy');
  });
});

describe('in an environment that stands already', () => {
  let platform: Stack;
  let organization: Organization;

  beforeEach(() => {
    platform = new Stack(app, 'Platform');
    organization = new Organization(platform, 'Organization', requiredProps(platform));
  });

  test('the hub is a cluster', () => {
    const environment = Environment.fromEnvironmentAttributes(platform, 'Environment', { environmentId: 'env-1', organization });
    const hub = new StreamingHub(platform, 'Hub', { environment, cluster: ClusterType.basic() });
    expect(rendered(hub.cluster).environment).toEqual({ id: 'env-1' });
    controlPlane(platform).resourceCountIs('confluent_environment', 0);
    expect([hub.organization, hub.environment]).toEqual([organization, environment]);
  });

  test('the cluster can be in a private network', () => {
    const environment = Environment.fromEnvironmentAttributes(platform, 'Environment', { environmentId: 'env-1', organization });
    const network = Network.fromNetworkAttributes(platform, 'Network', { networkId: 'n-1', environment });
    const hub = new StreamingHub(platform, 'Hub', { environment, cluster: ClusterType.dedicated({ cku: 1 }), network });
    expect(rendered(hub.cluster).network).toEqual({ id: 'n-1' });
  });

  test('the cluster can be reached over an access point', () => {
    const environment = Environment.fromEnvironmentAttributes(platform, 'Environment', { environmentId: 'env-1', organization });
    const accessPoint = AccessPoint.fromAccessPointAttributes(platform, 'AccessPoint', { accessPointId: 'ap-1', environment });
    new StreamingHub(platform, 'Hub', { environment, cluster: ClusterType.enterprise(), accessPoint }).addTopic('clicks');
    dataPlane(platform).hasProvider({ kafka_rest_endpoint: Match.stringLikeRegexp('^\\$\\{var\\.Platform_AccessPoint_endpoints_') });
  });

  test('of another stack, the registry is looked up with the cluster, which it comes with', () => {
    const environment = new Environment(new Stack(app, 'Foundation'), 'Environment', { organization });
    new StreamingHub(platform, 'Hub', { environment, cluster: ClusterType.basic() });
    controlPlane(platform).dataSourceCountIs('confluent_schema_registry_cluster', 1);
  });

  test.each<[string, (stack: Stack) => Partial<StreamingHubProps>]>([
    ['credentials', (stack) => ({ credentials: requiredProps(new Stack(stack.node.root as App, 'Other')).credentials })],
    ['runner', (stack) => ({ runner: TerraformRunner.fromServiceTokenArn(stack, 'Second', RUNNER_ARN) })],
    ['governancePackage', () => ({ governancePackage: GovernancePackage.ADVANCED })],
  ])('`%s` is its own', (name, props) => {
    const environment = Environment.fromEnvironmentAttributes(platform, 'Environment', { environmentId: 'env-1', organization });
    expect(() => new StreamingHub(platform, 'Hub', { environment, cluster: ClusterType.basic(), ...props(platform) })).toThrow(
      `Platform/Hub: \`${name}\` must not be given with an \`environment\`, which has its own`);
  });
});

test('`credentials` must be given where there is no environment', () => {
  const platform = new Stack(app, 'Platform');
  expect(() => new StreamingHub(platform, 'Hub', { ...requiredProps(platform), credentials: undefined })).toThrow(
    'Platform/Hub: `credentials` must be given, or an `environment`, which has them');
});

test('without a runner, one is made in the stack of the hub', () => {
  const platform = new Stack(app, 'Platform');
  const { organization } = new StreamingHub(platform, 'Hub', { ...requiredProps(platform), runner: undefined });
  expect(organization.runner.node.path).toBe('Platform/TerraformRunner');
});

test('all parts of a hub are those of its cluster', () => {
  const { hub } = hubIn(app, { flink: {} });
  expect(hub.cluster.environment).toBe(hub.environment);
  expect(hub.environment.organization).toBe(hub.organization);
  expect(hub.schemaRegistry).toBe(hub.environment.schemaRegistry);
  expect(hub.computePool?.environment).toBe(hub.environment);
});

describe('an import', () => {
  let team: Stack;
  let hub: IStreamingHub;

  beforeEach(() => {
    team = new Stack(app, 'Team');
    const organization = new Organization(team, 'Organization', requiredProps(team));
    const environment = Environment.fromEnvironmentAttributes(team, 'Environment', { environmentId: 'env-1', organization });
    const cluster = KafkaCluster.fromKafkaClusterAttributes(team, 'Cluster', {
      clusterId: 'lkc-1', bootstrapServers: 'pkc-1:9092', restEndpoint: 'https://pkc-1:443', clusterType: ClusterType.standard(), environment,
    });
    const computePool = FlinkComputePool.fromFlinkComputePoolAttributes(team, 'Pool', { computePoolId: 'lfcp-1', region: 'us-east-1', environment });
    hub = StreamingHub.fromStreamingHubAttributes(team, 'Hub', { cluster, computePool });
  });

  test('has what is given, and what that has', () => {
    expect(hub.cluster.clusterId).toBe('lkc-1');
    expect(hub.environment.environmentId).toBe('env-1');
    expect(hub.computePool?.computePoolId).toBe('lfcp-1');
    expect(hub.organization).toBe(hub.environment.organization);
    expect(hub.schemaRegistry).toBe(hub.environment.schemaRegistry);
  });

  test('takes topics, by a key that is made for that', () => {
    new KafkaTopic(team, 'Topic', { cluster: hub.cluster, topicName: 'clicks', value: Schema.avro('"string"') });
    controlPlane(team).resourceCountIs('confluent_kafka_cluster', 0);
    dataPlane(team).hasProvider({ kafka_id: 'lkc-1' });
  });

  test('makes nothing for what needs no more than grants', () => {
    const topic = KafkaTopic.fromKafkaTopicAttributes(team, 'Topic', { cluster: hub.cluster, topicName: 'clicks' });
    topic.grantRead(new ServiceAccount(team, 'Account', { organization: hub.organization }));
    controlPlane(team).resourceCountIs('confluent_service_account', 1);
    controlPlane(team).resourceCountIs('confluent_api_key', 0);
  });
});

test('values of a hub are ordinary tokens in any stack', () => {
  const { hub } = hubIn(app);
  const other = new Stack(app, 'Other');
  new CfnOutput(other, 'Bootstrap', { value: hub.cluster.bootstrapServers });
  new CfnOutput(other, 'Key', { value: hub.cluster.adminKey.secret.secretArn });
  Template.fromStack(other).hasOutput('Bootstrap', { Value: Match.objectLike({ 'Fn::GetStackOutput': Match.anyValue() }) });
});

test('a hub is encrypted with a key of the same stack', () => {
  const stack = new Stack(app, 'Encrypted');
  const organization = new Organization(stack, 'Organization', requiredProps(stack));
  const environment = new Environment(stack, 'Environment', { organization });
  const byokKey = new ByokKey(stack, 'Byok', { organization });
  new StreamingHub(stack, 'Hub', { environment, cluster: ClusterType.dedicated({ cku: 1 }), byokKey });
  const [{ byok_key: key }] = Object.values(controlPlane(stack).findResources('confluent_kafka_cluster'));
  expect(key).toEqual({ id: expect.stringMatching(/^\$\{var\..*Byok.*}$/) });
  expect(() => app.synth()).not.toThrow();
});
