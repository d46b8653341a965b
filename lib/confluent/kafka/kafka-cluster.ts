import { IResource, Names, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IApiKey } from '../access/api-key';
import { Cloud } from '../cloud';
import { Availability, ClusterType } from './cluster-type';
import { typeBlock } from './private/cluster-config';
import { KafkaClusterBase } from './private/kafka-cluster-base';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { KafkaCluster as Binding } from '../../provider/kafka-cluster';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { IEnvironment } from '../environment';
import { regionOf } from '../private/region';

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
   * Whether Confluent refuses to delete the cluster. To delete it, deploy without protection first, then remove the cluster
   * from the app.
   *
   * @default - true, unless the removal policy is DESTROY
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
   * The type, as it is there. It decides whether grants are roles or ACLs, and what topics can be.
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

      public get clusterCrn(): string {
        return `${attributes.environment.environmentCrn}/cloud-cluster=${attributes.clusterId}`;
      }
    }
    const cluster = new Import(scope, id, attributes.adminKey);
    requireText(cluster, 'clusterId', attributes.clusterId, 64, /^lkc-/);
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

  private readonly resource: Binding;
  private readonly deletionProtection?: boolean;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'clusterType');
    const environment: IEnvironment & { _addCluster?(cluster: KafkaCluster): void } = props.environment;
    this.cloud = props.cloud ?? Cloud.AWS;
    this.region = regionOf(this, this.cloud, props.region);
    this.clusterType = props.clusterType;
    this.environment = environment;
    this.validate(props);
    this.clusterName = props.clusterName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    this.resource = addResource(this, environment.organization, Binding, {
      displayName: this.clusterName,
      availability: this.clusterType.availability,
      cloud: this.cloud,
      region: this.region,
      environment: { id: environment.environmentId },
      network: props.networkId === undefined ? undefined : { id: props.networkId },
      ...typeBlock(this.clusterType),
    });
    this.deletionProtection = props.deletionProtection;
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.clusterId = textAttribute(this.resource, 'id');
    this.bootstrapServers = textAttribute(this.resource, 'bootstrap_endpoint', (endpoint) => `trimprefix(${endpoint}, "SASL_SSL://")`);
    this.restEndpoint = textAttribute(this.resource, 'rest_endpoint');
    this.clusterCrn = textAttribute(this.resource, 'rbac_crn');
    environment._addCluster?.(this);
  }

  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    this.resource.deletionProtection = this.deletionProtection ?? policy !== RemovalPolicy.DESTROY;
  }

  private validate({ clusterName, networkId }: KafkaClusterProps): void {
    const { name, units, maxUnits, availability } = this.clusterType;
    requireKnown(this, 'clusterName', clusterName, 'Flink statements are named after it: give it as plain text.');
    requireText(this, 'clusterName', clusterName);
    requireInteger(this, name === 'dedicated' ? 'cku' : 'maxEcku', units, availability === Availability.MULTI_ZONE ? 2 : 1, maxUnits);
    requireText(this, 'networkId', networkId, 64, /^(n-|nr-)/);
    if (networkId !== undefined && name !== 'dedicated') {
      fail(this, `\`networkId\` is for Dedicated clusters, got it for a cluster of type ${name}`);
    }
    if (name === 'freight' && this.cloud !== Cloud.AWS) {
      fail(this, `a Freight cluster must be in ${Cloud.AWS}, got: ${this.cloud}`);
    }
  }
}
