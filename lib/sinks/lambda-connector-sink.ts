import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LambdaSinkConnector, LambdaSinkConnectorOptions } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';

/**
 * A Lambda function that Confluent's managed connector calls with records of a topic. Unlike a `LambdaSink` it decodes records
 * without pollers that are billed by the hour, writes what the function answers to a topic, calls functions in any region, and can
 * call a function without waiting for it. It calls by an IAM role that it assumes.
 *
 * Delivers at least once, each partition in its order, if it waits for the answer. A call that fails is not tried again: its error
 * is in a topic, unless the options say otherwise.
 */
export class LambdaConnectorSink implements ISink {
  constructor(private readonly handler: IFunction, private readonly options: LambdaSinkConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.LambdaSinkConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SinkBindOptions): SinkConfig {
    const carrier = new LambdaSinkConnector(scope, 'Connector', {
      handler: this.handler, topics: [topic], serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
