import { IResource, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessPointType, PrivateNetworkInterfaceOptions } from './access-point-type';
import { IGateway } from './gateway';
import { nameFor } from './private/naming';
import { expectBetween, fail, requireBetween, requireGiven, requireText } from '../../private/validation';
import { AccessPoint as Binding } from '../../provider/access-point';
import { DataConfluentAccessPoint } from '../../provider/data-confluent-access-point';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';

/**
 * An access point: one connection through a gateway.
 */
export interface IAccessPoint extends IResource {
  /**
   * The ID, such as `ap-abc123`.
   */
  readonly accessPointId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The DNS domain of what is reached over an access point into Confluent Cloud by PrivateLink or Private Service Connect.
   */
  readonly dnsDomain: string;

  /**
   * The DNS name of the VPC endpoint that Confluent made, of an access point out by AWS PrivateLink.
   */
  readonly vpcEndpointDnsName: string;
}

/**
 * Properties of an `AccessPoint`.
 */
export interface AccessPointProps {
  /**
   * The gateway that it leads through: one of the same type, or that of a network.
   */
  readonly gateway: IGateway;

  /**
   * What it connects to.
   */
  readonly accessPointType: AccessPointType;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly accessPointName?: string;
}

/**
 * What is known of an access point that stands elsewhere. All else is looked up during the deployment, where it is needed.
 */
export interface AccessPointAttributes {
  /**
   * The ID, such as `ap-abc123`.
   */
  readonly accessPointId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The type.
   *
   * @default - one into Confluent Cloud by AWS PrivateLink, or out by it
   */
  readonly accessPointType?: AccessPointType;
}

abstract class AccessPointBase extends ConfluentResource implements IAccessPoint {
  public abstract readonly accessPointId: string;
  public abstract readonly environment: IEnvironment;

  /** @internal What it is of. */
  protected abstract readonly _type?: AccessPointType;

  /** @internal The resource, or what looks it up. */
  protected abstract _source(): Binding | DataConfluentAccessPoint;

  public get dnsDomain(): string {
    return this.text('dns_domain', 'aws_ingress_private_link', 'azure_ingress_private_link', 'gcp_ingress_private_service_connect');
  }

  public get vpcEndpointDnsName(): string {
    return this.text('vpc_endpoint_dns_name', 'aws_egress_private_link');
  }

  /** What an access point of one of these types has; the first is meant if the type is not known. */
  private text(attribute: string, ...types: string[]): string {
    const name = this._type?.name ?? types[0];
    if (!types.includes(name)) {
      fail(this, `only an access point of type ${types.join(', ')} has \`${attribute}\`, this one is of type ${name}`);
    }
    return textAttribute(this._source(), `${name}_endpoint[0].${attribute}`);
  }
}

/**
 * An access point: one connection through a gateway. Network interfaces and their routes can be changed; every other change but
 * that of the name replaces it.
 *
 * It is in the Terraform root of connections, so it may connect to what CloudFormation makes from values of the gateway. All that
 * uses clusters in its stack, such as connectors, waits for it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_access_point
 */
export class AccessPoint extends AccessPointBase {
  /**
   * An access point that exists already.
   */
  public static fromAccessPointAttributes(scope: Construct, id: string, attributes: AccessPointAttributes): IAccessPoint {
    class Import extends AccessPointBase {
      public readonly accessPointId = attributes.accessPointId;
      public readonly environment = attributes.environment;
      /** @internal */
      protected readonly _type = attributes.accessPointType;
      private lookup?: DataConfluentAccessPoint;

      /** @internal */
      protected _source(): DataConfluentAccessPoint {
        const { accessPointId, environment: { organization, environmentId } } = attributes;
        this.lookup ??= addResource(this, organization, DataConfluentAccessPoint, { id: accessPointId, environment: { id: environmentId } });
        return this.lookup;
      }
    }
    const accessPoint = new Import(scope, id);
    requireText(accessPoint, 'accessPointId', attributes.accessPointId);
    return accessPoint;
  }

  public readonly accessPointId: string;
  public readonly environment: IEnvironment;
  /** @internal */
  protected readonly _type: AccessPointType;
  private readonly resource: Binding;

  constructor(scope: Construct, id: string, props: AccessPointProps) {
    super(scope, id);
    requireGiven(this, props, 'gateway', 'accessPointType');
    const { gateway, accessPointType } = props;
    const { networkInterfaces } = accessPointType;
    if (gateway.gatewayType && gateway.gatewayType.name !== `${accessPointType.name}_gateway`) {
      fail(this, `an access point of type ${accessPointType.name} needs a gateway of that type, got one of type ${gateway.gatewayType.name}: ${gateway.node.path}`);
    }
    requireText(this, 'connectionId', accessPointType._block.gcpIngressPrivateServiceConnectEndpoint?.privateServiceConnectConnectionId, undefined, /^[0-9]+$/);
    this.environment = gateway.environment;
    this._type = accessPointType;
    this.resource = addResource(this, this.environment.organization, Binding, {
      ...accessPointType._block,
      awsPrivateNetworkInterface: networkInterfaces && this.interfaces(networkInterfaces),
      displayName: nameFor(this, 'accessPointName', props.accessPointName),
      gateway: { id: gateway.gatewayId },
      environment: { id: this.environment.environmentId },
    });
    this.accessPointId = textAttribute(this.resource, 'id');
  }

  /** @internal */
  protected _source(): Binding {
    return this.resource;
  }

  private interfaces({ networkInterfaceIds, account, routes }: PrivateNetworkInterfaceOptions) {
    if (!Token.isUnresolved(networkInterfaceIds)) {
      requireBetween(this, 'networkInterfaceIds (number)', networkInterfaceIds.length, 6);
      expectBetween(this, 'networkInterfaceIds (number)', networkInterfaceIds.length, 51);
    }
    requireText(this, 'account', account, 12, /^\d{12}$/);
    requireBetween(this, 'routes (number)', routes?.length, 0, 10);
    return { networkInterfaces: networkInterfaceIds, account: account ?? Stack.of(this).account, routes };
  }
}
