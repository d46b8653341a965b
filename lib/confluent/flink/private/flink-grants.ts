import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../../private/validation';
import { Grant } from '../../access/grant';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IKafkaTopic } from '../../kafka/kafka-topic';
import { grantRole, grantRoleIn } from '../../private/grants';
import { IFlinkComputePool } from '../flink-compute-pool';

/** What runs in a pool as a principal, on topics of a cluster. */
export interface FlinkWork {
  readonly computePool: IFlinkComputePool;
  readonly cluster: IKafkaCluster;
  readonly principal: IServiceAccount;
  /** Whether the principal was given, with rights that are not known here. */
  readonly isGiven: boolean;
  readonly reads?: IKafkaTopic[];
  readonly writes?: IKafkaTopic[];
  readonly manages?: ResourcePattern[];
}

/** Flink writes in transactions of these IDs. */
const TRANSACTIONS = '_confluent-flink_*';

/** Lets the administrator run something as the principal, and the principal do what the work does. */
export function grantFlinkWork(scope: IConstruct, work: FlinkWork): Grant[] {
  const { computePool, cluster, principal, isGiven, reads = [], writes = [], manages = [] } = work;
  const { administrator, organization } = computePool.environment;
  const assigner = grantRoleIn(principal, administrator, Role.ASSIGNER, principal,
    `${organization.organizationCrn}/service-account=${principal.serviceAccountId}`, [administrator.node.path]);
  if (!cluster.clusterType.hasRbac) {
    return isGiven || reads.length + writes.length + manages.length === 0 ? [assigner]
      : fail(scope, 'Flink takes roles, and a basic cluster has none on topics. Use ClusterType.standard(), or give a `principal` '
        + 'that is administrator of the cluster: cluster.grantAdmin(principal).');
  }
  const registryOf = (topic: IKafkaTopic) => topic.cluster.environment.schemaRegistry;
  return [
    assigner,
    ...[Role.DEVELOPER_READ, Role.DEVELOPER_WRITE].map((role) => grantRole(principal, role, cluster,
      `${cluster.clusterCrn}/kafka=${cluster.clusterId}/transactional-id=${TRANSACTIONS}`, ['transactional-id', TRANSACTIONS])),
    ...reads.flatMap((topic) => [topic.grantRead(principal),
      ...subjectsOf(topic.topicName).map((subject) => registryOf(topic).grantReadSubjects(principal, subject))]),
    ...writes.flatMap((topic) => [topic.grantWrite(principal),
      ...subjectsOf(topic.topicName).map((subject) => registryOf(topic).grantWriteSubjects(principal, subject))]),
    ...manages.flatMap((pattern) => grantTables(cluster, principal, pattern)),
  ];
}

/** Tables are topics with schemas: who makes, changes and drops them needs rights on both. */
function grantTables(cluster: IKafkaCluster, principal: IServiceAccount, pattern: ResourcePattern): Grant[] {
  const { schemaRegistry } = cluster.environment;
  return [
    cluster.grantManageTopics(principal, pattern),
    cluster.grantReadTopics(principal, pattern),
    cluster.grantWriteTopics(principal, pattern),
    ...(pattern.isPrefix ? [pattern] : subjectsOf(pattern.name)).flatMap((subject) => [
      schemaRegistry.grantWriteSubjects(principal, subject), schemaRegistry.grantManageSubjects(principal, subject),
    ]),
  ];
}

/** Flink finds the types of a table under these subjects, and registers them there: also those that the app does not know. */
function subjectsOf(topicName: string): ResourcePattern[] {
  return ['key', 'value'].map((part) => ResourcePattern.literal(`${topicName}-${part}`));
}

/** Fails unless Flink can use the clusters: by their type, and by where they are, as far as that is known. */
export function requireUsable(scope: IConstruct, pool: IFlinkComputePool, cluster: IKafkaCluster, topics: IKafkaTopic[] = []): void {
  for (const used of new Set([cluster, ...topics.map((topic) => topic.cluster)])) {
    if (!used.clusterType.hasConnectorsAndFlink) {
      fail(scope, `Flink cannot use a ${used.clusterType.name} cluster`);
    }
    const { cloud, region } = used;
    if (differs(pool.cloud, cloud) || differs(pool.region, region)) {
      fail(scope, `the compute pool ${pool.node.path} is in ${pool.cloud} ${pool.region}, and the cluster ${used.node.path} in ${cloud} ${region}: `
        + 'Flink sees the topics of its own region only. Use a pool in the region of the cluster.');
    }
  }
}

function differs(one: string, other?: string): boolean {
  return other !== undefined && !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
