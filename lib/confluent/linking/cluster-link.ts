import { IResource, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClusterLinkOptions, LinkDirectionOptions } from './cluster-link-options';
import { LinkSource } from './link-source';
import { ClusterLinkBase } from './private/cluster-link-base';
import { linkConfig } from './private/link-config';
import { grantBothEnds, grantMirroring, grantOptions, linkKey, managedEnd, otherEnd } from './private/link-ends';
import { requireDestination, requireSource } from './private/link-validation';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ClusterLink as Binding } from '../../provider/cluster-link';
import { addResource } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { ResourcePattern } from '../access/resource-pattern';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { defaultName } from '../private/names';

/**
 * A cluster link: it brings topics of one cluster to another, with the same partitions, offsets and configs.
 */
export interface IClusterLink extends IResource {
  /**
   * The name.
   */
  readonly linkName: string;

  /**
   * The cluster that mirror topics are in.
   */
  readonly destination: IKafkaCluster;

  /**
   * The cluster that the topics come from, if this app knows it.
   */
  readonly sourceCluster?: IKafkaCluster;

  /**
   * What the names of mirror topics begin with.
   */
  readonly prefix?: string;

  /**
   * Lets the link read topics of the source. A `MirrorTopic` does that for its own. It changes nothing where the app did not make
   * the user of the link, or where that one may read all.
   */
  allowMirroring(topics: ResourcePattern): Grant;
}

/**
 * Properties of a `ClusterLink`.
 */
export interface ClusterLinkProps extends ClusterLinkOptions, LinkDirectionOptions {
  /**
   * The cluster that the topics come from.
   */
  readonly source: LinkSource;

  /**
   * The cluster that mirror topics are in: an Enterprise or Dedicated one.
   */
  readonly destination: IKafkaCluster;

  /**
   * Whether the names of synced consumer groups get the prefix too.
   *
   * @default false
   */
  readonly prefixConsumerGroups?: boolean;

  /**
   * The service account that the link reads a source of this organization as.
   *
   * @default - a new one
   */
  readonly serviceAccount?: IServiceAccount;
}

/**
 * What is known of a link that stands elsewhere.
 */
export interface ClusterLinkAttributes {
  /**
   * The name.
   */
  readonly linkName: string;

  /**
   * The cluster that mirror topics are in.
   */
  readonly destination: IKafkaCluster;

  /**
   * The cluster that the topics come from. The user of the link must be able to read them there.
   *
   * @default - unknown
   */
  readonly sourceCluster?: IKafkaCluster;

  /**
   * What the names of mirror topics begin with.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/**
 * A cluster link of one direction. At a source of this organization it is a service account with no more rights than Confluent
 * documents: DeveloperRead and DeveloperManage, which the configs need, on the topics that are mirrored; DeveloperRead on the groups
 * whose offsets follow; an ACL to describe the cluster, if ACLs follow. Where the source connects to the destination, the account
 * makes the half at the source too, and is CloudClusterAdmin on both clusters.
 *
 * The keys of the link are in the state of its root, for want of another way in the provider, and nowhere else.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/index.html
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/security-cloud.html
 */
export class ClusterLink extends ClusterLinkBase {
  /**
   * A link that exists already.
   */
  public static fromClusterLinkAttributes(scope: Construct, id: string, attributes: ClusterLinkAttributes): IClusterLink {
    class Import extends ClusterLinkBase {
      public readonly linkName = attributes.linkName;
      public readonly destination = attributes.destination;
      public readonly sourceCluster = attributes.sourceCluster;
      public readonly prefix = attributes.prefix;
    }
    const link = new Import(scope, id);
    linkConfig(link, { prefix: attributes.prefix }); // checks it
    return link;
  }

  public readonly linkName: string;
  public readonly destination: IKafkaCluster;
  public readonly sourceCluster?: IKafkaCluster;
  public readonly prefix?: string;

  /**
   * The service account of the link, if the source is a cluster of this organization.
   */
  public readonly serviceAccount?: IServiceAccount;

  private readonly initiated: boolean;

  constructor(scope: Construct, id: string, props: ClusterLinkProps) {
    super(scope, id);
    requireGiven(this, props, 'source', 'destination');
    const { source, destination } = props;
    const { kafkaCluster } = source;
    this.validate(props);
    this.linkName = props.linkName ?? defaultName(this);
    this.destination = destination;
    this.sourceCluster = kafkaCluster;
    this.prefix = props.prefix;
    this.initiated = source.initiates;
    this.serviceAccount = kafkaCluster
      && (props.serviceAccount ?? new ServiceAccount(this, 'ServiceAccount', { organization: kafkaCluster.environment.organization }));
    const sourceSecret = this.serviceAccount && kafkaCluster ? linkKey(this, 'SourceKey', this.serviceAccount, kafkaCluster) : source.credentials;
    const config = linkConfig(this, props);
    const resource = addResource(this, destination.environment.organization, Binding, {
      linkName: this.linkName,
      linkMode: 'DESTINATION',
      connectionMode: source.initiates ? 'INBOUND' : 'OUTBOUND',
      sourceKafkaCluster: otherEnd(this, source, source.initiates ? undefined : sourceSecret),
      destinationKafkaCluster: managedEnd(this, destination, destination.adminKey.secret),
      config: props.prefixConsumerGroups === undefined ? config : { ...config, 'consumer.group.prefix.enable': `${props.prefixConsumerGroups}` },
    });
    if (kafkaCluster && this.serviceAccount && sourceSecret) {
      if (source.initiates) {
        const half = addResource(this, destination.environment.organization, Binding, {
          linkName: this.linkName,
          linkMode: 'SOURCE',
          connectionMode: 'OUTBOUND',
          sourceKafkaCluster: managedEnd(this, kafkaCluster, sourceSecret),
          destinationKafkaCluster: otherEnd(this, destination, linkKey(this, 'DestinationKey', this.serviceAccount, destination)),
        }, 'Source');
        half.node.addDependency(resource, grantBothEnds(this.serviceAccount, kafkaCluster, destination));
      } else {
        resource.node.addDependency(grantOptions(kafkaCluster, this.serviceAccount, props));
      }
    }
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
  }

  public allowMirroring(topics: ResourcePattern): Grant {
    return this.sourceCluster && this.serviceAccount && !this.initiated
      ? grantMirroring(this.sourceCluster, this.serviceAccount, topics)
      : super.allowMirroring(topics);
  }

  private validate(props: ClusterLinkProps): void {
    const { source, destination, prefix, prefixConsumerGroups, serviceAccount } = props;
    requireText(this, 'linkName', props.linkName);
    requireDestination(this, 'destination', destination);
    requireSource(this, source, destination);
    if (serviceAccount && !source.kafkaCluster) {
      fail(this, '`serviceAccount` is for sources that are clusters of this organization; the user of another is in its `credentials`');
    }
    if (prefixConsumerGroups && (prefix === undefined || !props.consumerOffsetSync)) {
      fail(this, '`prefixConsumerGroups` needs a `prefix` and a `consumerOffsetSync`');
    }
  }
}
