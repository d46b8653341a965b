import { Duration, RemovalPolicy, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IKafkaCluster } from './kafka-cluster';
import { Retention } from './retention';
import { fail, requireGiven, requireInteger } from '../../private/validation';
import { KafkaClusterConfigA as Binding } from '../../provider/kafka-cluster-config';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { kafkaProvider } from '../private/providers';

/**
 * A version of TLS.
 */
export enum TlsVersion {
  /** TLS 1.2. */
  TLS_1_2 = 'TLSv1.2',
  /** TLS 1.3. */
  TLS_1_3 = 'TLSv1.3',
}

/**
 * Properties of a `KafkaClusterConfig`. One at least besides the cluster must be given; what is left out stays as it is.
 */
export interface KafkaClusterConfigProps {
  /**
   * The cluster, which must be Dedicated.
   */
  readonly cluster: IKafkaCluster;

  /**
   * Whether a topic is made when somebody first asks for it.
   *
   * @default false
   */
  readonly autoCreateTopics?: boolean;

  /**
   * Partitions of topics that are made by themselves.
   *
   * @default 6
   */
  readonly defaultPartitions?: number;

  /**
   * How long topics keep records that say nothing else.
   *
   * @default - 7 days
   */
  readonly defaultRetention?: Retention;

  /**
   * How long at most a record stays uncompacted in topics that say nothing else.
   *
   * @default - no limit
   */
  readonly maxCompactionLag?: Duration;

  /**
   * The versions of TLS that clients may use.
   *
   * @default - those of Confluent Cloud
   */
  readonly tlsVersions?: TlsVersion[];

  /**
   * The cipher suites that clients may use, such as `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`.
   *
   * @default - those of Confluent Cloud
   */
  readonly cipherSuites?: string[];
}

/**
 * Settings of a Dedicated cluster, one construct for a cluster. It is a resource of its own because it needs a key of the
 * cluster, which there is when the cluster is. When it leaves the app, the settings stay.
 *
 * @see https://docs.confluent.io/cloud/current/clusters/broker-config.html
 */
export class KafkaClusterConfig extends ConfluentResource {
  constructor(scope: Construct, id: string, props: KafkaClusterConfigProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster');
    const { cluster } = props;
    if (cluster.clusterType.name !== 'dedicated') {
      fail(this, `only a Dedicated cluster has settings, got a cluster of type ${cluster.clusterType.name}`);
    }
    addResource(this, cluster.environment.organization, Binding, {
      config: this.config(props),
      provider: kafkaProvider(this, cluster),
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private config(props: KafkaClusterConfigProps): { [key: string]: string } {
    requireInteger(this, 'defaultPartitions', props.defaultPartitions, 1);
    for (const list of ['tlsVersions', 'cipherSuites'] as const) {
      if (props[list]?.length === 0) {
        fail(this, `\`${list}\` must not be empty`);
      }
    }
    if (props.defaultRetention?.bytes !== undefined) {
      fail(this, '`defaultRetention` of a cluster is a time; a topic may have a size');
    }
    const config: Record<string, string | number | undefined> = {
      'auto.create.topics.enable': props.autoCreateTopics?.toString(),
      'num.partitions': props.defaultPartitions,
      'log.retention.ms': props.defaultRetention?.milliseconds,
      'log.cleaner.max.compaction.lag.ms': props.maxCompactionLag?.toMilliseconds(),
      'ssl.enabled.protocols': props.tlsVersions?.join(','),
      'ssl.cipher.suites': props.cipherSuites?.join(','),
    };
    const given = Object.entries(config).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
    if (given.length === 0) {
      fail(this, 'a setting must be given: `autoCreateTopics`, `defaultPartitions`, `defaultRetention`, `maxCompactionLag`, `tlsVersions` or `cipherSuites`');
    }
    return Object.fromEntries(given.map(([key, value]) => [key, typeof value === 'number' ? Tokenization.stringifyNumber(value) : value]));
  }
}
