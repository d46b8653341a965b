import { Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ISchemaRegistry } from './schema-registry';
import { ISubject } from './subject';
import { IEnvironment } from '../environment';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * Something that the stream catalog knows, and that tags and metadata can be bound to.
 *
 * @see https://docs.confluent.io/cloud/current/stream-governance/stream-catalog-rest-apis.html
 */
export class CatalogEntity {
  /**
   * An environment.
   */
  public static environment(environment: IEnvironment): CatalogEntity {
    return new CatalogEntity(environment.schemaRegistry, 'cf_environment', environment.environmentId, environment);
  }

  /**
   * A Kafka cluster.
   */
  public static kafkaCluster(cluster: IKafkaCluster): CatalogEntity {
    return new CatalogEntity(cluster.environment.schemaRegistry, 'kafka_logical_cluster', cluster.clusterId, cluster);
  }

  /**
   * A topic.
   */
  public static topic(topic: IKafkaTopic): CatalogEntity {
    const registry = topic.cluster.environment.schemaRegistry;
    return new CatalogEntity(registry, 'kafka_topic', `${registry.schemaRegistryId}:${topic.cluster.clusterId}:${topic.topicName}`, topic);
  }

  /**
   * The newest schema of a subject.
   */
  public static schema(subject: ISubject): CatalogEntity {
    return this.inSchema(subject, 'sr_schema');
  }

  /**
   * A record type of the newest schema of a subject.
   *
   * @param record its full name, such as `com.example.Order`
   */
  public static record(subject: ISubject, record: string): CatalogEntity {
    return this.inSchema(subject, 'sr_record', record);
  }

  /**
   * A field of the newest schema of a subject.
   *
   * @param field its name after that of its record, such as `com.example.Order.customer`
   */
  public static field(subject: ISubject, field: string): CatalogEntity {
    return this.inSchema(subject, 'sr_field', field);
  }

  /**
   * Anything else, by its type and its qualified name in the catalog of a registry.
   *
   * @param construct what stands for it in the app; what is bound to it belongs to that, and waits for it
   */
  public static of(construct: IConstruct, registry: ISchemaRegistry, entityType: string, qualifiedName: string): CatalogEntity {
    return new CatalogEntity(registry, entityType, qualifiedName, construct);
  }

  private static inSchema(subject: ISubject, type: string, part?: string): CatalogEntity {
    const { registry, schemaId } = subject;
    const name = [registry.schemaRegistryId, '.', Tokenization.stringifyNumber(schemaId), ...part === undefined ? [] : [part]];
    return new CatalogEntity(registry, type, name.join(':'), subject, part);
  }

  private constructor(
    /** The registry with whose key it is reached. */
    public readonly registry: ISchemaRegistry,
    /** The type in the catalog. */
    public readonly entityType: string,
    /** The name in the catalog. */
    public readonly qualifiedName: string,
    /** What stands for it in the app. */
    public readonly construct: IConstruct,
    /** Which part of that it is, if it is not all. */
    public readonly part?: string,
  ) {}
}
