import { Annotations, Aspects, IAspect, Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import { TerraformRoot, TerraformRunner } from '../../terraform';
import { dependable } from '../../terraform/private/dependable';
import { IEnvironment } from '../environment';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { INetwork } from '../networking/network';

/** A way from a VPC to the private clusters of an environment: an endpoint with its DNS, routes. */
export interface WayIn {
  /** Whatever must be there before the way can be taken. */
  readonly construct: IConstruct;
  /** Where it starts. */
  readonly vpc?: IVpc;
  /** Where it ends, if not at all Enterprise and Freight clusters of the environment. */
  readonly network?: INetwork;
}

/** Where an environment keeps its ways in, for all copies of this library. */
const WAYS_IN = Symbol.for('cdk-streaming-hub.WaysIn');

/** Notes a way into an environment. */
export function addWayIn(environment: IEnvironment, way: WayIn): void {
  waysInto(environment).push(way);
}

/** Whether clusters of this network, or of this type without one, are not reached over the internet. */
export function isPrivate({ clusterType, network }: Pick<IKafkaCluster, 'clusterType' | 'network'>): boolean {
  return network !== undefined || !clusterType.hasPublicNetwork;
}

/**
 * Has `root`, in which `scope` needs a private cluster, run where the cluster can be reached, and after the ways in: those in its
 * own stack, else those in other stacks that lead from where it runs.
 */
export function reach(cluster: IKafkaCluster, root: TerraformRoot, scope: IConstruct): void {
  if (!isPrivate(cluster)) {
    return;
  }
  const { project, vpc, node } = root._runner as Partial<TerraformRunner> & IConstruct;
  if (project && !vpc) { // of one that was made elsewhere it is not known
    fail(scope, `the cluster ${cluster.node.path} is in a private network, and the runner ${node.path} is in no VPC, so it cannot reach it. `
      + 'Give the Organization or StreamingHub a runner in a VPC with a way to the cluster: `runner: new TerraformRunner(this, \'Runner\', { vpc })`.');
  }
  root.node.addDependency(dependable(() => {
    const ways = waysInto(cluster.environment).filter((way) => way.network?.networkId === cluster.network?.networkId);
    const near = ways.filter((way) => Stack.of(way.construct) === Stack.of(root));
    return (near.length > 0 ? near : ways.filter((way) => vpc && way.vpc === vpc)).map((way) => way.construct);
  }));
}

/** Warns at synth if nothing in the app leads to a cluster that has no public network, in an environment that the app makes. */
export function expectWayIn(cluster: IKafkaCluster): void {
  const check: IAspect = {
    visit(visited) {
      const { environment, clusterType } = cluster;
      if (visited === cluster && environment.node.defaultChild && waysInto(environment).length === 0) {
        Annotations.of(cluster).addWarningV2('cdk-streaming-hub:privateNetwork', `nothing leads to this ${clusterType.name} cluster, which is in private `
          + 'networks only. Give its environment a PrivateLinkAttachment with a PrivateLinkEndpoint, or a Gateway with an AccessPoint.');
      }
    },
  };
  Aspects.of(cluster).add(check);
}

function waysInto(environment: IEnvironment & { [WAYS_IN]?: WayIn[] }): WayIn[] {
  return environment[WAYS_IN] ??= [];
}
