import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AwsConnectorOptions, TopicSourceConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { AwsConnector } from './private/aws-connector';
import { topicSourceOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { requireGiven } from '../../private/validation';

/**
 * Options of an SQS source connector, wherever it stands.
 */
export interface SqsSourceConnectorOptions extends ConnectorOptions, AwsConnectorOptions {
  /**
   * Whether each value in JSON carries its schema.
   *
   * @default false
   */
  readonly embedSchemas?: boolean;
}

/**
 * Properties of an `SqsSourceConnector`.
 */
export interface SqsSourceConnectorProps extends SqsSourceConnectorOptions, TopicSourceConnectorOptions {
  /**
   * The queue that is read. What is in the topic is deleted from it.
   */
  readonly queue: IQueue;
}

/**
 * Confluent's managed connector from an SQS queue to a topic. It assumes an IAM role that may consume the queue; there is no
 * long-lived AWS key.
 *
 * Delivers at least once; from a FIFO queue to a topic of one partition in order. The value of a record has the body and the
 * attributes of the message, its key the name of the queue and the ID of the message, and that of its group.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-sqs-source.html
 */
export class SqsSourceConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: SqsSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'queue', 'topic');
      const { queue } = props;
      return {
        ...topicSourceOf(connector, props, 'SqsSource', {
          ...settingsOf(props, { embedSchemas: 'schemas.enable' }),
          'sqs.url': queue.queueUrl,
          'sqs.region': queue.env.region,
        }),
        grantAws: (integration) => [queue.grantConsumeMessages(integration)],
      };
    });
  }
}
