import { IResource, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IApiKey } from './api-key';
import { ApiKeyScope } from './api-key-scope';
import { Availability, ClusterType } from './cluster-type';
import { ConfluentResource } from './confluent-resource';
import { IEnvironment } from './environment';
import { Grant } from './grant';
import { AclOperation, AclResourceType } from './kafka-acl';
import { IPrincipal } from './principal';
import { makeAdminKey } from './private/admin-key';
import { grantOnCluster, grantRole } from './private/grants';
import { ResourcePattern } from './resource-pattern';
import { Role } from './role';
import { fail, requireInteger, requireKnown, requireText } from '../private/validation';
import { KafkaCluster as Binding } from '../provider/kafka-cluster';
import { addResource, textAttribute } from '../terraform/private/add-resource';

/**
 * A cloud that Confluent Cloud runs in.
 */
export enum Cloud {
  /** Amazon Web Services. */
  AWS = 'AWS',
  /** Google Cloud. */
  GCP = 'GCP',
  /** Microsoft Azure. */
  AZURE = 'AZURE',
}

/**
 * A Kafka cluster.
 */
export interface IKafkaCluster extends IResource {
  /**
   * The ID, such as `lkc-abc123`.
   */
  readonly clusterId: string;

  /**
   * The name that people see, by which Flink knows it as a database.
   */
  readonly clusterName: string;

  /**
   * Where clients connect, as `host:port`: without the scheme that Confluent puts before it and AWS does not take.
   */
  readonly bootstrapServers: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * The Confluent Resource Name.
   */
  readonly clusterCrn: string;

  /**
   * The type.
   */
  readonly clusterType: ClusterType;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages topics and ACLs.
   */
  readonly adminKey: IApiKey;

