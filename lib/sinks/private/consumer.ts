import { Names } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { VpcAccessOptions } from '../../aws';
import { requireConsumerGroupId } from '../../aws/private/kafka-names';
import { Grant, IKafkaTopic, ISubject, ResourcePattern } from '../../confluent';
import { SinkBindOptions } from '../../hub';
import { fail, requireKnown } from '../../private/validation';

/** The consumer group of a sink. It never changes by itself: a new one would read the topic anew. */
export function consumerGroupOf(scope: Construct, consumerGroupId: string | undefined): string {
  requireKnown(scope, 'consumerGroupId', consumerGroupId, 'Grants are named after it: give it as plain text.');
  requireConsumerGroupId(scope, consumerGroupId);
  return consumerGroupId ?? Names.uniqueResourceName(scope, { maxLength: 200, separator: '-' });
}

/** Lets the spoke read the topic as a member of one group, and of no other. */
export function grantConsume({ topic, spoke }: SinkBindOptions, consumerGroupId: string): Grant {
  return Grant.combine(
    topic.grantRead(spoke.serviceAccount),
    topic.cluster.grantConsumerGroups(spoke.serviceAccount, ResourcePattern.literal(consumerGroupId)),
  );
}

/** Fails if the cluster has no public endpoint and there is no VPC to reach it from. */
export function requireReachable(scope: IConstruct, { cluster }: IKafkaTopic, { vpc }: VpcAccessOptions): void {
  if (!cluster.clusterType.hasPublicNetwork && !vpc) {
    fail(scope, `cluster ${cluster.node.path} is of type ${cluster.clusterType.name}, which only private networks reach. Give a VPC that does: \`vpc\`.`);
  }
}

/** The subjects of a topic, by the part of a record that they describe. */
export function subjectsOf({ keySubject, valueSubject }: IKafkaTopic): { readonly part: 'keys' | 'values'; readonly subject: ISubject }[] {
  return [
    ...keySubject ? [{ part: 'keys' as const, subject: keySubject }] : [],
    ...valueSubject ? [{ part: 'values' as const, subject: valueSubject }] : [],
  ];
}

/** Such as `topic orders (Stack/Hub/orders) has values in AVRO`. */
export function describeSchemas(topic: IKafkaTopic): string {
  const schemas = subjectsOf(topic).map(({ part, subject }) => `${part} ${subject.format ? `in ${subject.format}` : 'with a schema'}`);
  return `topic ${topic.topicName} (${topic.node.path}) has ${schemas.join(' and ')}`;
}
