import { IResource, Resource, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, IGrantable, IPrincipal as IAwsPrincipal, IRole, PolicyStatement, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { requireGiven, requireKnown, requireText } from '../../private/validation';
import { ProviderIntegration as Binding } from '../../provider/provider-integration';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { explainWildcardsBelow, Reasons } from '../../terraform/private/findings';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { Role as ConfluentRole } from '../access/role';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { grantRole } from '../private/grants';
import { defaultName } from '../private/names';

/**
 * Lets Confluent Cloud assume an IAM role.
 */
export interface IProviderIntegration extends IResource, IGrantable {
  /**
   * The ID, such as `cspi-abc123`.
   */
  readonly integrationId: string;

  /**
   * The role that Confluent assumes.
   */
  readonly role: IRole;
}

/**
 * Properties of a `ProviderIntegration`.
 */
export interface ProviderIntegrationProps {
  /**
   * The environment whose connectors may use it.
   */
  readonly environment: IEnvironment;

  /**
   * The name that people see, up to 60 characters.
   *
   * @default - derived from the construct path
   */
  readonly integrationName?: string;

  /**
   * The name of the role. Confluent must know it before the role exists, because the role's trust policy needs what Confluent
   * answers.
   *
   * @default - derived from the construct path and the region
   */
  readonly roleName?: string;

  /**
   * Whether the role may be assumed with session tags, as Tableflow does.
   *
   * @default false
   */
  readonly tagSession?: boolean;
}

/**
 * What is known of an integration that stands elsewhere.
 */
export interface ProviderIntegrationAttributes {
  /**
   * The ID, such as `cspi-abc123`.
   */
  readonly integrationId: string;

  /**
   * The role that Confluent assumes.
   */
  readonly role: IRole;
}

/** Why rights of integrations have wildcards, for cdk-nag; of one on everything nothing is said. */
const WILDCARDS: Reasons = [
  [/^Action::.+:.+\*$/, 'What aws-cdk-lib grants on a resource.'],
  [/^Resource::.*(<.*>|:.+)[/:].*\*$/, 'What is in a resource that was granted to the integration.'],
];

/** The longest name of an AWS region, and a hyphen. */
const REGION_LENGTH = 16;

/**
 * An IAM role that Confluent Cloud assumes, instead of using long-lived keys. Grant to it as to any role:
 * `stream.grantRead(integration)`. What uses it must depend on it, so that the role is there with its policy.
 *
 * Every change replaces the integration and its external ID; the trust policy follows. An organization can have 100.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/provider-integration/index.html
 */
export class ProviderIntegration extends ConfluentResource implements IProviderIntegration {
  /**
   * An integration that exists already.
   */
  public static fromProviderIntegrationAttributes(
    scope: Construct, id: string, attributes: ProviderIntegrationAttributes,
  ): IProviderIntegration {
    class Import extends Resource implements IProviderIntegration {
      public readonly integrationId = attributes.integrationId;
      public readonly role = attributes.role;
      public readonly grantPrincipal = attributes.role.grantPrincipal;
    }
    return new Import(scope, id);
  }

  public readonly integrationId: string;
  public readonly role: IRole;
  public readonly grantPrincipal: IAwsPrincipal;

  /**
   * The environment.
   */
  public readonly environment: IEnvironment;

  /**
   * The external ID that Confluent sends when it assumes the role.
   */
  public readonly externalId: string;

  constructor(scope: Construct, id: string, props: ProviderIntegrationProps) {
    super(scope, id);
    requireGiven(this, props, 'environment');
    const stack = Stack.of(this);
    requireKnown(this, 'roleName', props.roleName, 'Confluent must know it before the role exists: give it as plain text.');
    requireText(this, 'roleName', props.roleName, 64);
    requireText(this, 'integrationName', props.integrationName, 60);
    const roleName = props.roleName
      ?? `${defaultName(this, 64 - REGION_LENGTH)}-${stack.region}`;
    const resource = addResource(this, props.environment.organization, Binding, {
      displayName: props.integrationName ?? defaultName(this, 60),
      environment: { id: props.environment.environmentId },
      aws: { customerRoleArn: stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName }) },
    });
    this.environment = props.environment;
    this.integrationId = textAttribute(resource, 'id');
    this.externalId = textAttribute(resource, 'aws[0].external_id');
    const confluent = new ArnPrincipal(textAttribute(resource, 'aws[0].iam_role_arn'));
    const role = new Role(this, 'Role', {
      roleName,
      description: `Assumed by Confluent Cloud for ${this.node.path}`,
      assumedBy: new PrincipalWithConditions(confluent, { StringEquals: { 'sts:ExternalId': this.externalId } }),
    });
    if (props.tagSession) {
      role.assumeRolePolicy?.addStatements(new PolicyStatement({ actions: ['sts:TagSession'], principals: [confluent] }));
    }
    explainWildcardsBelow(role, WILDCARDS);
    this.role = role;
    this.grantPrincipal = role.grantPrincipal;
  }
  /**
   * Lets a principal make connectors and tables that use the integration, as Assigner.
   */
  public grantAssign(principal: IPrincipal): Grant {
    return grantRole(principal, ConfluentRole.ASSIGNER, this, `${this.environment.environmentCrn}/provider-integration=${this.integrationId}`, []);
  }
}
