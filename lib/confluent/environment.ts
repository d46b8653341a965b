import { IResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IApiKey } from './access/api-key';
import { ApiKeyScope } from './access/api-key-scope';
import { Grant } from './access/grant';
import { KeyRotation } from './access/key-rotation';
import { IPrincipal } from './access/principal';
import { Role } from './access/role';
import { RoleBinding } from './access/role-binding';
import { IServiceAccount, ServiceAccount } from './access/service-account';
import { ConfluentResource } from './confluent-resource';
import { ISchemaRegistry, RegistryAccess, SchemaRegistry } from './governance/schema-registry';
import { KafkaCluster } from './kafka/kafka-cluster';
import { IOrganization } from './organization';
import { makeAdminKey } from './private/admin-key';
import { grantOnAll } from './private/grants';
import { ENVIRONMENT_ADMIN_ID } from './private/ids';
import { expectTotal } from './private/totals';
import { requireGiven, requireKnown, requireText } from '../private/validation';
import { DataConfluentEnvironment } from '../provider/data-confluent-environment';
import { Environment as Binding } from '../provider/environment';
import { KafkaCluster as KafkaClusterBinding } from '../provider/kafka-cluster';
import { defaultName } from './private/names';
import { addResource, textAttribute } from '../terraform/private/add-resource';

/**
 * The package of Stream Governance of an environment.
 *
 * @see https://docs.confluent.io/cloud/current/stream-governance/packages.html
 */
export enum GovernancePackage {
  /** Schema Registry and catalog for development. */
  ESSENTIALS = 'ESSENTIALS',
  /** More schemas, data contract rules, an SLA. */
  ADVANCED = 'ADVANCED',
}

/**
 * A Confluent Cloud environment: a namespace for clusters, with a Schema Registry; a catalog of Flink.
 */
export interface IEnvironment extends IResource {
  /**
   * The ID, such as `env-abc123`.
   */
  readonly environmentId: string;

  /**
   * The name that people see, by which Flink knows it as a catalog.
   */
  readonly environmentName: string;

  /**
   * The Confluent Resource Name.
   */
  readonly environmentCrn: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The service account whose keys manage topics, schemas and Flink statements here.
   */
  readonly administrator: IServiceAccount;

  /**
   * The package of Stream Governance, if it is known.
   */
  readonly governancePackage?: GovernancePackage;

  /**
   * The Schema Registry.
   */
  readonly schemaRegistry: ISchemaRegistry;

  /**
   * When the keys of the administrator are replaced, if ever.
   */
  readonly keyRotation?: KeyRotation;

  /**
   * The key that manages Tableflow: topics that are tables, and catalogs.
   */
  readonly tableflowKey: IApiKey;

  /**
   * Gives a principal a role on all of the environment, such as Role.FLINK_DEVELOPER or Role.DATA_STEWARD.
   *
   * @throws if the role is none for environments
   */
  grant(principal: IPrincipal, role: Role): Grant;

  /**
   * Lets a principal do everything in the environment, as EnvironmentAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;

  /**
   * Lets a principal operate all that is in the environment, as Operator.
   */
  grantOperator(principal: IPrincipal): Grant;

  /**
   * Lets a principal read the metrics of the environment.
   */
  grantMetricsViewer(principal: IPrincipal): Grant;
}

/**
 * Properties of an `Environment`.
 */
export interface EnvironmentProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The name that people see. Flink statements use it as the name of their catalog, so it should not change.
   *
   * @default - derived from the construct path
   */
  readonly environmentName?: string;

  /**
   * The package of Stream Governance. It can be raised later, not lowered.
   *
   * @default GovernancePackage.ESSENTIALS
   */
  readonly governancePackage?: GovernancePackage;

  /**
   * Where runs and clients reach the Schema Registry.
   *
   * @default RegistryAccess.PUBLIC
   */
  readonly schemaRegistryAccess?: RegistryAccess;

  /**
   * The service account whose keys manage topics, schemas and Flink statements here. It must be EnvironmentAdmin.
   *
   * @default - one is made when it is first needed, with the role EnvironmentAdmin on this environment
   */
  readonly administrator?: IServiceAccount;

  /**
   * When the keys of the administrator that are made here are replaced.
   *
   * @default - never
   */
  readonly keyRotation?: KeyRotation;

  /**
   * What happens to the environment when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is said of an environment that stands elsewhere, however it is found.
 */
