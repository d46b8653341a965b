import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { CloudWatchLogsSourceConnector, CloudWatchLogsSourceConnectorOptions } from '../confluent';
import { ISource, SourceBindOptions, SourceConfig } from '../hub';

/**
 * A log group in CloudWatch whose log streams are brought into one topic by Confluent's managed connector.
 *
 * Delivers at least once, in the order of each log stream. The connector reads by an IAM role that it assumes.
 */
export class CloudWatchLogsSource implements ISource {
  constructor(private readonly logGroup: ILogGroup, private readonly options: CloudWatchLogsSourceConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.CloudWatchLogsSourceConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SourceBindOptions): SourceConfig {
    const carrier = new CloudWatchLogsSourceConnector(scope, 'Connector', {
      logGroup: this.logGroup, topic, serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
