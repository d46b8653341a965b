import {
  BidirectionalClusterLink, ClusterLink, ClusterLinkProps, ClusterType, KafkaCluster, KafkaTopic, LinkFilter, LinkSource, MirrorStatus, MirrorTopic,
  ResourcePattern, SourceTopic,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const CLICKS = LinkFilter.include(ResourcePattern.literal('clicks'));

function clusterOf(type: ClusterType, { stack, environment }: Fixture, id: string): KafkaCluster {
  return new KafkaCluster(stack, id, { environment, clusterType: type });
}

function dedicated(given: Fixture, id = 'Destination'): KafkaCluster {
  return clusterOf(ClusterType.dedicated({ cku: 1 }), given, id);
}

function link(given: Fixture, props: Partial<ClusterLinkProps> = {}): ClusterLink {
  return new ClusterLink(given.stack, 'Link', {
    source: LinkSource.cluster(given.cluster), destination: props.destination ?? dedicated(given), ...props,
  });
}

/** A link with wrong props. */
function wrong(what: string, props: Partial<ClusterLinkProps>, message: string): InvalidInput {
  return { what: `a link with ${what}`, make: (given) => { link(given, props); }, message: `Stack/Link: ${message}` };
}

export const cases: InvalidInput[] = [
  wrong('an empty name', { linkName: '' }, '`linkName` must not be empty'),
  wrong('a prefix that no topic can have', { prefix: 'a b' }, '`prefix` must match ^[a-zA-Z0-9._-]+$, got: a b'),
  wrong('ACLs that follow, and a prefix', { prefix: 'east.', aclSync: {} },
    '`aclSync` does not work with a `prefix`, got: east.. Leave one of them out.'),
  wrong('no groups', { consumerOffsetSync: { groups: [] } }, '`consumerOffsetSync.groups` must not be empty'),
  wrong('no topics', { autoMirror: { topics: [] } }, '`autoMirror.topics` must not be empty'),
  wrong('no ACLs', { aclSync: { filters: [] } }, '`aclSync.filters` must not be empty'),
  wrong('no configs', { topicConfigSync: { include: [] } }, '`topicConfigSync.include` must not be empty'),
  wrong('groups with a prefix that there is not', { prefixConsumerGroups: true, consumerOffsetSync: { groups: [CLICKS] } },
    '`prefixConsumerGroups` needs a `prefix` and a `consumerOffsetSync`'),
  wrong('a source that is not host:port', { source: LinkSource.confluentPlatform({ clusterId: 'abc', bootstrapServers: 'kafka.example.com' }) },
    '`source.bootstrapServers` must match ^[^\\s,/:]+:\\d+(,[^\\s,/:]+:\\d+)*$, got: kafka.example.com'),
  wrong('a source without an ID', { source: LinkSource.confluentPlatform({ clusterId: '', bootstrapServers: 'kafka.example.com:9092' }) },
    '`source.clusterId` must not be empty'),
  {
    what: 'a link to a standard cluster',
    make: (given) => { link(given, { source: LinkSource.cluster(dedicated(given)), destination: given.cluster }); },
    message: 'Stack/Link: `destination` must be an enterprise or dedicated cluster, got: standard (Stack/Cluster)',
  },
  {
    what: 'a link from a freight cluster',
    make: (given) => { link(given, { source: LinkSource.cluster(clusterOf(ClusterType.freight(), given, 'Freight')) }); },
    message: 'Stack/Link: `source` must not be a freight cluster, got: Stack/Freight',
  },
  {
    what: 'a link to a freight cluster',
    make: (given) => { link(given, { destination: clusterOf(ClusterType.freight(), given, 'Freight') }); },
    message: 'Stack/Link: `destination` must be an enterprise or dedicated cluster, got: freight (Stack/Freight)',
  },
  {
    what: 'a link of a cluster to itself',
    make: (given) => {
      const destination = dedicated(given);
      link(given, { source: LinkSource.cluster(destination), destination });
    },
    message: 'Stack/Link: a link is between two clusters, got one at both ends',
  },
  {
    what: 'a link of both directions with a basic cluster',
    make: (given) => {
      new BidirectionalClusterLink(given.stack, 'Link', { first: dedicated(given), second: clusterOf(ClusterType.basic(), given, 'Basic') });
    },
    message: 'Stack/Link: `second` must be an enterprise or dedicated cluster, got: basic (Stack/Basic)',
  },
  {
    what: 'a link of both directions that a third cluster initiates',
    make: (given) => {
      new BidirectionalClusterLink(given.stack, 'Link', { first: dedicated(given, 'East'), second: dedicated(given, 'West'), initiator: given.cluster });
    },
    message: 'Stack/Link: `initiator` must be one of the two clusters, got: Stack/Cluster',
  },
  {
    what: 'a mirror topic with a name that no topic has',
    make: (given) => { new MirrorTopic(given.stack, 'Mirror', { link: link(given), sourceTopic: SourceTopic.named('a/b') }); },
    message: 'Stack/Mirror: `sourceTopic` must match ^[a-zA-Z0-9._-]+$, got: a/b',
  },
  {
    what: 'a mirror topic with an unknown status',
    make: (given) => {
      new MirrorTopic(given.stack, 'Mirror', { link: link(given), sourceTopic: SourceTopic.named('a'), status: 'GONE' as MirrorStatus });
    },
    message: 'Stack/Mirror: `status` must be one of ACTIVE, PAUSED, PROMOTED, FAILED_OVER, got: GONE',
  },
  {
    what: 'a mirror topic of a topic that is not at the source',
    make: (given) => {
      const destination = dedicated(given);
      const topic = new KafkaTopic(given.stack, 'Topic', { cluster: destination, topicName: 'clicks' });
      new MirrorTopic(given.stack, 'Mirror', { link: link(given, { destination }), sourceTopic: SourceTopic.of(topic) });
    },
    message: 'Stack/Mirror: `sourceTopic` must be in the cluster that the link comes from, Stack/Cluster, got one in: Stack/Destination',
  },
];
