import { Construct, IConstruct } from 'constructs';
import { expectTotals } from './cluster-totals';
import { fail } from '../../../private/validation';
import { IApiKey } from '../../access/api-key';
import { ApiKeyScope } from '../../access/api-key-scope';
import { ClusterResource } from '../../access/cluster-resource';
import { Grant } from '../../access/grant';
import { AclOperation, AclResourceType } from '../../access/kafka-acl';
import { IPrincipal } from '../../access/principal';
import { requireScope } from '../../access/private/role-scopes';
import { ResourcePattern } from '../../access/resource-pattern';
import { Role } from '../../access/role';
import { Cloud } from '../../cloud';
import { IEnvironment } from '../../environment';
import { INetwork } from '../../networking/network';
import { AdministeredResource } from '../../private/administered-resource';
import { grantOnAll, grantOnCluster, grantRole } from '../../private/grants';
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
  public abstract readonly network?: INetwork;
  public abstract readonly cloud?: Cloud;
  public abstract readonly region?: string;
  private readonly topics = new Map<string, IConstruct>();

  constructor(scope: Construct, id: string, adminKey?: IApiKey) {
    super(scope, id, adminKey);
    expectTotals(this);
  }

  /** @internal */
  protected _keyScope(): ApiKeyScope {
    return ApiKeyScope.kafkaCluster(this);
  }

  /** @internal Two constructs of one topic would each undo what the other does. */
  public _addTopic(topicName: string, topic: IConstruct): void {
    const other = this.topics.get(topicName);
    if (other) {
      fail(topic, `\`topicName\` ${topicName} is that of ${other.node.path}, in the same cluster. Give another name, or use that construct.`);
    }
    this.topics.set(topicName, topic);
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

  public grantOwnTopics(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TOPIC, pattern, Role.RESOURCE_OWNER, [AclOperation.ALL]);
  }

  public grantConsumerGroups(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.GROUP, pattern, Role.DEVELOPER_READ, [AclOperation.READ]);
  }

  public grantTransactionalIds(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return grantOnCluster(this, principal, AclResourceType.TRANSACTIONAL_ID, pattern, Role.DEVELOPER_WRITE, [AclOperation.WRITE]);
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return this.grant(principal, Role.CLOUD_CLUSTER_ADMIN);
  }

  public grantOperator(principal: IPrincipal): Grant {
    return this.grant(principal, Role.OPERATOR);
  }

  public grantMetricsViewer(principal: IPrincipal): Grant {
    return this.grant(principal, Role.METRICS_VIEWER);
  }

  public grant(principal: IPrincipal, role: Role): Grant {
    return grantOnAll(principal, role, this, this.clusterCrn, 'cloud-cluster');
  }

  public grantOn(principal: IPrincipal, role: Role, { kind, pattern, isOfKafka }: ClusterResource): Grant {
    if (isOfKafka && !this.clusterType.hasRbac) {
      fail(this, `the role ${role.name} cannot be given on a ${kind} of a Basic cluster, which knows only ACLs. `
        + 'Use `grantReadTopics` and its siblings, which make ACLs there, or a `KafkaAcl`; or ClusterType.standard().');
    }
    requireScope(this, role, kind);
    const holder = isOfKafka ? `${this.clusterCrn}/kafka=${this.clusterId}` : this.clusterCrn;
    return grantRole(principal, role, this, `${holder}/${kind}=${pattern}`, [kind, pattern.toString()]);
  }
}
