import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AccessPoint, AccessPointType, Cloud, DnsForwarder, DnsForwarding, DnsRecord, DnsResolution, Gateway, GatewayType, INetwork, Network,
  NetworkConnection, NetworkLinkEndpoint, NetworkLinkService, Peering, PeerNetwork, PrivateEndpoint, PrivateLinkAccess, PrivateLinkAttachment,
  PrivateLinkAttachmentConnection, PrivateLinkClient, TransitGatewayAttachment,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const ROUTES = ['10.20.0.0/16'];
const INTERFACES = Array.from({ length: 51 }, (_, i) => `eni-${i}`);

function network({ stack, environment }: Fixture, connection?: NetworkConnection, cloud = Cloud.AWS, id = 'Network'): INetwork {
  return connection
    ? new Network(stack, id, { environment, cloud, region: 'us-east-1', connection })
    : Network.fromNetworkAttributes(stack, id, { networkId: 'n-abc123', environment });
}

function gateway({ stack, environment }: Fixture): Gateway {
  return new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsEgressPrivateLink() });
}

function accessPoint(given: Fixture): AccessPoint {
  return new AccessPoint(given.stack, 'AccessPoint', { gateway: gateway(given), accessPointType: AccessPointType.awsEgressPrivateLink('vpce-svc-1') });
}

function vpc({ stack }: Fixture): IVpc {
  return new Vpc(stack, 'Vpc');
}

