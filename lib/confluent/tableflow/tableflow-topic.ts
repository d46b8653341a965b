import { Annotations, Duration, IResource, RemovalPolicy, Token, Tokenization } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { TableflowErrorHandling } from './tableflow-error-handling';
import { TableflowStorage } from './tableflow-storage';
import { fail, requireBetween, requireGiven, requireOneOf, requireText } from '../../private/validation';
import { DataConfluentTableflowTopic } from '../../provider/data-confluent-tableflow-topic';
import { TableflowTopic as Binding, TableflowTopicConfig } from '../../provider/tableflow-topic';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IProviderIntegration, ProviderIntegration } from '../connect/provider-integration';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { tableflowProvider } from '../private/providers';
import { requireCloud } from '../private/region';

/**
 * A format of tables.
 */
export enum TableFormat {
  /** Apache Iceberg. */
  ICEBERG = 'ICEBERG',
  /** Delta Lake. */
  DELTA = 'DELTA',
}

/**
 * How the columns are called that say where a record comes from.
 */
export enum MetadataColumnNaming {
  /** With `$$` before the names. */
  DEFAULT = 'DEFAULT',
  /** With `cflt_metadata_` before the names, for engines that take no `$$`, as BigQuery. */
  PORTABLE = 'PORTABLE',
}

/**
 * A topic that is a table too.
 */
export interface ITableflowTopic extends IResource {
  /**
   * The topic.
   */
  readonly topic: IKafkaTopic;

  /**
   * Where the table is: a path in the storage.
   */
  readonly tablePath: string;

  /**
   * `APPEND`, or `UPSERT` for a topic that is compacted.
   */
  readonly writeMode: string;
}

/**
 * Properties of a `TableflowTopic`.
 */
export interface TableflowTopicProps {
  /**
   * The topic. Its values must have a schema.
   */
  readonly topic: IKafkaTopic;

  /**
   * Where the table is kept. Every change replaces the table.
   *
   * @default TableflowStorage.managed()
   */
  readonly storage?: TableflowStorage;

  /**
   * The formats. Not every storage and catalog takes each.
   *
   * @default [TableFormat.ICEBERG]
   */
  readonly formats?: TableFormat[];

  /**
   * How long snapshots (Iceberg) and versions (Delta) are kept: at least a day.
   *
   * @default Duration.days(7)
   */
  readonly snapshotRetention?: Duration;

  /**
   * How long records are kept in the table: at least 30 days.
   *
   * @default - for ever
   */
  readonly dataRetention?: Duration;

  /**
   * What is done with a record that cannot be put into the table.
   *
   * @default TableflowErrorHandling.suspend()
   */
  readonly errorHandling?: TableflowErrorHandling;

  /**
   * How the columns are called that say where a record comes from.
   *
   * @default - what Confluent does, MetadataColumnNaming.DEFAULT on AWS
   */
  readonly metadataColumns?: MetadataColumnNaming;

  /**
   * What happens to the table when it leaves the app. Tables that Confluent keeps are deleted with DESTROY; in a bucket they stay.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A topic that Tableflow keeps as a table. The table follows the topic: it is to be read only. The topic is one table, so there can be
 * one such construct for it.
 *
 * It begins when the values of the topic have a schema. Where this app does not register it, what does must come first:
 * `tableflowTopic.node.addDependency(connector)`.
 *
 * @see https://docs.confluent.io/cloud/current/topics/tableflow/overview.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_tableflow_topic
 */
export class TableflowTopic extends ConfluentResource implements ITableflowTopic {
  /**
   * The table of a topic, which is there already. It is looked up when the stack is deployed.
   */
  public static fromTopic(scope: Construct, id: string, topic: IKafkaTopic): ITableflowTopic {
    const { environment, clusterId } = topic.cluster;
    class Import extends ConfluentResource implements ITableflowTopic {
      public readonly topic = topic;
      public readonly tablePath: string;
      public readonly writeMode: string;

      constructor() {
        super(scope, id);
        const table = addResource(this, environment.organization, DataConfluentTableflowTopic, {
          displayName: topic.topicName,
          environment: { id: environment.environmentId },
          kafkaCluster: { id: clusterId },
          provider: tableflowProvider(this, environment),
        });
        this.tablePath = textAttribute(table, 'table_path');
        this.writeMode = textAttribute(table, 'write_mode');
      }
    }
    return new Import();
  }

