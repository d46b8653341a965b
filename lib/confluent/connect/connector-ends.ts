import { ConnectorOptions } from './connector-options';
import { IProviderIntegration } from './provider-integration';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * Where connectors put records that they could not deliver.
 */
export interface DeadLetterOptions {
  /**
   * The topic for records that could not be delivered. The connector makes it, unless it is there.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/dead-letter-queue.html
   *
   * @default - `dlq-` and the ID of the connector
   */
  readonly deadLetterTopicName?: string;
}

/**
 * Options of connectors that read topics.
 */
export interface SinkConnectorOptions extends ConnectorOptions, DeadLetterOptions {
  /**
   * The topics that are read, of one cluster. The service account may read them, be in the groups of connectors, and write to
   * the topics in which connectors report.
   */
  readonly topics: IKafkaTopic[];
}

/**
 * Where connectors report what the other side answered.
 */
export interface ReportOptions {
  /**
   * The topic for answers to records that were delivered. The connector makes it, unless it is there.
   *
   * @default - `success-` and the ID of the connector
   */
  readonly resultTopicName?: string;

  /**
   * The topic for errors of records that were not delivered. The connector makes it, unless it is there.
   *
   * @default - `error-` and the ID of the connector
   */
  readonly errorTopicName?: string;
}

/**
 * Options of connectors that write to one topic.
 */
export interface TopicSourceConnectorOptions extends ConnectorOptions {
  /**
   * The topic that is written to. The service account may write to it.
   */
  readonly topic: IKafkaTopic;
}

/**
 * Options of connectors that make topics and write to them, such as one for each table.
 */
export interface PrefixSourceConnectorOptions extends ConnectorOptions {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * How the names of the topics start: letters, digits, `.`, `_` and `-`. The service account may make such topics and write
   * to them.
   */
  readonly topicPrefix: string;

  /**
   * Topics that are there before the connector, which it then does not make: their names start with the prefix.
   *
   * @default - the connector makes all its topics
   */
  readonly topics?: IKafkaTopic[];
}

/**
 * Options of connectors that use AWS.
 */
export interface AwsConnectorOptions {
  /**
   * The role that Confluent assumes. It is granted what the connector needs, and nothing else.
   *
   * @default - one is made
   */
  readonly integration?: IProviderIntegration;
}
