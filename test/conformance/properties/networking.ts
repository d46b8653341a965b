import * as fc from 'fast-check';
import {
  AccessPoint, AccessPointType, Cloud, DnsForwarder, DnsForwarding, DnsResolution, Gateway, GatewayType, Network, NetworkConnection, Peering,
  PeerNetwork, PrivateLinkAttachment, TransitGatewayAttachment,
} from '../../../lib/confluent';
import { property, Property } from '../case';

const byte = fc.integer({ min: 0, max: 255 });
const cidr16 = fc.tuple(byte, byte).map(([a, b]) => `${a}.${b}.0.0/16`);
const cidr27 = fc.tuple(byte, byte, byte).map(([a, b, c]) => `${a}.${b}.${c}.32/27`);
const address = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
const name = fc.string({ minLength: 1 });
const three = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 3, maxLength: 3 });
const optional = { requiredKeys: [] };

const reservedCidr = fc.tuple(byte, byte, byte).map(([a, b, c]) => `${a}.${b}.${c}.0/24`);
const routed = fc.oneof(
  fc.record({ cidr: cidr16, reservedCidr }, { requiredKeys: ['cidr'] }),
  fc.record({ zoneCidrs: three(fc.record({ zoneId: name, cidr: cidr27 }, { requiredKeys: ['cidr'] })), reservedCidr }, { requiredKeys: ['zoneCidrs'] }),
);
const connection = fc.oneof(
  routed.map((options) => NetworkConnection.peering(options)),
  routed.map((options) => NetworkConnection.transitGateway(options)),
  fc.record({ zones: three(name), dnsResolution: fc.constantFrom(...Object.values(DnsResolution)) }, optional)
    .map((options) => NetworkConnection.privateLink(options)),
);
const gatewayType = fc.oneof(
  fc.option(name, { nil: undefined }).map((region) => GatewayType.awsEgressPrivateLink(region)),
  fc.tuple(fc.array(name, { minLength: 1 }), name).map(([zones, region]) => GatewayType.awsPrivateNetworkInterface(zones, region)),
  name.map((region) => GatewayType.azureIngressPrivateLink(region)),
  name.map((region) => GatewayType.gcpIngressPrivateServiceConnect(region)),
);
const accessPointType = fc.oneof(
  fc.tuple(name, fc.boolean()).map(([service, available]) => AccessPointType.awsEgressPrivateLink(service, available)),
  fc.record({ networkInterfaceIds: fc.array(name, { minLength: 6, maxLength: 60 }), routes: fc.array(cidr16, { maxLength: 10 }) }, { requiredKeys: ['networkInterfaceIds'] })
    .map((options) => AccessPointType.awsPrivateNetworkInterface(options)),
  fc.tuple(name, fc.option(name, { nil: undefined })).map(([id, part]) => AccessPointType.azureEgressPrivateLink(id, part)),
  fc.bigInt({ min: 0n }).map((id) => AccessPointType.gcpIngressPrivateServiceConnect(String(id))),
);
const peer = fc.record({
  account: fc.stringMatching(/^\d{12}$/), vpcId: fc.stringMatching(/^vpc-[0-9a-f]{8}$/), region: name, routes: fc.array(cidr16, { minLength: 1 }),
}).map((vpc) => PeerNetwork.foreignVpc(vpc));
const forwarding = fc.oneof(
  fc.array(address, { minLength: 1 }).map((addresses) => DnsForwarding.toServers(...addresses)),
  fc.dictionary(fc.domain(), fc.record({ zone: fc.stringMatching(/^[a-z-]+$/), project: fc.stringMatching(/^[a-z-]+$/) }), { minKeys: 1 })
    .map((zones) => DnsForwarding.toGcpZones(zones)),
);

export const cases: Property[] = [
  property('network', fc.record({ connection, networkName: name, region: name }, { requiredKeys: ['connection'] }), ({ stack, environment }, props) => {
    new Network(stack, 'Network', { environment, ...props });
  }),
  property('PrivateLink attachment', fc.record({ cloud: fc.constantFrom(...Object.values(Cloud)), region: name, attachmentName: name }), ({ stack, environment }, props) => {
    new PrivateLinkAttachment(stack, 'Attachment', { environment, ...props });
  }),
  property('gateway', fc.record({ gatewayType, gatewayName: name }, { requiredKeys: ['gatewayType'] }), ({ stack, environment }, props) => {
    new Gateway(stack, 'Gateway', { environment, ...props });
  }),
  property('access point', accessPointType, ({ stack, environment }, type) => {
    const gateway = Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayId: 'gw-1', environment });
    new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType: type });
  }),
  property('peering', peer, ({ stack, environment }, given) => {
    new Peering(stack, 'Peering', { network: Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment }), peer: given });
  }),
  property('transit gateway attachment', fc.record({ routes: fc.array(cidr16, { minLength: 1 }), acceptAttachment: fc.boolean() }), ({ stack, environment }, props) => {
    const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment });
    new TransitGatewayAttachment(stack, 'Attachment', { network, transitGatewayId: 'tgw-1', ...props });
  }),
  property('DNS forwarder', fc.record({ forwarding, domains: fc.array(fc.domain(), { minLength: 1 }) }), ({ stack, environment }, props) => {
    new DnsForwarder(stack, 'Forwarder', { gateway: Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment }).gateway, ...props });
  }),
];
