import { SecretField } from '../secret-field';

/**
 * Key stores for a connection by TLS, in the form that Confluent's page of the connector names.
 */
export interface KeyStores {
  /**
   * The store with the certificate and the private key of the connector.
   *
   * @default - the connector has no certificate
   */
  readonly keyStore?: SecretField;

  /**
   * The password of that store.
   *
   * @default - none
   */
  readonly keyStorePassword?: SecretField;

  /**
   * The password of the private key in that store.
   *
   * @default - none
   */
  readonly keyPassword?: SecretField;

  /**
   * The store with the certificates of authorities that are trusted.
   *
   * @default - well-known authorities
   */
  readonly trustStore?: SecretField;

  /**
   * The password of that store.
   *
   * @default - none
   */
  readonly trustStorePassword?: SecretField;
}
