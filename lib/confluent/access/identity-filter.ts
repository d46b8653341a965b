import { Token } from 'aws-cdk-lib';
import { IRole } from 'aws-cdk-lib/aws-iam';

/**
 * Which tokens an `IdentityPool` takes, as an expression of the Common Expression Language (CEL) over their claims.
 *
 * @see https://docs.confluent.io/cloud/current/access-management/authenticate/oauth/identity-pools.html
 */
export class IdentityFilter {
  /**
   * Any expression, such as `claims.aud == "confluent" && claims.group in ["a", "b"]`.
   */
  public static expression(cel: string): IdentityFilter {
    return new IdentityFilter(cel);
  }

  /**
   * Tokens with a claim of this value.
   *
   * @param claim The name of the claim, such as `sub`
   * @param value The value, taken literally
   */
  public static claim(claim: string, value: string): IdentityFilter {
    return new IdentityFilter(`claims.${claim} == ${Token.isUnresolved(value) ? `"${value}"` : JSON.stringify(value)}`);
  }

  /**
   * Tokens that AWS STS issues to a role, with `TokenIssuer.awsAccount`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html
   */
  public static awsRole(role: IRole): IdentityFilter {
    return IdentityFilter.claim('sub', role.roleArn);
  }

  /**
   * Tokens of a service account of Kubernetes, with `TokenIssuer.eks`.
   */
  public static kubernetesServiceAccount(namespace: string, serviceAccount: string): IdentityFilter {
    return IdentityFilter.claim('sub', `system:serviceaccount:${namespace}:${serviceAccount}`);
  }

  /**
   * Tokens that all filters take.
   */
  public static allOf(...filters: IdentityFilter[]): IdentityFilter {
    return joined(filters, '&&');
  }

  /**
   * Tokens that at least one filter takes.
   */
  public static anyOf(...filters: IdentityFilter[]): IdentityFilter {
    return joined(filters, '||');
  }

  private constructor(
    /** The expression. */
    public readonly cel: string,
  ) {}
}

function joined(filters: IdentityFilter[], operator: string): IdentityFilter {
  const [first, ...rest] = filters;
  return rest.length === 0 ? first ?? IdentityFilter.expression('') : IdentityFilter.expression(filters.map(({ cel }) => `(${cel})`).join(` ${operator} `));
}
