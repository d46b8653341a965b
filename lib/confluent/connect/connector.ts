import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConnectorOptions } from './connector-options';
import { specOf } from './private/check-config';
import { requireDeadLetters } from './private/connector-shape';
import { KEY_TABLES } from './private/keys/key-tables';
import { ManagedConnector } from './private/managed-connector';
import { Settings } from './private/settings';
import { requireGiven, requireText } from '../../private/validation';
import { ResourcePattern } from '../access/resource-pattern';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * A managed connector.
 */
export interface IConnector extends IResource {
  /**
   * The name.
   */
  readonly connectorName: string;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;
}

/**
 * Properties of a `Connector`.
 */
export interface ConnectorProps extends ConnectorOptions {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The class of the connector, such as `S3_SINK`.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/index.html
   */
  readonly connectorClass: string;

  /**
   * Topics that it reads, as a sink connector. Its service account may read them, as member of the groups of connectors, and
   * write to the topics in which connectors report; the connector waits for that. Where the keys of the class are not known,
   * `config` must name the topics too.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * Topics that it writes to, as a source connector. Its service account may write to them; the connector waits for that.
   * Unless there is one, and the keys of the class are known, `config` must name the topics too.
   *
   * @default - none
   */
  readonly writes?: IKafkaTopic[];

  /**
   * Names, or their beginnings, of topics that it makes and writes to, as a source connector.
   *
   * @default - none
   */
  readonly makes?: ResourcePattern[];

  /**
   * The topic for records that a sink connector could not deliver. The connector makes it, unless it is there.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/dead-letter-queue.html
   *
   * @default - `dlq-` and the ID of the connector
   */
  readonly deadLetterTopicName?: string;
}

/**
 * What is known of a connector that stands elsewhere.
 */
export interface ConnectorAttributes {
  /**
   * The name.
   */
  readonly connectorName: string;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;
}

/**
 * A managed connector of any class. If this library knows the keys of the class, it checks the configuration at synth; Confluent
 * checks it when the connector is created.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/overview.html
 */
export class Connector extends ManagedConnector {
  /**
   * A connector that exists already.
   */
  public static fromConnectorAttributes(scope: Construct, id: string, attributes: ConnectorAttributes): IConnector {
    class Import extends Resource implements IConnector {
      public readonly connectorName = attributes.connectorName;
      public readonly cluster = attributes.cluster;
    }
    return new Import(scope, id);
  }

  constructor(scope: Construct, id: string, props: ConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'connectorClass');
      const { cluster, connectorClass, reads = [], writes, makes = [], deadLetterTopicName: deadLetters } = props;
      requireText(connector, 'connectorClass', connectorClass);
      requireDeadLetters(connector, deadLetters, reads.map(({ topicName }) => topicName));
      return {
        cluster,
        connectorClass,
        reads,
        writes,
        topicsAre: reads.length > 0 || /sink/i.test(connectorClass) ? 'input' : 'output',
        makes: deadLetters === undefined ? makes : [...makes, ResourcePattern.literal(deadLetters)],
        settings: { ...topicSettings(props), 'errors.deadletterqueue.topic.name': deadLetters },
      };
    });
  }
}

/** Names the topics, where the keys of the class are known. */
function topicSettings({ connectorClass, config = {}, reads = [], writes = [] }: ConnectorProps): Settings {
  const table = KEY_TABLES.get(connectorClass);
  const namesThem = (key: string) => table !== undefined && specOf(table, key) !== undefined && config[key] === undefined;
  return {
    ...(reads.length > 0 && config['topics.regex'] === undefined && namesThem('topics') ? { topics: reads.map(({ topicName }) => topicName) } : {}),
    ...(writes.length === 1 && namesThem('kafka.topic') ? { 'kafka.topic': writes[0].topicName } : {}),
  };
}
