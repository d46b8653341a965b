import { IResource, Resource } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { requireGiven } from '../private/validation';
import { DataConfluentOrganization } from '../provider/data-confluent-organization';
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
  }

  public get organizationId(): string {
    return textAttribute(this.data(), 'id');
  }

  public get organizationCrn(): string {
    return textAttribute(this.data(), 'resource_name');
  }

  /** Looked up only if somebody asks. */
  private data(): DataConfluentOrganization {
    this.lookup ??= addResource(this, this, DataConfluentOrganization, {});
    return this.lookup;
  }
}
