import { CfnTransitGatewayAttachment, IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { alike, Allow, allowPrograms, ExampleCase, existingEnvironment, Given, grantPrograms, ordersWithPrograms } from './frame';
import {
  AccessPoint, AccessPointType, Cloud, ClusterLink, ClusterType, DnsForwarder, DnsForwarding, DnsResolution, Environment, Gateway, GatewayType,
  IEnvironment, INetwork, IPrivateLinkTarget, KafkaCluster, KafkaTopic, LinkSource, MirrorTopic, Network, NetworkConnection, NetworkLinkEndpoint,
  NetworkLinkService, Peering, PeerNetwork, PrivateEndpoint, PrivateLinkAccess, PrivateLinkAttachment, PrivateLinkAttachmentConnection,
  PrivateLinkClient, PrivateLinkEndpoint, PrivateLinkRoute, SourceTopic, TransitGatewayAttachment,
} from '../../../lib/confluent';

const DEDICATED = ClusterType.dedicated({ cku: 1 });

/** The regions of other clouds. */
const REGIONS: Record<string, string | undefined> = { [Cloud.AZURE]: 'centralus', [Cloud.GCP]: 'us-central1' };

/** The VPC of the user. */
export function vpcIn({ stack }: Given): Vpc {
  return new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'].map((zone) => `${stack.region}${zone}`) });
}

/** Joins a network to the user's. */
type Join = (given: Given, network: INetwork) => void;

/** A Dedicated cluster in a private network that is joined to the user's. */
function inNetwork(given: Given, connection: NetworkConnection, join: Join, allow: Allow, cloud: Cloud = Cloud.AWS): void {
  const { stack, organization } = given;
  const region = REGIONS[cloud];
  const environment = new Environment(stack, 'Staging', { organization });
  const network = new Network(stack, 'Network', { environment, connection, cloud, region });
  join(given, network);
  ordersWithPrograms(new KafkaCluster(stack, 'Inventory', { environment, clusterType: DEDICATED, network, cloud, region }), allow);
}

const PRIVATE_LINK = NetworkConnection.privateLink();
const PEERING = NetworkConnection.peering({ cidr: '10.10.0.0/16' });
const ZONAL_PEERING = NetworkConnection.peering({ zoneCidrs: ['10.10.0.0/27', '10.10.0.32/27', '10.10.0.64/27'].map((cidr) => ({ cidr })) });
const TRANSIT_GATEWAY = NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' });

const byPrivateLink: Join = (given, network) => {
  const target = new PrivateLinkAccess(given.stack, 'Access', { network });
  new PrivateLinkEndpoint(given.stack, 'Endpoint', { target, vpc: vpcIn(given) });
};
const byAccessOf = (client: PrivateLinkClient): Join => ({ stack }, network) => { new PrivateLinkAccess(stack, 'Access', { network, client }); };
const byPeering: Join = (given, network) => { new Peering(given.stack, 'Peering', { network, peer: PeerNetwork.vpc(vpcIn(given)) }); };
const byPeeringWith = (peer: PeerNetwork): Join => ({ stack }, network) => { new Peering(stack, 'Peering', { network, peer }); };
const byTransitGateway: Join = (given, network) => {
  const { stack } = given;
  const vpc = vpcIn(given);
  const transitGatewayId = 'tgw-0123456789abcdef0';
  const own = new CfnTransitGatewayAttachment(stack, 'VpcAttachment', { transitGatewayId, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId) });
  new TransitGatewayAttachment(stack, 'Attachment', { network, transitGatewayId, routes: [vpc.vpcCidrBlock], vpc }).node.addDependency(own);
};

const AZURE_ACCESS = byAccessOf(PrivateLinkClient.azureSubscription('11111111-1111-1111-1111-111111111111'));
const GCP_ACCESS = byAccessOf(PrivateLinkClient.gcpProject('my-project'));
const AZURE_PEERING = byPeeringWith(PeerNetwork.azureVnet({
  tenant: '11111111-1111-1111-1111-111111111111', vnet: '/subscriptions/abc/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps', region: 'centralus',
}));
const GCP_PEERING = byPeeringWith(PeerNetwork.gcpVpcNetwork({ project: 'my-project', vpcNetwork: 'apps' }));

