import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IPrincipal } from './principal';
import { ResourcePattern } from './resource-pattern';
import { requireGiven } from '../../private/validation';
import { KafkaAcl as Binding } from '../../provider/kafka-acl';
import { addResource } from '../../terraform/private/add-resource';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { kafkaProvider } from '../private/providers';

/**
 * What an ACL is about.
 */
export enum AclResourceType {
  /** Topics. */
  TOPIC = 'TOPIC',
  /** Consumer groups. */
  GROUP = 'GROUP',
  /** The cluster itself, by the name `kafka-cluster`. */
  CLUSTER = 'CLUSTER',
  /** Transactional IDs. */
  TRANSACTIONAL_ID = 'TRANSACTIONAL_ID',
  /** Delegation tokens. */
  DELEGATION_TOKEN = 'DELEGATION_TOKEN',
}

/**
 * What an ACL allows or denies.
 */
export enum AclOperation {
  /** Everything. */
  ALL = 'ALL',
  /** Read. */
  READ = 'READ',
  /** Write. */
  WRITE = 'WRITE',
  /** Create. */
  CREATE = 'CREATE',
  /** Delete. */
  DELETE = 'DELETE',
  /** Alter. */
  ALTER = 'ALTER',
  /** Describe. */
  DESCRIBE = 'DESCRIBE',
  /** What brokers do among each other. */
  CLUSTER_ACTION = 'CLUSTER_ACTION',
  /** Read configs. */
  DESCRIBE_CONFIGS = 'DESCRIBE_CONFIGS',
  /** Change configs. */
  ALTER_CONFIGS = 'ALTER_CONFIGS',
  /** Write idempotently. */
  IDEMPOTENT_WRITE = 'IDEMPOTENT_WRITE',
}

/**
 * Properties of a `KafkaAcl`.
 */
export interface KafkaAclProps {
  /**
   * The cluster.
   */
  readonly cluster: IKafkaCluster;

  /**
   * Who is allowed or denied.
   */
  readonly principal: IPrincipal;

  /**
   * What kind of thing the ACL is about.
   */
  readonly resourceType: AclResourceType;

  /**
   * Which of them.
   *
   * @default - the cluster itself, with AclResourceType.CLUSTER; all of the type otherwise
   */
  readonly pattern?: ResourcePattern;

  /**
   * The operation.
   */
  readonly operation: AclOperation;

  /**
   * Whether the operation is denied instead of allowed.
   *
   * @default false
   */
  readonly deny?: boolean;
}

/**
 * An ACL of a Kafka cluster. Every change replaces it. Basic clusters know nothing else; on other types grants use roles.
 *
 * @see https://docs.confluent.io/cloud/current/security/access-control/acl.html
 */
export class KafkaAcl extends ConfluentResource {
  constructor(scope: Construct, id: string, props: KafkaAclProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster', 'principal', 'resourceType', 'operation');
    const isCluster = props.resourceType === AclResourceType.CLUSTER;
    const pattern = isCluster ? ResourcePattern.literal('kafka-cluster') : props.pattern ?? ResourcePattern.all();
    const isAll = pattern.isPrefix && pattern.name === '';
    addResource(this, props.principal.organization, Binding, {
      resourceType: props.resourceType,
      resourceName: isAll ? '*' : pattern.name,
      patternType: pattern.isPrefix && !isAll ? 'PREFIXED' : 'LITERAL',
      principal: props.principal.principal,
      host: '*',
      operation: props.operation,
      permission: props.deny ? 'DENY' : 'ALLOW',
      provider: kafkaProvider(this, props.cluster),
    });
  }
}
