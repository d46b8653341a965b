import { IResource, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IApiKey } from '../access/api-key';
import { ClusterResource } from '../access/cluster-resource';
import { Cloud } from '../cloud';
import { IByokKey } from './byok-key';
import { Availability, ClusterType } from './cluster-type';
import { KafkaClusterAttributes, KafkaClusterLookupOptions, KafkaClusterProps } from './kafka-cluster-props';
import { typeBlock } from './private/cluster-config';
import { KafkaClusterBase } from './private/kafka-cluster-base';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { DataConfluentKafkaCluster } from '../../provider/data-confluent-kafka-cluster';
import { KafkaCluster as Binding } from '../../provider/kafka-cluster';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { Role } from '../access/role';
import { IEnvironment } from '../environment';
import { INetwork } from '../networking/network';
import { endpointsAt } from '../networking/private/endpoints';
import { defaultName } from '../private/names';
import { regionOf } from '../private/region';
import { expectWayIn } from '../private/ways-in';

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
   * The cloud; undefined if it is not known.
   */
  readonly cloud?: Cloud;

  /**
   * The region of the cloud; undefined if it is not known.
   */
  readonly region?: string;

  /**
   * The private network that a Dedicated cluster is in; undefined for the public one.
   */
  readonly network?: INetwork;

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
   * Lets a principal do everything with topics, give rights on them too, as ResourceOwner.
   */
  grantOwnTopics(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Gives a principal a role on what is in the cluster, such as Role.RESOURCE_OWNER on connectors.
   *
   * @throws for topics, consumer groups and transactional IDs of a Basic cluster, which knows only ACLs for them
   */
  grantOn(principal: IPrincipal, role: Role, resource: ClusterResource): Grant;

  /**
   * Gives a principal a role on all of the cluster.
   *
   * @throws if the role is none for clusters
   */
  grant(principal: IPrincipal, role: Role): Grant;

  /**
   * Lets a principal do everything in the cluster, as CloudClusterAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;

  /**
   * Lets a principal operate the cluster, as Operator.
   */
  grantOperator(principal: IPrincipal): Grant;

  /**
   * Lets a principal read the metrics of the cluster.
   */
  grantMetricsViewer(principal: IPrincipal): Grant;
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
      public readonly network = attributes.network;
      public readonly cloud = attributes.cloud;
      public readonly region = attributes.region;

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

  /**
   * A cluster that exists already, found by its name during the deployment.
   */
  public static fromKafkaClusterName(scope: Construct, id: string, options: KafkaClusterLookupOptions): IKafkaCluster {
    const { environment, clusterName, clusterType } = options;
    class Lookup extends KafkaClusterBase {
      private readonly data = addResource(this, environment.organization, DataConfluentKafkaCluster, {
        displayName: clusterName,
        environment: { id: environment.environmentId },
      }, 'Lookup');
      public readonly clusterId = textAttribute(this.data, 'id');
      public readonly clusterName = clusterName;
      public readonly bootstrapServers = textAttribute(this.data, 'bootstrap_endpoint', withoutScheme);
      public readonly restEndpoint = textAttribute(this.data, 'rest_endpoint');
      public readonly clusterCrn = textAttribute(this.data, 'rbac_crn');
      public readonly clusterType = clusterType;
      public readonly environment = environment;
      public readonly network = options.network;
      public readonly cloud = options.cloud;
      public readonly region = options.region;
    }
    const cluster = new Lookup(scope, id, options.adminKey);
    requireKnown(cluster, 'clusterName', clusterName, 'Flink statements are named after it: give it as plain text.');
    requireText(cluster, 'clusterName', clusterName);
    return cluster;
  }

  public readonly clusterId: string;
  public readonly clusterName: string;
  public readonly bootstrapServers: string;
  public readonly restEndpoint: string;
  public readonly clusterCrn: string;
  public readonly clusterType: ClusterType;
  public readonly environment: IEnvironment;
  public readonly network?: INetwork;

  public readonly cloud?: Cloud;
  public readonly region?: string;

  private readonly resource: Binding;
  private readonly deletionProtection?: boolean;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'clusterType');
    const environment: IEnvironment & { _addCluster?(cluster: KafkaCluster): void } = props.environment;
    const cloud = props.cloud ?? props.network?.cloud ?? Cloud.AWS;
    const region = regionOf(this, cloud, props.region ?? props.network?.region);
    this.cloud = cloud;
    this.region = region;
    this.clusterType = props.clusterType;
    this.environment = environment;
    this.network = props.network;
    this.validate(props);
    const byokKey: IByokKey & { _addCluster?(cluster: KafkaCluster): void } | undefined = props.byokKey;
    byokKey?._addCluster?.(this);
    this.clusterName = props.clusterName ?? defaultName(this);
    this.resource = addResource(this, environment.organization, Binding, {
      displayName: this.clusterName,
      availability: this.clusterType.availability,
      cloud,
      region,
      environment: { id: environment.environmentId },
      network: props.network && { id: props.network.networkId },
      byokKey: byokKey && { id: byokKey.byokKeyId },
      ...typeBlock(this.clusterType),
    });
    if (byokKey) {
      this.resource.node.addDependency(byokKey);
    }
    this.deletionProtection = props.deletionProtection;
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(environment);
    this.clusterId = textAttribute(this.resource, 'id');
    const endpoints = props.accessPoint && endpointsAt(props.accessPoint, this);
    this.bootstrapServers = endpoints?.bootstrap(withoutScheme) ?? textAttribute(this.resource, 'bootstrap_endpoint', withoutScheme);
    this.restEndpoint = endpoints?.rest() ?? textAttribute(this.resource, 'rest_endpoint');
    this.clusterCrn = textAttribute(this.resource, 'rbac_crn');
    environment._addCluster?.(this);
    if (props.administrator) {
      this._administer(props.administrator, this.grantAdmin(props.administrator));
    }
    if (!this.clusterType.hasPublicNetwork) {
      expectWayIn(this);
    }
  }

  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    this.resource.deletionProtection = this.deletionProtection ?? policy !== RemovalPolicy.DESTROY;
  }

  private validate({ clusterName, network, accessPoint, byokKey }: KafkaClusterProps): void {
    const { name, units, maxUnits, availability } = this.clusterType;
    requireKnown(this, 'clusterName', clusterName, 'Flink statements are named after it: give it as plain text.');
    requireText(this, 'clusterName', clusterName);
    requireInteger(this, name === 'dedicated' ? 'cku' : 'maxEcku', units, availability === Availability.MULTI_ZONE ? 2 : 1, maxUnits);
    if (network && name !== 'dedicated') {
      fail(this, `\`network\` is for Dedicated clusters, got it for a cluster of type ${name}`);
    }
    if (accessPoint && this.clusterType.hasPublicNetwork) {
      fail(this, `\`accessPoint\` is for Enterprise and Freight clusters, got it for a cluster of type ${name}`);
    }
    for (const prop of ['cloud', 'region'] as const) {
      const there = network?.[prop];
      if (there !== undefined && there !== this[prop] && !Token.isUnresolved(there) && !Token.isUnresolved(this[prop])) {
        fail(this, `\`${prop}\` must be that of the network ${network?.node.path}, ${there}, got: ${this[prop]}`);
      }
    }
    if (byokKey && !this.clusterType.hasClientQuotasAndByok) {
      fail(this, `\`byokKey\` is for Dedicated, Enterprise and Freight clusters, got it for a cluster of type ${name}`);
    }
    const { cloud = this.cloud, awsKey } = byokKey?.customerKey ?? {};
    if (cloud !== this.cloud) {
      fail(this, `\`byokKey\` must be a key in ${this.cloud}, as the cluster is, got one in ${cloud}`);
    }
    if (awsKey && ![awsKey.env.region, this.region].some((region) => Token.isUnresolved(region)) && awsKey.env.region !== this.region) {
      fail(this, `\`byokKey\` must be a key in ${this.region}, as the cluster is, got one in ${awsKey.env.region}`);
    }
    if (name === 'freight' && this.cloud !== Cloud.AWS) {
      fail(this, `a Freight cluster must be in ${Cloud.AWS}, got: ${this.cloud}`);
    }
  }
}

function withoutScheme(endpoint: string): string {
  return `trimprefix(${endpoint}, "SASL_SSL://")`;
}
