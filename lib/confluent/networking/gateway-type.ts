import { GatewayConfig } from '../../provider/gateway';
import { Cloud } from '../cloud';

/** The block of a type in the provider's bindings. */
type Block = Exclude<keyof GatewayConfig & `${string}Gateway`, undefined>;

/**
 * What leads through a gateway, and on which cloud.
 *
 * @see https://docs.confluent.io/cloud/current/networking/overview.html
 */
export class GatewayType {
  /**
   * Out of Confluent Cloud by AWS PrivateLink, as connectors to services in a VPC.
   *
   * @param region Default: the region of the stack
   */
  public static awsEgressPrivateLink(region?: string): GatewayType {
    return new GatewayType('awsEgressPrivateLinkGateway', 'aws_egress_private_link_gateway', Cloud.AWS, region);
  }

  /**
   * Into Confluent Cloud by AWS PrivateLink.
   *
   * @param region Default: the region of the stack
   */
  public static awsIngressPrivateLink(region?: string): GatewayType {
    return new GatewayType('awsIngressPrivateLinkGateway', 'aws_ingress_private_link_gateway', Cloud.AWS, region);
  }

  /**
   * Into and out of Confluent Cloud by network interfaces in a VPC (PNI).
   *
   * @param zones The IDs of the zones of the interfaces, such as `use1-az1`
   * @param region Default: the region of the stack
   * @see https://docs.confluent.io/cloud/current/networking/aws-pni.html
   */
  public static awsPrivateNetworkInterface(zones: string[], region?: string): GatewayType {
    return new GatewayType('awsPrivateNetworkInterfaceGateway', 'aws_private_network_interface_gateway', Cloud.AWS, region, zones);
  }

  /**
   * Out of Confluent Cloud by Azure Private Link.
   */
  public static azureEgressPrivateLink(region: string): GatewayType {
    return new GatewayType('azureEgressPrivateLinkGateway', 'azure_egress_private_link_gateway', Cloud.AZURE, region);
  }

  /**
   * Into Confluent Cloud by Azure Private Link.
   */
  public static azureIngressPrivateLink(region: string): GatewayType {
    return new GatewayType('azureIngressPrivateLinkGateway', 'azure_ingress_private_link_gateway', Cloud.AZURE, region);
  }

  /**
   * Into Confluent Cloud by Private Service Connect of Google Cloud.
   */
  public static gcpIngressPrivateServiceConnect(region: string): GatewayType {
    return new GatewayType('gcpIngressPrivateServiceConnectGateway', 'gcp_ingress_private_service_connect_gateway', Cloud.GCP, region);
  }

  private constructor(
    /** @internal Its name in the bindings. */
    public readonly _block: Block,
    /** The name of the type, as Terraform has it. */
    public readonly name: string,
    /** The cloud. */
    public readonly cloud: Cloud,
    /** The region of the cloud, if it is not that of the stack. */
    public readonly region?: string,
    /** The IDs of the zones of network interfaces. */
    public readonly zones?: string[],
  ) {}
}
