import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';

/** The tag of secrets with Confluent keys, which runners may read and write. */
export const KEY_TAG = 'cdk-streaming-hub:confluent-key';

const SECRET_REFERENCE = /\{\{resolve:(secretsmanager|ssm-secure):/;

const VERSION = Symbol.for('cdk-streaming-hub.SecretVersion'); // of whichever copy of this library

/** Says by what one sees that a secret has another value: what keeps a copy of the value must be deployed again then. */
export function setVersion(secret: ISecret, version: string): void {
  Object.defineProperty(secret, VERSION, { value: version });
}

/** What `setVersion` said. */
export function versionOf(secret: ISecret & { [VERSION]?: string }): string | undefined {
  return secret[VERSION];
}

/** Fails for text that CloudFormation would replace by a secret. */
export function failOnSecretReference(consumer: IConstruct, text: string): void {
  if (SECRET_REFERENCE.test(text)) {
    failOnSecret(consumer);
  }
}

/** Fails for a secret in the place of a plain value. */
export function failOnSecret(consumer: IConstruct): never {
  fail(consumer, 'a secret value is used as a plain value, which would put it into templates, Terraform documents and logs. '
    + 'Pass the secret itself: a prop that takes an ISecret, or `SecretField.of(secret, field)` in the `sensitiveConfig` of a connector.');
}

/** Warns of a secret in another account: no right of a runner reaches there by itself. */
export function warnIfForeign(root: IConstruct, secret: ISecret): void {
  const [here, there] = [Stack.of(root).account, secret.env.account];
  if (!Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there) {
    Annotations.of(root).addWarningV2('cdk-streaming-hub:foreignSecret',
      `the runner in account ${here} reads secrets in account ${there}, such as ${secret.node.path}. It can only if they have a KMS key of `
      + 'their own, and the policies of key and secrets allow the role of the runner to read them.');
  }
}
