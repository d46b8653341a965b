import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IProviderIntegration } from '../connect/provider-integration';

/**
 * A container in Azure Data Lake Storage Gen2.
 */
export interface AzureDataLakeContainer {
  /**
   * The storage account.
   */
  readonly storageAccountName: string;

  /**
   * The container, in the region of the cluster.
   */
  readonly containerName: string;

  /**
   * The ID of the provider integration that lets Confluent in, such as `cspi-abc123`.
   */
  readonly integrationId: string;
}

/**
 * Where Tableflow keeps tables. Every change replaces the table.
 *
 * @see https://docs.confluent.io/cloud/current/topics/tableflow/concepts/tableflow-storage.html
 */
export class TableflowStorage {
  /**
   * At Confluent, for query engines that speak to its Iceberg REST catalog. Other catalogs, as AWS Glue, cannot have such tables, and
   * clusters in private networks not this storage.
   */
  public static managed(): TableflowStorage {
    return new TableflowStorage();
  }

  /**
   * In an S3 bucket of one's own, empty at first, in the region of the cluster.
   *
   * @param integration What lets Confluent into AWS, made with `tagSession: true`. It is granted to read and write the bucket.
   * Several topics can share one; an organization can have 100. Default: a new one for each topic
   */
  public static s3(bucket: IBucket, integration?: IProviderIntegration): TableflowStorage {
    return new TableflowStorage(bucket, integration);
  }

  /**
   * In Azure, for clusters there.
   */
  public static azureDataLake(container: AzureDataLakeContainer): TableflowStorage {
    return new TableflowStorage(undefined, undefined, container);
  }

  private constructor(
    /** The bucket in S3, if it is one. */
    public readonly bucket?: IBucket,
    /** What lets Confluent into AWS, if it is given. */
    public readonly integration?: IProviderIntegration,
    /** The container in Azure, if it is one. */
    public readonly container?: AzureDataLakeContainer,
  ) {}
}
