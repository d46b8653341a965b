import { App, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import {
  ApiKey, Availability, Cloud, ClusterType, Environment, IAccessPoint, IEnvironment, IKafkaCluster, INetwork, KafkaCluster, KafkaClusterProps,
  KafkaTopic, Network,
  ResourcePattern, ServiceAccount,
} from '../../../lib/confluent';
import { acls, carried, comment, controlPlane, dataPlane, fixture, organizationIn, ref, rendered, roles } from '../fixture';

let app: App;
let stack: Stack;
let environment: IEnvironment;
let requiredProps: KafkaClusterProps;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: { region: 'eu-west-1', account: '111111111111' } });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
  requiredProps = { environment, clusterType: ClusterType.standard() };
});

function make(props: Partial<KafkaClusterProps> = {}): KafkaCluster {
  return new KafkaCluster(stack, 'Cluster', { ...requiredProps, ...props });
}

function networkIn(cloud: Cloud, region: string): INetwork {
  return { cloud, region, node: { path: 'Network' } } as INetwork;
}

test('a cluster is in the cloud and region of its network', () => {
  const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment, cloud: Cloud.GCP, region: 'us-east4' });
  expect(rendered(make({ clusterType: ClusterType.dedicated({ cku: 1 }), network }))).toMatchObject({ cloud: 'GCP', region: 'us-east4' });
});

test('a cluster may have an administrator of its own', () => {
  const administrator = new ServiceAccount(stack, 'Manager', { organization: environment.organization });
  const cluster = make({ administrator });
  new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
  expect(rendered(cluster.adminKey)).toMatchObject({
    owner: { id: ref(administrator, 'id') }, depends_on: [expect.stringContaining('CloudClusterAdmin')],
  });
  expect(roles(stack)).toEqual([expect.stringMatching(/^Stack\/Manager: CloudClusterAdmin/)]);
});

test('a cluster with only the required props', () => {
  const cluster = make();
  expect(rendered(cluster)).toEqual({
    display_name: cluster.clusterName,
    availability: 'SINGLE_ZONE',
    cloud: 'AWS',
    region: 'eu-west-1',
    environment: { id: ref(environment, 'id') },
    standard: [{}],
    deletion_protection: true,
  });
});

test('the name derives from the construct path', () => {
  expect(make().clusterName).toMatch(/^Stack-Cluster-[0-9A-F]{8}$/);
});

test('the name can be given', () => {
  expect(rendered(make({ clusterName: 'orders' })).display_name).toBe('orders');
});

describe('the type', () => {
  test.each([
    ['basic', ClusterType.basic({ maxEcku: 5 }), { basic: [{ max_ecku: 5 }] }],
    ['standard', ClusterType.standard({ maxEcku: 5 }), { standard: [{ max_ecku: 5 }] }],
    ['enterprise', ClusterType.enterprise({ maxEcku: 5 }), { enterprise: [{ max_ecku: 5 }] }],
    ['freight', ClusterType.freight({ maxEcku: 5 }), { freight: [{ max_ecku: 5 }] }],
    ['dedicated', ClusterType.dedicated({ cku: 5 }), { dedicated: { cku: 5 } }],
  ])('%s is the one block of it', (name, clusterType, block) => {
    const types = ['basic', 'standard', 'enterprise', 'freight', 'dedicated'];
    const { ...all } = rendered(make({ clusterType }));
    expect(Object.fromEntries(Object.entries(all).filter(([key]) => types.includes(key)))).toEqual(block);
    expect(clusterType.name).toBe(name);
  });

  test('a dedicated cluster has the zones that are asked for', () => {
    const clusterType = ClusterType.dedicated({ cku: 2, availability: Availability.MULTI_ZONE });
    expect(rendered(make({ clusterType })).availability).toBe('MULTI_ZONE');
  });

  test('CKU may be a token', () => {
    const cku = new CfnParameter(stack, 'Cku', { type: 'Number' }).valueAsNumber;
    expect(rendered(make({ clusterType: ClusterType.dedicated({ cku }) })).dedicated.cku).toBe(carried(controlPlane(stack), 'Stack/Cku.Ref'));
  });
});

