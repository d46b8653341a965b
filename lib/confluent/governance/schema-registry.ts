import { IResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from '../../private/validation';
import { DataConfluentSchemaRegistryCluster } from '../../provider/data-confluent-schema-registry-cluster';
import { addLocal, addResource, Local, textAttribute } from '../../terraform/private/add-resource';
import { IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { Role } from '../access/role';
import { IEnvironment } from '../environment';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { AdministeredResource } from '../private/administered-resource';
import { grantRole } from '../private/grants';

/**
 * Where a Schema Registry is reached.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/data-sources/confluent_schema_registry_cluster
 */
export enum RegistryAccess {
  /** On the internet. */
  PUBLIC = 'PUBLIC',
  /** By PrivateLink, in a network of the registry's region. */
  PRIVATE = 'PRIVATE',
}

/**
 * The Schema Registry of an environment.
 */
export interface ISchemaRegistry extends IResource {
  /**
   * The ID, such as `lsrc-abc123`.
   */
  readonly schemaRegistryId: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * The URL of the catalog's REST API, if it is known; that of the registry serves the catalog too.
   */
  readonly catalogEndpoint?: string;

  /**
   * The Confluent Resource Name.
   */
  readonly schemaRegistryCrn: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages schemas.
   */
  readonly adminKey: IApiKey;

  /**
   * Lets a principal read subjects.
   */
  grantReadSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal register schemas under subjects.
   */
  grantWriteSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant;

  /**
   * Lets a principal delete schemas, and change the compatibility of subjects.
   */
  grantManageSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant;
}

/**
 * Properties of a `SchemaRegistry`.
 */
export interface SchemaRegistryProps {
  /**
   * The environment, which has one registry: take it from `environment.schemaRegistry`.
   */
  readonly environment: IEnvironment;

  /**
   * A cluster of the environment, which the registry comes with: it is looked up when the cluster is there.
   *
   * @default - the registry is there already
   */
  readonly cluster?: IKafkaCluster;

  /**
   * Where runs and clients reach it.
   *
   * @default RegistryAccess.PUBLIC
   */
  readonly access?: RegistryAccess;
}

/**
 * What is known of a Schema Registry that stands elsewhere.
 */
export interface SchemaRegistryAttributes {
  /**
   * The ID, such as `lsrc-abc123`.
   */
  readonly schemaRegistryId: string;

  /**
   * The URL of the REST API.
   */
  readonly restEndpoint: string;

  /**
   * The URL of the catalog's REST API.
   *
   * @default - that of the registry serves the catalog too
   */
  readonly catalogEndpoint?: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages schemas.
   *
   * @default - one of the environment's administrator is made when it is first needed
   */
  readonly adminKey?: IApiKey;
}

abstract class SchemaRegistryBase extends AdministeredResource implements ISchemaRegistry {
  public abstract readonly schemaRegistryId: string;
  public abstract readonly restEndpoint: string;
  public abstract readonly catalogEndpoint?: string;
  public abstract readonly schemaRegistryCrn: string;
  public abstract readonly environment: IEnvironment;

  /** @internal */
  protected _keyScope(): ApiKeyScope {
    return ApiKeyScope.schemaRegistry(this);
  }

  public grantReadSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return this.grant(principal, Role.DEVELOPER_READ, pattern);
  }

  public grantWriteSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return this.grant(principal, Role.DEVELOPER_WRITE, pattern);
  }

  public grantManageSubjects(principal: IPrincipal, pattern: ResourcePattern): Grant {
    return this.grant(principal, Role.DEVELOPER_MANAGE, pattern);
  }

  private grant(principal: IPrincipal, role: Role, pattern: ResourcePattern): Grant {
    return grantRole(principal, role, this, `${this.schemaRegistryCrn}/subject=${pattern}`, ['subject', pattern.toString()]);
  }
}

/**
 * The Schema Registry of an environment. Confluent makes it with the first cluster; there is nothing to create.
 */
export class SchemaRegistry extends SchemaRegistryBase {
  /**
   * A registry by its ID.
   */
  public static fromSchemaRegistryAttributes(scope: Construct, id: string, attributes: SchemaRegistryAttributes): ISchemaRegistry {
    class Import extends SchemaRegistryBase {
      public readonly schemaRegistryId = attributes.schemaRegistryId;
      public readonly restEndpoint = attributes.restEndpoint;
      public readonly catalogEndpoint = attributes.catalogEndpoint;
      public readonly environment = attributes.environment;

      public get schemaRegistryCrn(): string {
        return `${attributes.environment.environmentCrn}/schema-registry=${attributes.schemaRegistryId}`;
      }
    }
    return new Import(scope, id, attributes.adminKey);
  }

  public readonly schemaRegistryId: string;
  public readonly restEndpoint: string;
  public readonly catalogEndpoint?: string;
  public readonly schemaRegistryCrn: string;
  public readonly environment: IEnvironment;
  private readonly environmentId: Local;

  constructor(scope: Construct, id: string, props: SchemaRegistryProps) {
    super(scope, id);
    this.environment = props.environment;
    this.environmentId = addLocal(this, props.environment.organization, 'EnvironmentId', props.environment.environmentId);
    const data = addResource(this, props.environment.organization, DataConfluentSchemaRegistryCluster, {
      environment: { id: this.environmentId.reference },
    });
    this.schemaRegistryId = textAttribute(data, 'id');
    const isPrivate = props.access === RegistryAccess.PRIVATE;
    this.restEndpoint = textAttribute(data, isPrivate ? 'private_rest_endpoint' : 'rest_endpoint');
    this.catalogEndpoint = isPrivate ? undefined : textAttribute(data, 'catalog_endpoint');
    this.schemaRegistryCrn = textAttribute(data, 'resource_name');
    if (props.cluster) {
      this._comesWith(props.cluster);
    }
  }

  /**
   * @internal The registry is there once the cluster is. A dependency of the lookup itself, or a direct reference, would make
   * its values unknown whenever the environment or cluster changes, and have keys and schemas replaced; a local that needs
   * the IDs only does not.
   */
  public _comesWith(cluster: IKafkaCluster): void {
    if (Stack.of(cluster) !== Stack.of(this)) {
      fail(cluster, `the Schema Registry ${this.node.path} was used before this cluster, which it comes with, was declared in another stack. `
        + 'Declare the cluster first.');
    }
    this.environmentId.set(`\${"${cluster.clusterId}" == "" ? "" : "${this.environment.environmentId}"}`);
  }
}
