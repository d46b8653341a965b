import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import {
  AclOperation, AclResourceType, ApiKey, ApiKeyScope, ClusterType, Environment, IApiKey, IEnvironment, IKafkaCluster, IKafkaTopic, IOrganization,
  ISchemaRegistry, IServiceAccount, KafkaAcl, KafkaCluster, KafkaTopic, KafkaTopicOptions, ResourcePattern, SchemaRegistry, SecretField,
  ServiceAccount,
} from '../../../lib/confluent';

/** What an example starts from. */
export interface Given {
  readonly app: App;
  readonly stack: Stack;
  readonly organization: IOrganization;
}

/** An official example, written with this library. */
export interface ExampleCase {
  /** Where it consists of other things than the official one: for each type of resource how many it has, and why. */
  readonly differs?: Record<string, readonly [count: number, why: string]>;
  /** Declares it, as a user would. */
  make(given: Given): void;
}

/** Cases of the same kind, each of which another argument tells apart. */
export function alike<A extends unknown[]>(make: (given: Given, ...args: A) => void, each: Record<string, A>): Record<string, ExampleCase> {
  return Object.fromEntries(Object.entries(each).map(([name, args]) => [name, { make: (given: Given) => make(given, ...args) }]));
}

/** A secret that the user put into Secrets Manager. */
export function secretField(scope: Construct, field: string): SecretField {
  const id = 'Passwords';
  const secret = scope.node.tryFindChild(id) as ReturnType<typeof Secret.fromSecretNameV2> | undefined;
  return SecretField.of(secret ?? Secret.fromSecretNameV2(scope, id, 'examples/passwords'), field);
}

/** An environment of the organization, with a cluster. */
export function clusterIn({ stack, organization }: Given, clusterType: ClusterType): KafkaCluster {
  const environment = new Environment(stack, 'Staging', { organization });
  return new KafkaCluster(stack, 'Inventory', { environment, clusterType });
}

/** A service account that another team made. */
export function existingAccount({ stack, organization }: Given, id: string): IServiceAccount {
  return ServiceAccount.fromServiceAccountAttributes(stack, id, { organization, serviceAccountId: `sa-${id.toLowerCase()}` });
}

/** An environment that another team made. */
export function existingEnvironment({ stack, organization }: Given, administrator?: IServiceAccount): IEnvironment {
  return Environment.fromEnvironmentAttributes(stack, 'Staging', { organization, environmentId: 'env-abc123', administrator });
}

/** A Schema Registry that is there, with the key that manages it. */
export function existingRegistry(given: Given): ISchemaRegistry {
  return SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Registry', {
    environment: existingEnvironment(given),
    schemaRegistryId: 'lsrc-abc123',
    restEndpoint: 'https://psrc-abc123.us-east-2.aws.confluent.cloud',
    adminKey: existingKey(given, 'RegistryKey'),
  });
}

/** A cluster that another team made, with the key that manages it; without one, this app makes one. */
export function existingCluster(given: Given, clusterType: ClusterType, adminKey?: IApiKey): IKafkaCluster {
  return KafkaCluster.fromKafkaClusterAttributes(given.stack, 'Inventory', {
    environment: existingEnvironment(given, adminKey && existingAccount(given, 'Administrator')),
    clusterType,
    clusterId: 'lkc-abc123',
    bootstrapServers: 'pkc-abc123.us-east-2.aws.confluent.cloud:9092',
    restEndpoint: 'https://pkc-abc123.us-east-2.aws.confluent.cloud:443',
    adminKey,
  });
}

/** A key that another team put into Secrets Manager. */
export function existingKey({ stack }: Given, id = 'KafkaKey'): IApiKey {
  return ApiKey.fromSecret(stack, id, Secret.fromSecretNameV2(stack, `${id}Secret`, `examples/${id}`));
}

/** The topic that most examples have. */
export function ordersOf(cluster: IKafkaCluster, options: KafkaTopicOptions = {}): KafkaTopic {
  return new KafkaTopic(cluster.stack, 'Orders', { cluster, topicName: 'orders', ...options });
}

/** Programs that write to and read from a cluster. */
export interface Programs {
  readonly producer: IServiceAccount;
  readonly consumer: IServiceAccount;
}

/** A program with a key of its own. */
export function programOf(cluster: IKafkaCluster, id: string, scope: Construct = cluster.stack): IServiceAccount {
  const owner = new ServiceAccount(scope, id, { organization: cluster.environment.organization });
  new ApiKey(owner, 'Key', { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) });
  return owner;
}

/** One that writes, and one that reads. */
export function programsOf(cluster: IKafkaCluster, scope?: Construct): Programs {
  return { producer: programOf(cluster, 'Producer', scope), consumer: programOf(cluster, 'Consumer', scope) };
}

/** Lets the programs at a topic: by roles, or by ACLs where the cluster has no roles. */
export function grantPrograms({ producer, consumer }: Programs, topic: IKafkaTopic): void {
  topic.grantWrite(producer);
  topic.grantRead(consumer);
  topic.cluster.grantConsumerGroups(consumer, ResourcePattern.prefixed('confluent_cli_consumer_'));
}

/** Lets the programs at a topic by ACLs, whatever the cluster has. */
export function allowPrograms({ producer, consumer }: Programs, { cluster, topicName }: IKafkaTopic): void {
  const topic = { cluster, resourceType: AclResourceType.TOPIC, pattern: ResourcePattern.literal(topicName) };
  new KafkaAcl(producer, 'Write', { ...topic, principal: producer, operation: AclOperation.WRITE });
  new KafkaAcl(consumer, 'Read', { ...topic, principal: consumer, operation: AclOperation.READ });
  new KafkaAcl(consumer, 'Group', {
    cluster, principal: consumer, resourceType: AclResourceType.GROUP, pattern: ResourcePattern.prefixed('confluent_cli_consumer_'), operation: AclOperation.READ,
  });
}

/** How programs are let at a topic. */
export type Allow = (programs: Programs, topic: IKafkaTopic) => void;

/** What most examples consist of: in a cluster a topic, with programs that write to it and read from it. */
export function ordersWithPrograms(cluster: IKafkaCluster, allow: Allow, options?: KafkaTopicOptions): IKafkaTopic {
  const topic = ordersOf(cluster, options);
  allow(programsOf(cluster), topic);
  return topic;
}

/** A file that the user built. */
export function archive(name: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'example-')), name);
  writeFileSync(path, name);
  return path;
}
