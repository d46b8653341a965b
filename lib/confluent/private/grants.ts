import { Construct, IConstruct } from 'constructs';
import { nameOf } from '../../terraform/private/names';
import { Grant } from '../grant';
import { IKafkaCluster } from '../kafka-cluster';
import { AclOperation, AclResourceType, KafkaAcl } from '../kafka-acl';
import { IPrincipal } from '../principal';
import { ResourcePattern } from '../resource-pattern';
import { Role } from '../role';
import { RoleBinding } from '../role-binding';

/**
 * Gives a role, by a binding in the scope of the principal, so that what grants never depends on who is granted. Granting
 * the same again changes nothing.
 *
 * @param on what the binding is named after, with `what`
 */
export function grantRole(principal: IPrincipal, role: Role, on: IConstruct, crnPattern: string, what: string[]): Grant {
  return grantRoleIn(principal, principal, role, on, crnPattern, what);
}

/** Gives a role, by a binding in `scope`. */
export function grantRoleIn(scope: IConstruct, principal: IPrincipal, role: Role, on: IConstruct, crnPattern: string, what: string[]): Grant {
  const id = nameOf([...on.node.path.split('/'), role.name, ...what]);
  return new Grant([scope.node.tryFindChild(id) ?? new RoleBinding(scope as Construct, id, { principal, role, crnPattern })]);
}

/** Rights on things of a Kafka cluster: a role where the cluster has them, ACLs where not. */
export function grantOnCluster(
  cluster: IKafkaCluster, principal: IPrincipal, type: AclResourceType, pattern: ResourcePattern, role: Role, operations: AclOperation[],
): Grant {
  if (cluster.clusterType.hasRbac) {
    const noun = type.toLowerCase().replace('_', '-');
    return grantRole(principal, role, cluster, `${cluster.clusterCrn}/kafka=${cluster.clusterId}/${noun}=${pattern}`, [noun, pattern.toString()]);
  }
  return new Grant(operations.map((operation) => {
    const id = nameOf([...cluster.node.path.split('/'), operation, type, pattern.toString()]);
    return principal.node.tryFindChild(id)
      ?? new KafkaAcl(principal as IConstruct as Construct, id, { cluster, principal, resourceType: type, pattern, operation });
  }));
}
