import { Grant } from '../../access/grant';
import { AclOperation, AclResourceType } from '../../access/kafka-acl';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IKafkaTopic } from '../../kafka/kafka-topic';
import { grantAcls, grantOnCluster } from '../../private/grants';

/** Topics that sink connectors make for records they could not deliver, and for what the other side answered. */
const REPORTS = ['dlq-lcc', 'success-lcc', 'error-lcc'];

/** The consumer groups of sink connectors. */
const GROUPS = 'connect-lcc';

/**
 * What a managed connector needs in its cluster.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/service-account.html
 */
export function grantConnector(
  cluster: IKafkaCluster, account: IServiceAccount, reads: IKafkaTopic[], writes: IKafkaTopic[],
): Grant[] {
  const grants = [...reads.map((topic) => topic.grantRead(account)), ...writes.map((topic) => topic.grantWrite(account))];
  if (!cluster.clusterType.hasRbac) {
    grants.push(grantAcls(cluster, account, AclResourceType.CLUSTER, ResourcePattern.all(), [AclOperation.DESCRIBE]));
  }
  if (reads.length > 0) {
    grants.push(cluster.grantConsumerGroups(account, ResourcePattern.prefixed(GROUPS)));
    for (const reports of REPORTS.map((prefix) => ResourcePattern.prefixed(prefix))) {
      grants.push(
        grantOnCluster(cluster, account, AclResourceType.TOPIC, reports, Role.DEVELOPER_MANAGE, [AclOperation.CREATE]),
        cluster.grantWriteTopics(account, reports),
      );
    }
  }
  return grants;
}
