import { ResourcePattern } from './resource-pattern';

/**
 * What is in a Kafka cluster, and roles can be given on.
 *
 * @see https://docs.confluent.io/cloud/current/security/access-control/rbac/predefined-rbac-roles.html
 */
export class ClusterResource {
  /** Topics. */
  public static topic(pattern: ResourcePattern): ClusterResource {
    return new ClusterResource('topic', pattern, true);
  }

  /** Consumer groups. */
  public static consumerGroup(pattern: ResourcePattern): ClusterResource {
    return new ClusterResource('group', pattern, true);
  }

  /** Transactional IDs. */
  public static transactionalId(pattern: ResourcePattern): ClusterResource {
    return new ClusterResource('transactional-id', pattern, true);
  }

  /** Connectors. */
  public static connector(pattern: ResourcePattern): ClusterResource {
    return new ClusterResource('connector', pattern, false);
  }

  private constructor(
    /** The word for it in Confluent Resource Names. */
    public readonly kind: string,
    /** Which of them. */
    public readonly pattern: ResourcePattern,
    /** Whether Kafka itself has it, rather than something beside it. Roles on such are not for Basic clusters. */
    public readonly isOfKafka: boolean,
  ) {}
}
