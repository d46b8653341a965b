import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IPrincipal } from './principal';
import { requireGiven, requireText } from '../../private/validation';
import { DataConfluentGroupMapping } from '../../provider/data-confluent-group-mapping';
import { GroupMapping as Binding } from '../../provider/group-mapping';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * Groups of an SSO identity provider as one principal. Roles can be given to it, ACLs cannot.
 */
export interface IGroupMapping extends IResource, IPrincipal {
  /**
   * The ID, such as `group-abc123`.
   */
  readonly groupMappingId: string;
}

/**
 * Properties of a `GroupMapping`.
 */
export interface GroupMappingProps {
  /**
   * The organization. It needs single sign-on.
   */
  readonly organization: IOrganization;

  /**
   * Which groups: the name of one, or a condition in CEL such as `"engineering" in groups`.
   *
   * @see https://docs.confluent.io/cloud/current/access-management/authenticate/sso/group-mapping/overview.html
   */
  readonly filter: string;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly groupMappingName?: string;

  /**
   * What the mapping is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * What is known of a group mapping that stands elsewhere.
 */
export interface GroupMappingAttributes {
  /**
   * The ID, such as `group-abc123`.
   */
  readonly groupMappingId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * Makes groups of the organization's SSO identity provider a principal: who is in them has what is granted to it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_group_mapping
 */
export class GroupMapping extends ConfluentResource implements IGroupMapping {
  /**
   * A group mapping that exists already.
   */
  public static fromGroupMappingAttributes(scope: Construct, id: string, attributes: GroupMappingAttributes): IGroupMapping {
    return new Import(scope, id, attributes.organization, () => attributes.groupMappingId);
  }

  /**
   * The group mapping of a name, which is looked up during the deployment. It fails if there is none.
   */
  public static fromGroupMappingName(scope: Construct, id: string, organization: IOrganization, groupMappingName: string): IGroupMapping {
    return new Import(scope, id, organization, (mapping) =>
      textAttribute(addResource(mapping, organization, DataConfluentGroupMapping, { displayName: groupMappingName }), 'id'));
  }

  public readonly groupMappingId: string;
  public readonly principal: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: GroupMappingProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'filter');
    requireText(this, 'groupMappingName', props.groupMappingName);
    requireText(this, 'filter', props.filter);
    const resource = addResource(this, props.organization, Binding, {
      displayName: props.groupMappingName ?? defaultName(this),
      description: props.description ?? this.node.path,
      filter: props.filter,
    });
    this.organization = props.organization;
    this.groupMappingId = textAttribute(resource, 'id');
    this.principal = `User:${this.groupMappingId}`;
  }
}

class Import extends Resource implements IGroupMapping {
  public readonly groupMappingId: string;
  public readonly principal: string;

  constructor(scope: Construct, id: string, public readonly organization: IOrganization, groupMappingId: (mapping: Import) => string) {
    super(scope, id);
    this.groupMappingId = groupMappingId(this);
    this.principal = `User:${this.groupMappingId}`;
  }
}
