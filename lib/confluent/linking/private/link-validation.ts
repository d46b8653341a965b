import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail, requireText } from '../../../private/validation';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { LinkSource } from '../link-source';

/** https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/index.html#supported-cluster-types */
const DESTINATIONS = ['enterprise', 'dedicated'];

/** Fails unless topics of other clusters can come to `cluster`. */
export function requireDestination(link: IConstruct, name: string, cluster: IKafkaCluster): void {
  if (!DESTINATIONS.includes(cluster.clusterType.name)) {
    fail(link, `\`${name}\` must be an enterprise or dedicated cluster, got: ${cluster.clusterType.name} (${cluster.node.path})`);
  }
}

/** Fails unless `source` can be the source of a link to `destination`. */
export function requireSource(link: IConstruct, source: LinkSource, destination: IKafkaCluster): void {
  const { kafkaCluster, clusterId, bootstrapServers } = source;
  if (!kafkaCluster) {
    requireText(link, 'source.clusterId', clusterId);
    requireText(link, 'source.bootstrapServers', bootstrapServers, Infinity, /^[^\s,/:]+:\d+(,[^\s,/:]+:\d+)*$/);
  } else if (kafkaCluster.clusterType.name === 'freight') {
    fail(link, `\`source\` must not be a freight cluster, got: ${kafkaCluster.node.path}`);
  }
  if (!Token.isUnresolved(bootstrapServers) && /\.kafka(-serverless)?\.[\w-]+\.amazonaws\.com/.test(bootstrapServers)) {
    fail(link, `\`source\` must take SASL/PLAIN, which Amazon MSK does not, got: ${bootstrapServers}. Confluent's Terraform provider makes no other links: `
      + 'make this one with the Confluent CLI, and give it to mirror topics as ClusterLink.fromClusterLinkAttributes(…).');
  }
  requireTwo(link, clusterId, destination.clusterId);
}

/** Fails if both ends of a link are the same cluster. */
export function requireTwo(link: IConstruct, one: string, other: string): void {
  if (one === other) {
    fail(link, `a link is between two clusters, got one at both ends${Token.isUnresolved(one) ? '' : `: ${one}`}`);
  }
}