/** What a VPC endpoint leads to, of which only the names are known. */
class NamedService extends Construct implements IPrivateLinkTarget {
  public readonly vpcEndpointServiceName = 'com.amazonaws.vpce.us-east-2.vpce-svc-0123456789abcdef0';

  constructor(scope: Construct, id: string, public readonly environment: IEnvironment) {
    super(scope, id);
  }

  public connectVpcEndpoint(): PrivateLinkRoute {
    return { dnsDomain: 'abc123.us-east-2.aws.confluent.cloud' };
  }
}

/** Part of a system, as others use it: a VPC endpoint with its DNS names. */
function endpointModule(given: Given): void {
  const target = new NamedService(given.stack, 'Service', existingEnvironment(given));
  new PrivateLinkEndpoint(given.stack, 'Endpoint', { target, vpc: vpcIn(given) });
}

/** An attachment, by which a VPC reaches the Enterprise clusters of an environment. */
export function attach({ stack }: Given, environment: IEnvironment, vpc: IVpc): void {
  new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAttachment(stack, 'PrivateLink', { environment }), vpc });
}

/** An Enterprise cluster behind a gateway, in another cloud. */
function behindGateway({ stack, organization }: Given, cloud: Cloud, gatewayType: GatewayType, accessPointType: AccessPointType): void {
  const environment = new Environment(stack, 'Staging', { organization });
  const gateway = new Gateway(stack, 'Gateway', { environment, gatewayType });
  const accessPoint = new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise(), cloud, region: REGIONS[cloud], accessPoint });
  void cluster.adminKey; // for topics, which other apps declare
}

/** Two clusters in networks of their own, with a link between them. */
function linkedNetworks(given: Given): void {
  const { stack, organization } = given;
  const environment = new Environment(stack, 'Staging', { organization });
  const vpc = vpcIn(given);
  const [source, destination] = ['Source', 'Destination'].map((id) => {
    const network = new Network(stack, `${id}Network`, { environment, connection: PRIVATE_LINK });
    const target = new PrivateLinkAccess(stack, `${id}Access`, { network });
    new PrivateLinkEndpoint(stack, `${id}Endpoint`, { target, vpc });
    return new KafkaCluster(stack, `${id}Cluster`, { environment, clusterType: DEDICATED, network });
  });
  const service = new NetworkLinkService(stack, 'LinkService', { network: source.network!, acceptedNetworks: [destination.network!] });
  const endpoint = new NetworkLinkEndpoint(stack, 'LinkEndpoint', { network: destination.network!, service });
  endpoint.node.addDependency(source, destination);
  const orders = new KafkaTopic(stack, 'Orders', { cluster: source, topicName: 'orders' });
  const link = new ClusterLink(stack, 'Link', { source: LinkSource.cluster(source), destination });
  new MirrorTopic(stack, 'Mirror', { link, sourceTopic: SourceTopic.of(orders) });
}

