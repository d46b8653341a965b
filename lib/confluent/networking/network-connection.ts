/**
 * How names of clusters in a network with PrivateLink are resolved. It cannot be changed.
 *
 * @see https://docs.confluent.io/cloud/current/networking/private-links/aws-privatelink.html
 */
export enum DnsResolution {
  /** By private DNS only; a public name server is not needed. */
  PRIVATE = 'PRIVATE',
  /** By Confluent's public DNS first, which leads to the private one. */
  CHASED_PRIVATE = 'CHASED_PRIVATE',
}

/**
 * The address range of a network in one zone.
 */
export interface ZoneCidr {
  /**
   * The ID of the zone, such as `use1-az1`.
   *
   * @default - chosen by Confluent
   */
  readonly zoneId?: string;

  /**
   * The addresses, a /27 such as `10.10.0.0/27`.
   */
  readonly cidr: string;
}

/**
 * The addresses of a network that is joined to others by routes.
 */
export interface RoutedConnectionOptions {
  /**
   * The addresses, a /16 such as `10.10.0.0/16`, that overlap with none that they are joined to. Give this or `zoneCidrs`.
   *
   * @default - `zoneCidrs`
   */
  readonly cidr?: string;

  /**
   * The addresses in each of three zones, in place of `cidr`.
   *
   * @default - `cidr`
   */
  readonly zoneCidrs?: ZoneCidr[];

  /**
   * Addresses that Confluent uses inside of the network, a /24. On AWS only.
   *
   * @default - 172.20.255.0/24
   */
  readonly reservedCidr?: string;
}

/**
 * Options of a network that is reached by PrivateLink.
 */
export interface PrivateLinkConnectionOptions {
  /**
   * Three zones, by their IDs, such as `use1-az1`.
   *
   * @default - chosen by Confluent
   */
  readonly zones?: string[];

  /**
   * How names of clusters are resolved.
   *
   * @default - DnsResolution.CHASED_PRIVATE
   */
  readonly dnsResolution?: DnsResolution;
}

/**
 * How a network is joined to others. It cannot be changed.
 *
 * @see https://docs.confluent.io/cloud/current/networking/overview.html
 */
export class NetworkConnection {
  /**
   * VPC peering, on Azure VNet peering: add a `Peering`.
   */
  public static peering(options: RoutedConnectionOptions): NetworkConnection {
    return new NetworkConnection('PEERING', options, {});
  }

  /**
   * A transit gateway of AWS: add a `TransitGatewayAttachment`.
   */
  public static transitGateway(options: RoutedConnectionOptions): NetworkConnection {
    return new NetworkConnection('TRANSITGATEWAY', options, {});
  }

  /**
   * PrivateLink, on Google Cloud Private Service Connect: add a `PrivateLinkAccess`.
   */
  public static privateLink(options: PrivateLinkConnectionOptions = {}): NetworkConnection {
    return new NetworkConnection('PRIVATELINK', {}, options);
  }

  private constructor(
    /** The name of the type. */
    public readonly name: string,
    /** The addresses of a network that is joined by routes. */
    public readonly addresses: RoutedConnectionOptions,
    /** Options of a network that is reached by PrivateLink. */
    public readonly privateLinkOptions: PrivateLinkConnectionOptions,
  ) {}
}
