import { RemovalPolicy } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import {
  Cloud, ClusterType, Environment, FlinkComputePool, FlinkStatement, FlinkStatementOptions, FlinkStatements, FlinkStatementsOptions,
  GovernancePackage, IAccessPoint, IByokKey, IEnvironment, IFlinkComputePool, IKafkaCluster, INetwork, IOrganization, ISchemaRegistry, KafkaCluster,
  KeyRotation, KafkaTopic, KafkaTopicOptions, Organization,
} from '../confluent';
import { fail, requireGiven } from '../private/validation';
import { ITerraformRunner } from '../terraform';

/**
 * A hub: an environment, a cluster, its Schema Registry, and perhaps a Flink compute pool.
 */
export interface IStreamingHub extends IConstruct {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The Schema Registry.
   */
  readonly schemaRegistry: ISchemaRegistry;

  /**
   * The compute pool, if the hub has one.
   */
  readonly computePool?: IFlinkComputePool;
}

/**
 * Flink of a hub.
 */
export interface FlinkOptions {
  /**
   * The most Confluent Flink Units (CFU): 5, 10, 20, 30, 40 or 50.
   *
   * @default 5
   */
  readonly maxCfu?: number;
}

/**
 * Properties of a `StreamingHub`.
 */
export interface StreamingHubProps {
  /**
   * The secret with a Cloud (or Global) API key of the organization, as `{"username": <key>, "password": <secret>}`.
   *
   * @default - that of the organization of `environment`; it must be given if no environment is
   */
  readonly credentials?: ISecret;

  /**
   * What applies the Confluent resources during `cdk deploy`.
   *
   * @default - that of the organization of `environment`; without an environment, TerraformRunner.forEnvironment(this)
   */
  readonly runner?: ITerraformRunner;

  /**
   * The type of the cluster.
   */
  readonly cluster: ClusterType;

  /**
   * A key of one's own that encrypts a Dedicated, Enterprise or Freight cluster. It must not change.
   *
   * @default - a key of Confluent
   */
  readonly byokKey?: IByokKey;

  /**
   * The private network of a Dedicated cluster, which is of the `environment`: give that too.
   *
   * @default - the public network
   */
  readonly network?: INetwork;

  /**
   * The access point over which an Enterprise or Freight cluster is reached, where its host names are of the access point; it is of
   * the `environment`: give that too.
   *
   * @default - the endpoints of the cluster itself
   */
  readonly accessPoint?: IAccessPoint;

  /**
   * The cloud of cluster and compute pool.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region of cluster and compute pool.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * The package of Stream Governance of the environment that is made.
   *
   * @default GovernancePackage.ESSENTIALS
   */
  readonly governancePackage?: GovernancePackage;

  /**
   * The environment, to put the cluster into one that stands already.
   *
   * @default - one is made
   */
  readonly environment?: IEnvironment;

  /**
   * Flink in the region of the cluster.
   *
   * @default - no compute pool
   */
  readonly flink?: FlinkOptions;

  /**
   * When the hub's own keys are replaced: those that manage topics, schemas and Flink statements.
   *
   * @default - never; those of an `environment` that is given, as that says
   */
  readonly keyRotation?: KeyRotation;

  /**
   * What happens to environment, cluster and, where they say nothing else, topics when they leave the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a hub that stands elsewhere.
 */
export interface StreamingHubAttributes {
  /**
   * The cluster; it knows its environment, and that its organization.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The compute pool.
   *
   * @default - none
   */
  readonly computePool?: IFlinkComputePool;
}

/**
 * The hub of a streaming platform in Confluent Cloud: an environment with its Schema Registry, a cluster, perhaps a Flink
 * compute pool, and the keys that manage them. Each part of it can be used alone; the hub makes them fit.
 *
 * All this is made with the hub. What spokes need besides stands in their own stacks, so a hub never changes with its spokes,
 * apart from the values that its stack exports to theirs.
 */
export class StreamingHub extends Construct implements IStreamingHub {
  /**
   * A hub that exists already.
   */
  public static fromStreamingHubAttributes(scope: Construct, id: string, attributes: StreamingHubAttributes): IStreamingHub {
    class Import extends Construct implements IStreamingHub {
      public readonly cluster = attributes.cluster;
      public readonly environment = attributes.cluster.environment;
      public readonly organization = attributes.cluster.environment.organization;
      public readonly computePool = attributes.computePool;

      public get schemaRegistry(): ISchemaRegistry {
        return attributes.cluster.environment.schemaRegistry;
      }
    }
    return new Import(scope, id);
  }

