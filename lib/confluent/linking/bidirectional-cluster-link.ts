import { RemovalPolicy } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, Dependable } from 'constructs';
import { IClusterLink } from './cluster-link';
import { ClusterLinkOptions, LinkDirectionOptions } from './cluster-link-options';
import { ClusterLinkBase } from './private/cluster-link-base';
import { linkConfig } from './private/link-config';
import { grantBothEnds, linkKey, managedEnd, otherEnd } from './private/link-ends';
import { requireDestination, requireTwo } from './private/link-validation';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ClusterLink as Binding, ClusterLinkConfig } from '../../provider/cluster-link';
import { addResource } from '../../terraform/private/add-resource';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { defaultName } from '../private/names';

/**
 * Properties of a `BidirectionalClusterLink`.
 */
export interface BidirectionalClusterLinkProps extends ClusterLinkOptions {
  /**
   * One of the clusters: an Enterprise or Dedicated one.
   */
  readonly first: IKafkaCluster;

  /**
   * The other: an Enterprise or Dedicated one.
   */
  readonly second: IKafkaCluster;

  /**
   * Which of the two makes all connections, because the other does not reach it.
   *
   * @default - each connects to the other
   */
  readonly initiator?: IKafkaCluster;

  /**
   * What the link does for topics that come to the first cluster.
   *
   * @default - what is declared as `MirrorTopic` comes, with the name of its source
   */
  readonly toFirstOptions?: LinkDirectionOptions;

  /**
   * What the link does for topics that come to the second cluster.
   *
   * @default - what is declared as `MirrorTopic` comes, with the name of its source
   */
  readonly toSecondOptions?: LinkDirectionOptions;

  /**
   * The service account of the link. It becomes CloudClusterAdmin on both clusters.
   *
   * @default - a new one
   */
  readonly serviceAccount?: IServiceAccount;
}

/** A cluster, and the key of the link for it. */
interface End {
  readonly cluster: IKafkaCluster;
  readonly secret: ISecret;
}

/** One direction: the half of the link that is at the cluster which topics come to. */
class LinkDirection extends ClusterLinkBase {
  public readonly linkName: string;
  public readonly prefix?: string;
  public readonly resource: Binding;

  constructor(
    scope: BidirectionalClusterLink, id: string, options: LinkDirectionOptions,
    public readonly destination: IKafkaCluster, public readonly sourceCluster: IKafkaCluster,
    connection: Pick<ClusterLinkConfig, 'connectionMode' | 'localKafkaCluster' | 'remoteKafkaCluster'>,
  ) {
    super(scope, id);
    this.linkName = scope.linkName;
    this.prefix = options.prefix;
    this.resource = addResource(this, destination.environment.organization, Binding, {
      linkName: this.linkName,
      linkMode: 'BIDIRECTIONAL',
      ...connection,
      config: linkConfig(this, options),
    });
  }
}

/**
 * A cluster link of both directions, as for disaster recovery or for clusters that are both in use. A mirror topic cannot have the
 * name of a topic that its cluster has already: give directions a prefix each, or topics names that differ.
 *
 * A service account of its own makes it and connects by it, as CloudClusterAdmin on both clusters. Its keys are in the state of the
 * link's root, for want of another way in the provider, and nowhere else.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/cluster-links-cc.html
 */
export class BidirectionalClusterLink extends ConfluentResource {
  /**
   * The name.
   */
  public readonly linkName: string;

  /**
   * The direction to the first cluster, for mirror topics there.
   */
  public readonly toFirst: IClusterLink;

  /**
   * The direction to the second cluster, for mirror topics there.
   */
  public readonly toSecond: IClusterLink;

  /**
   * The service account of the link.
   */
  public readonly serviceAccount: IServiceAccount;

  private readonly directions: LinkDirection[];

  constructor(scope: Construct, id: string, props: BidirectionalClusterLinkProps) {
    super(scope, id);
    requireGiven(this, props, 'first', 'second');
    const { first, second, initiator } = props;
    requireText(this, 'linkName', props.linkName);
    requireDestination(this, 'first', first);
    requireDestination(this, 'second', second);
    requireTwo(this, first.clusterId, second.clusterId);
    if (initiator && initiator !== first && initiator !== second) {
      fail(this, `\`initiator\` must be one of the two clusters, got: ${initiator.node.path}`);
    }
    this.linkName = props.linkName ?? defaultName(this);
    this.serviceAccount = props.serviceAccount ?? new ServiceAccount(this, 'ServiceAccount', { organization: first.environment.organization });
    const atFirst: End = { cluster: first, secret: linkKey(this, 'FirstKey', this.serviceAccount, first) };
    const atSecond: End = { cluster: second, secret: linkKey(this, 'SecondKey', this.serviceAccount, second) };
    const direction = (name: string, options: LinkDirectionOptions = {}, to: End, from: End) => {
      const connects = initiator === undefined || initiator === to.cluster;
      return new LinkDirection(this, name, options, to.cluster, from.cluster, {
        connectionMode: connects ? 'OUTBOUND' : 'INBOUND',
        localKafkaCluster: managedEnd(this, to.cluster, to.secret),
        remoteKafkaCluster: otherEnd(this, from.cluster, connects ? from.secret : undefined),
      });
    };
    const toFirst = direction('ToFirst', props.toFirstOptions, atFirst, atSecond);
    const toSecond = direction('ToSecond', props.toSecondOptions, atSecond, atFirst);
    this.directions = [toFirst, toSecond];
    // one must be there when the other comes, or they are two links; the one that waits for connections is the first
    const [one, other] = initiator === first ? [toSecond, toFirst] : [toFirst, toSecond];
    one.resource.node.addDependency(grantBothEnds(this.serviceAccount, first, second));
    other.resource.node.addDependency(one.resource);
    this.directions.forEach((half) => Dependable.implement(half, { dependencyRoots: [this] }));
    this.toFirst = toFirst;
    this.toSecond = toSecond;
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
  }

  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    this.directions.forEach((half) => half.applyRemovalPolicy(policy));
  }
}
