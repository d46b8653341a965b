import { IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IKafkaCluster } from './kafka-cluster';
import { KafkaTopicOptions } from './kafka-topic-options';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { KafkaTopic as Binding } from '../../provider/kafka-topic';
import { addResource } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { ConfluentResource } from '../confluent-resource';
import { kafkaProvider } from '../private/providers';
import { topicConfig } from './private/topic-config';
import { CatalogEntity } from '../governance/catalog-entity';
import { Schema } from '../governance/schema';
import { ISubject, Subject } from '../governance/subject';

/**
 * A Kafka topic.
 */
export interface IKafkaTopic extends IResource {
  /**
   * The name, known at synth.
   */
  readonly topicName: string;

  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The subject of the keys' schema, if the topic has one.
   */
  readonly keySubject?: ISubject;

  /**
   * The subject of the values' schema, if the topic has one.
   */
  readonly valueSubject?: ISubject;

  /**
   * Lets a principal read records, and the schemas that they follow. To consume, it needs its group too.
   */
  grantRead(principal: IPrincipal): Grant;

  /**
   * Lets a principal write records. Schemas are registered by the topic; to register others, grant on the subject.
   */
  grantWrite(principal: IPrincipal): Grant;

  /**
   * Lets a principal change and delete the topic.
   */
  grantManage(principal: IPrincipal): Grant;
}

/**
 * Properties of a `KafkaTopic`.
 */
export interface KafkaTopicProps extends KafkaTopicOptions {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The name: letters, digits, `.`, `_` and `-`, up to 249 characters. Every change replaces the topic.
   */
  readonly topicName: string;
}

/**
 * What is known of a topic that stands elsewhere.
 */
export interface KafkaTopicAttributes {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The name.
   */
  readonly topicName: string;

  /**
   * The subject of the keys' schema.
   *
   * @default - no schema
   */
  readonly keySubject?: ISubject;

  /**
   * The subject of the values' schema.
   *
   * @default - no schema
   */
  readonly valueSubject?: ISubject;
}

abstract class KafkaTopicBase extends ConfluentResource implements IKafkaTopic {
  public abstract readonly topicName: string;
  public abstract readonly cluster: IKafkaCluster;
  public abstract readonly keySubject?: ISubject;
  public abstract readonly valueSubject?: ISubject;

  public grantRead(principal: IPrincipal): Grant {
    return Grant.combine(this.cluster.grantReadTopics(principal, this.pattern), ...this.subjects.map((subject) => subject.grantRead(principal)));
  }

  public grantWrite(principal: IPrincipal): Grant {
    return Grant.combine(this.cluster.grantWriteTopics(principal, this.pattern), ...this.subjects.map((subject) => subject.grantRead(principal)));
  }

  public grantManage(principal: IPrincipal): Grant {
    return this.cluster.grantManageTopics(principal, this.pattern);
  }

  private get pattern(): ResourcePattern {
    return ResourcePattern.literal(this.topicName);
  }

  private get subjects(): ISubject[] {
    return [this.keySubject, this.valueSubject].filter((subject): subject is ISubject => subject !== undefined);
  }
}

/**
 * A topic of a Kafka cluster in Confluent Cloud. It has three replicas, which cannot be chosen.
 *
 * @see https://docs.confluent.io/cloud/current/topics/overview.html
 */
export class KafkaTopic extends KafkaTopicBase {
  /**
   * A topic that exists already.
   */
  public static fromKafkaTopicAttributes(scope: Construct, id: string, attributes: KafkaTopicAttributes): IKafkaTopic {
    class Import extends KafkaTopicBase {
      public readonly topicName = attributes.topicName;
      public readonly cluster = attributes.cluster;
      public readonly keySubject = attributes.keySubject;
      public readonly valueSubject = attributes.valueSubject;
    }
    const topic = new Import(scope, id);
    validateName(topic, attributes.topicName);
    return topic;
  }

  public readonly topicName: string;
  public readonly cluster: IKafkaCluster;
  public readonly keySubject?: ISubject;
  public readonly valueSubject?: ISubject;

  constructor(scope: Construct, id: string, props: KafkaTopicProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster', 'topicName');
    const { topicName } = props;
    const cluster: IKafkaCluster & { _addTopic?(topicName: string, topic: KafkaTopic): void } = props.cluster;
    validateName(this, topicName);
    requireInteger(this, 'partitions', props.partitions, 1);
    const config = topicConfig(this, cluster.clusterType, props);
    cluster._addTopic?.(topicName, this);
    addResource(this, cluster.environment.organization, Binding, {
      topicName,
      partitionsCount: props.partitions ?? 6,
      config,
      provider: kafkaProvider(this, cluster),
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(cluster);
    this.topicName = topicName;
    this.cluster = cluster;
    this.keySubject = props.key && this.subjectOf('Key', props.key, props);
    this.valueSubject = props.value && this.subjectOf('Value', props.value, props);
    props.tags?.forEach((tag) => tag.bindTo(CatalogEntity.topic(this)));
  }

  private subjectOf(id: 'Key' | 'Value', schema: Schema, { cluster, topicName, compatibility, removalPolicy }: KafkaTopicProps): Subject {
    const registry = cluster.environment.schemaRegistry;
    return new Subject(this, id, { registry, subjectName: `${topicName}-${id.toLowerCase()}`, schema, compatibility, removalPolicy });
  }
}

function validateName(topic: Resource, topicName: string): void {
  requireKnown(topic, 'topicName', topicName, 'Event sources, connectors and grants are named after it: give it as plain text.');
  requireText(topic, 'topicName', topicName, 249, /^[a-zA-Z0-9._-]+$/);
  if (topicName === '.' || topicName === '..') {
    fail(topic, `\`topicName\` must not be . or .., got: ${topicName}`);
  }
}
