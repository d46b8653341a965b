import { IResource, Resource } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import { Grant } from './access/grant';
import { IPrincipal } from './access/principal';
import { Role } from './access/role';
import { grantOnAll } from './private/grants';
import { expectTotal } from './private/totals';
import { requireGiven } from '../private/validation';
import { DataConfluentOrganization } from '../provider/data-confluent-organization';
import { Environment as EnvironmentBinding } from '../provider/environment';
import { ITerraformRunner, TerraformRunner } from '../terraform';
import { addResource, textAttribute } from '../terraform/private/add-resource';

/**
 * A Confluent Cloud organization: the account that all else belongs to.
 */
export interface IOrganization extends IResource {
  /**
   * The secret with a Cloud (or Global) API key of the organization, as `{"username": <key>, "password": <secret>}`.
   */
  readonly credentials: ISecret;

  /**
   * What applies the organization's resources during `cdk deploy`, in the account and region that it serves.
   */
  readonly runner: ITerraformRunner;

  /**
   * The ID of the organization, a UUID.
   */
  readonly organizationId: string;

  /**
   * The Confluent Resource Name, `crn://confluent.cloud/organization=<uuid>`.
   */
  readonly organizationCrn: string;

  /**
   * Gives a principal a role on all of the organization.
   *
   * @throws if the role is none for organizations
   */
  grant(principal: IPrincipal, role: Role): Grant;

  /**
   * Lets a principal do everything in the organization, as OrganizationAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;

  /**
   * Lets a principal operate all that is in the organization, as Operator.
   */
  grantOperator(principal: IPrincipal): Grant;

  /**
   * Lets a principal read the metrics of the organization.
   */
  grantMetricsViewer(principal: IPrincipal): Grant;
}

/**
 * Properties of an `Organization`.
 */
export interface OrganizationProps {
  /**
   * The secret with a Cloud (or Global) API key, as `{"username": <key>, "password": <secret>}`. Its owner needs the role
   * OrganizationAdmin, or EnvironmentAdmin where environments are only imported.
   *
   * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
   */
  readonly credentials: ISecret;

  /**
   * What applies the organization's resources during `cdk deploy`, in the account and region that it serves; in others,
   * `TerraformRunner.forEnvironment` says what does.
   *
   * @default TerraformRunner.forEnvironment(this)
   */
  readonly runner?: ITerraformRunner;
}

/**
 * The organization that a Cloud API key opens. It exists already; this construct says how to reach it.
 */
export class Organization extends Resource implements IOrganization {
  public readonly credentials: ISecret;
  public readonly runner: ITerraformRunner;
  private lookup?: DataConfluentOrganization;

  constructor(scope: Construct, id: string, props: OrganizationProps) {
    super(scope, id);
    requireGiven(this, props, 'credentials');
    this.credentials = props.credentials;
    this.runner = props.runner ?? TerraformRunner.forEnvironment(this);
    expectTotal(this, 'environments (of the organization)', () => 25, ({ node, organization }: IConstruct & { organization?: IOrganization }) =>
      Number(organization === this && node.defaultChild instanceof EnvironmentBinding));
  }

  public get organizationId(): string {
    return textAttribute(this.data(), 'id');
  }

  public get organizationCrn(): string {
    return textAttribute(this.data(), 'resource_name');
  }

  public grant(principal: IPrincipal, role: Role): Grant {
    return grantOnAll(principal, role, this, this.organizationCrn, 'organization');
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return this.grant(principal, Role.ORGANIZATION_ADMIN);
  }

  public grantOperator(principal: IPrincipal): Grant {
    return this.grant(principal, Role.OPERATOR);
  }

  public grantMetricsViewer(principal: IPrincipal): Grant {
    return this.grant(principal, Role.METRICS_VIEWER);
  }

  /** Looked up only if somebody asks. */
  private data(): DataConfluentOrganization {
    this.lookup ??= addResource(this, this, DataConfluentOrganization, {});
    return this.lookup;
  }
}
