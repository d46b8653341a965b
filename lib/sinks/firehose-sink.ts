import { IDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import { PipeSinkOptions } from './pipe-sink-options';
import { PipeTarget } from '../aws';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';
import { bindPipe } from './private/pipe';

/**
 * Options of a `FirehoseSink`.
 */
export interface FirehoseSinkOptions extends PipeSinkOptions {}

/**
 * A Firehose delivery stream that records of a topic are put into by an EventBridge pipe, with no Kinesis stream between.
 *
 * Delivers at least once, in no order. Each record is a JSON object with key, value, headers, topic, partition, offset and
 * timestamp, and no line break after it: to have one in S3, give the delivery stream an `AppendDelimiterToRecordProcessor`.
 *
 * There is no dead-letter queue: a record that Firehose cannot take, as one whose JSON is larger than 1,000 KiB, is tried
 * until it leaves the topic, and holds up its partition. Watch `metricExecutionFailed` of the pipe. What Firehose took and
 * its destination refuses goes to the backup of the delivery stream.
 */
export class FirehoseSink implements ISink {
  constructor(private readonly deliveryStream: IDeliveryStream, private readonly options: FirehoseSinkOptions = {}) {}

  /**
   * Makes the pipe, an `aws.KafkaPipe`.
   *
   * @throws if the topic's keys or values have a schema, which a pipe cannot decode, unless the options say what to do
   */
  public bind(scope: Construct, options: SinkBindOptions): SinkConfig {
    return bindPipe(scope, options, PipeTarget.deliveryStream(this.deliveryStream), this.options);
  }
}