describe('the region', () => {
  test('of a stack without a region is a parameter of the deployment', () => {
    const agnostic = new Stack(app, 'Agnostic');
    const cluster = new KafkaCluster(agnostic, 'Cluster', {
      ...requiredProps,
      environment: Environment.fromEnvironmentAttributes(agnostic, 'Environment', {
        environmentId: 'env-1', organization: organizationIn(agnostic),
      }),
    });
    expect(rendered(cluster).region).toBe(carried(controlPlane(agnostic), 'AWS::Region'));
  });

  test('can be another than that of the stack', () => {
    expect(rendered(make({ region: 'us-east-2' })).region).toBe('us-east-2');
  });

  test('of another cloud is given', () => {
    expect(rendered(make({ cloud: Cloud.GCP, region: 'us-east4' }))).toMatchObject({ cloud: 'GCP', region: 'us-east4' });
  });
});

test('a dedicated cluster can be in a network', () => {
  const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-abc', environment });
  const cluster = make({ clusterType: ClusterType.dedicated({ cku: 1 }), network });
  expect(rendered(cluster).network).toEqual({ id: 'n-abc' });
  expect(cluster.network).toBe(network);
});

test('the bootstrap servers have no scheme, which Confluent puts before some', () => {
  const cluster = make();
  const account = new ServiceAccount(stack, 'Account', { organization: environment.organization, description: cluster.bootstrapServers });
  expect(rendered(account).description).toBe(`\${trimprefix(${ref(cluster, 'bootstrap_endpoint').slice(2, -1)}, "SASL_SSL://")}`);
});

describe.each<[string, Partial<KafkaClusterProps>, string]>([
  ['a type beyond its limits', { clusterType: ClusterType.standard({ maxEcku: 11 }) }, '`maxEcku` must be between 1 and 10, got: 11'],
  ['part of a unit', { clusterType: ClusterType.dedicated({ cku: 1.5 }) }, '`cku` must be a whole number, got: 1.5'],
  ['one CKU in three zones', { clusterType: ClusterType.dedicated({ cku: 1, availability: Availability.MULTI_ZONE }) }, '`cku` must be between 2 and 152, got: 1'],
  ['one eCKU in three zones', { clusterType: ClusterType.enterprise({ maxEcku: 1 }) }, '`maxEcku` must be between 2 and 32, got: 1'],
  ['another cloud without a region', { cloud: Cloud.AZURE }, '`region` must be given in AZURE; the region of the stack is one of AWS'],
  ['a network for a type that has none', { network: {} as INetwork }, '`network` is for Dedicated clusters, got it for a cluster of type standard'],
  ['an access point for a type that has none', { accessPoint: {} as IAccessPoint }, '`accessPoint` is for Enterprise and Freight clusters, got it for a cluster of type standard'],
  ['a network in another region', { clusterType: ClusterType.dedicated({ cku: 1 }), region: 'eu-west-1', network: networkIn(Cloud.AWS, 'us-east-1') },
    '`region` must be that of the network Network, us-east-1, got: eu-west-1'],
  ['a network in another cloud', { clusterType: ClusterType.dedicated({ cku: 1 }), cloud: Cloud.AWS, network: networkIn(Cloud.GCP, 'eu-west-1') },
    '`cloud` must be that of the network Network, GCP, got: AWS'],
  ['Freight elsewhere than on AWS', { clusterType: ClusterType.freight(), cloud: Cloud.GCP, region: 'us-east4' }, 'a Freight cluster must be in AWS, got: GCP'],
  ['an empty name', { clusterName: '' }, '`clusterName` must not be empty'],
])('%s', (_, props, message) => {
  test('is refused', () => expect(() => make(props)).toThrow(`Stack/Cluster: ${message}`));
});

test('the name must be known at synth', () => {
  expect(() => make({ clusterName: new CfnParameter(stack, 'Name').valueAsString })).toThrow(
    'Stack/Cluster: `clusterName` must be known at synth, got a token. Flink statements are named after it: give it as plain text.');
});

describe('removal', () => {
  test('keeps the cluster by default, which Confluent protects', () => {
    const cluster = make();
    expect(comment(cluster).removalPolicy).toBe('retain');
    expect(rendered(cluster).deletion_protection).toBe(true);
  });

  test('deletes the cluster if the policy says so, without protection', () => {
    const cluster = make({ removalPolicy: RemovalPolicy.DESTROY });
    expect(comment(cluster).removalPolicy).toBe('destroy');
    expect(rendered(cluster).deletion_protection).toBe(false);
  });

  test('takes protection along when the policy is changed later', () => {
    const cluster = make();
    cluster.applyRemovalPolicy(RemovalPolicy.DESTROY);
    expect(rendered(cluster).deletion_protection).toBe(false);
  });

  test.each([[true, RemovalPolicy.DESTROY], [false, RemovalPolicy.RETAIN]])('leaves a protection of %s as it is given, with %s', (given, removalPolicy) => {
    expect(rendered(make({ deletionProtection: given, removalPolicy })).deletion_protection).toBe(given);
  });
});

