import { IResource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';
import { ApiKeyOwnerKind, IApiKeyOwner } from './api-key-owner';
import { Grant } from './grant';
import { IPrincipal } from './principal';
import { Role } from './role';
import { expectBetween, requireGiven, requireText } from '../../private/validation';
import { DataConfluentServiceAccount } from '../../provider/data-confluent-service-account';
import { ServiceAccount as Binding } from '../../provider/service-account';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { grantRole } from '../private/grants';
import { defaultName } from '../private/names';

/**
 * A Confluent Cloud service account: the identity of a program.
 */
export interface IServiceAccount extends IResource, IApiKeyOwner {
  /**
   * The ID, such as `sa-abc123`.
   */
  readonly serviceAccountId: string;

  /**
   * Lets a principal make resources that act as this account, as Assigner.
   */
  grantAssign(principal: IPrincipal): Grant;
}

/**
 * Properties of a `ServiceAccount`.
 */
export interface ServiceAccountProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The name that people see, unique in the organization, up to 64 characters.
   *
   * @default - derived from the construct path
   */
  readonly serviceAccountName?: string;

  /**
   * What the account is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * What is known of a service account that stands elsewhere.
 */
export interface ServiceAccountAttributes {
  /**
   * The ID, such as `sa-abc123`.
   */
  readonly serviceAccountId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

abstract class ServiceAccountBase extends ConfluentResource implements IServiceAccount {
  public abstract readonly serviceAccountId: string;
  public abstract readonly organization: IOrganization;
  public readonly ownerKind: ApiKeyOwnerKind = ApiKeyOwnerKind.SERVICE_ACCOUNT;

  public get principal(): string {
    return `User:${this.serviceAccountId}`;
  }

  public get ownerId(): string {
    return this.serviceAccountId;
  }

  public grantAssign(principal: IPrincipal): Grant {
    return grantRole(principal, Role.ASSIGNER, this, `${this.organization.organizationCrn}/service-account=${this.serviceAccountId}`, []);
  }
}

/**
 * A Confluent Cloud service account.
 *
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/overview.html
 */
export class ServiceAccount extends ServiceAccountBase {
  /**
   * A service account that exists already.
   */
  public static fromServiceAccountAttributes(scope: Construct, id: string, attributes: ServiceAccountAttributes): IServiceAccount {
    class Import extends ServiceAccountBase {
      public readonly serviceAccountId = attributes.serviceAccountId;
      public readonly organization = attributes.organization;
    }
    return new Import(scope, id);
  }

  /**
   * The service account of a name, which is looked up during the deployment. It fails if there is none.
   */
  public static fromServiceAccountName(scope: Construct, id: string, organization: IOrganization, serviceAccountName: string): IServiceAccount {
    class Lookup extends ServiceAccountBase {
      public readonly organization = organization;
      public readonly serviceAccountId = textAttribute(
        addResource(this, organization, DataConfluentServiceAccount, { displayName: serviceAccountName }), 'id');
    }
    return new Lookup(scope, id);
  }

  public readonly serviceAccountId: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    requireGiven(this, props, 'organization');
    requireText(this, 'serviceAccountName', props.serviceAccountName);
    if (!Token.isUnresolved(props.serviceAccountName)) {
      expectBetween(this, 'serviceAccountName (characters)', props.serviceAccountName?.length, 1, 64);
    }
    const resource = addResource(this, props.organization, Binding, {
      displayName: props.serviceAccountName ?? defaultName(this),
      description: props.description ?? this.node.path,
    });
    this.organization = props.organization;
    this.serviceAccountId = textAttribute(resource, 'id');
  }
}
