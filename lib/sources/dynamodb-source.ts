import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { DynamoDbCdcSourceConnector, DynamoDbCdcSourceConnectorOptions } from '../confluent';
import { ISource, SourceBindOptions, SourceConfig } from '../hub';

/**
 * A DynamoDB table whose items, and their changes, are brought into a topic by Confluent's managed connector. The table has a
 * stream, unless only the items are read that are there. Records have a schema.
 *
 * Delivers at least once, in the order of each item's changes. The connector reads by an IAM role that it assumes.
 */
export class DynamoDbSource implements ISource {
  constructor(private readonly table: ITable, private readonly options: DynamoDbCdcSourceConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.DynamoDbCdcSourceConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SourceBindOptions): SourceConfig {
    const carrier = new DynamoDbCdcSourceConnector(scope, 'Connector', {
      routes: [{ table: this.table, topic }], serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
