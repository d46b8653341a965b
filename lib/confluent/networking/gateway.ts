import { IResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessPoint } from './access-point';
import { AccessPointType } from './access-point-type';
import { GatewayType } from './gateway-type';
import { nameFor } from './private/naming';
import { IPrivateLinkTarget, PrivateLinkRoute } from './private-link-target';
import { fail, requireGiven, requireText } from '../../private/validation';
import { DataConfluentGateway } from '../../provider/data-confluent-gateway';
import { Gateway as Binding } from '../../provider/gateway';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { regionOf } from '../private/region';

/**
 * A gateway, through which connections lead into or out of Confluent Cloud. One into it by AWS PrivateLink can be the target of a
 * `PrivateLinkEndpoint`.
 */
export interface IGateway extends IResource, IPrivateLinkTarget {
  /**
   * The ID, such as `gw-abc123`.
   */
  readonly gatewayId: string;

  /**
   * The type, if it is known.
   */
  readonly gatewayType?: GatewayType;

  /**
   * The ARN of the principal that connects to services in VPCs, of a gateway out by AWS PrivateLink: give it to a
   * `VpcEndpointService` as one of its `allowedPrincipals`.
   */
  readonly principalArn: string;

  /**
   * The AWS account of Confluent that attaches network interfaces, of a gateway by AWS network interfaces.
   */
  readonly awsAccount: string;

  /**
   * The subscription that connects, of a gateway out by Azure Private Link.
   */
  readonly azureSubscription: string;

  /**
   * The alias of the Private Link service, of a gateway in by Azure Private Link.
   */
  readonly privateLinkServiceAlias: string;

  /**
   * The resource ID of the Private Link service, of a gateway in by Azure Private Link.
   */
  readonly privateLinkServiceResourceId: string;

  /**
   * The service attachment, of a gateway in by Private Service Connect.
   */
  readonly serviceAttachment: string;
}

/**
 * Properties of a `Gateway`.
 */
export interface GatewayProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * What leads through it.
   */
  readonly gatewayType: GatewayType;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly gatewayName?: string;
}

/**
 * What is known of a gateway that stands elsewhere. All else is looked up during the deployment, where it is needed.
 */
export interface GatewayAttributes {
  /**
   * The ID, such as `gw-abc123`.
   */
  readonly gatewayId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The type.
   *
   * @default - not known, as of the gateway of a network
   */
  readonly gatewayType?: GatewayType;
}

abstract class GatewayBase extends ConfluentResource implements IGateway {
  public abstract readonly gatewayId: string;
  public abstract readonly environment: IEnvironment;
  public abstract readonly gatewayType?: GatewayType;

  /** @internal The resource, or what looks it up. */
  protected abstract _source(): Binding | DataConfluentGateway;

  public get vpcEndpointServiceName(): string {
    return this.text('aws_ingress_private_link_gateway', 'vpc_endpoint_service_name');
  }

  public get principalArn(): string {
    return this.text('aws_egress_private_link_gateway', 'principal_arn');
  }

  public get awsAccount(): string {
    return this.text('aws_private_network_interface_gateway', 'account');
  }

  public get azureSubscription(): string {
    return this.text('azure_egress_private_link_gateway', 'subscription');
  }

  public get privateLinkServiceAlias(): string {
    return this.text('azure_ingress_private_link_gateway', 'private_link_service_alias');
  }

  public get privateLinkServiceResourceId(): string {
    return this.text('azure_ingress_private_link_gateway', 'private_link_service_resource_id');
  }

  public get serviceAttachment(): string {
    return this.text('gcp_ingress_private_service_connect_gateway', 'private_service_connect_service_attachment');
  }

  public connectVpcEndpoint(scope: Construct, vpcEndpointId: string): PrivateLinkRoute {
    const accessPoint = new AccessPoint(scope, 'AccessPoint', { gateway: this, accessPointType: AccessPointType.awsIngressPrivateLink(vpcEndpointId) });
    return { dnsDomain: accessPoint.dnsDomain, accessPoint };
  }

  private text(block: string, attribute: string): string {
    if (this.gatewayType && this.gatewayType.name !== block) {
      fail(this, `only a gateway of type ${block} has \`${attribute}\`, this one is of type ${this.gatewayType.name}`);
    }
    return textAttribute(this._source(), `${block}[0].${attribute}`);
  }
}

/**
 * A gateway, through which connections lead into or out of Confluent Cloud. Every change but that of the name replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_gateway
 */
export class Gateway extends GatewayBase {
  /**
   * A gateway that exists already.
   */
  public static fromGatewayAttributes(scope: Construct, id: string, attributes: GatewayAttributes): IGateway {
    class Import extends GatewayBase {
      public readonly gatewayId = attributes.gatewayId;
      public readonly environment = attributes.environment;
      public readonly gatewayType = attributes.gatewayType;
      private lookup?: DataConfluentGateway;

      /** @internal */
      protected _source(): DataConfluentGateway {
        const { gatewayId, environment: { organization, environmentId } } = attributes;
        this.lookup ??= addResource(this, organization, DataConfluentGateway, { id: gatewayId, environment: { id: environmentId } });
        return this.lookup;
      }
    }
    const gateway = new Import(scope, id);
    requireText(gateway, 'gatewayId', attributes.gatewayId);
    return gateway;
  }

  public readonly gatewayId: string;
  public readonly environment: IEnvironment;
  public readonly gatewayType?: GatewayType;
  private readonly resource: Binding;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'gatewayType');
    const { environment, gatewayType } = props;
    const { zones } = gatewayType;
    if (zones?.length === 0) {
      fail(this, '`zones` must not be empty. Give the IDs of the zones of the network interfaces, such as use1-az1.');
    }
    this.environment = environment;
    this.gatewayType = gatewayType;
    this.resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'gatewayName', props.gatewayName),
      environment: { id: environment.environmentId },
      [gatewayType._block]: { region: regionOf(this, gatewayType.cloud, gatewayType.region), zones },
    });
    this.gatewayId = textAttribute(this.resource, 'id');
  }

  /** @internal */
  protected _source(): Binding {
    return this.resource;
  }
}
