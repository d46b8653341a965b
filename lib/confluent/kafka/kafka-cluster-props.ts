import { RemovalPolicy } from 'aws-cdk-lib';
import { IByokKey } from './byok-key';
import { ClusterType } from './cluster-type';
import { IApiKey } from '../access/api-key';
import { IServiceAccount } from '../access/service-account';
import { Cloud } from '../cloud';
import { IEnvironment } from '../environment';
import { IAccessPoint } from '../networking/access-point';
import { INetwork } from '../networking/network';

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
   * @default - that of the network; Cloud.AWS for one whose cloud is not known, and for the public network
   */
  readonly cloud?: Cloud;

  /**
   * The region of that cloud. Every change replaces the cluster.
   *
   * @default - that of the network; else the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * The private network of a Dedicated cluster, in its cloud and region. Every change replaces the cluster.
   *
   * @default - the public network; Enterprise and Freight clusters are reached by what their environment has
   */
  readonly network?: INetwork;

  /**
   * The access point over which an Enterprise or Freight cluster is reached, where its host names are of the access point:
   * `bootstrapServers` and `restEndpoint` are those.
   *
   * @default - the endpoints of the cluster itself, as a PrivateLinkAttachment leads to
   */
  readonly accessPoint?: IAccessPoint;

  /**
   * The key that encrypts the data, on Dedicated, Enterprise and Freight clusters. Every change replaces the cluster.
   *
   * @default - a key of Confluent
   */
  readonly byokKey?: IByokKey;

  /**
   * The service account whose key manages topics and ACLs of the cluster. It becomes CloudClusterAdmin, which is less than the
   * administrator of the environment is.
   *
   * @default - the administrator of the environment
   */
  readonly administrator?: IServiceAccount;

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
 * What is said of a cluster that stands elsewhere, however it is found.
 */
export interface KafkaClusterImportOptions {
  /**
   * The type, as it is there. It decides whether grants are roles or ACLs, and what topics can be.
   */
  readonly clusterType: ClusterType;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud. It is checked against that of what must be in the same.
   *
   * @default - not known
   */
  readonly cloud?: Cloud;

  /**
   * The region of the cloud. It is checked against that of what must be in the same.
   *
   * @default - not known
   */
  readonly region?: string;

  /**
   * The private network that a Dedicated cluster is in.
   *
   * @default - the public network
   */
  readonly network?: INetwork;

  /**
   * The key that manages topics and ACLs.
   *
   * @default - one of the environment's administrator is made when it is first needed
   */
  readonly adminKey?: IApiKey;
}

/**
 * What is known of a cluster that stands elsewhere.
 */
export interface KafkaClusterAttributes extends KafkaClusterImportOptions {
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
}

/**
 * How to find a cluster by its name.
 */
export interface KafkaClusterLookupOptions extends KafkaClusterImportOptions {
  /**
   * The name, of one cluster in the environment only.
   */
  readonly clusterName: string;
}