export interface EnvironmentImportOptions {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The package of Stream Governance.
   *
   * @default - unknown
   */
  readonly governancePackage?: GovernancePackage;

  /**
   * Where runs and clients reach the Schema Registry.
   *
   * @default RegistryAccess.PUBLIC
   */
  readonly schemaRegistryAccess?: RegistryAccess;

  /**
   * The service account whose keys manage topics, schemas and Flink statements there. It must be EnvironmentAdmin.
   *
   * @default - one is made when it is first needed, with the role EnvironmentAdmin on the environment
   */
  readonly administrator?: IServiceAccount;

  /**
   * When the keys of the administrator that are made by this app are replaced.
   *
   * @default - never
   */
  readonly keyRotation?: KeyRotation;

  /**
   * The key that manages Tableflow.
   *
   * @default - one of the administrator is made when it is first needed
   */
  readonly tableflowKey?: IApiKey;
}

/**
 * What is known of an environment that stands elsewhere.
 */
export interface EnvironmentAttributes extends EnvironmentImportOptions {
  /**
   * The ID, such as `env-abc123`.
   */
  readonly environmentId: string;

  /**
   * The name that people see. Flink statements need it.
   *
   * @default - the ID
   */
  readonly environmentName?: string;
}

/**
 * How to find an environment by its name.
 */
export interface EnvironmentLookupOptions extends EnvironmentImportOptions {
  /**
   * The name, of one environment in the organization only.
   */
  readonly environmentName: string;
}

abstract class EnvironmentBase extends ConfluentResource implements IEnvironment {
  public abstract readonly environmentId: string;
  public abstract readonly environmentName: string;
  public abstract readonly environmentCrn: string;
  public abstract readonly organization: IOrganization;
  public abstract readonly governancePackage?: GovernancePackage;
  public abstract readonly keyRotation?: KeyRotation;
  private admin?: IServiceAccount;
  private registry?: SchemaRegistry;
  private keyOfTableflow?: IApiKey;
  private firstCluster?: KafkaCluster;

  constructor(
    scope: Construct, id: string, administrator?: IServiceAccount, private readonly registryAccess?: RegistryAccess, tableflowKey?: IApiKey,
  ) {
    super(scope, id);
    this.admin = administrator;
    this.keyOfTableflow = tableflowKey;
    expectTotal(this, 'clusters (of the environment)', () => 20,
      (cluster) => Number(cluster instanceof KafkaClusterBinding && cluster.environmentInput?.id === this.environmentId));
  }

  public get administrator(): IServiceAccount {
    if (!this.admin) {
      this.admin = new ServiceAccount(this, 'Administrator', { organization: this.organization });
      new RoleBinding(this.admin, ENVIRONMENT_ADMIN_ID, { principal: this.admin, role: Role.ENVIRONMENT_ADMIN, crnPattern: this.environmentCrn });
    }
    return this.admin;
  }

  public get schemaRegistry(): ISchemaRegistry {
    const { firstCluster: cluster } = this;
    this.registry ??= new SchemaRegistry(cluster && this.isElsewhere(cluster) ? cluster : this, 'SchemaRegistry',
      { environment: this, cluster, access: this.registryAccess });
    return this.registry;
  }

  public get tableflowKey(): IApiKey {
    this.keyOfTableflow ??= makeAdminKey(new Construct(this, 'Tableflow'), this, ApiKeyScope.tableflow());
    return this.keyOfTableflow;
  }

