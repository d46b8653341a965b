import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiKeyOwnerKind, IApiKeyOwner } from './api-key-owner';
import { requireText } from '../../private/validation';
import { DataConfluentUser } from '../../provider/data-confluent-user';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';

/**
 * A user of Confluent Cloud: a person.
 */
export interface IUser extends IResource, IApiKeyOwner {
  /**
   * The ID, such as `u-abc123`.
   */
  readonly userId: string;
}

/**
 * What is known of a user.
 */
export interface UserAttributes {
  /**
   * The ID, such as `u-abc123`.
   */
  readonly userId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * A user of Confluent Cloud. Users come by an `Invitation` or by single sign-on; here they are only referred to.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/data-sources/confluent_user
 */
export class User extends Resource implements IUser {
  /**
   * The user of an ID.
   */
  public static fromUserAttributes(scope: Construct, id: string, attributes: UserAttributes): IUser {
    const user = new User(scope, id, attributes.organization, () => attributes.userId);
    requireText(user, 'userId', attributes.userId, 64, /^u-/);
    return user;
  }

  /**
   * The user of an e-mail address, who is looked up during the deployment. It fails if there is none.
   */
  public static fromEmail(scope: Construct, id: string, organization: IOrganization, email: string): IUser {
    return new User(scope, id, organization, (user) => {
      requireText(user, 'email', email, Infinity, EMAIL);
      return textAttribute(addResource(user, organization, DataConfluentUser, { email }), 'id');
    });
  }

  /**
   * The user of a full name, who is looked up during the deployment. It fails if there is none.
   */
  public static fromFullName(scope: Construct, id: string, organization: IOrganization, fullName: string): IUser {
    return new User(scope, id, organization, (user) => {
      requireText(user, 'fullName', fullName);
      return textAttribute(addResource(user, organization, DataConfluentUser, { fullName }), 'id');
    });
  }

  public readonly userId: string;
  public readonly principal: string;
  public readonly organization: IOrganization;
  public readonly ownerId: string;
  public readonly ownerKind: ApiKeyOwnerKind = ApiKeyOwnerKind.USER;

  private constructor(scope: Construct, id: string, organization: IOrganization, userId: (user: User) => string) {
    super(scope, id);
    this.organization = organization;
    this.userId = userId(this);
    this.ownerId = this.userId;
    this.principal = `User:${this.userId}`;
  }
}

const EMAIL = /^[^@\s]+@[^@\s]+$/;
