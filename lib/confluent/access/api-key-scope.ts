import { IEnvironment } from '../environment';
import { IFlinkComputePool } from '../flink/flink-compute-pool';
import { ISchemaRegistry } from '../governance/schema-registry';
import { IKafkaCluster } from '../kafka/kafka-cluster';

/**
 * What an API key opens.
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
   * Tableflow.
   */
  public static tableflow(): ApiKeyScope {
    return new ApiKeyScope('tableflow', 'tableflow/v1', 'Tableflow');
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
