import { Pem } from './pem';

/**
 * Where the certificate revocation list (CRL) of a certificate authority comes from.
 */
export class RevocationList {
  /**
   * From a URL, which Confluent asks again and again.
   */
  public static fromUrl(url: string): RevocationList {
    return new RevocationList(url);
  }

  /**
   * From a file of the app. It changes with deployments only.
   */
  public static fromPem(pem: Pem): RevocationList {
    return new RevocationList(undefined, pem);
  }

  private constructor(
    /** The URL. */
    public readonly url?: string,
    /** The list itself. */
    public readonly pem?: Pem,
  ) {}
}
