import { RemovalPolicy } from 'aws-cdk-lib';
import { Cloud, DnsResolution, INetwork, Network, NetworkConnection, NetworkProps, ServiceAccount } from '../../../lib/confluent';
import { comment, controlPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;
beforeEach(() => {
  given = fixture(undefined, { env: { account: '111111111111', region: 'eu-west-1' } });
});

const zoneCidrs = [1, 2, 3].map((zone) => ({ zoneId: `euw1-az${zone}`, cidr: `10.10.${zone}.0/27` }));

function make(connection = NetworkConnection.privateLink(), props: Partial<NetworkProps> = {}): Network {
  return new Network(given.stack, 'Network', { environment: given.environment, connection, ...props });
}

/** What a token is in a Terraform document of the same stack. */
function inDocument(token: string): string {
  return rendered(new ServiceAccount(given.stack, 'Reader', { organization: given.organization, description: token })).description;
}

test('a network with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Network-[0-9A-F]{8}$/),
    cloud: 'AWS',
    region: 'eu-west-1',
    connection_types: ['PRIVATELINK'],
    environment: { id: ref(given.environment, 'id') },
  });
});

test.each([
  ['peering', NetworkConnection.peering({ cidr: '10.10.0.0/16' }), { connection_types: ['PEERING'], cidr: '10.10.0.0/16' }],
  ['a transit gateway', NetworkConnection.transitGateway({ zoneCidrs, reservedCidr: '172.20.0.0/24' }), {
    connection_types: ['TRANSITGATEWAY'], reserved_cidr: '172.20.0.0/24', zone_info: zoneCidrs.map(({ zoneId, cidr }) => ({ zone_id: zoneId, cidr })),
  }],
  ['PrivateLink', NetworkConnection.privateLink({ zones: ['a', 'b', 'c'], dnsResolution: DnsResolution.PRIVATE }), {
    connection_types: ['PRIVATELINK'], zones: ['a', 'b', 'c'], dns_config: { resolution: 'PRIVATE' },
  }],
])('a network for %s', (_, connection, expected) => {
  expect(rendered(make(connection))).toMatchObject(expected);
});

test('is kept when it leaves the app, unless it must not be', () => {
  const network = make();
  const other = new Network(given.stack, 'Other', {
    environment: given.environment, connection: NetworkConnection.privateLink(), removalPolicy: RemovalPolicy.DESTROY,
  });
  expect(comment(network).removalPolicy).toBe('retain');
  expect(comment(other).removalPolicy).toBe('destroy');
});

test.each<[string, (network: INetwork) => string, string]>([
  ['ID', (network) => network.networkId, 'id'],
  ['CRN', (network) => network.networkCrn, 'resource_name'],
  ['DNS domain', (network) => network.dnsDomain, 'dns_domain'],
  ['endpoint suffix', (network) => network.endpointSuffix, 'endpoint_suffix'],
  ['VPC', (network) => network.vpcId, 'aws[0].vpc'],
  ['AWS account', (network) => network.awsAccount, 'aws[0].account'],
  ['endpoint service', (network) => network.vpcEndpointServiceName, 'aws[0].private_link_endpoint_service'],
  ['project', (network) => network.gcpProject, 'gcp[0].project'],
  ['VPC network', (network) => network.gcpVpcNetwork, 'gcp[0].vpc_network'],
  ['gateway', (network) => network.gateway.gatewayId, 'gateway[0].id'],
  ['domain of a zone', (network) => network.zonalSubdomain('euw1-az1'), 'zonal_subdomains["euw1-az1"]'],
  ['service of a zone', (network) => network.privateLinkServiceAlias('1'), 'azure[0].private_link_service_aliases["1"]'],
  ['service attachment of a zone', (network) => network.serviceAttachment('a'), 'gcp[0].private_service_connect_service_attachments["a"]'],
])('the %s is that of the resource, or of the lookup of an import', (_, read, attribute) => {
  const network = make();
  expect(inDocument(read(network))).toBe(ref(network, attribute));
});

test('an import is looked up where more than its ID is needed', () => {
  const network = Network.fromNetworkAttributes(given.stack, 'Known', { networkId: 'n-abc', environment: given.environment });
  expect(network.networkId).toBe('n-abc');
  expect(network.node.defaultChild).toBeUndefined();
  expect(network.gateway).toBe(network.gateway);
  expect(inDocument(network.dnsDomain)).toBe(ref(network, 'dns_domain'));
  controlPlane(given.stack).hasDataSource('confluent_network', { id: 'n-abc', environment: { id: ref(given.environment, 'id') } });
});

test('an import can be looked up by its name', () => {
  const network = Network.fromNetworkName(given.stack, 'Known', given.environment, 'shared');
  expect(inDocument(network.networkId)).toBe(ref(network, 'id'));
  controlPlane(given.stack).hasDataSource('confluent_network', { display_name: 'shared' });
});

test('who manages it can be granted to', () => {
  const network = make(NetworkConnection.privateLink());
  network.grantAdmin(given.principal);
  controlPlane(given.stack).hasResource('confluent_role_binding', { role_name: 'NetworkAdmin', crn_pattern: ref(network, 'resource_name') });
});

test('addresses are known where they were given', () => {
  expect(make(NetworkConnection.peering({ cidr: '10.10.0.0/16' })).cidrs).toEqual(['10.10.0.0/16']);
  const other = new Network(given.stack, 'Other', { environment: given.environment, connection: NetworkConnection.peering({ zoneCidrs }) });
  expect(other.cidrs).toEqual(zoneCidrs.map(({ cidr }) => cidr));
  const known = Network.fromNetworkAttributes(given.stack, 'Known', { networkId: 'n-abc', environment: given.environment });
  expect(inDocument(known.cidrs[0])).toBe(ref(known, 'cidr'));
});

test.each<[string, NetworkConnection, Partial<NetworkProps>, string]>([
  ['no addresses', NetworkConnection.peering({}), {}, 'a network with PEERING needs either `cidr` or `zoneCidrs`, got none'],
  ['addresses twice', NetworkConnection.transitGateway({ cidr: '10.10.0.0/16', zoneCidrs }), {},
    'a network with TRANSITGATEWAY needs either `cidr` or `zoneCidrs`, got both'],
  ['too many addresses', NetworkConnection.peering({ cidr: '10.0.0.0/8' }), {}, '`cidr` must match ^\\d+\\.\\d+\\.\\d+\\.\\d+\\/16$, got: 10.0.0.0/8'],
  ['too few zones', NetworkConnection.privateLink({ zones: ['a'] }), {}, '`zones` must have 3 zones, got 1'],
  ['a transit gateway elsewhere than on AWS', NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' }), { cloud: Cloud.GCP, region: 'us-east4' },
    'a transit gateway is for networks in AWS, got: GCP'],
  ['reserved addresses elsewhere than on AWS', NetworkConnection.peering({ cidr: '10.10.0.0/16', reservedCidr: '172.20.0.0/24' }),
    { cloud: Cloud.AZURE, region: 'centralus' }, '`reservedCidr` is for networks in AWS, got: AZURE'],
  ['an empty name', NetworkConnection.privateLink(), { networkName: '' }, '`networkName` must not be empty'],
])('%s is refused', (_, connection, props, message) => {
  expect(() => make(connection, props)).toThrow(`Stack/Network: ${message}`);
});
