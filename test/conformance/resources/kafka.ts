import { Duration, Fn, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import {
  Availability, ByokKey, CleanupPolicy, ClusterType, CustomerKey, Environment, GovernancePackage, KafkaClientQuota, KafkaCluster,
  KafkaClusterConfig, KafkaTopic, KsqlCluster, Network, Retention, RtceTopic, TimestampType, TlsVersion,
} from '../../../lib/confluent';
import { TfImporter } from '../../../lib/provider/tf-importer';
import { Plane, TerraformRoot } from '../../../lib/terraform';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

function clusterOf({ stack, environment }: Fixture, clusterType: ClusterType): KafkaCluster {
  return new KafkaCluster(stack, 'Other', { environment, clusterType });
}

export const cases: Record<string, ResourceCase> = {
  confluent_environment: {
    minimal: ({ stack, organization }) => { new Environment(stack, 'Other', { organization }); },
    full: ({ stack, organization }) => {
      new Environment(stack, 'Other', {
        organization, environmentName: 'prod', governancePackage: GovernancePackage.ADVANCED, removalPolicy: RemovalPolicy.DESTROY,
      });
    },
  },

  confluent_kafka_cluster: {
    minimal: (given) => { clusterOf(given, ClusterType.basic()); },
    full: ({ stack, environment }) => {
      const options = { maxEcku: 2, availability: Availability.MULTI_ZONE };
      const types = [ClusterType.basic(options), ClusterType.standard(options), ClusterType.enterprise(options), ClusterType.freight(options)];
      types.forEach((clusterType) => new KafkaCluster(stack, clusterType.name, {
        environment, clusterType, clusterName: clusterType.name, region: 'us-east-1', deletionProtection: false,
      }));
      new KafkaCluster(stack, 'Dedicated', {
        environment,
        clusterType: ClusterType.dedicated({ cku: 2, availability: Availability.MULTI_ZONE }),
        network: Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment }),
        byokKey: ByokKey.fromByokKeyId(stack, 'Byok', 'cck-1'),
      });
    },
    unset: { 'dedicated.encryption_key': 'of an earlier way to encrypt; the documentation has `byok_key` in its place' },
  },

  confluent_kafka_cluster_config: {
    minimal: (given) => {
      new KafkaClusterConfig(given.stack, 'Config', { cluster: clusterOf(given, ClusterType.dedicated({ cku: 1 })), autoCreateTopics: true });
    },
    full: (given) => {
      new KafkaClusterConfig(given.stack, 'Config', {
        cluster: clusterOf(given, ClusterType.dedicated({ cku: 1 })),
        autoCreateTopics: true,
        defaultPartitions: 12,
        defaultRetention: Retention.infinite(),
        maxCompactionLag: Duration.days(7),
        tlsVersions: [TlsVersion.TLS_1_2, TlsVersion.TLS_1_3],
        cipherSuites: ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
      });
    },
  },

  confluent_kafka_topic: {
    minimal: ({ stack, cluster }) => { new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' }); },
    full: (given) => {
      new KafkaTopic(given.stack, 'Topic', {
        cluster: clusterOf(given, ClusterType.dedicated({ cku: 1 })),
        topicName: 'clicks',
        partitions: 12,
        cleanupPolicy: CleanupPolicy.COMPACT_AND_DELETE,
        retention: Retention.ofDurationAndSize(Duration.days(1), Size.gibibytes(1)),
        maxMessageSize: Size.mebibytes(20),
        minInSyncReplicas: 1,
        deleteRetention: Duration.hours(1),
        minCompactionLag: Duration.hours(1),
        maxCompactionLag: Duration.hours(2),
        segmentSize: Size.mebibytes(50),
        segmentAge: Duration.hours(4),
        timestampType: TimestampType.LOG_APPEND_TIME,
        maxTimestampBefore: Duration.days(1),
        maxTimestampAfter: Duration.hours(1),
        validateKeys: true,
        validateValues: true,
        config: {
          'confluent.key.subject.name.strategy': 'io.confluent.kafka.serializers.subject.TopicNameStrategy',
          'confluent.value.subject.name.strategy': 'io.confluent.kafka.serializers.subject.TopicNameStrategy',
          'confluent.schema.validation.context.name': 'default',
          'message.timestamp.difference.max.ms': '3600000',
        },
      });
    },
  },

  confluent_kafka_client_quota: {
    minimal: (given) => {
      new KafkaClientQuota(given.stack, 'Quota', {
        cluster: clusterOf(given, ClusterType.enterprise()), ingressPerSecond: Size.mebibytes(1), egressPerSecond: Size.mebibytes(1),
      });
    },
    full: (given) => {
      new KafkaClientQuota(given.stack, 'Quota', {
        cluster: clusterOf(given, ClusterType.enterprise()),
        principals: [given.principal],
        ingressPerSecond: Size.mebibytes(1),
        egressPerSecond: Size.mebibytes(1),
        quotaName: 'clicks',
        description: 'Of clicks',
      });
    },
  },

  confluent_byok_key: {
    minimal: ({ stack, organization }) => { new ByokKey(stack, 'Byok', { organization }); },
    full: ({ stack, organization }) => {
      new ByokKey(stack, 'Aws', { organization });
      new ByokKey(stack, 'Azure', {
        organization,
        customerKey: CustomerKey.azure({ tenantId: 't', keyVaultId: '/subscriptions/s/vaults/v', keyIdentifier: 'https://v.vault.azure.net/keys/k' }),
      });
      new ByokKey(stack, 'Gcp', { organization, customerKey: CustomerKey.gcp('projects/p/locations/l/keyRings/r/cryptoKeys/k') });
    },
  },

  confluent_ksql_cluster: {
    minimal: ({ stack, cluster }) => { new KsqlCluster(stack, 'Ksql', { cluster }); },
    full: ({ stack, cluster, principal: serviceAccount }) => {
      new KsqlCluster(stack, 'Ksql', { cluster, serviceAccount, csu: 8, ksqlClusterName: 'clicks', detailedProcessingLog: false });
    },
  },

  confluent_rtce_topic: {
    minimal: ({ stack, cluster }) => {
      new RtceTopic(stack, 'Context', { topic: new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' }), description: 'Clicks' });
    },
    full: ({ stack, cluster }) => {
      const topic = new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
      new RtceTopic(stack, 'Context', { topic, description: 'Clicks', region: 'us-east-1' });
    },
  },

  /*
   * The importer writes what an organization has as Terraform files, into a folder of the machine that runs it; there is nothing
   * that a construct could know or give others. So it is used as any resource of the bindings can be: put into a root by hand.
   */
  confluent_tf_importer: {
    minimal: (given) => { new TfImporter(rootOf(given), 'Importer', {}); },
    full: (given) => {
      new TfImporter(rootOf(given), 'Importer', {
        resources: ['confluent_environment', 'confluent_kafka_cluster'],
        outputPath: Fn.join('/', ['/tmp', Stack.of(given.stack).account]), // CDK tokens pass, as they do in constructs
      });
    },
  },
};

function rootOf({ stack, organization }: Fixture): TerraformRoot {
  const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
  root.connect(organization);
  return root;
}
