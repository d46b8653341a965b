import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { KinesisSourceConnector, KinesisSourceConnectorOptions } from '../confluent';
import { ISource, SourceBindOptions, SourceConfig } from '../hub';

/**
 * A Kinesis data stream whose records are brought into a topic by Confluent's managed connector.
 *
 * Delivers at least once, in the order of each shard; the key of a record in the topic is its partition key. The connector
 * reads by an IAM role that it assumes.
 */
export class KinesisSource implements ISource {
  constructor(private readonly stream: IStream, private readonly options: KinesisSourceConnectorOptions = {}) {}

  public bind(scope: Construct, { topic, spoke }: SourceBindOptions): SourceConfig {
    const carrier = new KinesisSourceConnector(scope, 'Connector', {
      stream: this.stream, topic, serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
