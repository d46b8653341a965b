import { ExampleCase, existingEnvironment, Given } from './frame';
import {
  BidirectionalClusterLink, ClusterLink, ClusterType, IKafkaCluster, KafkaCluster, LinkSource, MirrorTopic, SourceTopic,
} from '../../../lib/confluent';

const DEDICATED = ClusterType.dedicated({ cku: 1 });

const MIRRORS_ONLY = [3, 'the link may mirror the topic, instead of being CloudClusterAdmin of the source'] as const;
const ADMINISTRATOR_MIRRORS = [3, 'mirror topics are made by the administrator of the environment, who has rights of its own'] as const;

/** Two clusters that another team made. */
function existingClusters(given: Given, ...types: ClusterType[]): IKafkaCluster[] {
  const environment = existingEnvironment(given);
  return types.map((clusterType, i) => KafkaCluster.fromKafkaClusterName(given.stack, `Cluster${i + 1}`, { environment, clusterName: `cluster-${i + 1}`, clusterType }));
}

function oneWay(source: (cluster: IKafkaCluster) => LinkSource) {
  return (given: Given) => {
    const [from, to] = existingClusters(given, ClusterType.standard(), DEDICATED);
    const link = new ClusterLink(given.stack, 'Link', { source: source(from), destination: to });
    new MirrorTopic(given.stack, 'Mirror', { link, sourceTopic: SourceTopic.named('orders') });
  };
}

/** @param initiator which of the two connects; else both do */
function bothWays(initiator?: 0 | 1): ExampleCase {
  return {
    make: (given) => {
      const { stack } = given;
      const clusters = existingClusters(given, DEDICATED, DEDICATED);
      const [first, second] = clusters;
      const link = new BidirectionalClusterLink(stack, 'Link', { first, second, initiator: initiator === undefined ? undefined : clusters[initiator] });
      new MirrorTopic(stack, 'FromSecond', { link: link.toFirst, sourceTopic: SourceTopic.named('orders') });
      new MirrorTopic(stack, 'FromFirst', { link: link.toSecond, sourceTopic: SourceTopic.named('invoices') });
    },
    differs: { api_key: [4, 'those of the link, and those of the administrator'], role_binding: ADMINISTRATOR_MIRRORS },
  };
}

export const cases: Record<string, ExampleCase> = {
  'destination-initiated-cluster-link-rbac': {
    make: oneWay((cluster) => LinkSource.cluster(cluster)),
    differs: { role_binding: MIRRORS_ONLY },
  },
  'source-initiated-cluster-link-rbac': {
    make: oneWay((cluster) => LinkSource.initiatingCluster(cluster)),
    differs: { api_key: [3, 'those of the link, and that of the administrator'], role_binding: ADMINISTRATOR_MIRRORS },
  },
  'regular-bidirectional-cluster-link-rbac': bothWays(),
  'advanced-bidirectional-cluster-link-rbac': bothWays(1),
};
