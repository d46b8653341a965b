import { Resource, Stack, Validations } from 'aws-cdk-lib';
import {
  CfnNetworkInterface, CfnNetworkInterfacePermission, Connections, IConnectable, ISecurityGroup, IVpc, Peer, Port, SecurityGroup, SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AccessPoint } from './access-point';
import { AccessPointType } from './access-point-type';
import { IGateway } from './gateway';
import { fail, requireGiven, requireInteger } from '../../private/validation';
import { addWayIn } from '../private/ways-in';

/**
 * Properties of `PrivateNetworkInterfaces`.
 */
export interface PrivateNetworkInterfacesProps {
  /**
   * The gateway, of GatewayType.awsPrivateNetworkInterface(...).
   */
  readonly gateway: IGateway;

  /**
   * The VPC whose clients connect.
   */
  readonly vpc: IVpc;

  /**
   * The subnets of the interfaces, one in each zone of the gateway.
   *
   * @default - private subnets
   */
  readonly subnets?: SubnetSelection;

  /**
   * How many interfaces there are in each subnet.
   *
   * @default 17
   */
  readonly interfacesPerSubnet?: number;

  /**
   * The security groups of the interfaces.
   *
   * @default - one is made
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether all of the VPC may connect, to port 9092 for Kafka and 443 for REST APIs. Others are let in by
   * `interfaces.connections.allowFrom(...)`.
   *
   * @default true
   */
  readonly open?: boolean;

  /**
   * Address ranges that Confluent may connect to over the interfaces, up to 10. The security groups must allow it too.
   *
   * @default - none
   */
  readonly routes?: string[];
}

/**
 * Network interfaces of a VPC that Confluent attaches to its own machines (PNI), with the right to do so, a security group and the access
 * point: all in one deployment. What this app makes in private clusters by a runner in the same VPC waits for it.
 *
 * @see https://docs.confluent.io/cloud/current/networking/aws-pni.html
 */
export class PrivateNetworkInterfaces extends Resource implements IConnectable {
  /**
   * Who may connect.
   */
  public readonly connections: Connections;

  /**
   * The access point: give it to clusters, which have names of their own there.
   */
  public readonly accessPoint: AccessPoint;

  constructor(scope: Construct, id: string, props: PrivateNetworkInterfacesProps) {
    super(scope, id);
    requireGiven(this, props, 'gateway', 'vpc');
    const { gateway, vpc, interfacesPerSubnet = 17, routes } = props;
    requireInteger(this, 'interfacesPerSubnet', interfacesPerSubnet, 1);
    const zones = gateway.gatewayType?.zones?.length;
    const { subnets } = vpc.selectSubnets({ ...props.subnets, onePerAz: true });
    if (zones !== undefined && subnets.length !== zones) {
      fail(this, `\`subnets\` must be one in each of the ${zones} zones of the gateway ${gateway.node.path}, got ${subnets.length}`);
    }
    const securityGroups = props.securityGroups
      ?? [new SecurityGroup(this, 'SecurityGroup', { vpc, description: `Clients of Confluent Cloud by ${this.node.path}`, allowAllOutbound: false })];
    this.connections = new Connections({ securityGroups });
    if (props.open ?? true) {
      [9092, 443].forEach((port) => this.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(port)));
      Validations.of(this).acknowledge({ id: 'AwsSolutions-EC23', reason: 'The interfaces are open to their VPC, whose addresses are not known before it is made.' });
    }
    const interfaces = subnets.flatMap(({ subnetId }, i) => Array.from({ length: interfacesPerSubnet }, (_, j) =>
      new CfnNetworkInterface(this, `Interface${i + 1}-${j + 1}`, {
        subnetId,
        groupSet: securityGroups.map(({ securityGroupId }) => securityGroupId),
        description: `Confluent Cloud by ${this.node.path}`,
      })));
    const permissions = interfaces.map(({ attrId }, i) => new CfnNetworkInterfacePermission(this, `Permission${i + 1}`, {
      networkInterfaceId: attrId,
      awsAccountId: gateway.awsAccount,
      permission: 'INSTANCE-ATTACH',
    }));
    this.accessPoint = new AccessPoint(this, 'AccessPoint', {
      gateway,
      accessPointType: AccessPointType.awsPrivateNetworkInterface({
        networkInterfaceIds: interfaces.map(({ attrId }) => attrId), account: Stack.of(this).account, routes,
      }),
    });
    this.accessPoint.node.addDependency(...permissions);
    addWayIn(gateway.environment, { construct: this, vpc });
  }
}
