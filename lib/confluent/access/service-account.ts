import { IResource, Names, Resource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';
import { IPrincipal } from './principal';
import { expectBetween, requireGiven, requireText } from '../../private/validation';
import { ServiceAccount as Binding } from '../../provider/service-account';
import { addResource, textAttribute } from '../../terraform/private/add-resource';

/**
 * A Confluent Cloud service account: the identity of a program.
 */
export interface IServiceAccount extends IResource, IPrincipal {
  /**
   * The ID, such as `sa-abc123`.
   */
  readonly serviceAccountId: string;
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

/**
 * A Confluent Cloud service account.
 *
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/overview.html
 */
export class ServiceAccount extends ConfluentResource implements IServiceAccount {
  /**
   * A service account that exists already.
   */
  public static fromServiceAccountAttributes(scope: Construct, id: string, attributes: ServiceAccountAttributes): IServiceAccount {
    class Import extends Resource implements IServiceAccount {
      public readonly serviceAccountId = attributes.serviceAccountId;
      public readonly principal = `User:${attributes.serviceAccountId}`;
      public readonly organization = attributes.organization;
    }
    return new Import(scope, id);
  }

  public readonly serviceAccountId: string;
  public readonly principal: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    requireGiven(this, props, 'organization');
    requireText(this, 'serviceAccountName', props.serviceAccountName);
    if (!Token.isUnresolved(props.serviceAccountName)) {
      expectBetween(this, 'serviceAccountName (characters)', props.serviceAccountName?.length, 1, 64);
    }
    const resource = addResource(this, props.organization, Binding, {
      displayName: props.serviceAccountName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }),
      description: props.description ?? this.node.path,
    });
    this.organization = props.organization;
    this.serviceAccountId = textAttribute(resource, 'id');
    this.principal = `User:${this.serviceAccountId}`;
  }
}
