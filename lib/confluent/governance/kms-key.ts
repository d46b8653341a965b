import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * A key of a Key Management Service, which encrypts other keys and never leaves the service.
 */
export class KmsKey {
  /**
   * A symmetric key of AWS KMS.
   */
  public static aws(key: IKey): KmsKey {
    return new KmsKey('aws-kms', key.keyArn, key);
  }

  /**
   * A key of Azure Key Vault, by its URL, such as `https://vault.vault.azure.net/keys/name/version`.
   */
  public static azure(keyUrl: string): KmsKey {
    return new KmsKey('azure-kms', keyUrl);
  }

  /**
   * A key of Google Cloud KMS, by its resource name, such as `projects/p/locations/l/keyRings/r/cryptoKeys/k`.
   */
  public static gcp(resourceName: string): KmsKey {
    return new KmsKey('gcp-kms', resourceName);
  }

  /**
   * A key of a service that the clients have a driver for, such as `hcvault`.
   */
  public static custom(type: string, keyId: string): KmsKey {
    return new KmsKey(type, keyId);
  }

  private constructor(
    /** The type of the service. */
    public readonly type: string,
    /** What the service knows the key by. */
    public readonly keyId: string,
    /** The key, if it is one of AWS. */
    public readonly awsKey?: IKey,
  ) {}
}
