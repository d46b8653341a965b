import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IGateway } from './gateway';
import { nameFor } from './private/naming';
import { fail, requireGiven, requireText } from '../../private/validation';
import { DnsForwarder as Binding } from '../../provider/dns-forwarder';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';

/**
 * A zone of Cloud DNS.
 */
export interface GcpDnsZone {
  /**
   * The name of the zone.
   */
  readonly zone: string;

  /**
   * The project of the zone.
   */
  readonly project: string;
}

/**
 * Where questions for names are sent. It cannot be changed.
 */
export class DnsForwarding {
  /**
   * To DNS servers, by their IP addresses, such as those of a Route 53 inbound endpoint.
   */
  public static toServers(...ipAddresses: string[]): DnsForwarding {
    return new DnsForwarding(ipAddresses, undefined);
  }

  /**
   * To zones of Cloud DNS, by the domains that they are asked for.
   */
  public static toGcpZones(zones: { [domain: string]: GcpDnsZone }): DnsForwarding {
    return new DnsForwarding(undefined, zones);
  }

  private constructor(
    /** The IP addresses of DNS servers. */
    public readonly ipAddresses?: string[],
    /** Zones of Cloud DNS, by domains. */
    public readonly gcpZones?: { [domain: string]: GcpDnsZone },
  ) {}
}

/**
 * Properties of a `DnsForwarder`.
 */
export interface DnsForwarderProps {
  /**
   * The gateway of a network, `network.gateway`.
   */
  readonly gateway: IGateway;

  /**
   * The domains whose names are asked for, such as `example.com`.
   */
  readonly domains: string[];

  /**
   * Where they are asked for.
   */
  readonly forwarding: DnsForwarding;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly forwarderName?: string;
}

/**
 * Has connectors and cluster links in a network resolve names by DNS servers of your own. Every change but that of the name replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_dns_forwarder
 */
export class DnsForwarder extends ConfluentResource {
  /**
   * The ID, such as `dnsf-abc123`.
   */
  public readonly forwarderId: string;

  constructor(scope: Construct, id: string, props: DnsForwarderProps) {
    super(scope, id);
    requireGiven(this, props, 'gateway', 'domains', 'forwarding');
    const { gateway: { gatewayId, environment }, domains, forwarding: { ipAddresses, gcpZones } } = props;
    for (const [name, list] of Object.entries({ domains, ipAddresses })) {
      if (list?.length === 0) {
        fail(this, `\`${name}\` must not be empty`);
      }
    }
    ipAddresses?.forEach((address) => requireText(this, 'ipAddresses', address, undefined, /^\d+\.\d+\.\d+\.\d+$/));
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'forwarderName', props.forwarderName),
      domains,
      gateway: { id: gatewayId },
      environment: { id: environment.environmentId },
      forwardViaIp: ipAddresses && { dnsServerIps: ipAddresses },
      forwardViaGcpDnsZones: gcpZones && { domainMappings: this.mappings(gcpZones) },
    });
    this.forwarderId = textAttribute(resource, 'id');
  }

  private mappings(zones: { [domain: string]: GcpDnsZone }): Record<string, string> {
    return Object.fromEntries(Object.entries(zones).map(([domain, { zone, project }]) => {
      for (const [name, text] of Object.entries({ zone, project })) {
        if (!Token.isUnresolved(text)) {
          requireText(this, name, text, undefined, /^[^,]+$/);
        }
      }
      return [domain, `${zone},${project}`];
    }));
  }
}
