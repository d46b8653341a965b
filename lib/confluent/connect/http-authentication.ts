import { SecretField } from '../secret-field';

/**
 * A client of an authorization server, which gives it tokens (OAuth 2.0, client credentials).
 */
export interface HttpOAuth2Options {
  /**
   * Where tokens are asked for.
   */
  readonly tokenUrl: string;

  /**
   * The ID of the client.
   */
  readonly clientId: string;

  /**
   * The secret of the client.
   */
  readonly clientSecret: SecretField;

  /**
   * The scope of tokens.
   *
   * @default 'any'
   */
  readonly scope?: string;

  /**
   * The property of the answer that has the token.
   *
   * @default 'access_token'
   */
  readonly tokenProperty?: string;

  /**
   * Whether ID and secret of the client are in the URL, and not in the header for authorization.
   *
   * @default false
   */
  readonly credentialsInUrl?: boolean;
}

/**
 * Where an API key is in a request.
 */
export interface HttpApiKeyOptions {
  /**
   * The name of the header or query parameter.
   *
   * @default 'X-API-KEY'
   */
  readonly name?: string;

  /**
   * Whether it is a query parameter, and not a header.
   *
   * @default false
   */
  readonly inQuery?: boolean;
}

/**
 * How a connector proves to a server who it is, over HTTP.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-http-sink-v2.html
 */
export class HttpAuthentication {
  /**
   * Not at all.
   */
  public static none(): HttpAuthentication {
    return new HttpAuthentication('NONE');
  }

  /**
   * By user and password.
   */
  public static basic(user: string, password: SecretField): HttpAuthentication {
    return new HttpAuthentication('BASIC', password, user);
  }

  /**
   * By a token.
   */
  public static bearer(token: SecretField): HttpAuthentication {
    return new HttpAuthentication('BEARER', token);
  }

  /**
   * By an API key.
   */
  public static apiKey(key: SecretField, options: HttpApiKeyOptions = {}): HttpAuthentication {
    return new HttpAuthentication('API_KEY', key, undefined, options);
  }

  /**
   * By tokens of an authorization server.
   */
  public static oauth2(options: HttpOAuth2Options): HttpAuthentication {
    return new HttpAuthentication('OAUTH2', options.clientSecret, undefined, undefined, options);
  }

  private constructor(
    /** `NONE`, `BASIC`, `BEARER`, `API_KEY` or `OAUTH2`. */
    public readonly type: string,
    /** The password, token, API key or client secret. */
    public readonly secret?: SecretField,
    /** The user. */
    public readonly user?: string,
    /** Where the API key is. */
    public readonly apiKeyOptions?: HttpApiKeyOptions,
    /** The client of the authorization server. */
    public readonly oauth2Options?: HttpOAuth2Options,
  ) {}
}
