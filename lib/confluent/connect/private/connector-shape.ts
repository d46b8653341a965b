import { Construct, IDependable } from 'constructs';
import { ConnectorRights } from './connector-grants';
import { Settings } from './settings';
import { fail, requireGiven, requireKnown, requireText } from '../../../private/validation';
import { ResourcePattern } from '../../access/resource-pattern';
import { IServiceAccount } from '../../access/service-account';
import { IKafkaCluster } from '../../kafka/kafka-cluster';
import { IKafkaTopic } from '../../kafka/kafka-topic';
import type { PrefixSourceConnectorOptions, SinkConnectorOptions, TopicSourceConnectorOptions } from '../connector-ends';

/** What a class of connectors makes of its props. */
export interface ConnectorShape extends ConnectorRights {
  readonly cluster: IKafkaCluster;
  readonly connectorClass: string;
  /** Which side of the connector the topics are on, by which the keys of their formats are named. */
  readonly topicsAre: 'input' | 'output';
  /** Settings besides those that all connectors have. */
  readonly settings?: Settings;
  /** Who reads and writes, if it is not the account of the options. */
  readonly serviceAccount?: IServiceAccount;
  /** What must be there before the connector. */
  readonly after?: IDependable[];
}

/** The shape of a connector that reads topics. */
export function sinkOf(connector: Construct, props: SinkConnectorOptions, connectorClass: string, settings: Settings): ConnectorShape {
  requireGiven(connector, props, 'topics');
  const { topics: reads, deadLetterTopicName: deadLetters } = props;
  const cluster = clusterOf(connector, 'topics', reads);
  const names = reads.map(({ topicName }) => topicName);
  requireDeadLetters(connector, deadLetters, names);
  return {
    cluster,
    connectorClass,
    topicsAre: 'input',
    reads,
    makes: deadLetters === undefined ? [] : [ResourcePattern.literal(deadLetters)],
    settings: { 'topics': names, 'errors.deadletterqueue.topic.name': deadLetters, ...settings },
  };
}

/** The shape of a connector that writes to a topic. */
export function topicSourceOf(connector: Construct, props: TopicSourceConnectorOptions, connectorClass: string, settings: Settings): ConnectorShape {
  requireGiven(connector, props, 'topic');
  const { topic, topic: { cluster, topicName } } = props;
  return { cluster, connectorClass, topicsAre: 'output', writes: [topic], settings: { 'kafka.topic': topicName, ...settings } };
}

/** The shape of a connector that writes to topics, which its settings name. */
export function topicsSourceOf(
  connector: Construct, prop: string, topics: IKafkaTopic[], connectorClass: string, settings: Settings,
): ConnectorShape {
  return { cluster: clusterOf(connector, prop, topics), connectorClass, topicsAre: 'output', writes: topics, settings };
}

/** The shape of a connector that makes topics whose names start alike. */
export function prefixSourceOf(
  connector: Construct, props: PrefixSourceConnectorOptions, connectorClass: string, settings: Settings,
): ConnectorShape {
  requireGiven(connector, props, 'cluster', 'topicPrefix');
  const { cluster, topicPrefix, topics } = props;
  requireKnown(connector, 'topicPrefix', topicPrefix, 'Rights are named after it: give it as plain text.');
  requireText(connector, 'topicPrefix', topicPrefix, 200, /^[a-zA-Z0-9._-]+$/);
  return {
    cluster,
    connectorClass,
    topicsAre: 'output',
    writes: topics,
    makes: [ResourcePattern.prefixed(topicPrefix)],
    settings: { 'topic.prefix': topicPrefix, ...settings },
  };
}

/** The cluster of topics. */
function clusterOf(connector: Construct, prop: string, topics: IKafkaTopic[]): IKafkaCluster {
  if (topics.length === 0) {
    fail(connector, `\`${prop}\` must name at least one topic, got none`);
  }
  const [{ cluster }] = topics;
  if (topics.some((topic) => topic.cluster !== cluster)) {
    fail(connector, `\`${prop}\` must be of one cluster, got: ${topics.map((topic) => topic.node.path).join(', ')}`);
  }
  return cluster;
}

/** A dead letter topic must be known, and none of the topics that are read. */
export function requireDeadLetters(connector: Construct, name: string | undefined, topics: string[]): void {
  requireKnown(connector, 'deadLetterTopicName', name, 'Rights are named after it: give it as plain text.');
  requireText(connector, 'deadLetterTopicName', name, 249, /^[a-zA-Z0-9._-]+$/);
  if (name !== undefined && topics.includes(name)) {
    fail(connector, `\`deadLetterTopicName\` must be none of the topics that are read, got: ${name}`);
  }
}
