import { Construct, IConstruct } from 'constructs';
import { nameOf } from '../../terraform/private/names';
import { Grant } from '../access/grant';
import { AclOperation, AclResourceType, KafkaAcl } from '../access/kafka-acl';
import { IPrincipal } from '../access/principal';
import { Holder, requireScope } from '../access/private/role-scopes';
import { ResourcePattern } from '../access/resource-pattern';
import { Role } from '../access/role';
import { RoleBinding } from '../access/role-binding';
import { IKafkaCluster } from '../kafka/kafka-cluster';

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
  return new Grant([scope.node.tryFindChild(id) ?? new RoleBinding(asScope(scope), id, { principal, role, crnPattern })]);
}

/** Gives a role on all of an organization, environment or cluster. */
export function grantOnAll(principal: IPrincipal, role: Role, on: IConstruct, crn: string, kind: Holder): Grant {
  requireScope(on, role, kind);
  return grantRole(principal, role, on, crn, []);
}

/** Rights on things of a Kafka cluster: a role where the cluster has them, ACLs where not. */
export function grantOnCluster(
  cluster: IKafkaCluster, principal: IPrincipal, type: AclResourceType, pattern: ResourcePattern, role: Role, operations: AclOperation[],
): Grant {
  if (!cluster.clusterType.hasRbac) {
    return grantAcls(cluster, principal, type, pattern, operations);
  }
  const noun = type.toLowerCase().replace('_', '-');
  return grantRole(principal, role, cluster, `${cluster.clusterCrn}/kafka=${cluster.clusterId}/${noun}=${pattern}`, [noun, pattern.toString()]);
}

/** Rights by ACLs, in the scope of the principal. Granting the same again changes nothing. */
export function grantAcls(
  cluster: IKafkaCluster, principal: IPrincipal, type: AclResourceType, pattern: ResourcePattern, operations: AclOperation[],
): Grant {
  return new Grant(operations.map((operation) => {
    const id = nameOf([...cluster.node.path.split('/'), operation, type, pattern.toString()]);
    return principal.node.tryFindChild(id)
      ?? new KafkaAcl(asScope(principal), id, { cluster, principal, resourceType: type, pattern, operation });
  }));
}

/** A construct as a scope: all constructs are of class Construct, but only interfaces of them pass through props. */
function asScope(construct: IConstruct): Construct {
  return construct as Construct;
}
