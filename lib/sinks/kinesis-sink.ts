import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { PipeSinkOptions } from './pipe-sink-options';
import { KinesisPipeTargetOptions, PipeTarget } from '../aws';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';
import { bindPipe } from './private/pipe';

/**
 * Options of a `KinesisSink`.
 */
export interface KinesisSinkOptions extends PipeSinkOptions, KinesisPipeTargetOptions {}

/**
 * A Kinesis data stream that records of a topic are put into by an EventBridge pipe.
 *
 * Delivers at least once. The batches of a Kafka partition are put one after another; one that fails in part, as by
 * throttling, is put again, so that its records may come twice and change places among themselves. Records of the same key go
 * to the same shard; their order there is that of the batches.
 *
 * There is no dead-letter queue: a record that Kinesis cannot take, as one without a key where `partitionKey` is `$.key`, or one
 * whose JSON is larger than the stream allows (1 MiB by default), is tried until it leaves the topic, and holds up its partition. Watch `metricExecutionFailed` of the pipe.
 */
export class KinesisSink implements ISink {
  constructor(private readonly stream: IStream, private readonly options: KinesisSinkOptions = {}) {}

  /**
   * Makes the pipe, an `aws.KafkaPipe`.
   *
   * @throws if the topic's keys or values have a schema, which a pipe cannot decode, unless the options say what to do
   */
  public bind(scope: Construct, options: SinkBindOptions): SinkConfig {
    const target = PipeTarget.kinesisStream(this.stream, { partitionKey: this.options.partitionKey });
    return bindPipe(scope, options, target, this.options);
  }
}
