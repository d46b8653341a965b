import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { Construct } from 'constructs';
import { INetwork } from './network';
import { callEc2 } from './private/ec2-call';
import { nameFor } from './private/naming';
import { addRoutes } from './private/routes';
import { fail, requireGiven, requireText } from '../../private/validation';
import { TransitGatewayAttachment as Binding } from '../../provider/transit-gateway-attachment';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { defaultName } from '../private/names';
import { addWayIn } from '../private/ways-in';

/**
 * Properties of a `TransitGatewayAttachment`.
 */
export interface TransitGatewayAttachmentProps {
  /**
   * The network, with NetworkConnection.transitGateway(...).
   */
  readonly network: INetwork;

  /**
   * The ID of the transit gateway, such as `tgw-0123`.
   */
  readonly transitGatewayId: string;

  /**
   * The address ranges that Confluent routes to the transit gateway, as those of your VPCs.
   */
  readonly routes: string[];

  /**
   * The ARN of a resource share of Resource Access Manager, by which the AWS account of the network may use the transit gateway.
   *
   * @default - one is made; the transit gateway must be in the account and region of the stack
   */
  readonly resourceShareArn?: string;

  /**
   * Whether the attachment is accepted in the same deployment. A transit gateway that accepts shared attachments by itself must not
   * be asked.
   *
   * @default true
   */
  readonly acceptAttachment?: boolean;

  /**
   * A VPC that is attached to the transit gateway already, to make routes from it to the network.
   *
   * @default - no routes are made
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC that get routes.
   *
   * @default - private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly attachmentName?: string;
}

/**
 * Attaches a network to a transit gateway of AWS, with the share, the acceptance and routes in the same deployment. Every change but that of
 * the name replaces it.
 *
 * It is in the Terraform root of connections, because the share is made for the account of the network.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_transit_gateway_attachment
 */
export class TransitGatewayAttachment extends ConfluentResource {
  /**
   * The ID in Confluent Cloud, such as `tgwa-abc123`.
   */
  public readonly attachmentId: string;

  /**
   * The ID in AWS, such as `tgw-attach-0123`.
   */
  public readonly transitGatewayAttachmentId: string;

  constructor(scope: Construct, id: string, props: TransitGatewayAttachmentProps) {
    super(scope, id);
    requireGiven(this, props, 'network', 'transitGatewayId', 'routes');
    const { network, transitGatewayId, routes, vpc } = props;
    const { environment } = network;
    requireText(this, 'transitGatewayId', transitGatewayId, undefined, /^tgw-/);
    if (routes.length === 0) {
      fail(this, '`routes` must not be empty. Give the address ranges of your VPCs.');
    }
    if (network.connection && network.connection.name !== 'TRANSITGATEWAY') {
      fail(this, `the network ${network.node.path} must be made with NetworkConnection.transitGateway(...), got one for ${network.connection.name}`);
    }
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'attachmentName', props.attachmentName),
      network: { id: network.networkId },
      environment: { id: environment.environmentId },
      aws: { ramResourceShareArn: props.resourceShareArn ?? this.share(transitGatewayId, network.awsAccount), transitGatewayId, routes },
    });
    this.attachmentId = textAttribute(resource, 'id');
    this.transitGatewayAttachmentId = textAttribute(resource, 'aws[0].transit_gateway_attachment_id');
    const accepted = props.acceptAttachment ?? true ? this.accept() : resource;
    if (vpc) {
      addRoutes(this, vpc, props.vpcSubnets, network, { transitGatewayId }).forEach((route) => route.node.addDependency(accepted));
    }
    addWayIn(environment, { construct: this, vpc, network });
  }

  private share(transitGatewayId: string, account: string): string {
    return new CfnResourceShare(this, 'Share', {
      name: defaultName(this),
      allowExternalPrincipals: true,
      principals: [account],
      resourceArns: [Stack.of(this).formatArn({ service: 'ec2', resource: 'transit-gateway', resourceName: transitGatewayId })],
    }).attrArn;
  }

  private accept() {
    return callEc2(this, 'Acceptance', {
      resourceType: 'Custom::TransitGatewayAttachmentAcceptance',
      action: 'acceptTransitGatewayVpcAttachment',
      parameters: { TransitGatewayAttachmentId: this.transitGatewayAttachmentId },
      about: this.transitGatewayAttachmentId,
      resource: Stack.of(this).formatArn({ service: 'ec2', resource: 'transit-gateway-attachment', resourceName: this.transitGatewayAttachmentId }),
    });
  }
}
