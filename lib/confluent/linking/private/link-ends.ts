import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import { Plane, TerraformRoot } from '../../../terraform';
import { ApiKey } from '../../access/api-key';
import { ApiKeyScope } from '../../access/api-key-scope';
import { Grant } from '../../access/grant';
import { AclOperation, AclResourceType } from '../../access/kafka-acl';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { grantAcls, grantRole } from '../../private/grants';
import { LinkDirectionOptions } from '../cluster-link-options';
import { LinkFilter } from '../link-filter';
import { ConfluentPlatformCluster } from '../link-source';

/** The cluster whose REST API manages something, by a key that may. */
export function managedEnd(scope: IConstruct, { clusterId, restEndpoint }: IKafkaCluster, secret: ISecret) {
  return { id: clusterId, restEndpoint, credentials: credentialsIn(scope, secret) };
}

/** The cluster at the other end, with the credentials of who connects to it; none, if it is that one who connects. */
export function otherEnd(scope: IConstruct, { clusterId, bootstrapServers }: ConfluentPlatformCluster, secret?: ISecret) {
  return { id: clusterId, bootstrapEndpoint: bootstrapServers, credentials: secret && credentialsIn(scope, secret) };
}

/** A key by which a link, as `owner`, connects to a cluster. */
export function linkKey(scope: Construct, id: string, owner: IServiceAccount, cluster: IKafkaCluster): ISecret {
  return new ApiKey(scope, id, { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) }).secret;
}

/**
 * Lets a link read topics with their configs. No narrower role than DeveloperManage has the configs.
 *
 * https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/security-cloud.html
 */
export function grantMirroring(source: IKafkaCluster, account: IServiceAccount, topics: ResourcePattern): Grant {
  return source.clusterType.hasRbac
    ? Grant.combine(source.grantReadTopics(account, topics), source.grantManageTopics(account, topics))
    : grantAcls(source, account, AclResourceType.TOPIC, topics, [AclOperation.READ, AclOperation.DESCRIBE_CONFIGS]);
}

/** Lets a link do at its source what its options say. */
export function grantOptions(source: IKafkaCluster, account: IServiceAccount, options: LinkDirectionOptions): Grant {
  return Grant.combine(
    ...included(options.autoMirror?.topics).map((topics) => grantMirroring(source, account, topics)),
    ...included(options.consumerOffsetSync?.groups).map((groups) => source.grantConsumerGroups(account, groups)),
    ...options.aclSync ? [grantAcls(source, account, AclResourceType.CLUSTER, ResourcePattern.all(), [AclOperation.DESCRIBE])] : [],
  );
}

/** Lets a link be made at both clusters by its own keys, which are in it: for there they are those that make it too. */
export function grantBothEnds(account: IServiceAccount, ...clusters: IKafkaCluster[]): Grant {
  return Grant.combine(...clusters.map((cluster) => grantRole(account, Role.CLOUD_CLUSTER_ADMIN, cluster, cluster.clusterCrn, [])));
}

function included(filters: LinkFilter[] = []): ResourcePattern[] {
  return filters.filter(({ isIncluded }) => isIncluded).map(({ pattern }) => pattern);
}

function credentialsIn(scope: IConstruct, secret: ISecret) {
  const root = TerraformRoot.forPlane(scope, Plane.LINKS);
  return { key: root.secretVariable(secret, 'username', false), secret: root.secretVariable(secret, 'password', false) };
}