export const cases: Record<string, ResourceCase> = {
  confluent_network: {
    minimal: (given) => { network(given, NetworkConnection.privateLink()); },
    full: ({ stack, environment }) => {
      new Network(stack, 'Linked', {
        environment,
        connection: NetworkConnection.privateLink({ zones: ['use1-az1', 'use1-az2', 'use1-az4'], dnsResolution: DnsResolution.PRIVATE }),
        networkName: 'linked',
        cloud: Cloud.AWS,
        region: 'us-east-1',
      });
      new Network(stack, 'Peered', { environment, connection: NetworkConnection.peering({ cidr: '10.10.0.0/16', reservedCidr: '172.20.0.0/24' }) });
      const zoneCidrs = [1, 2, 3].map((zone) => ({ zoneId: `use1-az${zone}`, cidr: `10.10.${zone}.0/27` }));
      new Network(stack, 'Attached', { environment, connection: NetworkConnection.transitGateway({ zoneCidrs }) });
    },
    unset: {
      aws: 'its attributes are read only',
      azure: 'its attributes are read only',
      gcp: 'its attributes are read only',
    },
  },
  confluent_private_link_access: {
    minimal: (given) => { new PrivateLinkAccess(given.stack, 'Access', { network: network(given) }); },
    full: (given) => {
      const clients = [PrivateLinkClient.awsAccount('111111111111'), PrivateLinkClient.azureSubscription('sub'), PrivateLinkClient.gcpProject('project')];
      clients.forEach((client, i) => new PrivateLinkAccess(given.stack, `Access${i}`, {
        network: network(given, undefined, undefined, `Network${i}`), client, accessName: 'clients',
      }));
    },
  },
  confluent_private_link_attachment: {
    minimal: ({ stack, environment }) => { new PrivateLinkAttachment(stack, 'Attachment', { environment }); },
    full: ({ stack, environment }) => {
      new PrivateLinkAttachment(stack, 'Attachment', { environment, cloud: Cloud.AZURE, region: 'centralus', attachmentName: 'clients' });
    },
  },
  confluent_private_link_attachment_connection: {
    minimal: ({ stack, environment }) => {
      const attachment = new PrivateLinkAttachment(stack, 'Attachment', { environment });
      new PrivateLinkAttachmentConnection(stack, 'Connection', { attachment, endpoint: PrivateEndpoint.aws('vpce-1') });
    },
    full: ({ stack, environment }) => {
      const attachment = PrivateLinkAttachment.fromPrivateLinkAttachmentAttributes(stack, 'Attachment', { attachmentId: 'platt-1', environment });
      [PrivateEndpoint.aws('vpce-1'), PrivateEndpoint.azure('/subscriptions/1'), PrivateEndpoint.gcp('1')].forEach((endpoint, i) =>
        new PrivateLinkAttachmentConnection(stack, `Connection${i}`, { attachment, endpoint, connectionName: 'clients' }));
    },
  },
  confluent_gateway: {
    minimal: (given) => { gateway(given); },
    full: ({ stack, environment }) => {
      [
        GatewayType.awsEgressPrivateLink('us-east-1'), GatewayType.awsIngressPrivateLink('us-east-1'),
        GatewayType.awsPrivateNetworkInterface(['use1-az1', 'use1-az2', 'use1-az4'], 'us-east-1'),
        GatewayType.azureEgressPrivateLink('centralus'), GatewayType.azureIngressPrivateLink('centralus'),
        GatewayType.gcpIngressPrivateServiceConnect('us-east4'),
      ].forEach((gatewayType) => new Gateway(stack, gatewayType.name, { environment, gatewayType, gatewayName: 'gateway' }));
    },
  },
  confluent_access_point: {
    minimal: (given) => { accessPoint(given); },
    full: ({ stack, environment }) => {
      [
        AccessPointType.awsEgressPrivateLink('com.amazonaws.vpce.us-east-1.vpce-svc-1', true), AccessPointType.awsIngressPrivateLink('vpce-1'),
        AccessPointType.awsPrivateNetworkInterface({ networkInterfaceIds: INTERFACES, account: '111111111111', routes: ROUTES }),
        AccessPointType.azureEgressPrivateLink('/subscriptions/1', 'sqlServer'), AccessPointType.azureIngressPrivateLink('/subscriptions/1'),
        AccessPointType.gcpEgressPrivateServiceConnect('all-google-apis'), AccessPointType.gcpIngressPrivateServiceConnect('12345678901234567890'),
      ].forEach((accessPointType) => new AccessPoint(stack, accessPointType.name, {
        gateway: Gateway.fromGatewayAttributes(stack, `Gateway-${accessPointType.name}`, { gatewayId: 'gw-1', environment }),
        accessPointType,
        accessPointName: 'point',
      }));
    },
  },
  confluent_peering: {
    minimal: (given) => { new Peering(given.stack, 'Peering', { network: network(given), peer: PeerNetwork.vpc(vpc(given)) }); },
    full: (given) => {
      [
        PeerNetwork.foreignVpc({ account: '111111111111', vpcId: 'vpc-1', region: 'us-east-1', routes: ROUTES }),
        PeerNetwork.azureVnet({ tenant: 'tenant', vnet: '/subscriptions/1', region: 'centralus' }),
        PeerNetwork.gcpVpcNetwork({ project: 'project', vpcNetwork: 'network', importCustomRoutes: true }),
      ].forEach((peer, i) => new Peering(given.stack, `Peering${i}`, {
        network: network(given, undefined, undefined, `Network${i}`), peer, peeringName: 'peering',
      }));
    },
  },
  confluent_transit_gateway_attachment: {
    minimal: (given) => {
      new TransitGatewayAttachment(given.stack, 'Attachment', { network: network(given), transitGatewayId: 'tgw-1', routes: ROUTES });
    },
    full: (given) => {
      const connection = NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' });
      new TransitGatewayAttachment(given.stack, 'Attachment', {
        network: network(given, connection),
        transitGatewayId: 'tgw-1',
        routes: ROUTES,
        resourceShareArn: 'arn:aws:ram:us-east-1:111111111111:resource-share/1',
        acceptAttachment: false,
        vpc: vpc(given),
        attachmentName: 'attachment',
      });
    },
  },
  confluent_dns_forwarder: {
    minimal: (given) => {
      new DnsForwarder(given.stack, 'Forwarder', {
        gateway: network(given).gateway, domains: ['example.com'], forwarding: DnsForwarding.toServers('10.0.0.2'),
      });
    },
    full: (given) => {
      const { gateway: ofNetwork } = network(given);
      [
        DnsForwarding.toServers('10.0.0.2', '10.0.1.2'), DnsForwarding.toGcpZones({ 'example.com': { zone: 'zone', project: 'project' } }),
      ].forEach((forwarding, i) => new DnsForwarder(given.stack, `Forwarder${i}`, {
        gateway: ofNetwork, domains: ['example.com'], forwarding, forwarderName: 'forwarder',
      }));
    },
  },
  confluent_dns_record: {
    minimal: (given) => {
      const point = accessPoint(given);
      const through = Gateway.fromGatewayAttributes(given.stack, 'Known', { gatewayId: 'gw-1', environment: given.environment });
      new DnsRecord(given.stack, 'Record', { gateway: through, domain: 'db.example.com', accessPoint: point });
    },
    full: (given) => {
      const point = AccessPoint.fromAccessPointAttributes(given.stack, 'Known', { accessPointId: 'ap-1', environment: given.environment });
      new DnsRecord(given.stack, 'Record', { gateway: gateway(given), domain: 'db.example.com', accessPoint: point, recordName: 'database' });
    },
  },
  confluent_network_link_service: {
    minimal: (given) => { new NetworkLinkService(given.stack, 'Service', { network: network(given) }); },
    full: (given) => {
      new NetworkLinkService(given.stack, 'Service', {
        network: network(given),
        acceptedEnvironments: [given.environment],
        acceptedNetworks: [network(given, undefined, undefined, 'Other')],
        description: 'for links',
        serviceName: 'links',
      });
    },
  },
  confluent_network_link_endpoint: {
    minimal: (given) => {
      const service = NetworkLinkService.fromNetworkLinkServiceId(given.stack, 'Service', 'nls-1');
      new NetworkLinkEndpoint(given.stack, 'Endpoint', { network: network(given), service });
    },
    full: (given) => {
      const service = NetworkLinkService.fromNetworkLinkServiceName(given.stack, 'Service', given.environment, 'links');
      new NetworkLinkEndpoint(given.stack, 'Endpoint', { network: network(given), service, description: 'for links', endpointName: 'links' });
    },
  },
};
