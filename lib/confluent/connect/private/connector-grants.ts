import { Grant } from '../../access/grant';
import { AclOperation, AclResourceType } from '../../access/kafka-acl';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IKafkaTopic } from '../../kafka/kafka-topic';
import { grantAcls, grantOnCluster } from '../../private/grants';

/** Topics that sink connectors make for records they could not deliver, and for what the other side answered. */
const REPORTS = ['dlq-', 'success-', 'error-'];

/** What a connector does in its cluster. */
export interface ConnectorRights {
  readonly reads?: IKafkaTopic[];
  readonly writes?: IKafkaTopic[];
  /** Topics that it makes and writes to. */
  readonly makes?: ResourcePattern[];
  /** Topics, of those that it makes, that it reads again. */
  readonly readsBack?: ResourcePattern[];
  /** Groups in which it reads them. */
  readonly groups?: ResourcePattern[];
  /** How its ID starts, by which its group and its topics are named. */
  readonly idPrefix?: string;
}

/**
 * What a managed connector needs in its cluster.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/service-account.html
 */
export function grantConnector(cluster: IKafkaCluster, account: IServiceAccount, rights: ConnectorRights): Grant[] {
  const { reads = [], writes = [], makes = [], readsBack = [], groups = [], idPrefix = 'lcc' } = rights;
  const grants = [...reads.map((topic) => topic.grantRead(account)), ...writes.map((topic) => topic.grantWrite(account))];
  if (!cluster.clusterType.hasRbac) {
    grants.push(grantAcls(cluster, account, AclResourceType.CLUSTER, ResourcePattern.all(), [AclOperation.DESCRIBE]));
  }
  const reports = reads.length > 0 ? REPORTS.map((report) => ResourcePattern.prefixed(report + idPrefix)) : [];
  if (reads.length > 0) {
    grants.push(cluster.grantConsumerGroups(account, ResourcePattern.prefixed(`connect-${idPrefix}`)));
  }
  for (const topics of [...reports, ...makes]) {
    grants.push(
      grantOnCluster(cluster, account, AclResourceType.TOPIC, topics, Role.DEVELOPER_MANAGE, [AclOperation.CREATE]),
      cluster.grantWriteTopics(account, topics),
    );
  }
  grants.push(...readsBack.map((topics) => cluster.grantReadTopics(account, topics)));
  grants.push(...groups.map((group) => cluster.grantConsumerGroups(account, group)));
  return grants;
}
