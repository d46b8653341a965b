import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/**
 * How brokers are reached that have no public endpoint.
 */
export interface VpcAccessOptions {
  /**
   * The VPC that reaches the brokers. Its subnets need a way to AWS Secrets Manager and AWS STS: a NAT gateway, or endpoints.
   *
   * @default - the brokers are reached over the internet
   */
  readonly vpc?: IVpc;

  /**
   * The subnets, at most 16.
   *
   * @default - private subnets with a way out
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups, at most 5. They must let out port 443 and that of the brokers, 9092 for Confluent Cloud.
   *
   * @default - one is made that lets everything out and nothing in
   */
  readonly securityGroups?: ISecurityGroup[];
}
