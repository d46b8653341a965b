import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/**
 * A value in Secrets Manager that the run reads when it starts, and that passes through no template.
 */
export class SecretField {
  /**
   * A key of a secret that is a JSON object.
   */
  public static of(secret: ISecret, field: string): SecretField {
    return new SecretField(secret, field);
  }

  private constructor(
    /** The secret. */
    public readonly secret: ISecret,
    /** The key in it. */
    public readonly field: string,
  ) {}
}
