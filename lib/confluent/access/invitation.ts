import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IUser, User } from './user';
import { requireGiven, requireText } from '../../private/validation';
import { Invitation as Binding } from '../../provider/invitation';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';

/**
 * How a user signs in.
 */
export enum InvitationAuthType {
  /** By a password of Confluent Cloud. */
  LOCAL = 'AUTH_TYPE_LOCAL',
  /** By single sign-on of the organization. */
  SSO = 'AUTH_TYPE_SSO',
}

/**
 * Properties of an `Invitation`.
 */
export interface InvitationProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The e-mail address of the person. A change is another invitation.
   */
  readonly email: string;

  /**
   * How the person signs in. Only an OrganizationAdmin can invite to sign in by password where there is single sign-on.
   *
   * @default - by single sign-on where the organization has it, else by password
   */
  readonly authType?: InvitationAuthType;

  /**
   * Whether the invitation may be deleted when it leaves the app or is replaced; otherwise the provider refuses to.
   *
   * @default false
   */
  readonly allowDeletion?: boolean;
}

/**
 * Invites a person to the organization. The person has no rights before they are granted to `user`, who exists as soon as the
 * invitation was sent.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_invitation
 */
export class Invitation extends ConfluentResource {
  /**
   * The person, to grant rights to.
   */
  public readonly user: IUser;

  /**
   * The ID, such as `i-abc123`.
   */
  public readonly invitationId: string;

  constructor(scope: Construct, id: string, props: InvitationProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'email');
    requireText(this, 'email', props.email, Infinity, /^[^@\s]+@[^@\s]+$/);
    const resource = addResource(this, props.organization, Binding, {
      email: props.email,
      authType: props.authType,
      allowDeletion: props.allowDeletion,
    });
    this.invitationId = textAttribute(resource, 'id');
    this.user = User.fromUserAttributes(this, 'User', { organization: props.organization, userId: textAttribute(resource, 'user[0].id') });
  }
}