  public readonly topic: IKafkaTopic;
  public readonly tablePath: string;
  public readonly writeMode: string;

  /**
   * What lets Confluent into AWS, if the table is in S3.
   */
  public readonly integration?: IProviderIntegration;

  constructor(scope: Construct, id: string, props: TableflowTopicProps) {
    super(scope, id);
    requireGiven(this, props, 'topic');
    const { topic, topic: { cluster }, storage = TableflowStorage.managed(), errorHandling } = props;
    const { environment } = cluster;
    this.validate(props, storage);
    this.topic = topic;
    this.integration = storage.bucket
      && (storage.integration ?? new ProviderIntegration(this, 'Integration', { environment, tagSession: true }));
    const resource = addResource(this, environment.organization, Binding, {
      displayName: topic.topicName,
      environment: { id: environment.environmentId },
      kafkaCluster: { id: cluster.clusterId },
      ...this.storageBlock(storage),
      tableFormats: [...props.formats ?? [TableFormat.ICEBERG]],
      retentionMs: milliseconds(props.snapshotRetention),
      dataRetentionMs: milliseconds(props.dataRetention),
      errorHandling: errorHandling && { mode: errorHandling.mode, logTarget: errorHandling.logTopicName },
      metadataColumnNamingScheme: props.metadataColumns,
      provider: tableflowProvider(this, environment),
    });
    const first: (IDependable | undefined)[] = [
      topic, topic.keySubject, topic.valueSubject, this.integration, this.integration && storage.bucket?.grantReadWrite(this.integration),
    ];
    resource.node.addDependency(...first.filter((given): given is IDependable => given !== undefined));
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(topic, cluster);
    this.tablePath = textAttribute(resource, 'table_path');
    this.writeMode = textAttribute(resource, 'write_mode');
  }

  private storageBlock({ bucket, container }: TableflowStorage): Partial<TableflowTopicConfig> {
    if (bucket && this.integration) {
      return { byobAws: { bucketName: bucket.bucketName, providerIntegrationId: this.integration.integrationId } };
    }
    return container
      ? {
        azureDataLakeStorageGen2: {
          storageAccountName: container.storageAccountName,
          containerName: container.containerName,
          providerIntegrationId: container.integrationId,
        },
      }
      : { managedStorage: [{}] };
  }

  private validate({ topic, ...props }: TableflowTopicProps, { bucket, container }: TableflowStorage): void {
    const { cluster, topicName } = topic;
    const { region } = cluster;
    if (props.formats?.length === 0) {
      fail(this, `\`formats\` must not be empty; leave it out for ${TableFormat.ICEBERG}`);
    }
    props.formats?.forEach((format) => requireOneOf(this, 'formats', format, Object.values(TableFormat)));
    requireBetween(this, 'snapshotRetention (ms)', props.snapshotRetention?.toMilliseconds(), 86400000);
    requireBetween(this, 'dataRetention (ms)', props.dataRetention?.toMilliseconds(), 2592000000);
    requireText(this, 'errorHandling.logTopicName', props.errorHandling?.logTopicName, 249, /^[a-zA-Z0-9._-]+$/);
    if (props.errorHandling?.logTopicName === topicName) {
      fail(this, `\`errorHandling\` must write to another topic than the one it reads, got: ${topicName}`);
    }
    if (bucket) {
      requireCloud(this, 'a bucket in S3', cluster, Cloud.AWS);
      const at = bucket.env.region;
      if (region !== undefined && region !== at && !Token.isUnresolved(region) && !Token.isUnresolved(at)) {
        fail(this, `\`storage\` must be in the region of the cluster, ${region}, got a bucket in: ${at}`);
      }
    } else if (container) {
      requireCloud(this, 'Azure Data Lake Storage', cluster, Cloud.AZURE);
    } else if (!cluster.clusterType.hasPublicNetwork) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:managedStorage', `cluster ${cluster.node.path} is of type ${cluster.clusterType.name}, which is in `
        + 'private networks, and Confluent keeps no tables of such. Give a bucket: `storage: TableflowStorage.s3(bucket)`.');
    }
    if (!topic.valueSubject) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:valueSchema', `this app knows no schema for the values of topic ${topicName}, which Tableflow needs. `
        + 'Give the topic a `value`, or let what registers one come first: `tableflowTopic.node.addDependency(…)`.');
    }
  }
}

function milliseconds(duration: Duration | undefined): string | undefined {
  return duration && Tokenization.stringifyNumber(duration.toMilliseconds());
}