  public readonly organization: IOrganization;
  public readonly environment: IEnvironment;
  public readonly cluster: IKafkaCluster;
  public readonly computePool?: IFlinkComputePool;
  private readonly removalPolicy?: RemovalPolicy;

  constructor(scope: Construct, id: string, props: StreamingHubProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster');
    const { cloud, region, byokKey, network, accessPoint, removalPolicy } = props;
    this.removalPolicy = removalPolicy;
    this.environment = props.environment ? this.existing(props.environment, props) : this.makeEnvironment(props);
    this.organization = this.environment.organization;
    this.cluster = new KafkaCluster(this, 'Cluster', {
      environment: this.environment, clusterType: props.cluster, cloud, region, byokKey, network, accessPoint, removalPolicy,
    });
    this.computePool = props.flink
      && new FlinkComputePool(this, 'ComputePool', { environment: this.environment, cloud, region, maxCfu: props.flink.maxCfu });
    // made with the hub: made when a spoke first needs them, they would go when it goes
    void [this.cluster.adminKey, this.schemaRegistry.adminKey, this.computePool?.adminKey];
    void this.organization.organizationId;
  }

  public get schemaRegistry(): ISchemaRegistry {
    return this.environment.schemaRegistry;
  }

  /**
   * Adds a topic to the cluster.
   */
  public addTopic(topicName: string, options: KafkaTopicOptions = {}): KafkaTopic {
    const removalPolicy = options.removalPolicy ?? this.removalPolicy;
    return new KafkaTopic(this, topicName, { cluster: this.cluster, topicName, ...options, removalPolicy });
  }

  /**
   * Adds a Flink statement that runs in the compute pool.
   *
   * @throws if the hub has no compute pool
   */
  public addFlinkStatement(id: string, options: FlinkStatementOptions): FlinkStatement {
    return new FlinkStatement(this, id, { computePool: this.requireComputePool(), cluster: this.cluster, ...options });
  }

  /**
   * Adds several Flink statements that run in the compute pool, one after the other: those of a file, as
   * `sql: Sql.allFromFile(path)`.
   *
   * @throws if the hub has no compute pool
   */
  public addFlinkStatements(id: string, options: FlinkStatementsOptions): FlinkStatements {
    return new FlinkStatements(this, id, { computePool: this.requireComputePool(), cluster: this.cluster, ...options });
  }

  private requireComputePool(): IFlinkComputePool {
    return this.computePool ?? fail(this, 'the hub has no compute pool for Flink statements. Give it one: `flink: {}`.');
  }

  private makeEnvironment({ credentials, runner, governancePackage, keyRotation, removalPolicy }: StreamingHubProps): IEnvironment {
    if (!credentials) {
      fail(this, '`credentials` must be given, or an `environment`, which has them');
    }
    const organization = new Organization(this, 'Organization', { credentials, runner });
    return new Environment(this, 'Environment', { organization, governancePackage, keyRotation, removalPolicy });
  }

  private existing(environment: IEnvironment, { credentials, runner, governancePackage, keyRotation }: StreamingHubProps): IEnvironment {
    for (const [name, value] of Object.entries({ credentials, runner, governancePackage, keyRotation })) {
      if (value !== undefined) {
        fail(this, `\`${name}\` must not be given with an \`environment\`, which has its own`);
      }
    }
    return environment;
  }
}
