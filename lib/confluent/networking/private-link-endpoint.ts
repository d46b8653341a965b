import { Duration, Fn, Resource, Validations } from 'aws-cdk-lib';
import {
  Connections, IConnectable, InterfaceVpcEndpoint, InterfaceVpcEndpointService, ISecurityGroup, ISubnet, IVpc, Peer, Port, SecurityGroup,
  SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { CnameRecord, IHostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { IAccessPoint } from './access-point';
import { callEc2 } from './private/ec2-call';
import { IPrivateLinkTarget } from './private-link-target';
import { requireGiven } from '../../private/validation';
import { addWayIn } from '../private/ways-in';

/**
 * Properties of a `PrivateLinkEndpoint`.
 */
export interface PrivateLinkEndpointProps {
  /**
   * What it leads to: a `PrivateLinkAttachment` for Enterprise clusters, a `PrivateLinkAccess` for Dedicated clusters in a network,
   * or a `Gateway` into Confluent Cloud.
   */
  readonly target: IPrivateLinkTarget;

  /**
   * The VPC whose clients connect.
   */
  readonly vpc: IVpc;

  /**
   * The subnets of the endpoint, one in each zone. The service must be in their zones.
   *
   * @default - private subnets
   */
  readonly subnets?: SubnetSelection;

  /**
   * The security groups of the endpoint.
   *
   * @default - one is made
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether all of the VPC may connect, to port 9092 for Kafka and 443 for REST APIs. Others are let in by
   * `endpoint.connections.allowFrom(...)`.
   *
   * @default true
   */
  readonly open?: boolean;

  /**
   * A private hosted zone of the VPC for the names of the target, as one that has endpoints of other VPCs too.
   *
   * @default - one is made
   */
  readonly hostedZone?: IHostedZone;
}

/** What Kafka and REST APIs listen on. */
const PORTS = [Port.tcp(9092), Port.tcp(443)];
const TTL = Duration.minutes(1);

/**
 * A VPC endpoint to Confluent Cloud, with its security group, the private DNS names of clusters, and what Confluent must know of
 * it: all in one deployment. What this app makes in private clusters by a runner in the same VPC waits for it.
 *
 * @see https://docs.confluent.io/cloud/current/networking/private-links/aws-privatelink.html
 */
export class PrivateLinkEndpoint extends Resource implements IConnectable {
  /**
   * Who may connect.
   */
  public readonly connections: Connections;

  /**
   * The VPC endpoint.
   */
  public readonly vpcEndpoint: InterfaceVpcEndpoint;

  /**
   * The private hosted zone with the names of clusters.
   */
  public readonly hostedZone: IHostedZone;

  /**
   * The access point that was made, if the target is a gateway: give it to clusters, which have names of their own there.
   */
  public readonly accessPoint?: IAccessPoint;

  constructor(scope: Construct, id: string, props: PrivateLinkEndpointProps) {
    super(scope, id);
    requireGiven(this, props, 'target', 'vpc');
    const { target, vpc } = props;
    const securityGroups = props.securityGroups
      ?? [new SecurityGroup(this, 'SecurityGroup', { vpc, description: `Clients of Confluent Cloud by ${this.node.path}`, allowAllOutbound: false })];
    this.vpcEndpoint = new InterfaceVpcEndpoint(this, 'VpcEndpoint', {
      vpc,
      service: new InterfaceVpcEndpointService(target.vpcEndpointServiceName),
      privateDnsEnabled: false, // the names are not of AWS
      subnets: props.subnets,
      securityGroups,
      open: false,
    });
    this.vpcEndpoint.node.addDependency(target); // Confluent must know who connects
    this.connections = this.vpcEndpoint.connections;
    if (props.open ?? true) {
      PORTS.forEach((port) => this.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), port));
      Validations.of(this).acknowledge({ id: 'AwsSolutions-EC23', reason: 'The VPC endpoint is open to its VPC, whose addresses are not known before it is made.' });
    }
    const { dnsDomain, zonal, network, accessPoint } = target.connectVpcEndpoint(this, this.vpcEndpoint.vpcEndpointId);
    this.accessPoint = accessPoint;
    this.hostedZone = props.hostedZone ?? new PrivateHostedZone(this, 'HostedZone', { vpc, zoneName: dnsDomain });
    const name = Fn.select(1, Fn.split(':', Fn.select(0, this.vpcEndpoint.vpcEndpointDnsEntries)));
    this.addName('Record', `*.${dnsDomain}`, name);
    if (zonal) {
      vpc.selectSubnets({ ...props.subnets, onePerAz: true }).subnets.forEach((subnet, i) => {
        const zonalName = Fn.join(`-${subnet.availabilityZone}.vpce-svc-`, Fn.split('.vpce-svc-', name));
        this.addName(`Record${i + 1}`, `*.${this.zoneIdOf(subnet, i + 1)}.${dnsDomain}`, zonalName);
      });
    }
    addWayIn(target.environment, { construct: this, vpc, network });
  }

  private addName(id: string, recordName: string, domainName: string): void {
    new CnameRecord(this, id, { zone: this.hostedZone, recordName: `${recordName}.`, domainName, ttl: TTL });
  }

  /** The ID of the zone of a subnet. Names of zones mean other zones in other accounts, so Confluent has their IDs. */
  private zoneIdOf({ subnetId }: ISubnet, number: number): string {
    const zone = callEc2(this, `Zone${number}`, {
      resourceType: 'Custom::AvailabilityZone',
      action: 'describeSubnets',
      parameters: { SubnetIds: [subnetId] },
      about: subnetId,
      reads: ZONE_ID,
    });
    return zone.getResponseField(ZONE_ID);
  }
}

const ZONE_ID = 'Subnets.0.AvailabilityZoneId';
