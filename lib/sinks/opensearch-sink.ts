import { IDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import { OpenSearchIndexOptions, OpenSearchSinkConnector, OpenSearchSinkConnectorOptions } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';

/**
 * Options of an `OpenSearchSink`.
 */
export interface OpenSearchSinkOptions extends OpenSearchSinkConnectorOptions, OpenSearchIndexOptions {}

/**
 * A domain of Amazon OpenSearch Service that Confluent's managed connector writes records of a topic to, into one index. The
 * connector cannot assume an IAM role: the domain needs fine-grained access control with a user of its own, and an endpoint that
 * Confluent Cloud can reach.
 *
 * Delivers at least once.
 */
export class OpenSearchSink implements ISink {
  constructor(private readonly domain: IDomain, private readonly options: OpenSearchSinkOptions) {}

  /**
   * Makes the connector, a `confluent.OpenSearchSinkConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SinkBindOptions): SinkConfig {
    const { indexName, batchSize, writeMethod, insertKeyAsId, nullValues, reportStatusCodeOnly, ...options } = this.options;
    const carrier = new OpenSearchSinkConnector(scope, 'Connector', {
      url: `https://${this.domain.domainEndpoint}`,
      indexes: [{ topic, indexName, batchSize, writeMethod, insertKeyAsId, nullValues, reportStatusCodeOnly }],
      serviceAccount: spoke.serviceAccount,
      ...options,
    });
    return { carrier };
  }
}
