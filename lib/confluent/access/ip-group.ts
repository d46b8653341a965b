import { IResource, Resource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail, requireBetween, requireGiven, requireText } from '../../private/validation';
import { IpGroup as Binding } from '../../provider/ip-group';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * A set of ranges of IP addresses.
 */
export interface IIpGroup extends IResource {
  /**
   * The ID, such as `ipg-abc123`.
   */
  readonly ipGroupId: string;
}

/**
 * Properties of an `IpGroup`.
 */
export interface IpGroupProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * 1 to 25 ranges in CIDR notation, such as `203.0.113.0/24`.
   */
  readonly cidrBlocks: string[];

  /**
   * The name that people see, 1 to 64 characters.
   *
   * @default - derived from the construct path
   */
  readonly ipGroupName?: string;
}

/**
 * A set of ranges of IP addresses, for `IpFilter`s.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_ip_group
 */
export class IpGroup extends ConfluentResource implements IIpGroup {
  /**
   * A group that exists already.
   */
  public static fromIpGroupId(scope: Construct, id: string, ipGroupId: string): IIpGroup {
    class Import extends Resource implements IIpGroup {
      public readonly ipGroupId = ipGroupId;
    }
    return new Import(scope, id);
  }

  public readonly ipGroupId: string;

  constructor(scope: Construct, id: string, props: IpGroupProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'cidrBlocks');
    requireText(this, 'ipGroupName', props.ipGroupName, 64);
    this.validate(props.cidrBlocks);
    const resource = addResource(this, props.organization, Binding, {
      groupName: props.ipGroupName ?? defaultName(this),
      cidrBlocks: props.cidrBlocks,
    });
    this.ipGroupId = textAttribute(resource, 'id');
  }

  private validate(cidrBlocks: string[]): void {
    if (Token.isUnresolved(cidrBlocks)) {
      return;
    }
    requireBetween(this, 'cidrBlocks (length)', cidrBlocks.length, 1, 25);
    const wrong = cidrBlocks.find((block) => !Token.isUnresolved(block) && !isCidr(block));
    if (wrong !== undefined) {
      fail(this, `\`cidrBlocks\` must be ranges of IPv4 addresses such as 203.0.113.0/24, got: ${wrong}`);
    }
  }
}

function isCidr(block: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block)?.slice(1).map(Number);
  return parts !== undefined && parts.every((part, i) => part <= (i < 4 ? 255 : 32));
}
