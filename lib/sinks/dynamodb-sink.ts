import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { DynamoDbSinkConnector, DynamoDbSinkConnectorOptions } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';

/**
 * A DynamoDB table, in the region of the hub's cluster, that Confluent's managed connector writes records of a topic to. It writes
 * by an IAM role that it assumes. The options say what the key of an item is made of, which must suit that of the table.
 *
 * An item whose key is made of partition and offset, or of fields that identify the record, is there exactly once.
 */
export class DynamoDbSink implements ISink {
  constructor(private readonly table: ITable, private readonly options: DynamoDbSinkConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.DynamoDbSinkConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SinkBindOptions): SinkConfig {
    const carrier = new DynamoDbSinkConnector(scope, 'Connector', {
      table: this.table, topics: [topic], serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
