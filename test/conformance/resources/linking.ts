import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BidirectionalClusterLink, ClusterLink, ClusterType, KafkaCluster, LinkFilter, LinkSource, MirrorStart, MirrorStatus, MirrorTopic, ResourcePattern,
  SourceTopic,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const CLICKS = LinkFilter.include(ResourcePattern.prefixed('clicks.'));

function dedicated({ stack, environment }: Fixture, id: string): KafkaCluster {
  return new KafkaCluster(stack, id, { environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
}

function link(given: Fixture): ClusterLink {
  return new ClusterLink(given.stack, 'Link', { source: LinkSource.cluster(given.cluster), destination: dedicated(given, 'Destination'), prefix: 'east.' });
}

export const cases: Record<'confluent_cluster_link' | 'confluent_kafka_mirror_topic', ResourceCase> = {
  confluent_cluster_link: {
    minimal: (given) => {
      new ClusterLink(given.stack, 'Link', { source: LinkSource.cluster(given.cluster), destination: dedicated(given, 'Destination') });
    },
    full: (given) => {
      const [east, west] = [dedicated(given, 'East'), dedicated(given, 'West')];
      new ClusterLink(given.stack, 'Link', {
        linkName: 'clicks',
        source: LinkSource.initiatingCluster(given.cluster),
        destination: east,
        serviceAccount: given.principal,
        prefix: 'clicks.',
        prefixConsumerGroups: true,
        consumerOffsetSync: { groups: [CLICKS], interval: Duration.seconds(30) },
        autoMirror: { topics: [CLICKS] },
        topicConfigSync: { interval: Duration.seconds(5), include: ['retention.ms'] },
        startOffset: MirrorStart.earliest(),
        removalPolicy: RemovalPolicy.DESTROY,
      });
      new BidirectionalClusterLink(given.stack, 'Both', {
        linkName: 'both', first: east, second: west, initiator: west, toFirstOptions: { aclSync: { filters: [{ deny: false }] } },
      });
    },
    unset: {
      'local_kafka_cluster.bootstrap_endpoint': 'the provider manages a link by the REST endpoint of the local cluster, and takes one endpoint only',
      'remote_kafka_cluster.rest_endpoint': 'a link connects to the bootstrap endpoint of the remote cluster, and takes one endpoint only',
    },
  },
  confluent_kafka_mirror_topic: {
    minimal: (given) => { new MirrorTopic(given.stack, 'Mirror', { link: link(given), sourceTopic: SourceTopic.named('clicks') }); },
    full: (given) => {
      new MirrorTopic(given.stack, 'Mirror', {
        link: link(given), sourceTopic: SourceTopic.named('clicks'), status: MirrorStatus.ACTIVE, removalPolicy: RemovalPolicy.DESTROY,
      });
    },
  },
};
