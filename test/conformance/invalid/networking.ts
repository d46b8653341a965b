import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AccessPoint, AccessPointType, Cloud, ClusterType, DnsForwarder, DnsForwarding, DnsRecord, Environment, Gateway, GatewayType, IGateway,
  INetwork, KafkaCluster, KafkaTopic, Network, NetworkConnection, Organization, Peering, PeerNetwork, PrivateEndpoint, PrivateLinkAccess,
  PrivateLinkAttachment, PrivateLinkAttachmentConnection, PrivateLinkClient, PrivateNetworkInterfaces, TransitGatewayAttachment,
} from '../../../lib/confluent';
import { TerraformRunner } from '../../../lib/terraform';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const ROUTES = ['10.20.0.0/16'];
const PEERING = NetworkConnection.peering({ cidr: '10.10.0.0/16' });

function network({ stack, environment }: Fixture, connection: NetworkConnection, cloud = Cloud.AWS): INetwork {
  return new Network(stack, 'Network', { environment, connection, cloud, region: 'us-east-1' });
}

function networkOf(connection: NetworkConnection, cloud?: Cloud): (given: Fixture) => void {
  return (given) => { network(given, connection, cloud); };
}

function gateway({ stack, environment }: Fixture): IGateway {
  return Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayId: 'gw-1', environment });
}

function accessPointOf(accessPointType: AccessPointType): (given: Fixture) => void {
  return (given) => { new AccessPoint(given.stack, 'AccessPoint', { gateway: gateway(given), accessPointType }); };
}