export const cases: Record<string, ExampleCase> = {
  ...alike(inNetwork, {
    'dedicated-privatelink-aws-kafka-acls': [PRIVATE_LINK, byPrivateLink, allowPrograms],
    'dedicated-privatelink-aws-kafka-rbac': [PRIVATE_LINK, byPrivateLink, grantPrograms],
    'dedicated-privatelink-azure-kafka-acls': [PRIVATE_LINK, AZURE_ACCESS, allowPrograms, Cloud.AZURE],
    'dedicated-privatelink-azure-kafka-rbac': [PRIVATE_LINK, AZURE_ACCESS, grantPrograms, Cloud.AZURE],
    'dedicated-private-service-connect-gcp-kafka-acls': [PRIVATE_LINK, GCP_ACCESS, allowPrograms, Cloud.GCP],
    'dedicated-private-service-connect-gcp-kafka-rbac': [PRIVATE_LINK, GCP_ACCESS, grantPrograms, Cloud.GCP],
    'dedicated-vpc-peering-aws-kafka-acls': [PEERING, byPeering, allowPrograms],
    'dedicated-vpc-peering-aws-kafka-rbac': [PEERING, byPeering, grantPrograms],
    'dedicated-vpc-peering-v2-aws-kafka-acls': [ZONAL_PEERING, byPeering, allowPrograms],
    'dedicated-vnet-peering-azure-kafka-acls': [PEERING, AZURE_PEERING, allowPrograms, Cloud.AZURE],
    'dedicated-vnet-peering-azure-kafka-rbac': [PEERING, AZURE_PEERING, grantPrograms, Cloud.AZURE],
    'dedicated-vpc-peering-gcp-kafka-acls': [PEERING, GCP_PEERING, allowPrograms, Cloud.GCP],
    'dedicated-vpc-peering-gcp-kafka-rbac': [PEERING, GCP_PEERING, grantPrograms, Cloud.GCP],
    'dedicated-transit-gateway-attachment-aws-kafka-acls': [TRANSIT_GATEWAY, byTransitGateway, allowPrograms],
    'dedicated-transit-gateway-attachment-aws-kafka-rbac': [TRANSIT_GATEWAY, byTransitGateway, grantPrograms],
  }),
  ...alike(endpointModule, {
    'cluster-link-over-aws-private-link-networks/aws-privatelink-endpoint': [],
    'enterprise-privatelinkattachment-aws-kafka-acls/aws-privatelink-endpoint': [],
    'private-flink-quickstart/aws-privatelink-endpoint': [],
    'private-link-schema-registry/aws-private-link-endpoint': [],
  }),
  'cluster-link-over-aws-private-link-networks': {
    make: linkedNetworks,
    differs: {
      api_key: [3, 'that of the link, and those of the administrator'],
      role_binding: [3, 'the link may mirror the topic, instead of being CloudClusterAdmin of the source'],
    },
  },

  'enterprise-privatelinkattachment-aws-kafka-acls': {
    make: (given) => {
      const { stack, organization } = given;
      const environment = new Environment(stack, 'Staging', { organization });
      attach(given, environment, vpcIn(given));
      ordersWithPrograms(new KafkaCluster(stack, 'Inventory', { environment, clusterType: ClusterType.enterprise() }), allowPrograms);
    },
  },
  'enterprise-privatelinkattachment-azure-kafka-acls': {
    make: ({ stack, organization }) => {
      const place = { cloud: Cloud.AZURE, region: REGIONS[Cloud.AZURE] };
      const environment = new Environment(stack, 'Staging', { organization });
      const attachment = new PrivateLinkAttachment(stack, 'PrivateLink', { environment, ...place });
      const endpoint = PrivateEndpoint.azure('/subscriptions/abc/resourceGroups/apps/providers/Microsoft.Network/privateEndpoints/confluent');
      new PrivateLinkAttachmentConnection(stack, 'Connection', { attachment, endpoint });
      ordersWithPrograms(new KafkaCluster(stack, 'Inventory', { environment, clusterType: ClusterType.enterprise(), ...place }), allowPrograms);
    },
  },
  ...alike(behindGateway, {
    'enterprise-ingress-azure': [
      Cloud.AZURE, GatewayType.azureIngressPrivateLink('centralus'),
      AccessPointType.azureIngressPrivateLink('/subscriptions/abc/resourceGroups/apps/providers/Microsoft.Network/privateEndpoints/confluent'),
    ],
    'enterprise-ingress-gcp': [
      Cloud.GCP, GatewayType.gcpIngressPrivateServiceConnect('us-central1'), AccessPointType.gcpIngressPrivateServiceConnect('1234567890'),
    ],
  }),

  'dns-forwarder': {
    make: ({ stack, organization }) => {
      const environment = new Environment(stack, 'Staging', { organization });
      const { gateway } = new Network(stack, 'Network', { environment, connection: PEERING, cloud: Cloud.GCP, region: 'us-central1' });
      new DnsForwarder(stack, 'Forwarder', {
        gateway, domains: ['example.com'], forwarding: DnsForwarding.toGcpZones({ 'example.com': { zone: 'apps', project: 'my-project' } }),
      });
    },
  },
  'network-access-point-gcp-private-service-connect': {
    make: ({ stack, organization }) => {
      const environment = new Environment(stack, 'Staging', { organization });
      const connection = NetworkConnection.privateLink({ dnsResolution: DnsResolution.PRIVATE });
      const { gateway } = new Network(stack, 'Network', { environment, connection, cloud: Cloud.GCP, region: 'us-central1' });
      new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType: AccessPointType.gcpEgressPrivateServiceConnect('all-google-apis') });
    },
  },
};
