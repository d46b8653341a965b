import { IKey } from 'aws-cdk-lib/aws-kms';
import { Cloud } from '../cloud';

/**
 * Where a key of Azure is.
 */
export interface AzureCustomerKeyOptions {
  /**
   * The ID of the tenant, a UUID.
   */
  readonly tenantId: string;

  /**
   * The resource ID of the key vault, `/subscriptions/…/vaults/<name>`.
   */
  readonly keyVaultId: string;

  /**
   * The URL of the key, `https://<vault>.vault.azure.net/keys/<name>`.
   */
  readonly keyIdentifier: string;
}

/**
 * A key of one's own, in the key management of a cloud: symmetric, of material that the cloud made, for one cluster, and in
 * the cluster's region.
 *
 * @see https://docs.confluent.io/cloud/current/security/encrypt/byok/byok-aws.html
 */
export class CustomerKey {
  /**
   * A key of AWS KMS. Where it is a key of this app, the `ByokKey` gives Confluent the rights on it.
   */
  public static aws(key: IKey): CustomerKey {
    return new CustomerKey(Cloud.AWS, key);
  }

  /**
   * A key of Azure Key Vault.
   */
  public static azure(options: AzureCustomerKeyOptions): CustomerKey {
    return new CustomerKey(Cloud.AZURE, undefined, options);
  }

  /**
   * A key of Google Cloud KMS, by its resource name: `projects/…/locations/…/keyRings/…/cryptoKeys/<name>`.
   */
  public static gcp(keyId: string): CustomerKey {
    return new CustomerKey(Cloud.GCP, undefined, undefined, keyId);
  }

  private constructor(
    /** The cloud that the key is in. */
    public readonly cloud: Cloud,
    /** The key, in AWS. */
    public readonly awsKey?: IKey,
    /** The key, in Azure. */
    public readonly azureKey?: AzureCustomerKeyOptions,
    /** The key, in Google Cloud. */
    public readonly gcpKeyId?: string,
  ) {}
}
