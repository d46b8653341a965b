import { IResource, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IKafkaCluster } from './kafka-cluster';
import { IKafkaTopic } from './kafka-topic';
import { ownSubjects, ownTopics } from './private/ksql-grants';
import { expectBetween, fail, requireGiven, requireInteger, requireText } from '../../private/validation';
import { DataConfluentKsqlCluster } from '../../provider/data-confluent-ksql-cluster';
import { KsqlCluster as Binding } from '../../provider/ksql-cluster';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { Role } from '../access/role';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { grantRole } from '../private/grants';
import { defaultName } from '../private/names';

/**
 * A ksqlDB cluster.
 */
export interface IKsqlCluster extends IResource {
  /**
   * The ID, such as `lksqlc-abc123`.
   */
  readonly ksqlClusterId: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * What the names of the topics that ksqlDB makes start with.
   */
  readonly topicPrefix: string;

  /**
   * The Confluent Resource Name.
   */
  readonly ksqlClusterCrn: string;

  /**
   * The Kafka cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * Lets a principal do everything in the ksqlDB cluster, as KsqlAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;
}

/**
 * Properties of a `KsqlCluster`.
 */
export interface KsqlClusterProps {
  /**
   * The Kafka cluster: Basic, Standard or Dedicated. Every change replaces the ksqlDB cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * Confluent Streaming Units. Every change replaces the ksqlDB cluster.
   *
   * @default 4
   */
  readonly csu?: number;

  /**
   * The name that people see. Every change replaces the ksqlDB cluster.
   *
   * @default - derived from the construct path
   */
  readonly ksqlClusterName?: string;

  /**
   * The service account by which ksqlDB reads and writes topics. It gets all rights on the topics that ksqlDB makes and on
   * all subjects. Every change replaces the ksqlDB cluster.
   *
   * @default - a new one
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * The topics that ksqlDB works with besides those that it makes. The service account gets all rights on them.
   *
   * @default - none
   */
  readonly topics?: IKafkaTopic[];

  /**
   * Whether the processing log holds the records at fault, and not only the errors. Every change replaces the ksqlDB cluster.
   *
   * @default true
   */
  readonly detailedProcessingLog?: boolean;

  /**
   * What happens to the ksqlDB cluster when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a ksqlDB cluster that stands elsewhere.
 */
export interface KsqlClusterAttributes {
  /**
   * The ID, such as `lksqlc-abc123`.
   */
  readonly ksqlClusterId: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * What the names of the topics that ksqlDB makes start with.
   */
  readonly topicPrefix: string;

  /**
   * The Confluent Resource Name.
   */
  readonly ksqlClusterCrn: string;

  /**
   * The Kafka cluster.
   */
  readonly cluster: IKafkaCluster;
}

/**
 * How to find a ksqlDB cluster by its name.
 */
export interface KsqlClusterLookupOptions {
  /**
   * The Kafka cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The name, of one ksqlDB cluster in the environment only.
   */
  readonly ksqlClusterName: string;
}

abstract class KsqlClusterBase extends ConfluentResource implements IKsqlCluster {
  public abstract readonly ksqlClusterId: string;
  public abstract readonly restEndpoint: string;
  public abstract readonly topicPrefix: string;
  public abstract readonly ksqlClusterCrn: string;
  public abstract readonly cluster: IKafkaCluster;

  public grantAdmin(principal: IPrincipal): Grant {
    return grantRole(principal, Role.KSQL_ADMIN, this, this.ksqlClusterCrn, []);
  }
}

/**
 * A ksqlDB cluster, which runs SQL on the topics of a Kafka cluster. It waits for the Schema Registry, because one that is
 * made before never finds it. Clients need a key with `ApiKeyScope.ksqlCluster(ksql)`, and `grantAdmin` for its owner.
 *
 * @see https://docs.confluent.io/cloud/current/ksqldb/overview.html
 */
export class KsqlCluster extends KsqlClusterBase {
  /**
   * A ksqlDB cluster that exists already.
   */
  public static fromKsqlClusterAttributes(scope: Construct, id: string, attributes: KsqlClusterAttributes): IKsqlCluster {
    class Import extends KsqlClusterBase {
      public readonly ksqlClusterId = attributes.ksqlClusterId;
      public readonly restEndpoint = attributes.restEndpoint;
      public readonly topicPrefix = attributes.topicPrefix;
      public readonly ksqlClusterCrn = attributes.ksqlClusterCrn;
      public readonly cluster = attributes.cluster;
    }
    const ksql = new Import(scope, id);
    requireText(ksql, 'ksqlClusterId', attributes.ksqlClusterId, 64, /^lksqlc-/);
    return ksql;
  }

  /**
   * A ksqlDB cluster that exists already, found by its name during the deployment.
   */
  public static fromKsqlClusterName(scope: Construct, id: string, options: KsqlClusterLookupOptions): IKsqlCluster {
    const { environment } = options.cluster;
    class Lookup extends KsqlClusterBase {
      private readonly data = addResource(this, environment.organization, DataConfluentKsqlCluster, {
        displayName: options.ksqlClusterName,
        environment: { id: environment.environmentId },
      }, 'Lookup');
      public readonly ksqlClusterId = textAttribute(this.data, 'id');
      public readonly restEndpoint = textAttribute(this.data, 'rest_endpoint');
      public readonly topicPrefix = textAttribute(this.data, 'topic_prefix');
      public readonly ksqlClusterCrn = textAttribute(this.data, 'resource_name');
      public readonly cluster = options.cluster;
    }
    return new Lookup(scope, id);
  }

  public readonly ksqlClusterId: string;
  public readonly restEndpoint: string;
  public readonly topicPrefix: string;
  public readonly ksqlClusterCrn: string;
  public readonly cluster: IKafkaCluster;

  /**
   * The service account by which ksqlDB reads and writes topics.
   */
  public readonly serviceAccount: IServiceAccount;

  constructor(scope: Construct, id: string, props: KsqlClusterProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster');
    const { environment, clusterId, clusterType } = props.cluster;
    if (!clusterType.hasKsqlDb) {
      fail(this, `ksqlDB is for Basic, Standard and Dedicated clusters, got a cluster of type ${clusterType.name}`);
    }
    requireInteger(this, 'csu', props.csu, 1);
    expectBetween(this, 'csu', props.csu, 1, 28);
    requireText(this, 'ksqlClusterName', props.ksqlClusterName);
    this.cluster = props.cluster;
    this.serviceAccount = props.serviceAccount ?? new ServiceAccount(this, 'ServiceAccount', { organization: environment.organization });
    const resource = addResource(this, environment.organization, Binding, {
      displayName: props.ksqlClusterName ?? defaultName(this),
      csu: props.csu ?? 4,
      useDetailedProcessingLog: props.detailedProcessingLog ?? true,
      kafkaCluster: { id: clusterId },
      credentialIdentity: { id: this.serviceAccount.serviceAccountId },
      environment: { id: environment.environmentId },
    });
    resource.node.addDependency(environment.schemaRegistry, ownSubjects(this, this.serviceAccount));
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(props.cluster);
    this.ksqlClusterId = textAttribute(resource, 'id');
    this.restEndpoint = textAttribute(resource, 'rest_endpoint');
    this.topicPrefix = textAttribute(resource, 'topic_prefix');
    this.ksqlClusterCrn = textAttribute(resource, 'resource_name');
    ownTopics(this, this.serviceAccount, props.topics ?? []);
  }
}
