import { IEnvironment } from '../environment';
import { IFlinkComputePool } from '../flink/flink-compute-pool';
import { ISchemaRegistry } from '../governance/schema-registry';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKsqlCluster } from '../kafka/ksql-cluster';

/**
 * What an API key opens, in words of the Cloud API.
 */
export interface ApiKeyScopeAttributes {
  /**
   * The ID of the resource, such as `lksqlc-abc123`.
   */
  readonly resourceId: string;

  /**
   * The version of the resource's API, such as `ksqldbcm/v2`.
   */
  readonly apiVersion: string;

  /**
   * The kind of the resource, such as `Cluster`.
   */
  readonly kind: string;

  /**
   * The environment of the resource.
   *
   * @default - the resource is in none
   */
  readonly environment?: IEnvironment;
}

/**
 * What an API key opens.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_api_key
 */
export class ApiKeyScope {
  /**
   * The Cloud API: environments, clusters, service accounts.
   */
  public static cloud(): ApiKeyScope {
    return new ApiKeyScope();
  }

  /**
   * Topics, records and ACLs of a cluster.
   */
  public static kafkaCluster(cluster: IKafkaCluster): ApiKeyScope {
    return new ApiKeyScope(cluster.clusterId, 'cmk/v2', 'Cluster', cluster.environment);
  }

  /**
   * Schemas of a registry.
   */
  public static schemaRegistry(registry: ISchemaRegistry): ApiKeyScope {
    return new ApiKeyScope(registry.schemaRegistryId, 'srcm/v3', 'Cluster', registry.environment);
  }

  /**
   * Flink statements in the region of a compute pool.
   */
  public static flinkRegion(pool: IFlinkComputePool): ApiKeyScope {
    return new ApiKeyScope(pool.flinkRegionId, 'fcpm/v2', 'Region', pool.environment);
  }

  /**
   * ksqlDB of a cluster: what its clients need.
   */
  public static ksqlCluster(ksql: IKsqlCluster): ApiKeyScope {
    return new ApiKeyScope(ksql.ksqlClusterId, 'ksqldbcm/v2', 'Cluster', ksql.cluster.environment);
  }

  /**
   * Tableflow.
   */
  public static tableflow(): ApiKeyScope {
    return new ApiKeyScope('tableflow', 'tableflow/v1', 'Tableflow');
  }

  /**
   * All APIs that the owner has rights for. Kafka of Basic and Standard clusters does not take such keys.
   */
  public static global(): ApiKeyScope {
    return new ApiKeyScope('global', 'global/v1', 'Global');
  }

  /**
   * A resource that has no factory here.
   */
  public static of(attributes: ApiKeyScopeAttributes): ApiKeyScope {
    return new ApiKeyScope(attributes.resourceId, attributes.apiVersion, attributes.kind, attributes.environment);
  }

  private constructor(
    /** The ID of the resource; undefined for the Cloud API. */
    public readonly resourceId?: string,
    /** The version of the resource's API. */
    public readonly apiVersion: string = '',
    /** The kind of the resource. */
    public readonly kind: string = '',
    /** The environment, where the resource is in one. */
    public readonly environment?: IEnvironment,
  ) {}
}
