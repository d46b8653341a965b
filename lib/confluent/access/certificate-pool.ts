import { IResource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ICertificateAuthority } from './certificate-authority';
import { ConfluentResource } from '../confluent-resource';
import { IPrincipal } from './principal';
import { expectBetween, requireGiven, requireText } from '../../private/validation';
import { CertificatePool as Binding } from '../../provider/certificate-pool';
import { DataConfluentCertificatePool } from '../../provider/data-confluent-certificate-pool';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * Client certificates of an authority, as one principal.
 */
export interface ICertificatePool extends IResource, IPrincipal {
  /**
   * The ID, such as `pool-abc123`.
   */
  readonly certificatePoolId: string;

  /**
   * The certificate authority.
   */
  readonly certificateAuthority: ICertificateAuthority;
}

/**
 * Properties of a `CertificatePool`.
 */
export interface CertificatePoolProps {
  /**
   * The certificate authority. A change makes another pool.
   */
  readonly certificateAuthority: ICertificateAuthority;

  /**
   * Which certificates belong to the pool, as an expression in CEL over the fields of their subject, such as
   * `CN == "clicks" && O == "Example"`.
   *
   * @see https://docs.confluent.io/cloud/current/access-management/authenticate/mtls/cel-filters.html
   */
  readonly filter: string;

  /**
   * The field of certificates by which audit logs tell who in the pool it was.
   *
   * @default 'CN'
   */
  readonly externalIdentifier?: string;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly certificatePoolName?: string;

  /**
   * What the pool is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * What is known of a certificate pool that stands elsewhere.
 */
export interface CertificatePoolAttributes {
  /**
   * The ID, such as `pool-abc123`.
   */
  readonly certificatePoolId: string;

  /**
   * The certificate authority.
   */
  readonly certificateAuthority: ICertificateAuthority;
}

abstract class CertificatePoolBase extends ConfluentResource implements ICertificatePool {
  public abstract readonly certificatePoolId: string;
  public abstract readonly certificateAuthority: ICertificateAuthority;

  public get principal(): string {
    return `User:${this.certificatePoolId}`;
  }

  public get organization(): IOrganization {
    return this.certificateAuthority.organization;
  }
}

/**
 * A principal that is whoever has a client certificate that a filter takes. Give it rights as to a service account:
 * `topic.grantRead(pool)`.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_certificate_pool
 */
export class CertificatePool extends CertificatePoolBase {
  /**
   * A certificate pool that exists already.
   */
  public static fromCertificatePoolAttributes(scope: Construct, id: string, attributes: CertificatePoolAttributes): ICertificatePool {
    class Import extends CertificatePoolBase {
      public readonly certificatePoolId = attributes.certificatePoolId;
      public readonly certificateAuthority = attributes.certificateAuthority;
    }
    return new Import(scope, id);
  }

  /**
   * The certificate pool of a name, which is looked up during the deployment. It fails if there is none.
   */
  public static fromCertificatePoolName(
    scope: Construct, id: string, certificateAuthority: ICertificateAuthority, certificatePoolName: string,
  ): ICertificatePool {
    class Lookup extends CertificatePoolBase {
      public readonly certificateAuthority = certificateAuthority;
      public readonly certificatePoolId = textAttribute(addResource(this, certificateAuthority.organization, DataConfluentCertificatePool, {
        displayName: certificatePoolName, certificateAuthority: { id: certificateAuthority.certificateAuthorityId },
      }), 'id');
    }
    return new Lookup(scope, id);
  }

  public readonly certificatePoolId: string;
  public readonly certificateAuthority: ICertificateAuthority;

  constructor(scope: Construct, id: string, props: CertificatePoolProps) {
    super(scope, id);
    requireGiven(this, props, 'certificateAuthority', 'filter');
    requireText(this, 'certificatePoolName', props.certificatePoolName);
    requireText(this, 'externalIdentifier', props.externalIdentifier);
    requireText(this, 'description', props.description);
    requireText(this, 'filter', props.filter);
    if (!Token.isUnresolved(props.filter)) {
      expectBetween(this, 'filter (characters)', props.filter.length, 1, 300);
    }
    const resource = addResource(this, props.certificateAuthority.organization, Binding, {
      displayName: props.certificatePoolName ?? defaultName(this),
      description: props.description ?? this.node.path,
      externalIdentifier: props.externalIdentifier ?? 'CN',
      filter: props.filter,
      certificateAuthority: { id: props.certificateAuthority.certificateAuthorityId },
    });
    this.certificateAuthority = props.certificateAuthority;
    this.certificatePoolId = textAttribute(resource, 'id');
  }
}
