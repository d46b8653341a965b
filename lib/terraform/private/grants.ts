import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';

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
