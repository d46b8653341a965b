import { IServiceAccount } from '../access/service-account';

/**
 * What a connector does with a record whose fields it cannot encrypt or decrypt.
 */
export enum FieldEncryptionFailure {
  /** It treats it as any error. */
  ERROR = 'ERROR',
  /** It passes the record on as it is. */
  NONE = 'NONE',
}

/**
 * Encryption of fields on the client's side (CSFLE) by a connector: it follows the encryption rules of the schemas.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/overview.html
 */
export class FieldEncryption {
  /**
   * By a service account that may read the schemas and use the encryption keys of the Schema Registry.
   *
   * @param onFailure what happens to a record that fails; unless given, Confluent's default holds, an error
   */
  public static by(serviceAccount: IServiceAccount, onFailure?: FieldEncryptionFailure): FieldEncryption {
    return new FieldEncryption(serviceAccount, onFailure);
  }

  private constructor(
    /** The service account. */
    public readonly serviceAccount: IServiceAccount,
    /** What happens to a record that fails. */
    public readonly onFailure?: FieldEncryptionFailure,
  ) {}
}
