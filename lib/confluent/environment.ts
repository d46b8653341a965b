import { IResource, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Role } from './access/role';
import { RoleBinding } from './access/role-binding';
import { IServiceAccount, ServiceAccount } from './access/service-account';
import { ConfluentResource } from './confluent-resource';
import { ISchemaRegistry, SchemaRegistry } from './governance/schema-registry';
import { KafkaCluster } from './kafka/kafka-cluster';
import { IOrganization } from './organization';
import { ENVIRONMENT_ADMIN_ID } from './private/ids';
import { requireGiven, requireKnown, requireText } from '../private/validation';
import { Environment as Binding } from '../provider/environment';
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
   * The Schema Registry.
   */
  readonly schemaRegistry: ISchemaRegistry;
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
   * The service account whose keys manage topics, schemas and Flink statements here. It must be EnvironmentAdmin.
   *
   * @default - one is made when it is first needed, with the role EnvironmentAdmin on this environment
   */
  readonly administrator?: IServiceAccount;

  /**
   * What happens to the environment when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of an environment that stands elsewhere.
 */
export interface EnvironmentAttributes {
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

  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The service account whose keys manage topics, schemas and Flink statements there. It must be EnvironmentAdmin.
   *
   * @default - one is made when it is first needed, with the role EnvironmentAdmin on the environment
   */
  readonly administrator?: IServiceAccount;
}

abstract class EnvironmentBase extends ConfluentResource implements IEnvironment {
  public abstract readonly environmentId: string;
  public abstract readonly environmentName: string;
  public abstract readonly environmentCrn: string;
  public abstract readonly organization: IOrganization;
  private admin?: IServiceAccount;
  private registry?: SchemaRegistry;
  private firstCluster?: KafkaCluster;

  constructor(scope: Construct, id: string, administrator?: IServiceAccount) {
    super(scope, id);
    this.admin = administrator;
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
    this.registry ??= new SchemaRegistry(cluster && this.isElsewhere(cluster) ? cluster : this, 'SchemaRegistry', { environment: this, cluster });
    return this.registry;
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

      public get environmentCrn(): string {
        return `${attributes.organization.organizationCrn}/environment=${attributes.environmentId}`;
      }
    }
    return new Import(scope, id, attributes.administrator);
  }

  public readonly environmentId: string;
  public readonly environmentName: string;
  public readonly environmentCrn: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, id, props.administrator);
    requireGiven(this, props, 'organization');
    requireKnown(this, 'environmentName', props.environmentName, 'Flink statements are named after it: give it as plain text.');
    requireText(this, 'environmentName', props.environmentName);
    this.environmentName = props.environmentName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const resource = addResource(this, props.organization, Binding, {
      displayName: this.environmentName,
      streamGovernance: { package: props.governancePackage ?? GovernancePackage.ESSENTIALS },
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.organization = props.organization;
    this.environmentId = textAttribute(resource, 'id');
    this.environmentCrn = textAttribute(resource, 'resource_name');
  }
}
