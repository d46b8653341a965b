import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { INetwork } from './network';
import { PeerNetwork } from './peer-network';
import { callEc2 } from './private/ec2-call';
import { nameFor } from './private/naming';
import { addRoutes } from './private/routes';
import { fail, requireGiven, requireText } from '../../private/validation';
import { Peering as Binding } from '../../provider/peering';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { addWayIn } from '../private/ways-in';

/**
 * Properties of a `Peering`.
 */
export interface PeeringProps {
  /**
   * The network, with NetworkConnection.peering(...).
   */
  readonly network: INetwork;

  /**
   * What it is joined to.
   */
  readonly peer: PeerNetwork;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly peeringName?: string;
}

const PEERING_ID = 'VpcPeeringConnections.0.VpcPeeringConnectionId';

/**
 * Joins a network to one of yours. With PeerNetwork.vpc(...) the peering is accepted and routes are made in the same deployment; other
 * peerings must be accepted where the peer is. Every change but that of the name replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_peering
 */
export class Peering extends ConfluentResource {
  /**
   * The ID, such as `peer-abc123`.
   */
  public readonly peeringId: string;

  /**
   * The ID of the peering connection in AWS, such as `pcx-0123`, if it is accepted here.
   */
  public readonly vpcPeeringConnectionId?: string;

  constructor(scope: Construct, id: string, props: PeeringProps) {
    super(scope, id);
    requireGiven(this, props, 'network', 'peer');
    const { network, peer } = props;
    if (network.connection && network.connection.name !== 'PEERING') {
      fail(this, `the network ${network.node.path} must be made with NetworkConnection.peering(...), got one for ${network.connection.name}`);
    }
    if (network.cloud && network.cloud !== peer.cloud) {
      fail(this, `\`peer\` must be in ${network.cloud} as the network ${network.node.path}, got one in ${peer.cloud}`);
    }
    const { environment } = network;
    const block = peer._blockIn(Stack.of(this));
    if (block.aws) {
      requireText(this, 'account', block.aws.account, 12, /^\d{12}$/);
      requireText(this, 'vpcId', block.aws.vpc, undefined, /^vpc-/);
      if (block.aws.routes.length === 0) {
        fail(this, '`routes` must not be empty. Give the address ranges of the VPC.');
      }
    }
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'peeringName', props.peeringName),
      network: { id: network.networkId },
      environment: { id: environment.environmentId },
      ...block,
    });
    this.peeringId = textAttribute(resource, 'id');
    const { peerVpc: vpc } = peer;
    if (vpc) {
      this.vpcPeeringConnectionId = this.accept(network, resource, vpc, peer.peerSubnets);
      addWayIn(environment, { construct: this, vpc, network });
    }
  }

  /** CloudFormation accepts only what it has asked for itself, and Confluent does not tell the ID. */
  private accept(network: INetwork, resource: Binding, vpc: IVpc, subnets: SubnetSelection | undefined): string {
    const found = callEc2(this, 'Connection', {
      resourceType: 'Custom::VpcPeeringConnection',
      action: 'describeVpcPeeringConnections',
      parameters: {
        Filters: [
          { Name: 'requester-vpc-info.vpc-id', Values: [network.vpcId] },
          { Name: 'accepter-vpc-info.vpc-id', Values: [vpc.vpcId] },
          { Name: 'status-code', Values: ['pending-acceptance', 'provisioning', 'active'] },
        ],
      },
      about: this.peeringId,
      reads: PEERING_ID,
    });
    found.node.addDependency(resource);
    const connectionId = found.getResponseField(PEERING_ID);
    const accepted = callEc2(this, 'Acceptance', {
      resourceType: 'Custom::VpcPeeringAcceptance',
      action: 'acceptVpcPeeringConnection',
      parameters: { VpcPeeringConnectionId: connectionId },
      about: connectionId,
      ignore: 'InvalidStateTransition', // it is active already
    });
    addRoutes(this, vpc, subnets, network, { vpcPeeringConnectionId: connectionId }).forEach((route) => route.node.addDependency(accepted));
    return connectionId;
  }
}
