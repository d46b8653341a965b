import { Annotations, ArnFormat, IResource, Resource, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Catalog, GlueCatalogOptions } from './catalog';
import { requireGiven, requireText } from '../../private/validation';
import { CatalogIntegration as Binding, CatalogIntegrationConfig } from '../../provider/catalog-integration';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IProviderIntegration, ProviderIntegration } from '../connect/provider-integration';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { defaultName } from '../private/names';
import { tableflowProvider } from '../private/providers';
import { requireCloud } from '../private/region';
import { SecretField } from '../secret-field';

/**
 * What tells a catalog outside Confluent of the tables of a cluster.
 */
export interface ICatalogIntegration extends IResource {
  /**
   * The ID, such as `tci-abc123`.
   */
  readonly catalogIntegrationId: string;
}

/**
 * Properties of a `CatalogIntegration`.
 */
export interface CatalogIntegrationProps {
  /**
   * The cluster. All its topics that are tables are published.
   */
  readonly cluster: IKafkaCluster;

  /**
   * The catalog. Another kind of catalog, or another integration for AWS Glue, replaces this.
   */
  readonly catalog: Catalog;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly catalogIntegrationName?: string;
}

/** https://docs.confluent.io/cloud/current/topics/tableflow/how-to-guides/catalog-integration/integrate-with-aws-glue-catalog.html */
const GLUE_ACTIONS = ['GetTable', 'GetDatabase', 'CreateTable', 'CreateDatabase', 'UpdateTable', 'UpdateDatabase', 'DeleteTable', 'DeleteDatabase'];

/**
 * Publishes the tables of a cluster in a catalog outside Confluent, and keeps them up to date there. Tables must be in a storage of
 * one's own for it: `TableflowStorage.s3`.
 *
 * @see https://docs.confluent.io/cloud/current/topics/tableflow/how-to-guides/catalog-integration/overview.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_catalog_integration
 */
export class CatalogIntegration extends ConfluentResource implements ICatalogIntegration {
  /**
   * An integration that exists already.
   */
  public static fromCatalogIntegrationId(scope: Construct, id: string, catalogIntegrationId: string): ICatalogIntegration {
    class Import extends Resource implements ICatalogIntegration {
      public readonly catalogIntegrationId = catalogIntegrationId;
    }
    return new Import(scope, id);
  }

  public readonly catalogIntegrationId: string;

  /**
   * What lets Confluent into AWS, if the catalog is AWS Glue.
   */
  public readonly integration?: IProviderIntegration;

  constructor(scope: Construct, id: string, props: CatalogIntegrationProps) {
    super(scope, id);
    requireGiven(this, props, 'cluster', 'catalog');
    const { cluster, catalog } = props;
    const { environment } = cluster;
    this.validate(props);
    const { glueOptions } = catalog;
    this.integration = glueOptions
      && (glueOptions.integration ?? new ProviderIntegration(this, 'Integration', { environment, tagSession: true }));
    const resource = addResource(this, environment.organization, Binding, {
      displayName: props.catalogIntegrationName ?? defaultName(this),
      environment: { id: environment.environmentId },
      kafkaCluster: { id: cluster.clusterId },
      ...this.catalogBlock(catalog),
      provider: tableflowProvider(this, environment),
    });
    if (glueOptions && this.integration) {
      resource.node.addDependency(this.integration, this.grantGlue(this.integration, glueOptions, cluster));
    }
    this.catalogIntegrationId = textAttribute(resource, 'id');
  }

  private catalogBlock({ glueOptions, snowflakeOptions: snowflake, unityOptions: unity }: Catalog): Partial<CatalogIntegrationConfig> {
    return {
      awsGlue: glueOptions && this.integration && { providerIntegrationId: this.integration.integrationId, customDatabase: glueOptions.databaseName },
      snowflake: snowflake && {
        endpoint: snowflake.endpoint,
        clientId: this.secret(snowflake.clientId),
        clientSecret: this.secret(snowflake.clientSecret),
        warehouse: snowflake.warehouse,
        allowedScope: snowflake.allowedScope,
        customNamespace: snowflake.namespace,
      },
      unity: unity && {
        workspaceEndpoint: unity.workspaceEndpoint,
        catalogName: unity.catalogName,
        clientId: this.secret(unity.clientId),
        clientSecret: this.secret(unity.clientSecret),
        customSchema: unity.schema,
      },
    };
  }

  private secret({ secret, field }: SecretField): string {
    return TerraformRoot.forPlane(this, Plane.DATA).secretVariable(secret, field, false);
  }

  /** Glue asks for the right on a table, its database and the catalog. */
  private grantGlue(grantee: IProviderIntegration, { databaseName }: GlueCatalogOptions, cluster: IKafkaCluster): Grant {
    const stack = Stack.of(this);
    const database = databaseName ?? cluster.clusterId;
    const arnOf = (resource: string, resourceName?: string) => stack.formatArn({
      service: 'glue',
      region: cluster.region ?? stack.region,
      resource,
      resourceName,
      arnFormat: resourceName === undefined ? ArnFormat.NO_RESOURCE_NAME : ArnFormat.SLASH_RESOURCE_NAME,
    });
    return Grant.addToPrincipal({
      grantee,
      actions: GLUE_ACTIONS.map((action) => `glue:${action}`),
      resourceArns: [arnOf('catalog'), arnOf('database', database), arnOf('table', `${database}/*`)],
    });
  }

  private validate({ cluster, catalog: { glueOptions, snowflakeOptions, unityOptions }, catalogIntegrationName }: CatalogIntegrationProps): void {
    requireText(this, 'catalogIntegrationName', catalogIntegrationName);
    if (glueOptions) {
      requireCloud(this, 'AWS Glue', cluster, Cloud.AWS);
      requireText(this, 'catalog.databaseName', glueOptions.databaseName, 255, /^[a-z0-9_-]+$/); // Glue has names in lower case only
      return;
    }
    requireText(this, 'catalog.endpoint', snowflakeOptions?.endpoint, Infinity, /^https:\/\//);
    requireText(this, 'catalog.warehouse', snowflakeOptions?.warehouse);
    requireText(this, 'catalog.allowedScope', snowflakeOptions?.allowedScope);
    requireText(this, 'catalog.namespace', snowflakeOptions?.namespace);
    requireText(this, 'catalog.workspaceEndpoint', unityOptions?.workspaceEndpoint, Infinity, /^https:\/\//);
    requireText(this, 'catalog.catalogName', unityOptions?.catalogName);
    requireText(this, 'catalog.schema', unityOptions?.schema);
    if (!cluster.clusterType.hasPublicNetwork) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:catalog', `cluster ${cluster.node.path} is of type ${cluster.clusterType.name}, which is in private `
        + 'networks, from where Confluent reaches no catalog but AWS Glue: `Catalog.glue()`.');
    }
  }
}
