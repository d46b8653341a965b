import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LinkFilter } from './link-filter';
import { MirrorStart } from './mirror-start';
import { AclOperation, AclResourceType } from '../access/kafka-acl';
import { ResourcePattern } from '../access/resource-pattern';

/**
 * How the offsets of consumer groups follow. A group must not be active at the destination while its offsets are synced.
 */
export interface ConsumerOffsetSync {
  /**
   * The groups.
   */
  readonly groups: LinkFilter[];

  /**
   * How often; at least a second.
   *
   * @default - what Confluent does, 30 seconds
   */
  readonly interval?: Duration;

  /**
   * Whether it is done. To stop it, say false here and leave the rest: Confluent cannot take a setting of a link back.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * Which ACLs of the source follow. What is not given is any.
 */
export interface AclSyncFilter {
  /**
   * What kind of thing they are about.
   *
   * @default - any
   */
  readonly resourceType?: AclResourceType;

  /**
   * Which of these things: ACLs on a name, or on a prefix of names.
   *
   * @default - any
   */
  readonly pattern?: ResourcePattern;

  /**
   * Whom they are for, such as `User:sa-abc123`.
   *
   * @default - any
   */
  readonly principal?: string;

  /**
   * From which host.
   *
   * @default - any
   */
  readonly host?: string;

  /**
   * The operation.
   *
   * @default - any
   */
  readonly operation?: AclOperation;

  /**
   * Whether they deny (true) or allow (false).
   *
   * @default - both
   */
  readonly deny?: boolean;
}

/**
 * How ACLs follow. Those that match at the destination, and are not at the source, are deleted.
 */
export interface AclSync {
  /**
   * Which ACLs.
   *
   * @default - all
   */
  readonly filters?: AclSyncFilter[];

  /**
   * How often; at least a second.
   *
   * @default - what Confluent does, 5 seconds
   */
  readonly interval?: Duration;

  /**
   * Whether it is done. To stop it, say false here and leave the rest: Confluent cannot take a setting of a link back.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * Which topics of the source get mirror topics by themselves.
 */
export interface AutoMirror {
  /**
   * The topics.
   */
  readonly topics: LinkFilter[];

  /**
   * Whether it is done. To stop it, say false here and leave the rest: Confluent cannot take a setting of a link back.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * How configs of topics follow.
 */
export interface TopicConfigSync {
  /**
   * How often; at least a second.
   *
   * @default - what Confluent does, 5 seconds
   */
  readonly interval?: Duration;

  /**
   * The names of the configs that follow, such as `retention.ms`, where they may differ at all.
   *
   * @default - what Confluent does
   */
  readonly include?: string[];
}

/**
 * What a link does for one direction. Settings can be added and changed. Confluent cannot take one back: instead of removing a prop,
 * give what was its default.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/cluster-links-cc.html
 */
export interface LinkDirectionOptions {
  /**
   * What the names of mirror topics begin with, before the name of the source topic. It cannot be changed later.
   *
   * @default - mirror topics have the names of their sources
   */
  readonly prefix?: string;

  /**
   * The consumer groups whose offsets follow.
   *
   * @default - none
   */
  readonly consumerOffsetSync?: ConsumerOffsetSync;

  /**
   * The ACLs that follow. They cannot, with a prefix.
   *
   * @default - none
   */
  readonly aclSync?: AclSync;

  /**
   * The topics that get mirror topics by themselves. This app does not know those.
   *
   * @default - none; there are those that are declared as `MirrorTopic`
   */
  readonly autoMirror?: AutoMirror;

  /**
   * How configs of topics follow.
   *
   * @default - what Confluent does
   */
  readonly topicConfigSync?: TopicConfigSync;

  /**
   * Which record a new mirror topic begins with.
   *
   * @default MirrorStart.earliest()
   */
  readonly startOffset?: MirrorStart;
}

/**
 * Options of a link, whichever it is.
 */
export interface ClusterLinkOptions {
  /**
   * The name. Every change replaces the link.
   *
   * @default - derived from the construct path
   */
  readonly linkName?: string;

  /**
   * What happens to the link when it leaves the app. A link that is kept has no key any more, so it stops.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
