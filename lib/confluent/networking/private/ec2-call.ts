import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { explainLogging, explainWildcardsBelow } from '../../../terraform/private/findings';

/** A call of EC2 during the deployment. */
export interface Ec2Call {
  readonly resourceType: string;
  /** In camelCase. */
  readonly action: string;
  readonly parameters: object;
  /** What identifies what is called for: with another, it is called anew. */
  readonly about: string;
  /** The one field of the answer that is read. */
  readonly reads?: string;
  /** The ARN of what the call is allowed for. */
  readonly resource?: string;
  /** A pattern of error codes that mean it is done already. */
  readonly ignore?: string;
}

/** Has CloudFormation call EC2, for what it has no resources for. */
export function callEc2(scope: Construct, id: string, call: Ec2Call): AwsCustomResource {
  const { action } = call;
  const resource = new AwsCustomResource(scope, id, {
    resourceType: call.resourceType,
    onUpdate: {
      service: 'EC2',
      action,
      parameters: call.parameters,
      outputPaths: call.reads === undefined ? undefined : [call.reads],
      physicalResourceId: PhysicalResourceId.of(call.about),
      ignoreErrorCodesMatching: call.ignore,
      region: Stack.of(scope).region,
    },
    policy: AwsCustomResourcePolicy.fromStatements([
      new PolicyStatement({ actions: [`ec2:${action[0].toUpperCase()}${action.slice(1)}`], resources: [call.resource ?? '*'] }),
    ]),
    installLatestAwsSdk: false,
  });
  explainLogging(resource.grantPrincipal as Role);
  explainWildcardsBelow(resource, [[/^Resource::/, 'EC2 describes and accepts what has no ARN before it is made.']]);
  return resource;
}
