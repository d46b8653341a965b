import { Construct, IConstruct } from 'constructs';
import { ISink, SinkConfig } from './sink';
import { ISource, SourceConfig } from './source';
import { IStreamingHub } from './streaming-hub';
import { ApiKey, ApiKeyScope, IApiKey, IKafkaTopic, IServiceAccount, KeyRotation, ServiceAccount } from '../confluent';
import { fail, requireGiven } from '../private/validation';

/**
 * One team's side in AWS.
 */
export interface ISpoke extends IConstruct {
  /**
   * The hub.
   */
  readonly hub: IStreamingHub;

  /**
   * The identity of the spoke in Confluent Cloud. What the spoke brings and takes is granted to it.
   */
  readonly serviceAccount: IServiceAccount;

  /**
   * The key of that identity for the hub's cluster.
   */
  readonly apiKey: IApiKey;

  /**
   * The key of that identity for the hub's Schema Registry, made when it is first needed.
   */
  readonly schemaRegistryKey: IApiKey;
}

/**
 * Properties of a `Spoke`.
 */
export interface SpokeProps {
  /**
   * The hub.
   */
  readonly hub: IStreamingHub;

  /**
   * The identity of the spoke in Confluent Cloud.
   *
   * @default - a service account is made
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * When the keys of the spoke are replaced.
   *
   * @default - never
   */
  readonly keyRotation?: KeyRotation;
}

/**
 * What is brought into a topic.
 */
export interface IngestProps {
  /**
   * Where records come from.
   */
  readonly from: ISource;

  /**
   * The topic that they go to.
   */
  readonly to: IKafkaTopic;
}

/**
 * What is taken from a topic.
 */
export interface DeliverProps {
  /**
   * The topic that records come from.
   */
  readonly from: IKafkaTopic;

  /**
   * Where they go.
   */
  readonly to: ISink;
}

/**
 * One team's side in AWS: it brings records into topics of a hub and takes records from them. It stands in the team's stack
 * with all that it needs; the hub knows nothing of it, so it can be removed, and its stack deployed, on its own.
 */
export class Spoke extends Construct implements ISpoke {
  public readonly hub: IStreamingHub;
  public readonly serviceAccount: IServiceAccount;
  private readonly keyRotation?: KeyRotation;
  private key?: IApiKey;
  private registryKey?: IApiKey;

  constructor(scope: Construct, id: string, props: SpokeProps) {
    super(scope, id);
    requireGiven(this, props, 'hub');
    this.hub = props.hub;
    this.keyRotation = props.keyRotation;
    this.serviceAccount = props.serviceAccount ?? new ServiceAccount(this, 'ServiceAccount', { organization: props.hub.organization });
  }

  public get apiKey(): IApiKey {
    this.key ??= new ApiKey(this, 'ApiKey', {
      owner: this.serviceAccount, keyScope: ApiKeyScope.kafkaCluster(this.hub.cluster), rotation: this.keyRotation,
    });
    return this.key;
  }

  public get schemaRegistryKey(): IApiKey {
    this.registryKey ??= new ApiKey(this, 'SchemaRegistryKey', {
      owner: this.serviceAccount, keyScope: ApiKeyScope.schemaRegistry(this.hub.schemaRegistry), rotation: this.keyRotation,
    });
    return this.registryKey;
  }

  /**
   * Brings records of a source into a topic. What is guaranteed is said by the source's class.
   *
   * @returns what the source made
   */
  public ingest(id: string, props: IngestProps): SourceConfig {
    requireGiven(this, props, 'from', 'to');
    this.requireTopic(props.to);
    return props.from.bind(new Construct(this, id), { topic: props.to, spoke: this });
  }

  /**
   * Delivers records of a topic to a sink. What is guaranteed is said by the sink's class.
   *
   * @returns what the sink made
   */
  public deliver(id: string, props: DeliverProps): SinkConfig {
    requireGiven(this, props, 'from', 'to');
    this.requireTopic(props.from);
    return props.to.bind(new Construct(this, id), { topic: props.from, spoke: this });
  }

  private requireTopic(topic: IKafkaTopic): void {
    if (topic.cluster.clusterId !== this.hub.cluster.clusterId) {
      fail(this, `topic ${topic.topicName} (${topic.node.path}) is of another cluster than the hub's (${this.hub.cluster.node.path}). Make a spoke of its hub.`);
    }
  }
}
