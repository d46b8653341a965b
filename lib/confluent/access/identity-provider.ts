import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { TokenIssuer } from './token-issuer';
import { requireGiven, requireText } from '../../private/validation';
import { DataConfluentIdentityProvider } from '../../provider/data-confluent-identity-provider';
import { IdentityProvider as Binding } from '../../provider/identity-provider';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * A trusted issuer of OAuth tokens.
 */
export interface IIdentityProvider extends IResource {
  /**
   * The ID, such as `op-abc123`.
   */
  readonly identityProviderId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * Properties of an `IdentityProvider`.
 */
export interface IdentityProviderProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * Who issues the tokens.
   */
  readonly issuer: TokenIssuer;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly identityProviderName?: string;

  /**
   * What the provider is for.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * The claim by which Confluent knows who has a token, such as `claims.sub`; pools may name another.
   *
   * @default - chosen by Confluent
   */
  readonly identityClaim?: string;
}

/**
 * What is known of an identity provider that stands elsewhere.
 */
export interface IdentityProviderAttributes {
  /**
   * The ID, such as `op-abc123`.
   */
  readonly identityProviderId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * Makes an organization trust the tokens of an issuer. Which tokens may do what is said by `IdentityPool`s. Clusters take
 * tokens unless they are Basic.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_identity_provider
 */
export class IdentityProvider extends ConfluentResource implements IIdentityProvider {
  /**
   * An identity provider that exists already.
   */
  public static fromIdentityProviderAttributes(scope: Construct, id: string, attributes: IdentityProviderAttributes): IIdentityProvider {
    class Import extends Resource implements IIdentityProvider {
      public readonly identityProviderId = attributes.identityProviderId;
      public readonly organization = attributes.organization;
    }
    return new Import(scope, id);
  }

  /**
   * The identity provider of a name, which is looked up during the deployment. It fails if there is none.
   */
  public static fromIdentityProviderName(
    scope: Construct, id: string, organization: IOrganization, identityProviderName: string,
  ): IIdentityProvider {
    class Lookup extends Resource implements IIdentityProvider {
      public readonly organization = organization;
      public readonly identityProviderId = textAttribute(
        addResource(this, organization, DataConfluentIdentityProvider, { displayName: identityProviderName }), 'id');
    }
    return new Lookup(scope, id);
  }

  public readonly identityProviderId: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: IdentityProviderProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'issuer');
    requireText(this, 'identityProviderName', props.identityProviderName);
    requireText(this, 'identityClaim', props.identityClaim);
    requireText(this, 'description', props.description);
    props.issuer._validate(this);
    const resource = addResource(this, props.organization, Binding, {
      displayName: props.identityProviderName ?? defaultName(this),
      description: props.description ?? this.node.path,
      issuer: props.issuer.issuer,
      jwksUri: props.issuer.jwksUri,
      identityClaim: props.identityClaim,
    });
    this.organization = props.organization;
    this.identityProviderId = textAttribute(resource, 'id');
  }
}
