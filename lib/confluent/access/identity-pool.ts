import { IResource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { Grant } from './grant';
import { IdentityFilter } from './identity-filter';
import { IIdentityProvider } from './identity-provider';
import { IPrincipal } from './principal';
import { Role } from './role';
import { expectBetween, requireGiven, requireText } from '../../private/validation';
import { DataConfluentIdentityPool } from '../../provider/data-confluent-identity-pool';
import { IdentityPool as Binding } from '../../provider/identity-pool';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';
import { grantRole } from '../private/grants';
import { defaultName } from '../private/names';

/**
 * Tokens of an identity provider, as one principal.
 */
export interface IIdentityPool extends IResource, IPrincipal {
  /**
   * The ID, such as `pool-abc123`. Clients send it with their tokens.
   */
  readonly identityPoolId: string;

  /**
   * The identity provider.
   */
  readonly identityProvider: IIdentityProvider;

  /**
   * Lets a principal make resources that act as this pool, as Assigner.
   */
  grantAssign(principal: IPrincipal): Grant;
}

/**
 * Properties of an `IdentityPool`.
 */
export interface IdentityPoolProps {
  /**
   * The identity provider. A change makes another pool.
   */
  readonly identityProvider: IIdentityProvider;

  /**
   * Which tokens of the provider belong to the pool. Confluent takes up to 300 characters.
   */
  readonly filter: IdentityFilter;

  /**
   * The claim by which audit logs tell who in the pool it was.
   *
   * @default 'claims.sub'
   */
  readonly identityClaim?: string;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly identityPoolName?: string;

  /**
   * What the pool is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * What is known of an identity pool that stands elsewhere.
 */
export interface IdentityPoolAttributes {
  /**
   * The ID, such as `pool-abc123`.
   */
  readonly identityPoolId: string;

  /**
   * The identity provider.
   */
  readonly identityProvider: IIdentityProvider;
}

abstract class IdentityPoolBase extends ConfluentResource implements IIdentityPool {
  public abstract readonly identityPoolId: string;
  public abstract readonly identityProvider: IIdentityProvider;

  public get principal(): string {
    return `User:${this.identityPoolId}`;
  }

  public get organization(): IOrganization {
    return this.identityProvider.organization;
  }

  public grantAssign(principal: IPrincipal): Grant {
    const { organization, identityProviderId } = this.identityProvider;
    return grantRole(principal, Role.ASSIGNER, this,
      `${organization.organizationCrn}/identity-provider=${identityProviderId}/identity-pool=${this.identityPoolId}`, []);
  }
}

/**
 * A principal that is whoever has a token of an identity provider that a filter takes: rights without keys. Give it rights as
 * to a service account: `topic.grantRead(pool)`.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_identity_pool
 */
export class IdentityPool extends IdentityPoolBase {
  /**
   * An identity pool that exists already.
   */
  public static fromIdentityPoolAttributes(scope: Construct, id: string, attributes: IdentityPoolAttributes): IIdentityPool {
    class Import extends IdentityPoolBase {
      public readonly identityPoolId = attributes.identityPoolId;
      public readonly identityProvider = attributes.identityProvider;
    }
    return new Import(scope, id);
  }

  /**
   * The identity pool of a name, which is looked up during the deployment. It fails if there is none.
   */
  public static fromIdentityPoolName(scope: Construct, id: string, identityProvider: IIdentityProvider, identityPoolName: string): IIdentityPool {
    class Lookup extends IdentityPoolBase {
      public readonly identityProvider = identityProvider;
      public readonly identityPoolId = textAttribute(addResource(this, identityProvider.organization, DataConfluentIdentityPool, {
        displayName: identityPoolName, identityProvider: { id: identityProvider.identityProviderId },
      }), 'id');
    }
    return new Lookup(scope, id);
  }

  public readonly identityPoolId: string;
  public readonly identityProvider: IIdentityProvider;

  constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    requireGiven(this, props, 'identityProvider', 'filter');
    const { identityProvider, filter: { cel } } = props;
    requireText(this, 'identityPoolName', props.identityPoolName);
    requireText(this, 'identityClaim', props.identityClaim);
    requireText(this, 'filter', cel);
    if (!Token.isUnresolved(cel)) {
      expectBetween(this, 'filter (characters)', cel.length, 1, 300);
    }
    const resource = addResource(this, identityProvider.organization, Binding, {
      displayName: props.identityPoolName ?? defaultName(this),
      description: props.description ?? this.node.path,
      identityClaim: props.identityClaim ?? 'claims.sub',
      filter: cel,
      identityProvider: { id: identityProvider.identityProviderId },
    });
    this.identityProvider = identityProvider;
    this.identityPoolId = textAttribute(resource, 'id');
  }
}
