import { Duration } from 'aws-cdk-lib';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { AwsConnectorOptions, TopicSourceConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { AwsConnector, regionOfArn } from './private/aws-connector';
import { topicSourceOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { fail, requireGiven, requireInteger } from '../../private/validation';

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
export interface KinesisSourceConnectorOptions extends ConnectorOptions, AwsConnectorOptions {
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
   * How long it waits after Kinesis said that it reads too much.
   *
   * @default Duration.seconds(10)
   */
  readonly throughputBackoff?: Duration;

  /**
   * How long it waits when there is nothing to read.
   *
   * @default Duration.seconds(5)
   */
  readonly emptyBackoff?: Duration;
}

/**
 * Properties of a `KinesisSourceConnector`.
 */
export interface KinesisSourceConnectorProps extends KinesisSourceConnectorOptions, TopicSourceConnectorOptions {
  /**
   * The stream that is read.
   */
  readonly stream: IStream;
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
export class KinesisSourceConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: KinesisSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'stream', 'topic');
      const { stream, topic, position = KinesisPosition.trimHorizon() } = props;
      requireInteger(connector, 'recordLimit', props.recordLimit, 1, 10000);
      if (topic.valueSubject ?? topic.keySubject) {
        fail(connector, `topic ${topic.topicName} has a schema, and the connector writes the bytes of Kinesis records as they are. `
          + 'Write to a topic without a schema, and let a Flink statement or another consumer give its records one.');
      }
      return {
        ...topicSourceOf(connector, props, 'KinesisSource', {
          ...settingsOf(props, {
            recordLimit: 'kinesis.record.limit',
            deaggregate: 'kinesis.record.deaggregation.enable',
            throughputBackoff: 'kinesis.throughput.exceeded.backoff.ms',
            emptyBackoff: 'kinesis.empty.records.backoff.ms',
          }),
          'kinesis.stream': stream.streamName,
          'kinesis.region': regionOfArn(connector, stream.streamArn),
          'kinesis.position': position.name,
          'kinesis.shard.timestamp': position.timestamp,
        }),
        grantAws: (integration) => {
          stream.encryptionKey?.grantDecrypt(integration);
          return [stream.grant(integration, ...STREAM_ACTIONS)];
        },
      };
    });
  }
}
