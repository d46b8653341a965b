import { Construct } from 'constructs';
import { RedshiftSinkConnector, RedshiftSinkConnectorOptions } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';

/**
 * A database of a Redshift cluster that Confluent's managed connector writes records of a topic with a schema to. It connects by a
 * password, or by an IAM role that it assumes. The cluster must be reachable from Confluent Cloud.
 *
 * Delivers at least once.
 */
export class RedshiftSink implements ISink {
  constructor(private readonly options: RedshiftSinkConnectorOptions) {}

  /**
   * Makes the connector, a `confluent.RedshiftSinkConnector`.
   *
   * @throws if the topic is not known to have a schema, unless the options say its format
   */
  public bind(scope: Construct, { topic, spoke }: SinkBindOptions): SinkConfig {
    const carrier = new RedshiftSinkConnector(scope, 'Connector', { topics: [topic], serviceAccount: spoke.serviceAccount, ...this.options });
    return { carrier };
  }
}