  /**
   * Lets a principal read topics. To consume, it needs its group too.
   */
  grantReadTopics(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal write to topics.
   */
  grantWriteTopics(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal create, change and delete topics.
   */
  grantManageTopics(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal consume as a member of groups.
   */
  grantConsumerGroups(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal write in transactions.
   */
  grantTransactionalIds(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal do everything in the cluster, as CloudClusterAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;
}

/**
 * Properties of a `KafkaCluster`.
 */
export interface KafkaClusterProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The name that people see. Flink statements use it as the name of their database, so it should not change.
   *
   * @default - derived from the construct path
   */
  readonly clusterName?: string;

  /**
   * The type, with size and zones.
   */
  readonly clusterType: ClusterType;

  /**
   * The cloud. Every change replaces the cluster.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region of that cloud. Every change replaces the cluster.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * The ID of the network of a Dedicated cluster, such as `n-abc123`. Every change replaces the cluster.
   *
   * @default - the public network
   */
  readonly networkId?: string;

  /**
   * Whether Confluent refuses to delete the cluster.
   *
   * @default - true with RemovalPolicy.RETAIN
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the cluster when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a cluster that stands elsewhere.
 */
export interface KafkaClusterAttributes {
  /**
   * The ID, such as `lkc-abc123`.
   */
  readonly clusterId: string;

  /**
   * The name that people see. Flink statements need it.
   *
   * @default - the ID
   */
  readonly clusterName?: string;

  /**
   * Where clients connect, as `host:port`.
   */
  readonly bootstrapServers: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * The type. It decides whether grants are roles or ACLs.
   */
  readonly clusterType: ClusterType;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages topics and ACLs.
   *
   * @default - one of the environment's administrator is made when it is first needed
   */
  readonly adminKey?: IApiKey;
}

abstract class KafkaClusterBase extends ConfluentResource implements IKafkaCluster {
  public abstract readonly clusterId: string;
  public abstract readonly clusterName: string;
  public abstract readonly bootstrapServers: string;
  public abstract readonly restEndpoint: string;
  public abstract readonly clusterCrn: string;
  public abstract readonly clusterType: ClusterType;
  public abstract readonly environment: IEnvironment;
  /** Given, or made when it is first needed. */
  protected givenAdminKey?: IApiKey;

  public get adminKey(): IApiKey {
    this.givenAdminKey ??= makeAdminKey(this, this.environment, ApiKeyScope.kafkaCluster(this));
    return this.givenAdminKey;
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

/**
 * A Kafka cluster in Confluent Cloud.
 *
 * @see https://docs.confluent.io/cloud/current/clusters/create-cluster.html
 */
export class KafkaCluster extends KafkaClusterBase {
  /**
   * A cluster that exists already.
   */
  public static fromKafkaClusterAttributes(scope: Construct, id: string, attributes: KafkaClusterAttributes): IKafkaCluster {
    class Import extends KafkaClusterBase {
      public readonly clusterId = attributes.clusterId;
      public readonly clusterName = attributes.clusterName ?? attributes.clusterId;
      public readonly bootstrapServers = attributes.bootstrapServers;
      public readonly restEndpoint = attributes.restEndpoint;
      public readonly clusterType = attributes.clusterType;
      public readonly environment = attributes.environment;
      protected givenAdminKey = attributes.adminKey;

      public get clusterCrn(): string {
        return `${attributes.environment.environmentCrn}/cloud-cluster=${attributes.clusterId}`;
      }
    }
    const cluster = new Import(scope, id);
    if (attributes.bootstrapServers.includes('://')) {
      fail(cluster, `\`bootstrapServers\` must be host:port without a scheme, got: ${attributes.bootstrapServers}`);
    }
    return cluster;
  }

  public readonly clusterId: string;
  public readonly clusterName: string;
  public readonly bootstrapServers: string;
  public readonly restEndpoint: string;
  public readonly clusterCrn: string;
  public readonly clusterType: ClusterType;
  public readonly environment: IEnvironment;

  /**
   * The cloud.
   */
  public readonly cloud: Cloud;

  /**
   * The region of the cloud.
   */
  public readonly region: string;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    this.cloud = props.cloud ?? Cloud.AWS;
    this.region = props.region ?? this.defaultRegion();
    this.clusterType = props.clusterType;
    this.environment = props.environment;
    this.validate(props);
    this.clusterName = props.clusterName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const retain = (props.removalPolicy ?? RemovalPolicy.RETAIN) !== RemovalPolicy.DESTROY;
    const resource = addResource(this, props.environment.organization, Binding, {
      displayName: this.clusterName,
      availability: this.clusterType.availability,
      cloud: this.cloud,
      region: this.region,
      environment: { id: props.environment.environmentId },
      network: props.networkId === undefined ? undefined : { id: props.networkId },
      deletionProtection: props.deletionProtection ?? retain,
      ...this.typeBlock(),
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.clusterId = textAttribute(resource, 'id');
    this.bootstrapServers = textAttribute(resource, 'bootstrap_endpoint', (endpoint) => `trimprefix(${endpoint}, "SASL_SSL://")`);
    this.restEndpoint = textAttribute(resource, 'rest_endpoint');
    this.clusterCrn = textAttribute(resource, 'rbac_crn');
    (props.environment as { _addCluster?(cluster: IKafkaCluster): void })._addCluster?.(this);
  }

  private defaultRegion(): string {
    return this.cloud === Cloud.AWS ? Stack.of(this).region
      : fail(this, `\`region\` must be given for a cluster in ${this.cloud}; the region of the stack is one of AWS.`);
  }

  private validate({ clusterName, networkId }: KafkaClusterProps): void {
    const { name, units, maxUnits, availability } = this.clusterType;
    requireKnown(this, 'clusterName', clusterName, 'Flink statements are named after it: give it as plain text.');
    requireText(this, 'clusterName', clusterName, 64);
    requireInteger(this, name === 'dedicated' ? 'cku' : 'maxEcku', units, availability === Availability.MULTI_ZONE ? 2 : 1, maxUnits);
    requireText(this, 'networkId', networkId, 64, /^(n-|nr-)/);
    if (networkId !== undefined && name !== 'dedicated') {
      fail(this, `\`networkId\` is for Dedicated clusters, got it for a cluster of type ${name}`);
    }
    if (name === 'freight' && this.cloud !== Cloud.AWS) {
      fail(this, `a Freight cluster must be in ${Cloud.AWS}, got: ${this.cloud}`);
    }
  }

  /** The one block that says the type; the bindings have lists of blocks for some, single blocks for others. */
  private typeBlock(): Partial<ConstructorParameters<typeof Binding>[2]> {
    const { name, units } = this.clusterType;
    switch (name) {
      case 'basic': return { basic: [{ maxEcku: units }] };
      case 'standard': return { standard: [{ maxEcku: units }] };
      case 'enterprise': return { enterprise: [{ maxEcku: units }] };
      case 'freight': return { freight: [{ maxEcku: units }] };
      default: return { dedicated: { cku: units ?? 1 } };
    }
  }
}
