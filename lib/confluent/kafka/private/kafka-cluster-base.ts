import { ApiKeyScope } from '../../access/api-key-scope';
import { Grant } from '../../access/grant';
import { AclOperation, AclResourceType } from '../../access/kafka-acl';
import { IPrincipal } from '../../access/principal';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { IEnvironment } from '../../environment';
import { AdministeredResource } from '../../private/administered-resource';
import { grantOnCluster, grantRole } from '../../private/grants';
import { ClusterType } from '../cluster-type';
import { IKafkaCluster } from '../kafka-cluster';

/** @internal What a cluster of this app and an imported one have in common. */
export abstract class KafkaClusterBase extends AdministeredResource implements IKafkaCluster {
  public abstract readonly clusterId: string;
  public abstract readonly clusterName: string;
  public abstract readonly bootstrapServers: string;
  public abstract readonly restEndpoint: string;
  public abstract readonly clusterCrn: string;
  public abstract readonly clusterType: ClusterType;
  public abstract readonly environment: IEnvironment;

  /** @internal */
  protected _keyScope(): ApiKeyScope {
    return ApiKeyScope.kafkaCluster(this);
  }

  public grantReadTopics(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TOPIC, pattern, Role.DEVELOPER_READ, [AclOperation.READ]);
  }

  public grantWriteTopics(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TOPIC, pattern, Role.DEVELOPER_WRITE, [AclOperation.WRITE]);
  }

  public grantManageTopics(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TOPIC, pattern, Role.DEVELOPER_MANAGE, [
      AclOperation.CREATE, AclOperation.DELETE, AclOperation.ALTER, AclOperation.ALTER_CONFIGS, AclOperation.DESCRIBE_CONFIGS,
    ]);
  }

  public grantConsumerGroups(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.GROUP, pattern, Role.DEVELOPER_READ, [AclOperation.READ]);
  }

  public grantTransactionalIds(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TRANSACTIONAL_ID, pattern, Role.DEVELOPER_WRITE, [AclOperation.WRITE]);
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return grantRole(principal, Role.CLOUD_CLUSTER_ADMIN, this, this.clusterCrn, []);
  }
}
