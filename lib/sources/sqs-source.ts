import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SqsSourceConnector, SqsSourceConnectorOptions } from '../confluent';
import { ISource, SourceBindOptions, SourceConfig } from '../hub';

/**
 * An SQS queue whose messages are brought into a topic by Confluent's managed connector. A message that is in the topic is deleted
 * from the queue, so that nobody else should read it.
 *
 * Delivers at least once; from a FIFO queue to a topic of one partition in order. The connector reads by an IAM role that it
 * assumes.
 */
export class SqsSource implements ISource {
  constructor(private readonly queue: IQueue, private readonly options: SqsSourceConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.SqsSourceConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SourceBindOptions): SourceConfig {
    const carrier = new SqsSourceConnector(scope, 'Connector', {
      queue: this.queue, topic, serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
