import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IClusterLink } from './cluster-link';
import { managedEnd } from './private/link-ends';
import { SourceTopic } from './source-topic';
import { fail, requireGiven, requireKnown, requireOneOf, requireText } from '../../private/validation';
import { KafkaMirrorTopic as Binding } from '../../provider/kafka-mirror-topic';
import { addResource } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { ConfluentResource } from '../confluent-resource';
import { ISubject } from '../governance/subject';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic, KafkaTopic } from '../kafka/kafka-topic';

/**
 * What a mirror topic does. From PROMOTED and FAILED_OVER there is no way back.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/mirror-topics-cc.html
 */
export enum MirrorStatus {
  /** It follows its source. */
  ACTIVE = 'ACTIVE',
  /** It waits. */
  PAUSED = 'PAUSED',
  /** It has all that its source had, and is a topic that can be written to. The source must be there. */
  PROMOTED = 'PROMOTED',
  /** It is a topic that can be written to, with what it has. The source need not be there. */
  FAILED_OVER = 'FAILED_OVER',
}

/**
 * Properties of a `MirrorTopic`.
 */
export interface MirrorTopicProps {
  /**
   * The link.
   */
  readonly link: IClusterLink;

  /**
   * The topic to follow.
   */
  readonly sourceTopic: SourceTopic;

  /**
   * What it shall do. A new one is ACTIVE, whatever is said; a later deployment changes it. What is done outside the app, as in an
   * emergency, stays so only where nothing is said.
   *
   * @default - it stays as it is
   */
  readonly status?: MirrorStatus;

  /**
   * The subject of the keys' schema.
   *
   * @default - that of the source, if both clusters are in one environment
   */
  readonly keySubject?: ISubject;

  /**
   * The subject of the values' schema.
   *
   * @default - that of the source, if both clusters are in one environment
   */
  readonly valueSubject?: ISubject;

  /**
   * What happens to the topic when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A topic that follows one of another cluster: the same records in the same partitions at the same offsets, with the same configs. It
 * is read as any topic is; it can be written to when it is promoted or failed over.
 *
 * Mirror topics are deployed after the topics of their stack. What is made of one by the topics' root, such as a connector or a
 * statement that reads it, stands in the same stack only if its source does not.
 *
 * After that it is a topic of its own. To manage it as one, deploy without the mirror topic, which keeps it there, then import it:
 * `KafkaTopic.fromKafkaTopicAttributes`.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/mirror-topics-cc.html
 */
export class MirrorTopic extends ConfluentResource implements IKafkaTopic {
  public readonly topicName: string;
  public readonly cluster: IKafkaCluster;
  public readonly keySubject?: ISubject;
  public readonly valueSubject?: ISubject;

  /**
   * The link.
   */
  public readonly link: IClusterLink;

  private readonly topic: IKafkaTopic;

  constructor(scope: Construct, id: string, props: MirrorTopicProps) {
    super(scope, id);
    requireGiven(this, props, 'link', 'sourceTopic');
    const { link, sourceTopic: { topicName, topic } } = props;
    const { destination, prefix = '' } = link;
    this.validate(props);
    this.link = link;
    this.cluster = destination;
    this.topicName = `${prefix}${topicName}`;
    const source = topic?.cluster.environment === destination.environment ? topic : undefined;
    this.keySubject = props.keySubject ?? source?.keySubject;
    this.valueSubject = props.valueSubject ?? source?.valueSubject;
    this.topic = KafkaTopic.fromKafkaTopicAttributes(this, 'Topic', {
      cluster: destination, topicName: this.topicName, keySubject: this.keySubject, valueSubject: this.valueSubject,
    });
    const resource = addResource(this, destination.environment.organization, Binding, {
      clusterLink: { linkName: link.linkName },
      kafkaCluster: managedEnd(this, destination, destination.adminKey.secret),
      sourceKafkaTopic: { topicName },
      mirrorTopicName: prefix === '' ? undefined : this.topicName,
      status: props.status,
    });
    resource.node.addDependency(link, link.allowMirroring(ResourcePattern.literal(topicName)), ...topic ? [topic] : []);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(destination);
  }

  public grantRead(principal: IPrincipal): Grant {
    return this.topic.grantRead(principal);
  }

  public grantWrite(principal: IPrincipal): Grant {
    return this.topic.grantWrite(principal);
  }

  public grantManage(principal: IPrincipal): Grant {
    return this.topic.grantManage(principal);
  }

  private validate({ link, sourceTopic: { topicName, topic }, status }: MirrorTopicProps): void {
    requireKnown(this, 'sourceTopic', topicName, 'Grants are named after it: give it as plain text.');
    requireText(this, 'sourceTopic', topicName, 249 - (link.prefix ?? '').length, /^[a-zA-Z0-9._-]+$/);
    requireOneOf(this, 'status', status, Object.values(MirrorStatus));
    const [from, linked] = [topic?.cluster.clusterId, link.sourceCluster?.clusterId];
    if (from !== undefined && linked !== undefined && from !== linked && Token.isUnresolved(from) === Token.isUnresolved(linked)) {
      fail(this, `\`sourceTopic\` must be in the cluster that the link comes from, ${link.sourceCluster?.node.path}, got one in: ${topic?.cluster.node.path}`);
    }
  }
}
