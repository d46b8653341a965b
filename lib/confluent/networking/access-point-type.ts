import { AccessPointConfig } from '../../provider/access-point';

/** The one block that says the type. */
type Block = Omit<AccessPointConfig, 'gateway' | 'environment' | 'displayName'>;

/**
 * Network interfaces of a VPC that Confluent uses.
 */
export interface PrivateNetworkInterfaceOptions {
  /**
   * The IDs of the interfaces, such as `eni-0123`: at least 6; Confluent wants 17 in each of three zones.
   */
  readonly networkInterfaceIds: string[];

  /**
   * The AWS account of the interfaces.
   *
   * @default - the account of the stack
   */
  readonly account?: string;

  /**
   * Address ranges that Confluent may connect to over the interfaces, up to 10.
   *
   * @default - none
   */
  readonly routes?: string[];
}

/**
 * What an access point connects to.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_access_point
 */
export class AccessPointType {
  /**
   * Out of Confluent Cloud, to a VPC endpoint service. The service must allow the gateway's `principalArn`.
   *
   * @param vpcEndpointServiceName The name of the service, such as `com.amazonaws.vpce.eu-west-1.vpce-svc-0123`
   * @param highAvailability Whether it must be reached in several zones. Default: false
   */
  public static awsEgressPrivateLink(vpcEndpointServiceName: string, highAvailability?: boolean): AccessPointType {
    return new AccessPointType('aws_egress_private_link', {
      awsEgressPrivateLinkEndpoint: { vpcEndpointServiceName, enableHighAvailability: highAvailability },
    });
  }

  /**
   * Into Confluent Cloud, from a VPC endpoint: a `PrivateLinkEndpoint` makes it with the endpoint.
   */
  public static awsIngressPrivateLink(vpcEndpointId: string): AccessPointType {
    return new AccessPointType('aws_ingress_private_link', { awsIngressPrivateLinkEndpoint: { vpcEndpointId } });
  }

  /**
   * Into and out of Confluent Cloud, by network interfaces: `PrivateNetworkInterfaces` makes it with them.
   */
  public static awsPrivateNetworkInterface(options: PrivateNetworkInterfaceOptions): AccessPointType {
    return new AccessPointType('aws_private_network_interface', {}, options);
  }

  /**
   * Out of Confluent Cloud, to a resource on Azure.
   *
   * @param privateLinkServiceResourceId The resource ID of the Private Link service
   * @param subresourceName The part of the resource that is connected to, such as `sqlServer`. Default: none
   */
  public static azureEgressPrivateLink(privateLinkServiceResourceId: string, subresourceName?: string): AccessPointType {
    return new AccessPointType('azure_egress_private_link', {
      azureEgressPrivateLinkEndpoint: { privateLinkServiceResourceId, privateLinkSubresourceName: subresourceName },
    });
  }

  /**
   * Into Confluent Cloud, from a private endpoint on Azure, by its resource ID.
   */
  public static azureIngressPrivateLink(privateEndpointResourceId: string): AccessPointType {
    return new AccessPointType('azure_ingress_private_link', { azureIngressPrivateLinkEndpoint: { privateEndpointResourceId } });
  }

  /**
   * Out of Confluent Cloud, to a published service on Google Cloud.
   *
   * @param target The URI of its service attachment, or `all-google-apis`
   */
  public static gcpEgressPrivateServiceConnect(target: string): AccessPointType {
    return new AccessPointType('gcp_egress_private_service_connect', {
      gcpEgressPrivateServiceConnectEndpoint: { privateServiceConnectEndpointTarget: target },
    });
  }

  /**
   * Into Confluent Cloud, from Google Cloud.
   *
   * @param connectionId The number of the Private Service Connect connection, as text: it is too large for a number
   */
  public static gcpIngressPrivateServiceConnect(connectionId: string): AccessPointType {
    return new AccessPointType('gcp_ingress_private_service_connect', {
      gcpIngressPrivateServiceConnectEndpoint: { privateServiceConnectConnectionId: connectionId },
    });
  }

  private constructor(
    /** The name of the type, that of its gateway in Terraform without its last word. */
    public readonly name: string,
    /** @internal The block of the bindings, but of network interfaces. */
    public readonly _block: Block,
    /** Network interfaces, if it connects to such. */
    public readonly networkInterfaces?: PrivateNetworkInterfaceOptions,
  ) {}
}
