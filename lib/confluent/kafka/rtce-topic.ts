import { Annotations, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IKafkaTopic } from './kafka-topic';
import { fail, requireGiven, requireText } from '../../private/validation';
import { RtceTopic as Binding } from '../../provider/rtce-topic';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { requireCloud } from '../private/region';

/**
 * Properties of an `RtceTopic`.
 */
export interface RtceTopicProps {
  /**
   * The topic, with a schema of its values, in a Basic, Standard, Enterprise or Dedicated cluster on AWS. Every change
   * replaces the `RtceTopic`.
   */
  readonly topic: IKafkaTopic;

  /**
   * What is in the topic, for the models that read it: 1 to 2048 characters.
   */
  readonly description: string;

  /**
   * The region, that of the cluster. Every change replaces the `RtceTopic`.
   *
   * @default - the region of the cluster; where that is not known, the region of the stack
   */
  readonly region?: string;
}

/**
 * A topic that the Real-Time Context Engine (RTCE) keeps as a table, which AI agents ask.
 *
 * @see https://docs.confluent.io/cloud/current/ai/real-time-context-engine/manage-topics.html
 */
export class RtceTopic extends ConfluentResource {
  /**
   * The Confluent Resource Name.
   */
  public readonly rtceTopicCrn: string;

  constructor(scope: Construct, id: string, props: RtceTopicProps) {
    super(scope, id);
    requireGiven(this, props, 'topic', 'description');
    const { cluster, topicName } = props.topic;
    const { environment, clusterId } = cluster;
    this.validate(props);
    const resource = addResource(this, environment.organization, Binding, {
      cloud: Cloud.AWS,
      region: props.region ?? cluster.region ?? Stack.of(this).region,
      topicName,
      description: props.description,
      environment: { id: environment.environmentId },
      kafkaCluster: { id: clusterId },
    });
    resource.node.addDependency(props.topic);
    this.rtceTopicCrn = textAttribute(resource, 'resource_name');
  }

  private validate({ topic: { topicName, cluster }, description }: RtceTopicProps): void {
    requireText(this, 'description', description, 2048);
    if (cluster.clusterType.name === 'freight') {
      fail(this, 'the cluster must be Basic, Standard, Enterprise or Dedicated, got a cluster of type freight');
    }
    requireCloud(this, 'the Real-Time Context Engine', cluster, Cloud.AWS);
    if (topicName.includes('-')) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:rtceTopicName',
        `the name of the topic should have no dash, got: ${topicName}. Confluent may refuse it during the deployment.`);
    }
  }
}
