import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  alike, Allow, allowPrograms, clusterIn, ExampleCase, existingAccount, existingCluster, existingEnvironment, existingKey, Given, grantPrograms,
  ordersOf, ordersWithPrograms, Programs, programsOf,
} from './frame';
import {
  ApiKey, ApiKeyScope, ByokKey, Cloud, ClusterType, CustomerKey, Environment, IKafkaCluster, IKafkaTopic, IOrganization, KafkaCluster, KafkaTopic,
  KsqlCluster, Role, RoleBinding, ServiceAccount,
} from '../../../lib/confluent';

const BASIC = ClusterType.basic();
const STANDARD = ClusterType.standard();
const DEDICATED = ClusterType.dedicated({ cku: 1 });

/** Part of a system, as others use it: a topic with a key for who writes to it and a key for who reads from it. */
class TopicWithKeys extends Construct {
  public readonly topic: IKafkaTopic;
  public readonly programs: Programs;

  constructor(scope: Construct, id: string, { cluster, topicName }: { cluster: IKafkaCluster; topicName: string }) {
    super(scope, id);
    this.topic = new KafkaTopic(this, 'Topic', { cluster, topicName });
    this.programs = programsOf(cluster, this);
    allowPrograms(this.programs, this.topic);
  }
}

/** Part of a system, as others use it: topics that a file lists. */
class TopicsFromJson extends Construct {
  constructor(scope: Construct, id: string, { cluster, topics }: { cluster: IKafkaCluster; topics: { name: string; partitions: number }[] }) {
    super(scope, id);
    topics.forEach(({ name, partitions }) => new KafkaTopic(this, name, { cluster, topicName: name, partitions }));
  }
}

/** Part of a system, as others use it: whoever asks for a topic gets it with a cluster of its own. */
class TopicAsAService extends Construct {
  constructor(scope: Construct, id: string, { organization, topicName }: { organization: IOrganization; topicName: string }) {
    super(scope, id);
    const environment = new Environment(this, 'Environment', { organization, environmentName: `topic-${topicName}-as-a-service` });
    new TopicWithKeys(this, 'Topic', { topicName, cluster: new KafkaCluster(this, 'Cluster', { environment, clusterType: STANDARD }) });
  }
}

/** A team that makes environments, by its own Cloud API key. */
function environmentAdmin({ stack, organization }: Given): Environment {
  const environment = new Environment(stack, 'Staging', { organization });
  new ApiKey(stack, 'AdminKey', { owner: environment.administrator, keyScope: ApiKeyScope.cloud() });
  return environment;
}

function topicWithKeys(given: Given): void {
  new TopicWithKeys(given.stack, 'Orders', { cluster: existingCluster(given, BASIC), topicName: 'orders' });
}

function topicsFromJson(given: Given): void {
  const topics = [{ name: 'orders', partitions: 6 }, { name: 'invoices', partitions: 3 }];
  new TopicsFromJson(given.stack, 'Topics', { cluster: existingCluster(given, BASIC, existingKey(given)), topics });
}

function topicAsAService({ stack, organization }: Given): void {
  new TopicAsAService(stack, 'Orders', { organization, topicName: 'orders' });
}

/** A ksqlDB cluster with a topic that it reads and writes. */
function ksql(clusterType: ClusterType, differs: ExampleCase['differs']): ExampleCase {
  return {
    differs,
    make: (given) => {
      const cluster = clusterIn(given, clusterType);
      const ksqlDb = new KsqlCluster(given.stack, 'Ksql', { cluster, csu: 1, topics: [ordersOf(cluster)] });
      const owner = ksqlDb.serviceAccount;
      ksqlDb.grantAdmin(owner);
      new ApiKey(given.stack, 'KsqlKey', { owner, keyScope: ApiKeyScope.ksqlCluster(ksqlDb) });
    },
  };
}

/** A cluster that a key of the user's encrypts. */
function encrypted(customerKey: (stack: Stack) => CustomerKey, cloud?: Cloud, region?: string): ExampleCase {
  return {
    make: ({ stack, organization }) => {
      const byokKey = new ByokKey(stack, 'Byok', { organization, customerKey: customerKey(stack) });
      const environment = new Environment(stack, 'Staging', { organization });
      const cluster = new KafkaCluster(stack, 'Inventory', { environment, clusterType: DEDICATED, byokKey, cloud, region });
      ordersWithPrograms(cluster, allowPrograms);
    },
  };
}

