import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { KEY_TAG } from './secrets';

export function grant(grantee: IGrantable, actions: string[], ...resourceArns: string[]): Grant {
  return Grant.addToPrincipal({ grantee, actions, resourceArns });
}

/** Where a runner keeps states. */
export interface States {
  readonly stateBucket: IBucket;
  readonly encryptionKey: IKey;
}

/** Grants actions on the objects of a runner whose keys match the patterns. */
export function grantObjects({ stateBucket, encryptionKey }: States, grantee: IGrantable, patterns: string[], ...actions: string[]): Grant {
  grant(grantee, ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'], encryptionKey.keyArn);
  grant(grantee, ['s3:ListBucket'], stateBucket.bucketArn); // without it, S3 does not tell a missing object from a forbidden one
  return grant(grantee, actions, ...patterns.map((pattern) => stateBucket.arnForObjects(pattern)));
}

/** Grants to read and write states, and to hand over what is retained. */
export function grantStates(states: States, grantee: IGrantable, stateKeyPrefix: string): Grant {
  return grantObjects(states, grantee, [`${stateKeyPrefix}*`, '.retained/*'], 's3:GetObject', 's3:PutObject', 's3:DeleteObject');
}

/**
 * Grants the keys that roots make, in all regions of the account: a spoke reads those of a hub elsewhere. They are in secrets
 * with a tag, so a runner serves stacks that it does not know.
 */
export function grantKeys(grantee: IGrantable, scope: IConstruct): void {
  const stack = Stack.of(scope);
  const allow = (actions: string[], arn: string, conditions: Record<string, Record<string, unknown>>) =>
    Grant.addToPrincipal({ grantee, actions, resourceArns: [arn], conditions });
  allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
    stack.formatArn({ service: 'secretsmanager', region: '*', resource: 'secret', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
    { StringLike: { [`aws:ResourceTag/${KEY_TAG}`]: '*' } });
  allow(['kms:Decrypt', 'kms:GenerateDataKey'],
    stack.formatArn({ service: 'kms', region: '*', resource: 'key', resourceName: '*' }),
    { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } });
}
