import { Validations } from 'aws-cdk-lib';
import { ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { fail } from '../../private/validation';
import { VpcAccessOptions } from '../vpc-access';

/** How a poller of AWS gets into a VPC. */
export interface VpcAccess {
  readonly subnetIds: string[];
  readonly securityGroups: ISecurityGroup[];
  /** What lets the role make network interfaces; absent if the role cannot be changed. */
  readonly policy?: Policy;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html, and the same for pipes. */
const NETWORK_ACTIONS = [
  'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
];

/** What is needed in `scope` for pollers that act as `role` to get into the VPC, if there is one. */
export function accessVpc(scope: Construct, options: VpcAccessOptions, role?: IRole): VpcAccess | undefined {
  const { vpc, vpcSubnets, securityGroups } = options;
  if (!vpc) {
    return vpcSubnets || securityGroups ? fail(scope, '`vpcSubnets` and `securityGroups` need `vpc`, got none') : undefined;
  }
  const { subnetIds } = vpc.selectSubnets(vpcSubnets);
  if (subnetIds.length > 16) {
    fail(scope, `\`vpcSubnets\` must select at most 16 subnets, got: ${subnetIds.length}`);
  }
  if (securityGroups && (securityGroups.length === 0 || securityGroups.length > 5)) {
    fail(scope, `\`securityGroups\` must have 1 to 5 groups, got: ${securityGroups.length}`);
  }
  return {
    subnetIds,
    securityGroups: securityGroups ? [...securityGroups] : [new SecurityGroup(scope, 'SecurityGroup', { vpc, description: scope.node.path })],
    policy: role && allowNetworkInterfaces(scope, role),
  };
}

/** A policy of its own, so that what is acknowledged of it is acknowledged of nothing else. */
function allowNetworkInterfaces(scope: Construct, role: IRole): Policy {
  const policy = new Policy(scope, 'NetworkPolicy', {
    roles: [role], statements: [new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] })],
  });
  Validations.of(policy).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'AWS asks for these rights to reach a VPC, and the network interfaces have no name before they are made.',
  });
  return policy;
}