  public grant(principal: IPrincipal, role: Role): Grant {
    return grantOnAll(principal, role, this, this.environmentCrn, 'environment');
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return this.grant(principal, Role.ENVIRONMENT_ADMIN);
  }

  public grantOperator(principal: IPrincipal): Grant {
    return this.grant(principal, Role.OPERATOR);
  }

  public grantMetricsViewer(principal: IPrincipal): Grant {
    return this.grant(principal, Role.METRICS_VIEWER);
  }

  /**
   * @internal Confluent makes the registry with the first cluster, so it is looked up in the stack of that. An environment
   * that is imported may have had clusters before.
   */
  public _addCluster(cluster: KafkaCluster): void {
    if (this.firstCluster) {
      return;
    }
    this.firstCluster = cluster;
    if (this.node.defaultChild || !this.isElsewhere(cluster)) {
      this.registry?._comesWith(cluster);
    }
  }

  private isElsewhere(cluster: KafkaCluster): boolean {
    return Stack.of(cluster) !== Stack.of(this);
  }
}

/**
 * A Confluent Cloud environment.
 *
 * @see https://docs.confluent.io/cloud/current/security/access-control/hierarchy/cloud-environments.html
 */
export class Environment extends EnvironmentBase {
  /**
   * An environment that exists already.
   */
  public static fromEnvironmentAttributes(scope: Construct, id: string, attributes: EnvironmentAttributes): IEnvironment {
    class Import extends EnvironmentBase {
      public readonly environmentId = attributes.environmentId;
      public readonly environmentName = attributes.environmentName ?? attributes.environmentId;
      public readonly organization = attributes.organization;
      public readonly governancePackage = attributes.governancePackage;
      public readonly keyRotation = attributes.keyRotation;

      public get environmentCrn(): string {
        return `${attributes.organization.organizationCrn}/environment=${attributes.environmentId}`;
      }
    }
    return new Import(scope, id, attributes.administrator, attributes.schemaRegistryAccess, attributes.tableflowKey);
  }

  /**
   * An environment that exists already, found by its name during the deployment.
   */
  public static fromEnvironmentName(scope: Construct, id: string, options: EnvironmentLookupOptions): IEnvironment {
    const { organization, environmentName } = options;
    class Lookup extends EnvironmentBase {
      private readonly data = addResource(this, organization, DataConfluentEnvironment, { displayName: environmentName }, 'Lookup');
      public readonly environmentId = textAttribute(this.data, 'id');
      public readonly environmentCrn = textAttribute(this.data, 'resource_name');
      public readonly environmentName = environmentName;
      public readonly organization = organization;
      public readonly governancePackage = options.governancePackage;
      public readonly keyRotation = options.keyRotation;
    }
    const environment = new Lookup(scope, id, options.administrator, options.schemaRegistryAccess, options.tableflowKey);
    requireKnown(environment, 'environmentName', environmentName, 'Flink statements are named after it: give it as plain text.');
    requireText(environment, 'environmentName', environmentName);
    return environment;
  }

  public readonly environmentId: string;
  public readonly environmentName: string;
  public readonly environmentCrn: string;
  public readonly organization: IOrganization;
  public readonly governancePackage?: GovernancePackage;
  public readonly keyRotation?: KeyRotation;

  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, id, props.administrator, props.schemaRegistryAccess);
    requireGiven(this, props, 'organization');
    requireKnown(this, 'environmentName', props.environmentName, 'Flink statements are named after it: give it as plain text.');
    requireText(this, 'environmentName', props.environmentName);
    this.environmentName = props.environmentName ?? defaultName(this);
    this.governancePackage = props.governancePackage ?? GovernancePackage.ESSENTIALS;
    const resource = addResource(this, props.organization, Binding, {
      displayName: this.environmentName,
      streamGovernance: { package: this.governancePackage },
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.organization = props.organization;
    this.keyRotation = props.keyRotation;
    this.environmentId = textAttribute(resource, 'id');
    this.environmentCrn = textAttribute(resource, 'resource_name');
  }
}