describe('the admin key', () => {
  test('is one of the administrator of the environment, made when its rights are', () => {
    const cluster = make();
    const { adminKey } = cluster;
    expect(rendered(adminKey)).toMatchObject({
      managed_resource: { id: ref(cluster, 'id'), api_version: 'cmk/v2', kind: 'Cluster' },
      owner: { id: ref(environment.administrator, 'id') },
      depends_on: [expect.stringMatching(/^confluent_role_binding\..*EnvironmentAdmin/)],
    });
  });

  test('is made once, in the stack of the cluster, whoever needs it', () => {
    const cluster = make();
    const other = new Stack(app, 'Other', { env: { region: 'eu-west-1', account: '111111111111' } });
    new KafkaTopic(other, 'One', { cluster, topicName: 'one' });
    new KafkaTopic(other, 'Two', { cluster, topicName: 'two' });
    controlPlane(stack).resourceCountIs('confluent_api_key', 1);
    expect(other.dependencies).toContain(stack);
    expect(stack.dependencies).not.toContain(other);
  });
});

describe('grants', () => {
  const grants: [string, (cluster: IKafkaCluster, to: ServiceAccount, pattern: ResourcePattern) => void, string, string[]][] = [
    ['read topics', (cluster, to, pattern) => cluster.grantReadTopics(to, pattern), 'DeveloperRead topic=', ['READ TOPIC']],
    ['write to topics', (cluster, to, pattern) => cluster.grantWriteTopics(to, pattern), 'DeveloperWrite topic=', ['WRITE TOPIC']],
    ['manage topics', (cluster, to, pattern) => cluster.grantManageTopics(to, pattern), 'DeveloperManage topic=',
      ['CREATE TOPIC', 'DELETE TOPIC', 'ALTER TOPIC', 'ALTER_CONFIGS TOPIC', 'DESCRIBE_CONFIGS TOPIC']],
    ['consume in groups', (cluster, to, pattern) => cluster.grantConsumerGroups(to, pattern), 'DeveloperRead group=', ['READ GROUP']],
    ['write in transactions', (cluster, to, pattern) => cluster.grantTransactionalIds(to, pattern),
      'DeveloperWrite transactional-id=', ['WRITE TRANSACTIONAL_ID']],
  ];
  const patterns: [ResourcePattern, string, string][] = [
    [ResourcePattern.literal('clicks.raw'), 'clicks.raw', 'LITERAL clicks.raw'],
    [ResourcePattern.prefixed('clicks.'), 'clicks.*', 'PREFIXED clicks.'],
    [ResourcePattern.all(), '*', 'LITERAL *'],
  ];
  const cases = grants.flatMap(([right, grant, role, operations]) => patterns
    .map(([pattern, crn, acl]) => ({ right, grant, role, operations, pattern, crn, acl })));

  test.each(cases)('to $right of $crn are a role on clusters that have them', ({ grant, pattern, role, crn }) => {
    const { cluster, principal } = fixture(ClusterType.standard());
    grant(cluster, principal, pattern);
    expect(roles(principal)).toEqual([`Stack/Principal: ${role}${crn}`]);
  });

  test.each(cases)('to $right of $crn are ACLs on a basic cluster', ({ grant, pattern, operations, acl }) => {
    const { cluster, principal } = fixture(ClusterType.basic());
    grant(cluster, principal, pattern);
    expect(acls(principal)).toEqual(operations.map((operation) => `${operation} ${acl}`));
  });

  test('say the whole CRN', () => {
    const { cluster, principal } = fixture();
    cluster.grantReadTopics(principal, ResourcePattern.literal('clicks'));
    controlPlane(principal).hasResource('confluent_role_binding', {
      principal: `User:${ref(principal, 'id')}`,
      crn_pattern: `${ref(cluster, 'rbac_crn')}/kafka=${ref(cluster, 'id')}/topic=clicks`,
    });
  });

  test('of administration are a role on the cluster, on a basic one too', () => {
    const { cluster, principal } = fixture(ClusterType.basic());
    cluster.grantAdmin(principal);
    controlPlane(principal).hasResource('confluent_role_binding', { role_name: 'CloudClusterAdmin', crn_pattern: ref(cluster, 'rbac_crn') });
  });

  test.each([['basic', ClusterType.basic()], ['standard', ClusterType.standard()]])('given again on a %s cluster change nothing', (_, type) => {
    const { cluster, principal } = fixture(type);
    const [first, second] = [1, 2].map(() => cluster.grantReadTopics(principal, ResourcePattern.literal('clicks')));
    expect(second.bindings).toEqual(first.bindings);
  });

  test('have the same names in each synth', () => {
    const [one, two] = [1, 2].map(() => {
      const { cluster, principal } = fixture();
      return cluster.grantReadTopics(principal, ResourcePattern.literal('clicks')).bindings[0].node.path;
    });
    expect(one).toBe(two);
  });

  test.each([['basic', ClusterType.basic()], ['standard', ClusterType.standard()]])('on a %s cluster stand in the stack of who gets them', (_, type) => {
    const { app: tree, cluster, stack: hub, organization } = fixture(type);
    const team = new Stack(tree, 'Team');
    const principal = new ServiceAccount(team, 'Account', { organization });
    const { bindings } = cluster.grantReadTopics(principal, ResourcePattern.literal('clicks'));
    expect(bindings.map((binding) => Stack.of(binding))).toEqual([team]);
    tree.synth();
    expect(hub.dependencies).toEqual([]);
    expect(team.dependencies).toEqual([hub]);
  });
});

