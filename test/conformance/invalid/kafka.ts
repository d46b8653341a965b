import { CfnParameter, Duration, Size } from 'aws-cdk-lib';
import {
  Availability, ByokKey, CleanupPolicy, Cloud, ClusterType, CustomerKey, Environment, KafkaClientQuota, KafkaCluster, KafkaClusterConfig,
  KafkaClusterProps, KafkaTopic, KafkaTopicProps, KsqlCluster, Network, Retention, RtceTopic,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

function cluster(what: string, problem: string, props: (given: Fixture) => Omit<KafkaClusterProps, 'environment'>): InvalidInput {
  return {
    what,
    make: (given) => { new KafkaCluster(given.stack, 'Other', { environment: given.environment, ...props(given) }); },
    message: `Stack/Other: ${problem}`,
  };
}

function topic(what: string, problem: string, props: Partial<KafkaTopicProps>, clusterType = ClusterType.standard()): InvalidInput {
  return {
    what,
    make: ({ stack, environment }) => {
      const other = new KafkaCluster(stack, 'Other', { environment, clusterType });
      new KafkaTopic(stack, 'Topic', { cluster: other, topicName: 'clicks', ...props });
    },
    message: `Stack/Topic: ${problem}`,
  };
}

const RATE = { ingressPerSecond: Size.mebibytes(1), egressPerSecond: Size.mebibytes(1) };

export const cases: InvalidInput[] = [
  {
    what: 'an environment without a name',
    make: ({ stack, organization }) => { new Environment(stack, 'Other', { organization, environmentName: '' }); },
    message: 'Stack/Other: `environmentName` must not be empty',
  },
  {
    what: 'an environment that is looked up by a token',
    make: ({ stack, organization }) => {
      Environment.fromEnvironmentName(stack, 'Found', { organization, environmentName: new CfnParameter(stack, 'Name').valueAsString });
    },
    message: 'Stack/Found: `environmentName` must be known at synth, got a token. Flink statements are named after it: give it as plain text.',
  },
  cluster('a Standard cluster beyond its eCKU', '`maxEcku` must be between 1 and 10, got: 11', () => ({ clusterType: ClusterType.standard({ maxEcku: 11 }) })),
  cluster('a Basic cluster beyond its eCKU', '`maxEcku` must be between 1 and 50, got: 51', () => ({ clusterType: ClusterType.basic({ maxEcku: 51 }) })),
  cluster('a Dedicated cluster of one CKU in three zones', '`cku` must be between 2 and 152, got: 1',
    () => ({ clusterType: ClusterType.dedicated({ cku: 1, availability: Availability.MULTI_ZONE }) })),
  cluster('an Enterprise cluster of one eCKU', '`maxEcku` must be between 2 and 32, got: 1', () => ({ clusterType: ClusterType.enterprise({ maxEcku: 1 }) })),
  cluster('a Freight cluster in Google Cloud', 'a Freight cluster must be in AWS, got: GCP',
    () => ({ clusterType: ClusterType.freight(), cloud: Cloud.GCP, region: 'us-east4' })),
  cluster('a Standard cluster in a private network', '`network` is for Dedicated clusters, got it for a cluster of type standard',
    ({ stack, environment }) => ({
      clusterType: ClusterType.standard(), network: Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment }),
    })),
  cluster('a Standard cluster with a key of its own', '`byokKey` is for Dedicated, Enterprise and Freight clusters, got it for a cluster of type standard',
    ({ stack }) => ({ clusterType: ClusterType.standard(), byokKey: ByokKey.fromByokKeyId(stack, 'Byok', 'cck-1') })),
  cluster('a cluster in another cloud than its key', '`byokKey` must be a key in GCP, as the cluster is, got one in AWS',
    ({ stack, organization }) => ({
      clusterType: ClusterType.dedicated({ cku: 1 }), cloud: Cloud.GCP, region: 'us-east4', byokKey: new ByokKey(stack, 'Byok', { organization }),
    })),
  {
    what: 'a key by its ARN, where its ID in Confluent Cloud is meant',
    make: ({ stack }) => { ByokKey.fromByokKeyId(stack, 'Byok', 'arn:aws:kms:eu-west-1:111111111111:key/1'); },
    message: 'Stack/Byok: `byokKeyId` must match ^cck-, got: arn:aws:kms:eu-west-1:111111111111:key/1',
  },
  {
    what: 'a key of Google Cloud by its short name',
    make: ({ stack, organization }) => { new ByokKey(stack, 'Byok', { organization, customerKey: CustomerKey.gcp('my-key') }); },
    message: 'Stack/Byok: `gcp keyId` must match ^projects\\/.+\\/locations\\/.+\\/keyRings\\/.+\\/cryptoKeys\\/, got: my-key',
  },
  topic('a topic with a space in its name', '`topicName` must match ^[a-zA-Z0-9._-]+$, got: my clicks', { topicName: 'my clicks' }),
  topic('a topic without partitions', '`partitions` must be at least 1, got: 0', { partitions: 0 }),
  topic('a topic on Standard with large records', '`maxMessageSize (bytes)` must be between 1 and 8388608, got: 20971520', { maxMessageSize: Size.mebibytes(20) }),
  topic('a topic with a retention below none', '`retention.ms` must be at least -1, got: -2', { config: { 'retention.ms': '-2' } }),
  topic('a topic with a config that nobody can set',
    '`config` must be one of cleanup.policy, delete.retention.ms, max.compaction.lag.ms, max.message.bytes, message.timestamp.after.max.ms, '
    + 'message.timestamp.before.max.ms, message.timestamp.difference.max.ms, message.timestamp.type, min.compaction.lag.ms, min.insync.replicas, '
    + 'retention.bytes, retention.ms, segment.bytes, segment.ms, confluent.key.schema.validation, confluent.value.schema.validation, '
    + 'confluent.key.subject.name.strategy, confluent.value.subject.name.strategy, confluent.schema.validation.context.name, got: flush.ms',
    { config: { 'flush.ms': '1' } }),
  topic('a compacted topic on Freight', '`cleanupPolicy` must be delete on a freight cluster, got: compact', { cleanupPolicy: CleanupPolicy.COMPACT },
    ClusterType.freight()),
  topic('a topic on Standard whose brokers check schemas', '`validateValues` needs a Dedicated cluster, got: standard', { validateValues: true }),
  topic('a topic that keeps tombstones for years', '`deleteRetention (ms)` must be between 0 and 60566400000, got: 94608000000',
    { deleteRetention: Duration.days(1095) }),
  {
    what: 'a topic that another construct makes',
    make: ({ stack, cluster: same }) => {
      new KafkaTopic(stack, 'Topic', { cluster: same, topicName: 'clicks' });
      new KafkaTopic(stack, 'Again', { cluster: same, topicName: 'clicks', retention: Retention.infinite() });
    },
    message: 'Stack/Again: `topicName` clicks is that of Stack/Topic, in the same cluster. Give another name, or use that construct.',
  },
  {
    what: 'settings of a Standard cluster',
    make: ({ stack, cluster: standard }) => { new KafkaClusterConfig(stack, 'Config', { cluster: standard, autoCreateTopics: true }); },
    message: 'Stack/Config: only a Dedicated cluster has settings, got a cluster of type standard',
  },
  {
    what: 'a quota on a Standard cluster',
    make: ({ stack, cluster: standard }) => { new KafkaClientQuota(stack, 'Quota', { cluster: standard, ...RATE }); },
    message: 'Stack/Quota: a quota is for Dedicated, Enterprise and Freight clusters, got a cluster of type standard',
  },
  {
    what: 'a quota for nobody',
    make: ({ stack, environment }) => {
      const enterprise = new KafkaCluster(stack, 'Other', { environment, clusterType: ClusterType.enterprise() });
      new KafkaClientQuota(stack, 'Quota', { cluster: enterprise, principals: [], ...RATE });
    },
    message: 'Stack/Quota: `principals` must name one at least; leave it out for a quota of all that have no other',
  },
  {
    what: 'ksqlDB on an Enterprise cluster',
    make: ({ stack, environment }) => {
      new KsqlCluster(stack, 'Ksql', { cluster: new KafkaCluster(stack, 'Other', { environment, clusterType: ClusterType.enterprise() }) });
    },
    message: 'Stack/Ksql: ksqlDB is for Basic, Standard and Dedicated clusters, got a cluster of type enterprise',
  },
  {
    what: 'ksqlDB without a unit',
    make: ({ stack, cluster: standard }) => { new KsqlCluster(stack, 'Ksql', { cluster: standard, csu: 0 }); },
    message: 'Stack/Ksql: `csu` must be at least 1, got: 0',
  },
  {
    what: 'a topic for models that is not described',
    make: ({ stack, cluster: standard }) => {
      new RtceTopic(stack, 'Context', { topic: new KafkaTopic(stack, 'Topic', { cluster: standard, topicName: 'clicks' }), description: '' });
    },
    message: 'Stack/Context: `description` must have 1 to 2048 characters, got 0: ',
  },
];
