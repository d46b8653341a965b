import { IConstruct } from 'constructs';
import { ApiKey } from '../../../provider/api-key';
import { KafkaAcl } from '../../../provider/kafka-acl';
import { KafkaTopic } from '../../../provider/kafka-topic';
import { ConfluentProvider } from '../../../provider/provider';
import { expectTotal } from '../../private/totals';
import { IKafkaCluster } from '../kafka-cluster';

/**
 * Warns if the constructs of the app are together more than the cluster takes.
 * https://docs.confluent.io/cloud/current/clusters/cluster-types.html
 */
export function expectTotals(cluster: IKafkaCluster): void {
  const isHere = ({ provider }: KafkaAcl | KafkaTopic) => provider instanceof ConfluentProvider && provider.kafkaIdInput === cluster.clusterId;
  const partitions = (construct: IConstruct) => {
    const count = construct instanceof KafkaTopic && isHere(construct) ? construct.partitionsCountInput : 0;
    return typeof count === 'number' ? count : 0; // a token is text here
  };
  const isCompacted = (topic: IConstruct) => topic instanceof KafkaTopic && topic.configInput?.['cleanup.policy']?.includes('compact');
  expectTotal(cluster, 'partitions (of all topics)', () => cluster.clusterType.maxPartitions, partitions);
  expectTotal(cluster, 'compactedPartitions (of all topics)', () => cluster.clusterType.maxCompactedPartitions,
    (topic) => isCompacted(topic) ? partitions(topic) : 0);
  expectTotal(cluster, 'apiKeys (of all principals)', () => cluster.clusterType.maxApiKeys,
    (key) => Number(key instanceof ApiKey && key.managedResourceInput?.id === cluster.clusterId));
  expectTotal(cluster, 'acls (of all principals)', () => cluster.clusterType.maxAcls, (acl) => Number(acl instanceof KafkaAcl && isHere(acl)));
}
