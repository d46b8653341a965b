import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IKafkaCluster } from '../kafka/kafka-cluster';

/**
 * A Confluent Platform cluster that links to Confluent Cloud.
 */
export interface ConfluentPlatformCluster {
  /**
   * The cluster ID that Kafka gave it, such as `0gXf5xg8Sp2G4FlxNriNaA`.
   */
  readonly clusterId: string;

  /**
   * Its brokers, as `host:port`, separated by commas.
   */
  readonly bootstrapServers: string;
}

/**
 * A Kafka cluster that Confluent Cloud can connect to.
 */
export interface ExternalKafkaCluster extends ConfluentPlatformCluster {
  /**
   * The secret with the user of the link there, as `{"username", "password"}`. It must be able to read and describe the topics, with
   * their configs, and the consumer groups whose offsets are synced.
   */
  readonly credentials: ISecret;
}

/**
 * The cluster that a link takes topics from, and who connects to whom.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/index.html#supported-cluster-types
 */
export class LinkSource {
  /**
   * A cluster in Confluent Cloud, which the destination connects to. Of any type but Freight.
   */
  public static cluster(cluster: IKafkaCluster): LinkSource {
    return new LinkSource(cluster.clusterId, cluster.bootstrapServers, false, cluster);
  }

  /**
   * A cluster in Confluent Cloud, which connects to the destination: for a source that the destination does not reach.
   */
  public static initiatingCluster(cluster: IKafkaCluster): LinkSource {
    return new LinkSource(cluster.clusterId, cluster.bootstrapServers, true, cluster);
  }

  /**
   * Apache Kafka, Confluent Platform, or a Confluent Cloud cluster of another organization, which the destination connects to.
   * It must take SASL/PLAIN over TLS with a certificate that is publicly trusted: Confluent's Terraform provider knows no other way.
   *
   * Amazon MSK has no SASL/PLAIN. Make a link from there with the Confluent CLI, whose `--config` takes SASL/SCRAM, and go on with
   * `ClusterLink.fromClusterLinkAttributes`: mirror topics work with it as with any link.
   */
  public static kafka(cluster: ExternalKafkaCluster): LinkSource {
    return new LinkSource(cluster.clusterId, cluster.bootstrapServers, false, undefined, cluster.credentials);
  }

  /**
   * A Confluent Platform cluster, which connects to the destination: for one that the destination does not reach. The link in
   * Confluent Cloud waits for its other half, which is made over there, with the same name, `link.mode=SOURCE` and
   * `connection.mode=OUTBOUND`, as user with the role CloudClusterAdmin on the destination.
   */
  public static confluentPlatform(cluster: ConfluentPlatformCluster): LinkSource {
    return new LinkSource(cluster.clusterId, cluster.bootstrapServers, true);
  }

  private constructor(
    /** The ID of the cluster. */
    public readonly clusterId: string,
    /** Its brokers, as `host:port`. */
    public readonly bootstrapServers: string,
    /** Whether it connects to the destination, and not the destination to it. */
    public readonly initiates: boolean,
    /** The cluster, if it is one in Confluent Cloud that this app knows. */
    public readonly kafkaCluster?: IKafkaCluster,
    /** The secret of the link's user there, if the source is none of this organization. */
    public readonly credentials?: ISecret,
  ) {}
}
