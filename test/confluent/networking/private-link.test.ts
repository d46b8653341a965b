import { App, Stack } from 'aws-cdk-lib';
import {
  Cloud, DnsForwarder, DnsForwarding, Environment, IPrivateLinkAttachment, Network, NetworkConnection, NetworkLinkEndpoint, NetworkLinkService,
  PrivateEndpoint, PrivateLinkAccess, PrivateLinkAttachment, PrivateLinkAttachmentConnection, PrivateLinkClient, ServiceAccount,
} from '../../../lib/confluent';
import { controlPlane, organizationIn, ref, rendered } from '../fixture';

let stack: Stack;
let environment: Environment;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
});

/** What a token is in a Terraform document of the same stack. */
function inDocument(token: string): string {
  return rendered(new ServiceAccount(stack, 'Reader', { organization: environment.organization, description: token })).description;
}

describe('an attachment', () => {
  test('is in the region of the stack by default', () => {
    expect(rendered(new PrivateLinkAttachment(stack, 'Attachment', { environment }))).toEqual({
      display_name: expect.stringMatching(/^Stack-Attachment-/), cloud: 'AWS', region: 'eu-west-1', environment: { id: ref(environment, 'id') },
    });
  });

  test.each<[(attachment: IPrivateLinkAttachment) => string, string]>([
    [(attachment) => attachment.dnsDomain, 'dns_domain'],
    [(attachment) => attachment.vpcEndpointServiceName, 'aws[0].vpc_endpoint_service_name'],
    [(attachment) => attachment.privateLinkServiceAlias, 'azure[0].private_link_service_alias'],
    [(attachment) => attachment.privateLinkServiceResourceId, 'azure[0].private_link_service_resource_id'],
    [(attachment) => attachment.serviceAttachment, 'gcp[0].private_service_connect_service_attachment'],
  ])('tells what endpoints need: %s', (read, attribute) => {
    const attachment = new PrivateLinkAttachment(stack, 'Attachment', { environment, cloud: Cloud.GCP, region: 'us-east4' });
    expect(inDocument(read(attachment))).toBe(ref(attachment, attribute));
  });

  test('that stands elsewhere is looked up where more than its ID is needed', () => {
    const attachment = PrivateLinkAttachment.fromPrivateLinkAttachmentAttributes(stack, 'Known', { attachmentId: 'platt-1', environment });
    expect(attachment.node.defaultChild).toBeUndefined();
    expect(inDocument(attachment.dnsDomain)).toBe(ref(attachment, 'dns_domain'));
    controlPlane(stack).hasDataSource('confluent_private_link_attachment', { id: 'platt-1' });
  });

  test.each([
    [PrivateEndpoint.aws('vpce-1'), { aws: { vpc_endpoint_id: 'vpce-1' } }],
    [PrivateEndpoint.azure('id'), { azure: { private_endpoint_resource_id: 'id' } }],
    [PrivateEndpoint.gcp('1'), { gcp: { private_service_connect_connection_id: '1' } }],
  ])('is connected to by $kind', (endpoint, expected) => {
    const attachment = new PrivateLinkAttachment(stack, 'Attachment', { environment });
    expect(rendered(new PrivateLinkAttachmentConnection(stack, 'Connection', { attachment, endpoint, connectionName: 'clients' }))).toEqual({
      display_name: 'clients',
      environment: { id: expect.stringMatching(/^\$\{var\.Stack_Environment_id_/) },
      private_link_attachment: { id: expect.stringMatching(/^\$\{var\.Stack_Attachment_id_/) },
      ...expected,
    });
  });
});

describe('access to a network', () => {
  test('is for the account of the stack by default', () => {
    const network = new Network(stack, 'Network', { environment, connection: NetworkConnection.privateLink() });
    expect(rendered(new PrivateLinkAccess(stack, 'Access', { network }))).toEqual({
      display_name: expect.stringMatching(/^Stack-Access-/),
      network: { id: ref(network, 'id') },
      environment: { id: ref(environment, 'id') },
      aws: { account: '111111111111' },
    });
  });

  test.each([
    [Cloud.AZURE, PrivateLinkClient.azureSubscription('sub'), { azure: { subscription: 'sub' } }],
    [Cloud.GCP, PrivateLinkClient.gcpProject('project'), { gcp: { project: 'project' } }],
  ])('on %s', (cloud, client, expected) => {
    const network = new Network(stack, 'Network', { environment, connection: NetworkConnection.privateLink(), cloud, region: 'r' });
    expect(rendered(new PrivateLinkAccess(stack, 'Access', { network, client }))).toMatchObject(expected);
  });
});

describe('a link between networks', () => {
  test('accepts who is named, and is connected to', () => {
    const [network, other] = ['Network', 'Other'].map((id) => new Network(stack, id, { environment, connection: NetworkConnection.privateLink() }));
    const service = new NetworkLinkService(stack, 'Service', { network, acceptedNetworks: [other], acceptedEnvironments: [environment] });
    expect(rendered(service)).toMatchObject({
      network: { id: ref(network, 'id') }, accept: { networks: [ref(other, 'id')], environments: [ref(environment, 'id')] },
    });
    const endpoint = new NetworkLinkEndpoint(other, 'Endpoint', { network: other, service });
    expect(endpoint.endpointId).toBeDefined();
  });

  test('accepts nobody by default', () => {
    const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment });
    expect(rendered(new NetworkLinkService(stack, 'Service', { network }))).not.toHaveProperty('accept');
  });

  test('can lead to a service that stands elsewhere', () => {
    const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment });
    const known = NetworkLinkService.fromNetworkLinkServiceId(stack, 'Known', 'nls-1');
    const named = NetworkLinkService.fromNetworkLinkServiceName(stack, 'Named', environment, 'links');
    const [first, second] = [known, named].map((service, i) => new NetworkLinkEndpoint(stack, `Endpoint${i}`, { network, service }));
    expect(rendered(first).network_link_service).toEqual({ id: 'nls-1' });
    expect(rendered(second).network_link_service).toEqual({ id: ref(named, 'id') });
  });
});

describe('a forwarder', () => {
  test.each([
    ['DNS servers', DnsForwarding.toServers('10.0.0.2', '10.0.1.2'), { forward_via_ip: { dns_server_ips: ['10.0.0.2', '10.0.1.2'] } }],
    ['zones of Cloud DNS', DnsForwarding.toGcpZones({ 'example.com': { zone: 'z', project: 'p' } }),
      { forward_via_gcp_dns_zones: { domain_mappings: { 'example.com': 'z,p' } } }],
  ])('to %s', (_, forwarding, expected) => {
    const { gateway } = new Network(stack, 'Network', { environment, connection: NetworkConnection.peering({ cidr: '10.10.0.0/16' }) });
    expect(rendered(new DnsForwarder(stack, 'Forwarder', { gateway, domains: ['example.com'], forwarding }))).toMatchObject({
      gateway: { id: expect.stringMatching(/^\$\{var\.Stack_Network_gateway0id_/) }, domains: ['example.com'], ...expected,
    });
  });
});