export const cases: Record<string, ExampleCase> = {
  ...alike((given, type: ClusterType, allow: Allow) => ordersWithPrograms(clusterIn(given, type), allow), {
    'basic-kafka-acls': [BASIC, grantPrograms],
    'basic-kafka-acls-with-alias': [BASIC, grantPrograms], // each cluster has a provider block of its own anyway
    'standard-kafka-acls': [STANDARD, allowPrograms],
    'standard-kafka-rbac': [STANDARD, grantPrograms],
    'dedicated-public-kafka-acls': [DEDICATED, allowPrograms],
    'dedicated-public-kafka-rbac': [DEDICATED, grantPrograms],
  }),
  ...alike(topicWithKeys, {
    'create-default-topic-and-return-kafka-api-keys-to-consume-and-produce': [],
    'create-default-topic-and-return-kafka-api-keys-to-consume-and-produce/confluent_kafka_topic_api_keys_module': [],
  }),
  ...alike(topicAsAService, { 'topic-as-a-service': [], 'topic-as-a-service/topic_as_a_service_module': [] }),
  ...alike(environmentAdmin, { 'azure-key-vault': [], 'hashicorp-vault': [] }), // Secrets Manager keeps the key
  ...Object.fromEntries(['manage-topics-via-json', 'manage-topics-via-json/confluent_kafka_topics_module'].map((name) => [name, {
    make: topicsFromJson,
    differs: { kafka_topic: [2, 'a loop of TypeScript makes a block for each topic, for_each one block for all'] as const },
  }])),

  'managing-single-kafka-cluster': {
    make: (given) => {
      ordersOf(existingCluster(given, BASIC, existingKey(given))).grantRead(existingAccount(given, 'Consumer'));
    },
  },

  'kafka-ops-env-admin-product-team/kafka-ops-team': {
    make: (given) => {
      const { stack, organization } = given;
      new RoleBinding(stack, 'AccountAdmin', {
        principal: environmentAdmin(given).administrator, role: Role.of('AccountAdmin'), crnPattern: organization.organizationCrn,
      });
    },
  },
  'kafka-ops-env-admin-product-team/env-admin-product-team': {
    make: (given) => {
      ordersWithPrograms(new KafkaCluster(given.stack, 'Inventory', { environment: existingEnvironment(given), clusterType: STANDARD }), allowPrograms);
    },
  },
  'kafka-ops-kafka-admin-product-team/kafka-ops-team': {
    make: (given) => {
      const { stack, organization } = given;
      const cluster = clusterIn(given, BASIC);
      const manager = new ServiceAccount(stack, 'Manager', { organization });
      const isAdmin = cluster.grantAdmin(manager);
      [ApiKeyScope.cloud(), ApiKeyScope.kafkaCluster(cluster)]
        .forEach((keyScope, i) => isAdmin.applyBefore(new ApiKey(manager, `Key${i}`, { owner: manager, keyScope })));
      ['Producer', 'Consumer'].forEach((id) => new ServiceAccount(stack, id, { organization }));
    },
  },
  'kafka-ops-kafka-admin-product-team/kafka-admin-product-team': {
    make: (given) => {
      const cluster = existingCluster(given, BASIC, existingKey(given));
      const [producer, consumer] = ['Producer', 'Consumer'].map((id) => {
        const owner = existingAccount(given, id);
        new ApiKey(given.stack, `${id}Key`, { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) });
        return owner;
      });
      grantPrograms({ producer, consumer }, ordersOf(cluster));
    },
  },

  'ksql-acls': ksql(BASIC, { kafka_acl: [11, 'one ACL allows everything on transactional IDs, where the example has two'] }),
  'ksql-rbac': ksql(STANDARD, { role_binding: [8, 'ksqlDB owns what is named after it and the topic that it is given, instead of all in the cluster'] }),

  'dedicated-public-aws-byok-kafka-acls': encrypted((stack) => CustomerKey.aws(new Key(stack, 'Key'))),
  'dedicated-public-azure-byok-kafka-acls': encrypted(() => CustomerKey.azure({
    tenantId: '11111111-1111-1111-1111-111111111111',
    keyVaultId: '/subscriptions/abc/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/keys',
    keyIdentifier: 'https://keys.vault.azure.net/keys/kafka/abc',
  }), Cloud.AZURE, 'centralus'),
  'dedicated-public-gcp-byok-kafka-acls': encrypted(() => CustomerKey.gcp('projects/kafka/locations/us-central1/keyRings/kafka/cryptoKeys/kafka'), Cloud.GCP, 'us-central1'),
};
