import { SecretField } from '../secret-field';

/**
 * How a connector gets into Salesforce as a user with a password.
 */
export interface SalesforcePasswordOptions {
  /**
   * The name of the user, such as `hub@example.com`.
   */
  readonly username: string;

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * The security token of the user.
   *
   * @default - none, as for users of trusted networks
   */
  readonly securityToken?: SecretField;

  /**
   * The consumer key of the connected app.
   */
  readonly consumerKey: SecretField;

  /**
   * The consumer secret of the connected app.
   */
  readonly consumerSecret: SecretField;
}

/**
 * How a connector gets into Salesforce as a connected app.
 */
export interface SalesforceClientCredentialsOptions {
  /**
   * The consumer key of the connected app.
   */
  readonly consumerKey: SecretField;

  /**
   * The consumer secret of the connected app.
   */
  readonly consumerSecret: SecretField;
}

/**
 * How a connector gets into Salesforce as a user, by a token that it signs.
 */
export interface SalesforceJwtBearerOptions {
  /**
   * The name of the user, such as `hub@example.com`.
   */
  readonly username: string;

  /**
   * The consumer key of the connected app.
   */
  readonly consumerKey: SecretField;

  /**
   * The key store with the private key, in the form that Confluent's page of the connector names.
   */
  readonly keyStore: SecretField;

  /**
   * The password of the key store.
   */
  readonly keyStorePassword: SecretField;
}

/**
 * How a connector proves to Salesforce who it is.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-salesforce-source-cdc.html
 */
export class SalesforceAuthentication {
  /**
   * By the name and the password of a user.
   */
  public static password(options: SalesforcePasswordOptions): SalesforceAuthentication {
    const { consumerKey, consumerSecret, username, password, securityToken } = options;
    return new SalesforceAuthentication('PASSWORD', consumerKey, consumerSecret, username, password, securityToken);
  }

  /**
   * By the credentials of a connected app. The connector's `instanceUrl` must be the domain of one's own.
   */
  public static clientCredentials(options: SalesforceClientCredentialsOptions): SalesforceAuthentication {
    return new SalesforceAuthentication('CLIENT_CREDENTIALS', options.consumerKey, options.consumerSecret);
  }

  /**
   * By a token that is signed with a private key, whose certificate the connected app knows.
   */
  public static jwtBearer(options: SalesforceJwtBearerOptions): SalesforceAuthentication {
    const { consumerKey, username, keyStore, keyStorePassword } = options;
    return new SalesforceAuthentication('JWT_BEARER', consumerKey, undefined, username, undefined, undefined, keyStore, keyStorePassword);
  }

  private constructor(
    /** How the configuration names it. */
    public readonly grantType: string,
    /** The consumer key of the connected app. */
    public readonly consumerKey: SecretField,
    /** The consumer secret of the connected app. */
    public readonly consumerSecret?: SecretField,
    /** The name of the user. */
    public readonly username?: string,
    /** The password of the user. */
    public readonly userPassword?: SecretField,
    /** The security token of the user. */
    public readonly securityToken?: SecretField,
    /** The key store with the private key. */
    public readonly keyStore?: SecretField,
    /** The password of the key store. */
    public readonly keyStorePassword?: SecretField,
  ) {}
}
