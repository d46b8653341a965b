import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  AclOperation, AclResourceType, ClusterLink, ClusterLinkProps, ClusterType, KafkaCluster, KafkaTopic, LinkFilter, LinkSource, MirrorStart,
  MirrorTopic, ResourcePattern, ServiceAccount, SourceTopic,
} from '../../../lib/confluent';
import { acls, address, carried, comment, controlPlane, fixture, Fixture, links, ref, rendered, roles } from '../fixture';

const CLICKS = LinkFilter.include(ResourcePattern.prefixed('clicks.'));

let given: Fixture;
let destination: KafkaCluster;

beforeEach(() => {
  given = fixture();
  destination = new KafkaCluster(given.stack, 'Destination', { environment: given.environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
});

function make(props: Partial<ClusterLinkProps> = {}): ClusterLink {
  return new ClusterLink(given.stack, 'Link', { source: LinkSource.cluster(given.cluster), destination, ...props });
}

function external(props: Partial<ClusterLinkProps> = {}, bootstrapServers = 'kafka.example.com:9093'): ClusterLink {
  const credentials = Secret.fromSecretNameV2(given.stack, 'User', 'kafka/link');
  return make({ source: LinkSource.kafka({ clusterId: '0gXf5xg8Sp2G4FlxNriNaA', bootstrapServers, credentials }), ...props });
}

function configOf(props: Partial<ClusterLinkProps>): { [key: string]: string } {
  return rendered(make(props)).config;
}

function secretOf(path: string): { key: string; secret: string } {
  const template = links(given.stack);
  return { key: carried(template, `${path}: username`), secret: carried(template, `${path}: password`) };
}

function end(cluster: string, endpoint: string, attribute: string) {
  const template = links(given.stack);
  return { id: carried(template, `Stack/${cluster}.id`), [endpoint]: expect.stringContaining(carried(template, `Stack/${cluster}.${attribute}`).slice(2, -1)) };
}

/** The rights of the link's account. */
function rightsOf(scope: Stack = given.stack): string[] {
  return roles(scope).filter((role) => role.includes('/Link/ServiceAccount: ')).map((role) => role.replace(/^.*: /, ''));
}

describe('a link that the destination initiates', () => {
  test('with only the required props', () => {
    expect(rendered(make())).toEqual({
      link_name: expect.stringMatching(/^Stack-Link-[0-9A-F]{8}$/),
      link_mode: 'DESTINATION',
      connection_mode: 'OUTBOUND',
      source_kafka_cluster: { ...end('Cluster', 'bootstrap_endpoint', 'bootstrap_endpoint'), credentials: secretOf('Stack/Link/SourceKey/Published') },
      destination_kafka_cluster: { ...end('Destination', 'rest_endpoint', 'rest_endpoint'), credentials: secretOf('Stack/Destination/AdminKey/Published') },
    });
  });

  test('has keys that are variables, sensitive and not ephemeral', () => {
    make();
    links(given.stack).hasVariable('*', { description: 'Stack/Link/SourceKey/Published: password', sensitive: true });
    expect(Object.values(links(given.stack).findVariables('*', { ephemeral: true })).map(({ description }) => description))
      .toEqual(['Stack/CloudKey: username', 'Stack/CloudKey: password']);
  });

  test('reads the source as an account that may do nothing there at first', () => {
    make();
    given.app.synth();
    expect(rightsOf()).toEqual([]);
    controlPlane(given.stack).hasResource('confluent_api_key', {
      '//': { construct: 'Stack/Link/SourceKey' }, 'owner': { id: ref(given.stack.node.findChild('Link').node.findChild('ServiceAccount'), 'id') },
    });
  });

  test('can read it as an account that is given', () => {
    const link = make({ serviceAccount: given.principal });
    expect(link.serviceAccount).toBe(given.principal);
    expect(link.node.tryFindChild('ServiceAccount')).toBeUndefined();
  });

  test('has a name that is given', () => {
    expect(rendered(make({ linkName: 'from-east' })).link_name).toBe('from-east');
  });
});

describe('from a cluster of no organization of this app', () => {
  test('the link is the user that is given', () => {
    expect(rendered(external())).toMatchObject({
      link_mode: 'DESTINATION',
      connection_mode: 'OUTBOUND',
      source_kafka_cluster: { id: '0gXf5xg8Sp2G4FlxNriNaA', bootstrap_endpoint: 'kafka.example.com:9093', credentials: secretOf('Stack/User') },
    });
  });

  test('nothing is made there, and nothing granted', () => {
    const link = external({ autoMirror: { topics: [CLICKS] } });
    expect([link.serviceAccount, link.sourceCluster]).toEqual([undefined, undefined]);
    expect(link.allowMirroring(ResourcePattern.all()).bindings).toEqual([]);
    expect(roles(given.stack).map((role) => role.replace(/ .*/, ''))).toEqual(['Stack/Environment/Administrator:']);
  });

  test('Confluent Platform can initiate the link; the half there is made there', () => {
    const link = make({ source: LinkSource.confluentPlatform({ clusterId: 'abc', bootstrapServers: 'a:1,b:2' }) });
    expect(rendered(link)).toMatchObject({
      link_mode: 'DESTINATION', connection_mode: 'INBOUND', source_kafka_cluster: { id: 'abc', bootstrap_endpoint: 'a:1,b:2' },
    });
    expect(rendered(link).source_kafka_cluster.credentials).toBeUndefined();
    links(given.stack).resourceCountIs('confluent_cluster_link', 1);
  });
});

describe('a link that the source initiates', () => {
  beforeEach(() => { make({ source: LinkSource.initiatingCluster(given.cluster), linkName: 'east', prefix: 'east.' }); });

  const halves = () => Object.values(links(given.stack).findResources('confluent_cluster_link'));

  test('has a half at each cluster, of one name', () => {
    expect(halves()).toEqual([
      expect.objectContaining({
        link_name: 'east',
        link_mode: 'DESTINATION',
        connection_mode: 'INBOUND',
        source_kafka_cluster: end('Cluster', 'bootstrap_endpoint', 'bootstrap_endpoint'),
        destination_kafka_cluster: { ...end('Destination', 'rest_endpoint', 'rest_endpoint'), credentials: secretOf('Stack/Destination/AdminKey/Published') },
        config: { 'cluster.link.prefix': 'east.' },
      }),
      expect.objectContaining({
        link_name: 'east',
        link_mode: 'SOURCE',
        connection_mode: 'OUTBOUND',
        source_kafka_cluster: { ...end('Cluster', 'rest_endpoint', 'rest_endpoint'), credentials: secretOf('Stack/Link/SourceKey/Published') },
        destination_kafka_cluster: { ...end('Destination', 'bootstrap_endpoint', 'bootstrap_endpoint'), credentials: secretOf('Stack/Link/DestinationKey/Published') },
      }),
    ]);
  });

  test('has the half at the source after that at the destination', () => {
    given.app.synth();
    expect(halves()[1].depends_on).toEqual([address(given.stack.node.findChild('Link'))]);
  });

  test('has an account that may make links at both', () => {
    expect(rightsOf()).toEqual([expect.stringMatching(/^CloudClusterAdmin/), expect.stringMatching(/^CloudClusterAdmin/)]);
  });

  test('needs no more to mirror topics', () => {
    const link = given.stack.node.findChild('Link') as ClusterLink;
    expect(link.allowMirroring(ResourcePattern.all()).bindings).toEqual([]);
  });

  test('is kept or deleted as a whole', () => {
    (given.stack.node.findChild('Link') as ClusterLink).applyRemovalPolicy(RemovalPolicy.DESTROY);
    expect(halves().map((half) => half['//'].removalPolicy)).toEqual(['destroy', 'destroy']);
  });
});

test.each<[string, Partial<ClusterLinkProps>, { [key: string]: string }]>([
  ['a prefix', { prefix: 'east.' }, { 'cluster.link.prefix': 'east.' }],
  ['a start', { startOffset: MirrorStart.latest() }, { 'mirror.start.offset.spec': 'latest' }],
  ['a start with the oldest', { startOffset: MirrorStart.earliest() }, { 'mirror.start.offset.spec': 'earliest' }],
  ['a start in time', { startOffset: MirrorStart.at(new Date(Date.UTC(2026, 0, 2))) }, { 'mirror.start.offset.spec': '2026-01-02T00:00:00.000Z' }],
  ['a sync of offsets', { consumerOffsetSync: { groups: [LinkFilter.include(ResourcePattern.all()), LinkFilter.exclude(ResourcePattern.literal('b'))], interval: Duration.seconds(10) } }, {
    'consumer.offset.sync.enable': 'true',
    'consumer.offset.sync.ms': '10000',
    'consumer.offset.group.filters': '{"groupFilters":[{"name":"*","patternType":"LITERAL","filterType":"INCLUDE"},{"name":"b","patternType":"LITERAL","filterType":"EXCLUDE"}]}',
  }],
  ['no sync of offsets any more', { consumerOffsetSync: { groups: [CLICKS], enabled: false } }, {
    'consumer.offset.sync.enable': 'false',
    'consumer.offset.group.filters': '{"groupFilters":[{"name":"clicks.","patternType":"PREFIXED","filterType":"INCLUDE"}]}',
  }],
  ['a sync of ACLs', { aclSync: { interval: Duration.seconds(5) } }, {
    'acl.sync.enable': 'true',
    'acl.sync.ms': '5000',
    'acl.filters': '{"aclFilters":[{"resourceFilter":{"resourceType":"any","patternType":"any"},"accessFilter":{"operation":"any","permissionType":"any"}}]}',
  }],
  ['a sync of some ACLs', {
    aclSync: {
      filters: [
        { resourceType: AclResourceType.TOPIC, pattern: ResourcePattern.prefixed('clicks.'), principal: 'User:sa-1', host: '*', operation: AclOperation.READ, deny: false },
        { pattern: ResourcePattern.all(), deny: true },
      ],
    },
  }, {
    'acl.sync.enable': 'true',
    'acl.filters': '{"aclFilters":['
      + '{"resourceFilter":{"resourceType":"topic","name":"clicks.","patternType":"prefixed"},"accessFilter":{"principal":"User:sa-1","host":"*","operation":"read","permissionType":"allow"}},'
      + '{"resourceFilter":{"resourceType":"any","name":"*","patternType":"literal"},"accessFilter":{"operation":"any","permissionType":"deny"}}]}',
  }],
  ['no sync of ACLs any more', { prefix: 'east.', aclSync: { enabled: false } }, expect.objectContaining({ 'acl.sync.enable': 'false' })],
  ['mirror topics by themselves', { autoMirror: { topics: [CLICKS] } }, {
    'auto.create.mirror.topics.enable': 'true',
    'auto.create.mirror.topics.filters': '{"topicFilters":[{"name":"clicks.","patternType":"PREFIXED","filterType":"INCLUDE"}]}',
  }],
  ['no mirror topics by themselves any more', { autoMirror: { topics: [CLICKS], enabled: false } }, expect.objectContaining({ 'auto.create.mirror.topics.enable': 'false' })],
  ['a sync of configs', { topicConfigSync: { interval: Duration.minutes(1), include: ['retention.ms', 'cleanup.policy'] } }, {
    'topic.config.sync.ms': '60000', 'topic.config.sync.include': 'retention.ms,cleanup.policy',
  }],
  ['a prefix of groups', { prefix: 'east.', prefixConsumerGroups: true, consumerOffsetSync: { groups: [CLICKS] } },
    expect.objectContaining({ 'consumer.group.prefix.enable': 'true' })],
  ['no prefix of groups any more', { prefixConsumerGroups: false }, { 'consumer.group.prefix.enable': 'false' }],
])('%s becomes a config', (_, props, expected) => {
  expect(configOf(props)).toEqual(expected);
});

describe('the account of the link may', () => {
  test('read the topics that are declared as mirrors, with their configs', () => {
    const link = make();
    new MirrorTopic(given.stack, 'Mirror', { link, sourceTopic: SourceTopic.named('clicks') });
    expect(rightsOf()).toEqual(['DeveloperRead topic=clicks', 'DeveloperManage topic=clicks']);
  });

  test('read topics and groups that filters include, and none that they exclude', () => {
    const groups = [LinkFilter.include(ResourcePattern.literal('report')), LinkFilter.exclude(ResourcePattern.prefixed('x'))];
    make({ autoMirror: { topics: [CLICKS] }, consumerOffsetSync: { groups } });
    expect(rightsOf()).toEqual(['DeveloperRead topic=clicks.*', 'DeveloperManage topic=clicks.*', 'DeveloperRead group=report']);
  });

  test('describe the cluster, if ACLs follow', () => {
    make({ aclSync: {} });
    expect(acls(given.stack)).toEqual(['DESCRIBE CLUSTER LITERAL kafka-cluster']);
    expect(rightsOf()).toEqual([]);
  });

  test('read by ACLs where there are no roles', () => {
    const basic = new KafkaCluster(given.stack, 'Basic', { environment: given.environment, clusterType: ClusterType.basic() });
    make({ source: LinkSource.cluster(basic), autoMirror: { topics: [CLICKS] } });
    expect(acls(given.stack)).toEqual(['READ TOPIC PREFIXED clicks.', 'DESCRIBE_CONFIGS TOPIC PREFIXED clicks.']);
  });

  test('do so before the link is made', () => {
    make({ aclSync: {} });
    const [document] = Object.values(JSON.parse(JSON.stringify(given.app.synth().getStackByName('Stack').template.Resources)))
      .filter((resource: any) => resource.Type === 'Custom::TerraformRoot' && /links/.test(JSON.stringify(resource.Properties.StateKey))) as any[];
    expect(JSON.stringify(document.DependsOn)).toMatch(/ConfluentDataPlane/);
  });
});

describe('removal', () => {
  test('keeps the link by default', () => expect(comment(make()).removalPolicy).toBe('retain'));
  test('deletes it if the policy says so', () => expect(comment(make({ removalPolicy: RemovalPolicy.DESTROY })).removalPolicy).toBe('destroy'));
});

test.each<[string, () => unknown, string]>([
  ['a destination that is standard', () => make({ destination: given.cluster, source: LinkSource.cluster(destination) }),
    '`destination` must be an enterprise or dedicated cluster, got: standard (Stack/Cluster)'],
  ['a source that is freight', () => {
    const freight = new KafkaCluster(given.stack, 'Freight', { environment: given.environment, clusterType: ClusterType.freight() });
    make({ source: LinkSource.cluster(freight) });
  }, '`source` must not be a freight cluster, got: Stack/Freight'],
  ['a link of a cluster to itself', () => make({ source: LinkSource.cluster(destination) }), 'a link is between two clusters, got one at both ends'],
  ['an empty name', () => make({ linkName: '' }), '`linkName` must not be empty'],
  ['a prefix that no topic can have', () => make({ prefix: 'east/' }), '`prefix` must match ^[a-zA-Z0-9._-]+$, got: east/'],
  ['ACLs with a prefix', () => make({ prefix: 'east.', aclSync: {} }), '`aclSync` does not work with a `prefix`, got: east.. Leave one of them out.'],
  ['no groups', () => make({ consumerOffsetSync: { groups: [] } }), '`consumerOffsetSync.groups` must not be empty'],
  ['no ACLs', () => make({ aclSync: { filters: [] } }), '`aclSync.filters` must not be empty'],
  ['no topics', () => make({ autoMirror: { topics: [] } }), '`autoMirror.topics` must not be empty'],
  ['no configs', () => make({ topicConfigSync: { include: [] } }), '`topicConfigSync.include` must not be empty'],
  ['a prefix of groups without a prefix', () => make({ prefixConsumerGroups: true, consumerOffsetSync: { groups: [CLICKS] } }),
    '`prefixConsumerGroups` needs a `prefix` and a `consumerOffsetSync`'],
  ['a prefix of groups that do not follow', () => make({ prefixConsumerGroups: true, prefix: 'east.' }),
    '`prefixConsumerGroups` needs a `prefix` and a `consumerOffsetSync`'],
  ['an account for a source elsewhere', () => external({ serviceAccount: given.principal }),
    '`serviceAccount` is for sources that are clusters of this organization; the user of another is in its `credentials`'],
  ['brokers with a scheme', () => external({}, 'SASL_SSL://kafka.example.com:9093'),
    '`source.bootstrapServers` must match ^[^\\s,/:]+:\\d+(,[^\\s,/:]+:\\d+)*$, got: SASL_SSL://kafka.example.com:9093'],
  ['a source without ID', () => make({ source: LinkSource.confluentPlatform({ clusterId: '', bootstrapServers: 'a:1' }) }), '`source.clusterId` must not be empty'],
  ['Amazon MSK', () => external({}, 'b-1.demo.abc123.c2.kafka.us-east-1.amazonaws.com:9096'),
    '`source` must take SASL/PLAIN, which Amazon MSK does not, got: b-1.demo.abc123.c2.kafka.us-east-1.amazonaws.com:9096. '
    + 'Confluent\'s Terraform provider makes no other links: make this one with the Confluent CLI, and give it to mirror topics as '
    + 'ClusterLink.fromClusterLinkAttributes(…).'],
])('%s is refused', (_, attempt, message) => {
  expect(attempt).toThrow(`Stack/Link: ${message}`);
});

test('a sync that is very often is a warning', () => {
  make({ consumerOffsetSync: { groups: [CLICKS], interval: Duration.millis(100) } });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Link', '`consumerOffsetSync.interval (ms)` should be at least 1000, got: 100. '
    + 'Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:consumerOffsetSync.interval]');
});

describe('an import', () => {
  test('has what is given, and is allowed nothing', () => {
    const link = ClusterLink.fromClusterLinkAttributes(given.stack, 'Import', { linkName: 'msk', destination, prefix: 'msk.' });
    expect([link.linkName, link.prefix, link.sourceCluster]).toEqual(['msk', 'msk.', undefined]);
    expect(link.destination).toBe(destination);
    expect(link.allowMirroring(ResourcePattern.all()).bindings).toEqual([]);
  });

  test('is refused with a prefix that no topic can have', () => {
    expect(() => ClusterLink.fromClusterLinkAttributes(given.stack, 'Import', { linkName: 'msk', destination, prefix: ' ' }))
      .toThrow('Stack/Import: `prefix` must match ^[a-zA-Z0-9._-]+$, got:  ');
  });
});

test('in a stack of its own, the link takes the topics of clusters in other stacks', () => {
  const other = new Stack(given.app, 'Other');
  const link = new ClusterLink(other, 'Link', { source: LinkSource.cluster(given.cluster), destination });
  const topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
  const mirror = new MirrorTopic(other, 'Mirror', { link, sourceTopic: SourceTopic.of(topic) });
  mirror.grantRead(new ServiceAccount(other, 'Reader', { organization: given.organization }));
  given.app.synth();
  expect(other.dependencies).toEqual([given.stack]);
  expect(rightsOf(other)).toEqual(['DeveloperRead topic=clicks', 'DeveloperManage topic=clicks']);
});