export const cases: InvalidInput[] = [
  {
    what: 'a network for peering without addresses',
    make: networkOf(NetworkConnection.peering({})),
    message: 'Stack/Network: a network with PEERING needs either `cidr` or `zoneCidrs`, got none',
  },
  {
    what: 'a network whose addresses are no /16',
    make: networkOf(NetworkConnection.peering({ cidr: '10.10.0.0/24' })),
    message: 'Stack/Network: `cidr` must match ^\\d+\\.\\d+\\.\\d+\\.\\d+\\/16$, got: 10.10.0.0/24',
  },
  {
    what: 'a network whose reserved addresses are no /24',
    make: networkOf(NetworkConnection.peering({ cidr: '10.10.0.0/16', reservedCidr: '172.20.0.0/16' })),
    message: 'Stack/Network: `reservedCidr` must match ^\\d+\\.\\d+\\.\\d+\\.\\d+\\/24$, got: 172.20.0.0/16',
  },
  {
    what: 'a network whose zones have no /27',
    make: networkOf(NetworkConnection.peering({ zoneCidrs: ['10.10.0.0/27', '10.10.1.0/27', '10.10.2.0/24'].map((cidr) => ({ cidr })) })),
    message: 'Stack/Network: `zoneCidrs` must match ^\\d+\\.\\d+\\.\\d+\\.\\d+\\/27$, got: 10.10.2.0/24',
  },
  {
    what: 'a network in two zones',
    make: networkOf(NetworkConnection.privateLink({ zones: ['use1-az1', 'use1-az2'] })),
    message: 'Stack/Network: `zones` must have 3 zones, got 2',
  },
  {
    what: 'a network for a transit gateway on Azure',
    make: networkOf(NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' }), Cloud.AZURE),
    message: 'Stack/Network: a transit gateway is for networks in AWS, got: AZURE',
  },
  {
    what: 'an ID that is of no network',
    make: ({ stack, environment }) => { Network.fromNetworkAttributes(stack, 'Network', { networkId: 'vpc-1', environment }); },
    message: 'Stack/Network: `networkId` must match ^(n-|nr-), got: vpc-1',
  },
  {
    what: 'a Standard cluster in a network',
    make: (given) => {
      new KafkaCluster(given.stack, 'Private', {
        environment: given.environment, clusterType: ClusterType.standard(), network: network(given, NetworkConnection.privateLink()), region: 'us-east-1',
      });
    },
    message: 'Stack/Private: `network` is for Dedicated clusters, got it for a cluster of type standard',
  },
  {
    what: 'a cluster in another region than its network',
    make: (given) => {
      new KafkaCluster(given.stack, 'Private', {
        environment: given.environment, clusterType: ClusterType.dedicated({ cku: 1 }), network: network(given, PEERING), region: 'us-west-2',
      });
    },
    message: 'Stack/Private: `region` must be that of the network Stack/Network, us-east-1, got: us-west-2',
  },
  {
    what: 'a topic of a private cluster by a runner in no VPC',
    make: ({ app, organization: { credentials } }) => {
      const stack = new Stack(app, 'Other');
      const organization = new Organization(stack, 'Organization', { credentials, runner: new TerraformRunner(stack, 'Public') });
      const environment = new Environment(stack, 'Private', { organization });
      const cluster = new KafkaCluster(environment, 'Cluster', { environment, clusterType: ClusterType.enterprise() });
      new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
    },
    message: 'Other/Topic: the cluster Other/Private/Cluster is in a private network, and the runner Other/Public is in no VPC, so it cannot reach it. '
      + 'Give the Organization or StreamingHub a runner in a VPC with a way to the cluster: `runner: new TerraformRunner(this, \'Runner\', { vpc })`.',
  },
  {
    what: 'PrivateLink to a network for peering',
    make: (given) => { new PrivateLinkAccess(given.stack, 'Access', { network: network(given, PEERING) }); },
    message: 'Stack/Access: the network Stack/Network must be made with NetworkConnection.privateLink(), got one for PEERING',
  },
  {
    what: 'PrivateLink from another cloud',
    make: (given) => {
      new PrivateLinkAccess(given.stack, 'Access', { network: network(given, NetworkConnection.privateLink()), client: PrivateLinkClient.gcpProject('p') });
    },
    message: 'Stack/Access: `client` must be in AWS as the network Stack/Network, got one in GCP',
  },
  {
    what: 'PrivateLink for an account of 3 digits',
    make: (given) => {
      new PrivateLinkAccess(given.stack, 'Access', { network: network(given, NetworkConnection.privateLink()), client: PrivateLinkClient.awsAccount('123') });
    },
    message: 'Stack/Access: `account` must match ^\\d{12}$, got: 123',
  },
  {
    what: 'an attachment on Azure without a region',
    make: ({ stack, environment }) => { new PrivateLinkAttachment(stack, 'Attachment', { environment, cloud: Cloud.AZURE }); },
    message: 'Stack/Attachment: `region` must be given in AZURE; the region of the stack is one of AWS',
  },
  {
    what: 'a connection of what is no VPC endpoint',
    make: ({ stack, environment }) => {
      const attachment = new PrivateLinkAttachment(stack, 'Attachment', { environment });
      new PrivateLinkAttachmentConnection(stack, 'Connection', { attachment, endpoint: PrivateEndpoint.aws('eni-1') });
    },
    message: 'Stack/Connection: `vpcEndpointId` must match ^vpce-, got: eni-1',
  },
  {
    what: 'a gateway for network interfaces in no zone',
    make: ({ stack, environment }) => { new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsPrivateNetworkInterface([]) }); },
    message: 'Stack/Gateway: `zones` must not be empty. Give the IDs of the zones of the network interfaces, such as use1-az1.',
  },
  {
    what: 'an access point through a gateway of another type',
    make: ({ stack, environment }) => {
      const egress = new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsEgressPrivateLink() });
      new AccessPoint(stack, 'AccessPoint', { gateway: egress, accessPointType: AccessPointType.awsIngressPrivateLink('vpce-1') });
    },
    message: 'Stack/AccessPoint: an access point of type aws_ingress_private_link needs a gateway of that type, '
      + 'got one of type aws_egress_private_link_gateway: Stack/Gateway',
  },
  {
    what: 'an access point with 5 network interfaces',
    make: accessPointOf(AccessPointType.awsPrivateNetworkInterface({ networkInterfaceIds: ['1', '2', '3', '4', '5'] })),
    message: 'Stack/AccessPoint: `networkInterfaceIds (number)` must be at least 6, got: 5',
  },
  {
    what: 'an access point with 11 routes',
    make: accessPointOf(AccessPointType.awsPrivateNetworkInterface({
      networkInterfaceIds: Array.from({ length: 51 }, String), routes: Array.from({ length: 11 }, (_, i) => `10.${i}.0.0/16`),
    })),
    message: 'Stack/AccessPoint: `routes (number)` must be between 0 and 10, got: 11',
  },
  {
    what: 'an access point from Google Cloud by a name',
    make: accessPointOf(AccessPointType.gcpIngressPrivateServiceConnect('clients')),
    message: 'Stack/AccessPoint: `connectionId` must match ^[0-9]+$, got: clients',
  },
  {
    what: 'network interfaces in too few zones',
    make: ({ stack, environment }) => {
      const pni = new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsPrivateNetworkInterface(['a', 'b', 'c']) });
      new PrivateNetworkInterfaces(stack, 'Interfaces', { gateway: pni, vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    },
    message: 'Stack/Interfaces: `subnets` must be one in each of the 3 zones of the gateway Stack/Gateway, got 2',
  },
  {
    what: 'a peering of a network for PrivateLink',
    make: (given) => {
      new Peering(given.stack, 'Peering', { network: network(given, NetworkConnection.privateLink()), peer: PeerNetwork.vpc(new Vpc(given.stack, 'Vpc')) });
    },
    message: 'Stack/Peering: the network Stack/Network must be made with NetworkConnection.peering(...), got one for PRIVATELINK',
  },
  {
    what: 'a peering with what is no VPC',
    make: (given) => {
      const peer = PeerNetwork.foreignVpc({ account: '111111111111', vpcId: 'tgw-1', region: 'us-east-1', routes: ROUTES });
      new Peering(given.stack, 'Peering', { network: network(given, PEERING), peer });
    },
    message: 'Stack/Peering: `vpcId` must match ^vpc-, got: tgw-1',
  },
  {
    what: 'a peering without routes',
    make: (given) => {
      const peer = PeerNetwork.foreignVpc({ account: '111111111111', vpcId: 'vpc-1', region: 'us-east-1', routes: [] });
      new Peering(given.stack, 'Peering', { network: network(given, PEERING), peer });
    },
    message: 'Stack/Peering: `routes` must not be empty. Give the address ranges of the VPC.',
  },
  {
    what: 'an attachment to what is no transit gateway',
    make: (given) => {
      const attached = network(given, NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' }));
      new TransitGatewayAttachment(given.stack, 'Attachment', { network: attached, transitGatewayId: 'vpc-1', routes: ROUTES });
    },
    message: 'Stack/Attachment: `transitGatewayId` must match ^tgw-, got: vpc-1',
  },
  {
    what: 'a forwarder for no domains',
    make: (given) => {
      new DnsForwarder(given.stack, 'Forwarder', { gateway: gateway(given), domains: [], forwarding: DnsForwarding.toServers('10.0.0.2') });
    },
    message: 'Stack/Forwarder: `domains` must not be empty',
  },
  {
    what: 'a forwarder to a zone with a comma',
    make: (given) => {
      const forwarding = DnsForwarding.toGcpZones({ 'example.com': { zone: 'a,b', project: 'p' } });
      new DnsForwarder(given.stack, 'Forwarder', { gateway: gateway(given), domains: ['example.com'], forwarding });
    },
    message: 'Stack/Forwarder: `zone` must match ^[^,]+$, got: a,b',
  },
  {
    what: 'a DNS record of a name without a domain',
    make: (given) => {
      const { stack, environment } = given;
      const accessPoint = AccessPoint.fromAccessPointAttributes(stack, 'AccessPoint', { accessPointId: 'ap-1', environment });
      new DnsRecord(stack, 'Record', { gateway: gateway(given), domain: 'database', accessPoint });
    },
    message: 'Stack/Record: `domain` must match ^(\\*\\.)?([\\w-]{1,63}\\.)+[\\w-]{1,63}$, got: database',
  },
];
