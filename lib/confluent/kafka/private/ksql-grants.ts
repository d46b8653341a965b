import { IConstruct } from 'constructs';
import { AclOperation, AclResourceType, KafkaAcl } from '../../access/kafka-acl';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { RoleBinding } from '../../access/role-binding';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaTopic } from '../kafka-topic';
import type { KsqlCluster } from '../ksql-cluster';

const { TOPIC, GROUP, TRANSACTIONAL_ID, CLUSTER } = AclResourceType;

/** Ownership of all subjects, which ksqlDB needs when it is made. */
export function ownSubjects(ksql: KsqlCluster, principal: IServiceAccount): IConstruct {
  const { schemaRegistryCrn } = ksql.cluster.environment.schemaRegistry;
  return new RoleBinding(ksql, 'Subjects', { principal, role: Role.RESOURCE_OWNER, crnPattern: `${schemaRegistryCrn}/subject=*` });
}

/**
 * Ownership of what ksqlDB makes, all of which starts with its prefix, and of the topics that it works with. The rights are in
 * the scope of the ksqlDB cluster, not of the principal: they are of a prefix that there is only once the cluster is made.
 */
export function ownTopics(ksql: KsqlCluster, principal: IServiceAccount, topics: IKafkaTopic[]): void {
  const { cluster, topicPrefix } = ksql;
  const owned: [string, AclResourceType, ResourcePattern][] = [
    ['Topics', TOPIC, ResourcePattern.prefixed(topicPrefix)],
    ['InternalTopics', TOPIC, ResourcePattern.prefixed(`_confluent-ksql-${topicPrefix}`)],
    ['Groups', GROUP, ResourcePattern.prefixed(`_confluent-ksql-${topicPrefix}`)],
    ['TransactionalIds', TRANSACTIONAL_ID, ResourcePattern.prefixed(topicPrefix)],
    ...topics.map(({ topicName }): [string, AclResourceType, ResourcePattern] => [`Topic-${topicName}`, TOPIC, ResourcePattern.literal(topicName)]),
  ];
  if (cluster.clusterType.hasRbac) {
    for (const [id, type, pattern] of owned) {
      const noun = type.toLowerCase().replace('_', '-');
      const crnPattern = `${cluster.clusterCrn}/kafka=${cluster.clusterId}/${noun}=${pattern}`;
      new RoleBinding(ksql, id, { principal, role: Role.RESOURCE_OWNER, crnPattern });
    }
    return;
  }
  for (const [id, resourceType, pattern] of owned) {
    new KafkaAcl(ksql, id, { cluster, principal, resourceType, pattern, operation: AclOperation.ALL });
  }
  for (const resourceType of [CLUSTER, TOPIC, GROUP]) { // ksqlDB lists what there is
    for (const operation of [AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS]) {
      new KafkaAcl(ksql, `${operation}-${resourceType}`, { cluster, principal, resourceType, operation });
    }
  }
}
