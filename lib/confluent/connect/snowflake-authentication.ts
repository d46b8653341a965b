import { SecretField } from '../secret-field';

/**
 * What Snowflake issued for OAuth.
 */
export interface SnowflakeOAuthOptions {
  /**
   * The client ID of the security integration.
   */
  readonly clientId: string;

  /**
   * The client secret of the security integration.
   */
  readonly clientSecret: SecretField;

  /**
   * The refresh token.
   */
  readonly refreshToken: SecretField;
}

/**
 * How a connector proves to Snowflake who it is.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-snowflake-sink/cc-snowflake-sink.html
 */
export class SnowflakeAuthentication {
  /**
   * By a key pair, whose public key Snowflake knows.
   *
   * @param privateKey the private key in one line, without header and footer
   * @param passphrase what decrypts it; unless given, it is not encrypted
   */
  public static keyPair(privateKey: SecretField, passphrase?: SecretField): SnowflakeAuthentication {
    return new SnowflakeAuthentication('Password', privateKey, passphrase); // Confluent's word for key pairs
  }

  /**
   * By OAuth 2.0.
   */
  public static oauth(options: SnowflakeOAuthOptions): SnowflakeAuthentication {
    return new SnowflakeAuthentication('OAuth 2.0', undefined, undefined, options);
  }

  private constructor(
    /** How the configuration names it. */
    public readonly method: string,
    /** The private key. */
    public readonly privateKey?: SecretField,
    /** What decrypts the private key. */
    public readonly passphrase?: SecretField,
    /** What is needed for OAuth. */
    public readonly oauthOptions?: SnowflakeOAuthOptions,
  ) {}
}
