import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import { Cloud } from '../cloud';
import { IKafkaCluster } from '../kafka/kafka-cluster';

/** The region that is given; on AWS else that of the stack, which says nothing about other clouds. */
export function regionOf(scope: IConstruct, cloud: Cloud, region?: string): string {
  return region ?? (cloud === Cloud.AWS ? Stack.of(scope).region
    : fail(scope, `\`region\` must be given in ${cloud}; the region of the stack is one of AWS`));
}

/** Fails if `what` needs another cloud than that of `cluster`, as far as it is known. */
export function requireCloud(scope: IConstruct, what: string, cluster: IKafkaCluster, needed: Cloud): void {
  const { cloud = needed } = cluster;
  if (cloud !== needed) {
    fail(scope, `${what} is for clusters in ${needed}, got one in ${cloud}: ${cluster.node.path}`);
  }
}
