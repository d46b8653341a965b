import { IProviderIntegration } from '../connect/provider-integration';
import { SecretField } from '../secret-field';

/**
 * The AWS Glue Data Catalog of the region.
 */
export interface GlueCatalogOptions {
  /**
   * The name of the database, made if it is not there.
   *
   * @default - the ID of the cluster
   */
  readonly databaseName?: string;

  /**
   * What lets Confluent into AWS, made with `tagSession: true`. It is granted to manage the database. Another than that of the
   * storage, so that neither has the rights of both.
   *
   * @default - a new one
   */
  readonly integration?: IProviderIntegration;
}

/**
 * A Snowflake Open Catalog, or another Apache Polaris.
 */
export interface SnowflakeCatalogOptions {
  /**
   * The URL of its REST API, such as `https://example.snowflakecomputing.com/polaris/api/catalog`.
   */
  readonly endpoint: string;

  /**
   * The ID of the client of its service connection.
   */
  readonly clientId: SecretField;

  /**
   * The secret of the client.
   */
  readonly clientSecret: SecretField;

  /**
   * The name of the catalog.
   */
  readonly warehouse: string;

  /**
   * The scope of the client, such as `PRINCIPAL_ROLE:ALL`.
   */
  readonly allowedScope: string;

  /**
   * The namespace for the tables.
   *
   * @default - the ID of the cluster
   */
  readonly namespace?: string;
}

/**
 * A Unity Catalog of Databricks.
 */
export interface UnityCatalogOptions {
  /**
   * The URL of the workspace, such as `https://example.cloud.databricks.com`.
   */
  readonly workspaceEndpoint: string;

  /**
   * The name of the catalog.
   */
  readonly catalogName: string;

  /**
   * The ID of the service principal's OAuth client.
   */
  readonly clientId: SecretField;

  /**
   * The secret of the client.
   */
  readonly clientSecret: SecretField;

  /**
   * The schema for the tables.
   *
   * @default - the ID of the cluster
   */
  readonly schema?: string;
}

/**
 * A catalog outside Confluent that is told of Tableflow's tables.
 *
 * @see https://docs.confluent.io/cloud/current/topics/tableflow/how-to-guides/catalog-integration/overview.html
 */
export class Catalog {
  /**
   * AWS Glue, for clusters on AWS. Tables are to be read there only: leave Glue's own compaction and deletion of snapshots off.
   *
   * @see https://docs.confluent.io/cloud/current/topics/tableflow/how-to-guides/catalog-integration/integrate-with-aws-glue-catalog.html
   */
  public static glue(options: GlueCatalogOptions = {}): Catalog {
    return new Catalog(options);
  }

  /**
   * Snowflake Open Catalog. Confluent reaches it over the internet only.
   */
  public static snowflake(options: SnowflakeCatalogOptions): Catalog {
    return new Catalog(undefined, options);
  }

  /**
   * Unity Catalog. Confluent reaches it over the internet only.
   */
  public static unity(options: UnityCatalogOptions): Catalog {
    return new Catalog(undefined, undefined, options);
  }

  private constructor(
    /** That of AWS Glue, if it is one. */
    public readonly glueOptions?: GlueCatalogOptions,
    /** That of Snowflake, if it is one. */
    public readonly snowflakeOptions?: SnowflakeCatalogOptions,
    /** That of Databricks, if it is one. */
    public readonly unityOptions?: UnityCatalogOptions,
  ) {}
}
