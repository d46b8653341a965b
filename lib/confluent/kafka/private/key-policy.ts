import { CustomResource, Duration, Lazy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { Code, determineLatestNodeRuntime, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { explainLogging, explainWildcardsBelow } from '../../../terraform/private/findings';

/** https://docs.confluent.io/cloud/current/security/encrypt/byok/key-policy/manage-key-policies-aws.html */
const ACTIONS = [
  'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey',
  'kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant',
];

/** KMS refuses a policy with a role that it does not see yet. Nothing is undone, as a cluster stands still without its key. */
const HANDLER = `
const { KMSClient, PutKeyPolicyCommand } = require('@aws-sdk/client-kms');
const kms = new KMSClient({});

exports.handler = async ({ RequestType, PhysicalResourceId, ResourceProperties: { KeyId, Policy } }) => {
  for (let attempt = 1; RequestType !== 'Delete'; attempt += 1) {
    try {
      await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: JSON.stringify(Policy) }));
      return { PhysicalResourceId: KeyId };
    } catch (error) {
      if (error.name !== 'MalformedPolicyDocumentException' || attempt === 12) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10000));
    }
  }
  return { PhysicalResourceId };
};
`;

/**
 * Puts the policy that a key has in the template, and a statement more, on the key. The template itself cannot have the
 * statement: Confluent names its roles only when it knows the key.
 *
 * @param roles a list token
 */
export function letUseKey(scope: Construct, key: CfnKey, roles: string[]): void {
  const onEventHandler = new LambdaFunction(scope, 'KeyPolicyHandler', {
    description: `Lets Confluent use the key of ${scope.node.path}`,
    runtime: determineLatestNodeRuntime(scope),
    handler: 'index.handler',
    code: Code.fromInline(HANDLER),
    timeout: Duration.minutes(5),
  });
  onEventHandler.addToRolePolicy(new PolicyStatement({ actions: ['kms:PutKeyPolicy'], resources: [key.attrArn] }));
  const provider = new Provider(scope, 'KeyPolicyProvider', { onEventHandler });
  [onEventHandler, provider].forEach(explainLogging);
  explainWildcardsBelow(provider, [[/^Resource::<.*\.Arn>:\*$/, 'Versions of the function that puts the policy.']]);
  new CustomResource(scope, 'KeyPolicy', {
    resourceType: 'Custom::ConfluentKeyPolicy',
    serviceToken: provider.serviceToken,
    properties: { KeyId: key.attrKeyId, Policy: Lazy.uncachedAny({ produce: () => withStatement(key.keyPolicy, roles) }) },
  });
}

function withStatement(keyPolicy: any, roles: string[]): object {
  const { Statement = [], ...rest } = keyPolicy?.toJSON?.() ?? keyPolicy ?? { Version: '2012-10-17' };
  return {
    ...rest,
    Statement: [...Statement, { Sid: 'ConfluentCloud', Effect: 'Allow', Principal: { AWS: roles }, Action: ACTIONS, Resource: '*' }],
  };
}
