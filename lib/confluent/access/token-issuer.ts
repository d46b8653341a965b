import { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { IOpenIdConnectProvider } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';

/**
 * Who issues the tokens that an `IdentityProvider` trusts.
 */
export class TokenIssuer {
  /**
   * Any OpenID Connect provider.
   *
   * @param issuer The URL in the `iss` claim of its tokens
   * @param jwksUri Where its public keys are, a URL that Confluent reaches
   */
  public static openIdConnect(issuer: string, jwksUri: string): TokenIssuer {
    return new TokenIssuer(issuer, jwksUri);
  }

  /**
   * AWS STS, for roles and users of an account: a program calls `GetWebIdentityToken`, and needs no secret of Confluent's.
   * Outbound web identity federation must be enabled in the account.
   *
   * @param issuer The URL that belongs to the account, such as `https://<uuid>.tokens.sts.global.api.aws`
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html
   */
  public static awsAccount(issuer: string): TokenIssuer {
    return new TokenIssuer(issuer, `${issuer}/.well-known/jwks.json`);
  }

  /**
   * An EKS cluster, for the service accounts of Kubernetes.
   *
   * @param provider The OpenID Connect provider of the cluster, such as `cluster.openIdConnectProvider`
   * @see https://docs.aws.amazon.com/eks/latest/userguide/irsa-fetch-keys.html
   */
  public static eks(provider: IOpenIdConnectProvider): TokenIssuer {
    const issuer = `https://${provider.openIdConnectProviderIssuer}`;
    return new TokenIssuer(issuer, `${issuer}/keys`);
  }

  /**
   * A user pool of Cognito.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
   */
  public static cognito(userPool: IUserPool): TokenIssuer {
    const { region } = userPool.env;
    const issuer = `https://cognito-idp.${region}.${userPool.stack.urlSuffix}/${userPool.userPoolId}`;
    return new TokenIssuer(issuer, `${issuer}/.well-known/jwks.json`);
  }

  private constructor(
    /** The URL in the `iss` claim of tokens. */
    public readonly issuer: string,
    /** Where the public keys are. */
    public readonly jwksUri: string,
  ) {}

  /** @internal */
  public _validate(scope: IConstruct): void {
    for (const [name, url] of Object.entries({ issuer: this.issuer, jwksUri: this.jwksUri })) {
      if (!/^(https:\/\/.|\$\{Token)/.test(url)) {
        fail(scope, `\`${name}\` must be a URL that starts with https://, got: ${url}`);
      }
    }
  }
}
