import { AdministeredResource } from './administered-resource';
import { grantOnCluster, grantRole } from './grants';
import { ApiKeyScope } from '../api-key-scope';
import { ClusterType } from '../cluster-type';
import { IEnvironment } from '../environment';
import { Grant } from '../grant';
import { AclOperation, AclResourceType } from '../kafka-acl';
import { IKafkaCluster } from '../kafka-cluster';
import { IPrincipal } from '../principal';
import { ResourcePattern } from '../resource-pattern';
import { Role } from '../role';

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
