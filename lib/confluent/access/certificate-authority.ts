import { IResource, Resource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { Pem } from './pem';
import { RevocationList } from './revocation-list';
import { fail, requireGiven, requireText } from '../../private/validation';
import { CertificateAuthority as Binding } from '../../provider/certificate-authority';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * A certificate authority whose client certificates an organization trusts.
 */
export interface ICertificateAuthority extends IResource {
  /**
   * The ID, such as `op-abc123`.
   */
  readonly certificateAuthorityId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * Properties of a `CertificateAuthority`.
 */
export interface CertificateAuthorityProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The signing certificates: the chain up to the root, without any private key.
   */
  readonly certificateChain: Pem;

  /**
   * The certificates that are revoked.
   *
   * @default - none
   */
  readonly revocationList?: RevocationList;

  /**
   * Whether clients are refused for which Confluent finds no revocation list.
   *
   * @default false
   */
  readonly requireRevocationList?: boolean;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly certificateAuthorityName?: string;

  /**
   * What the authority is for.
   *
   * @default - the construct path
   */
  readonly description?: string;
}

/**
 * What is known of a certificate authority that stands elsewhere.
 */
export interface CertificateAuthorityAttributes {
  /**
   * The ID, such as `op-abc123`.
   */
  readonly certificateAuthorityId: string;

  /**
   * The organization.
   */
  readonly organization: IOrganization;
}

/**
 * Makes an organization trust client certificates of an authority (mTLS). Which certificates may do what is said by
 * `CertificatePool`s. Enterprise, Dedicated and Freight clusters take them.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_certificate_authority
 */
export class CertificateAuthority extends ConfluentResource implements ICertificateAuthority {
  /**
   * A certificate authority that exists already.
   */
  public static fromCertificateAuthorityAttributes(
    scope: Construct, id: string, attributes: CertificateAuthorityAttributes,
  ): ICertificateAuthority {
    class Import extends Resource implements ICertificateAuthority {
      public readonly certificateAuthorityId = attributes.certificateAuthorityId;
      public readonly organization = attributes.organization;
    }
    return new Import(scope, id);
  }

  public readonly certificateAuthorityId: string;
  public readonly organization: IOrganization;

  constructor(scope: Construct, id: string, props: CertificateAuthorityProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'certificateChain');
    const { certificateChain, revocationList } = props;
    this.validate(props);
    const resource = addResource(this, props.organization, Binding, {
      displayName: props.certificateAuthorityName ?? defaultName(this),
      description: props.description ?? this.node.path,
      certificateChain: certificateChain.text,
      certificateChainFilename: certificateChain.fileName,
      crlUrl: revocationList?.url,
      crlChain: revocationList?.pem?.text,
      requireCrlOnClientCertificate: props.requireRevocationList,
    });
    this.organization = props.organization;
    this.certificateAuthorityId = textAttribute(resource, 'id');
  }

  private validate(props: CertificateAuthorityProps): void {
    const { certificateChain, revocationList, requireRevocationList } = props;
    requireText(this, 'certificateAuthorityName', props.certificateAuthorityName);
    requireText(this, 'description', props.description);
    this.requirePem('certificateChain', certificateChain, 'CERTIFICATE');
    this.requirePem('revocationList', revocationList?.pem, 'X509 CRL');
    requireText(this, 'revocationList', revocationList?.url, Infinity, /^https?:\/\/./);
    if (requireRevocationList && !revocationList) {
      fail(this, '`requireRevocationList` refuses every client unless there is a `revocationList`. Give it, or leave both out.');
    }
  }

  private requirePem(name: string, pem: Pem | undefined, label: string): void {
    if (!pem || Token.isUnresolved(pem.text)) {
      return;
    }
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem.text)) {
      fail(this, `\`${name}\` (${pem.fileName}) must not hold a private key: it would be in Terraform's state and document. `
        + 'Take it out of the file.');
    }
    if (!pem.text.includes(`-----BEGIN ${label}-----`)) {
      fail(this, `\`${name}\` (${pem.fileName}) must be in PEM format, with a line -----BEGIN ${label}-----`);
    }
  }
}
