import { ArnFormat, Stack, Tokenization } from 'aws-cdk-lib';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { Connector, IConnector } from './connector';
import { IProviderIntegration, ProviderIntegration } from './provider-integration';
import { fail, requireGiven, requireInteger } from '../../private/validation';
import { IServiceAccount } from '../access/service-account';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * Where in a stream a connector starts that has not read it before.
 */
export class KinesisPosition {
  /** At the oldest record. */
  public static trimHorizon(): KinesisPosition {
    return new KinesisPosition('TRIM_HORIZON');
  }

  /** After the newest record. */
  public static latest(): KinesisPosition {
    return new KinesisPosition('LATEST');
  }

  /** At the first record of a time. */
  public static at(time: Date): KinesisPosition {
    return new KinesisPosition('AT_TIMESTAMP', time.getTime());
  }

  private constructor(
    /** The name in the connector's configuration. */
    public readonly name: string,
    /** Milliseconds since 1970, for a position in time. */
    public readonly timestamp?: number,
  ) {}
}

/**
 * Options of a Kinesis source connector, wherever it stands.
 */
export interface KinesisSourceConnectorOptions {
  /**
   * Where the connector starts.
   *
   * @default KinesisPosition.trimHorizon()
   */
  readonly position?: KinesisPosition;

  /**
   * The most records of a poll of a shard: 1 to 10,000.
   *
   * @default 500
   */
  readonly recordLimit?: number;

  /**
   * Whether records that the Kinesis Producer Library put together are taken apart.
   *
   * @default false
   */
  readonly deaggregate?: boolean;

  /**
   * The most tasks; shards are spread over them. 1 on Basic clusters.
   *
   * @default 1
   */
  readonly maxTasks?: number;

  /**
   * The name of the connector, which cannot be changed; up to 64 characters.
   *
   * @default - derived from the construct path
   */
  readonly connectorName?: string;

  /**
   * The role that Confluent assumes to read the stream. It may read this stream and nothing else, unless it is given.
   *
   * @default - one is made
   */
  readonly integration?: IProviderIntegration;
}

/**
 * Properties of a `KinesisSourceConnector`.
 */
export interface KinesisSourceConnectorProps extends KinesisSourceConnectorOptions {
  /**
   * The stream that is read.
   */
  readonly stream: IStream;

  /**
   * The topic that is written to.
   */
  readonly topic: IKafkaTopic;

  /**
   * The service account by which the connector writes. It is granted to write to the topic.
   *
   * @default - one is made
   */
  readonly serviceAccount?: IServiceAccount;
}

/** What the connector does with the stream; https://docs.confluent.io/cloud/current/connectors/cc-kinesis-source.html */
const STREAM_ACTIONS = ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'];

/**
 * Confluent's managed connector from a Kinesis data stream to a topic. It assumes an IAM role that may read the stream; there
 * is no long-lived AWS key.
 *
 * Delivers at least once, in the order of each shard. A record's value is that of Kinesis byte for byte, and its key is the
 * partition key.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-kinesis-source.html
 */
export class KinesisSourceConnector extends Construct {
  /**
   * The connector.
   */
  public readonly connector: IConnector;

  /**
   * What lets Confluent assume the role.
   */
  public readonly integration: IProviderIntegration;

  /**
   * The service account by which the connector writes.
   */
  public readonly serviceAccount: IServiceAccount;

  constructor(scope: Construct, id: string, props: KinesisSourceConnectorProps) {
    super(scope, id);
    requireGiven(this, props, 'stream', 'topic');
    const { stream, topic } = props;
    requireInteger(this, 'recordLimit', props.recordLimit, 1, 10000);
    if (topic.valueSubject ?? topic.keySubject) {
      fail(this, `topic ${topic.topicName} has a schema, and the connector writes the bytes of Kinesis records as they are. `
        + 'Write to a topic without a schema, and let a Flink statement or another consumer give its records one.');
    }
    this.integration = props.integration ?? new ProviderIntegration(this, 'Integration', { environment: topic.cluster.environment });
    const readsStream = stream.grant(this.integration, ...STREAM_ACTIONS);
    stream.encryptionKey?.grantDecrypt(this.integration);
    const connector = new Connector(this, 'Connector', {
      cluster: topic.cluster,
      connectorName: props.connectorName,
      connectorClass: 'KinesisSource',
      serviceAccount: props.serviceAccount,
      maxTasks: props.maxTasks,
      config: this.config(props),
      writes: [topic],
    });
    this.connector = connector;
    this.serviceAccount = connector.serviceAccount;
    connector.node.defaultChild?.node.addDependency(this.integration, readsStream);
  }

  private config({ stream, topic, position, recordLimit, deaggregate }: KinesisSourceConnectorProps): Record<string, string> {
    return {
      'kafka.topic': topic.topicName,
      'kinesis.stream': stream.streamName,
      'kinesis.region': Stack.of(this).splitArn(stream.streamArn, ArnFormat.SLASH_RESOURCE_NAME).region ?? Stack.of(this).region,
      'kinesis.position': (position ?? KinesisPosition.trimHorizon()).name,
      ...(position?.timestamp === undefined ? {} : { 'kinesis.shard.timestamp': String(position.timestamp) }),
      ...(recordLimit === undefined ? {} : { 'kinesis.record.limit': Tokenization.stringifyNumber(recordLimit) }),
      ...(deaggregate === undefined ? {} : { 'kinesis.record.deaggregation.enable': String(deaggregate) }),
      'authentication.method': 'IAM Roles',
      'provider.integration.id': this.integration.integrationId,
    };
  }
}