describe('an import', () => {
  const attributes = {
    clusterId: 'lkc-1', bootstrapServers: 'pkc-1.aws.confluent.cloud:9092', restEndpoint: 'https://pkc-1.aws.confluent.cloud:443', clusterType: ClusterType.standard(),
  };

  function imported(scope: Stack = stack, more: { adminKey?: ApiKey; clusterName?: string } = {}): IKafkaCluster {
    const known = Environment.fromEnvironmentAttributes(scope, 'Known', { environmentId: 'env-1', organization: environment.organization });
    return KafkaCluster.fromKafkaClusterAttributes(scope, 'Imported', { ...attributes, environment: known, ...more });
  }

  test('has what is given', () => {
    expect(imported()).toMatchObject(attributes);
  });

  test('is named by its ID if no name is given', () => {
    expect(imported().clusterName).toBe('lkc-1');
    expect(imported(new Stack(app, 'Other'), { clusterName: 'orders' }).clusterName).toBe('orders');
  });

  test('has a CRN in its environment', () => {
    const principal = new ServiceAccount(stack, 'Principal', { organization: environment.organization });
    imported().grantReadTopics(principal, ResourcePattern.literal('clicks'));
    controlPlane(stack).hasResource('confluent_role_binding', {
      crn_pattern: Match.stringLikeRegexp('resource_name}/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=clicks$'),
    });
  });

  test('makes its admin key when it is first needed, in its own stack', () => {
    const other = new Stack(app, 'Other', { env: { region: 'eu-west-1', account: '111111111111' } });
    const topic = new KafkaTopic(other, 'Topic', { cluster: imported(), topicName: 'clicks' });
    controlPlane(stack).hasResource('confluent_api_key', { managed_resource: { id: 'lkc-1' } });
    expect(rendered(topic).topic_name).toBe('clicks');
  });

  test('takes the admin key that is given', () => {
    const adminKey = { } as ApiKey;
    expect(imported(stack, { adminKey }).adminKey).toBe(adminKey);
  });

  test('manages topics by its endpoint and ID', () => {
    new KafkaTopic(stack, 'Topic', { cluster: imported(), topicName: 'clicks' });
    dataPlane(stack).hasProvider({ kafka_id: 'lkc-1', kafka_rest_endpoint: 'https://pkc-1.aws.confluent.cloud:443' });
  });

  test.each([
    [{ bootstrapServers: 'SASL_SSL://pkc-1:9092' }, 'Stack/Imported: `bootstrapServers` must be host:port without a scheme, got: SASL_SSL://pkc-1:9092'],
    [{ clusterId: 'env-1' }, 'Stack/Imported: `clusterId` must match ^lkc-, got: env-1'],
  ])('is refused with %j', (wrong, message) => {
    expect(() => KafkaCluster.fromKafkaClusterAttributes(stack, 'Imported', { ...attributes, environment, ...wrong })).toThrow(message);
  });
});
