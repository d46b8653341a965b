import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AccessPoint, AccessPointType, ClusterType, Connector, DnsRecord, Environment, Gateway, GatewayType, IAccessPoint, IGateway, KafkaCluster,
  PrivateNetworkInterfaces, ServiceAccount,
} from '../../../lib/confluent';
import { Plane } from '../../../lib/terraform';
import { deploymentOf } from '../../support/fixtures';
import { connections, controlPlane, organizationIn, ref, rendered } from '../fixture';

let stack: Stack;
let environment: Environment;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
});

function gatewayOf(gatewayType: GatewayType, id = 'Gateway'): Gateway {
  return new Gateway(stack, id, { environment, gatewayType });
}

const egress = AccessPointType.awsEgressPrivateLink('com.amazonaws.vpce.eu-west-1.vpce-svc-1');

describe('a gateway', () => {
  test('is in the region of the stack by default', () => {
    const gateway = gatewayOf(GatewayType.awsPrivateNetworkInterface(['a', 'b', 'c']));
    expect(rendered(gateway)).toEqual({
      display_name: expect.stringMatching(/^Stack-Gateway-/),
      environment: { id: ref(environment, 'id') },
      aws_private_network_interface_gateway: { region: 'eu-west-1', zones: ['a', 'b', 'c'] },
    });
  });

  test.each<[GatewayType, (gateway: IGateway) => string, string]>([
    [GatewayType.awsEgressPrivateLink(), (gateway) => gateway.principalArn, 'principal_arn'],
    [GatewayType.awsIngressPrivateLink(), (gateway) => gateway.vpcEndpointServiceName, 'vpc_endpoint_service_name'],
    [GatewayType.awsPrivateNetworkInterface(['a']), (gateway) => gateway.awsAccount, 'account'],
    [GatewayType.azureEgressPrivateLink('r'), (gateway) => gateway.azureSubscription, 'subscription'],
    [GatewayType.azureIngressPrivateLink('r'), (gateway) => gateway.privateLinkServiceAlias, 'private_link_service_alias'],
    [GatewayType.azureIngressPrivateLink('r'), (gateway) => gateway.privateLinkServiceResourceId, 'private_link_service_resource_id'],
    [GatewayType.gcpIngressPrivateServiceConnect('r'), (gateway) => gateway.serviceAttachment, 'private_service_connect_service_attachment'],
  ])('of type $name tells what the other side needs', (type, read, attribute) => {
    const gateway = gatewayOf(type);
    const reader = new ServiceAccount(stack, 'Reader', { organization: environment.organization, description: read(gateway) });
    expect(rendered(reader).description).toBe(ref(gateway, `${type.name}[0].${attribute}`));
  });

  test('of one type has not what those of others have', () => {
    expect(() => gatewayOf(GatewayType.awsIngressPrivateLink()).principalArn).toThrow(
      'Stack/Gateway: only a gateway of type aws_egress_private_link_gateway has `principal_arn`, this one is of type aws_ingress_private_link_gateway');
  });

  test('that stands elsewhere is looked up where more than its ID is needed', () => {
    const gateway = Gateway.fromGatewayAttributes(stack, 'Known', { gatewayId: 'gw-1', environment });
    expect(gateway.node.defaultChild).toBeUndefined();
    void new ServiceAccount(stack, 'Reader', { organization: environment.organization, description: gateway.principalArn });
    controlPlane(stack).hasDataSource('confluent_gateway', { id: 'gw-1' });
  });
});

describe('an access point', () => {
  test('out of Confluent Cloud', () => {
    const gateway = gatewayOf(GatewayType.awsEgressPrivateLink());
    const accessPoint = new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType: egress });
    expect(rendered(accessPoint)).toEqual({
      display_name: expect.stringMatching(/^Stack-AccessPoint-/),
      gateway: { id: expect.stringMatching(/^\$\{var\.Stack_Gateway_id_/) },
      environment: { id: expect.stringMatching(/^\$\{var\.Stack_Environment_id_/) },
      aws_egress_private_link_endpoint: { vpc_endpoint_service_name: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1' },
    });
  });

  test.each<[string, AccessPointType, (accessPoint: IAccessPoint) => string, string]>([
    ['DNS name', egress, (accessPoint) => accessPoint.vpcEndpointDnsName, 'aws_egress_private_link_endpoint[0].vpc_endpoint_dns_name'],
    ['domain', AccessPointType.awsIngressPrivateLink('vpce-1'), (accessPoint) => accessPoint.dnsDomain, 'aws_ingress_private_link_endpoint[0].dns_domain'],
    ['domain', AccessPointType.azureIngressPrivateLink('e'), (accessPoint) => accessPoint.dnsDomain, 'azure_ingress_private_link_endpoint[0].dns_domain'],
    ['domain', AccessPointType.gcpIngressPrivateServiceConnect('1'), (accessPoint) => accessPoint.dnsDomain,
      'gcp_ingress_private_service_connect_endpoint[0].dns_domain'],
  ])('tells its %s', (_, accessPointType, read, attribute) => {
    const gateway = Gateway.fromGatewayAttributes(stack, 'Known', { gatewayId: 'gw-1', environment });
    const accessPoint = new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType });
    const reader = new DnsRecord(stack, 'Reader', { gateway, accessPoint, domain: 'example.com', recordName: read(accessPoint) });
    expect(rendered(reader).display_name).toBe(ref(accessPoint, attribute));
  });

  test('of one type has not what those of others have', () => {
    const gateway = gatewayOf(GatewayType.awsEgressPrivateLink());
    expect(() => new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType: egress }).dnsDomain).toThrow(
      'Stack/AccessPoint: only an access point of type aws_ingress_private_link, azure_ingress_private_link, gcp_ingress_private_service_connect '
      + 'has `dns_domain`, this one is of type aws_egress_private_link');
  });

  test('that stands elsewhere is looked up where more than its ID is needed', () => {
    const accessPoint = AccessPoint.fromAccessPointAttributes(stack, 'Known', { accessPointId: 'ap-1', environment });
    const gateway = Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayId: 'gw-1', environment });
    const reader = new DnsRecord(stack, 'Reader', { gateway, accessPoint, domain: 'example.com', recordName: accessPoint.dnsDomain });
    expect(rendered(reader).display_name).toBe(ref(accessPoint, 'aws_ingress_private_link_endpoint[0].dns_domain'));
    connections(stack).hasDataSource('confluent_access_point', { id: 'ap-1' });
  });

  test('that stands elsewhere tells where clusters are', () => {
    const accessPoint = AccessPoint.fromAccessPointAttributes(stack, 'Known', { accessPointId: 'ap-1', environment });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise(), accessPoint });
    const gateway = Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayId: 'gw-1', environment });
    const reader = new DnsRecord(stack, 'Reader', { gateway, accessPoint, domain: 'example.com', recordName: cluster.bootstrapServers });
    const [name] = Object.keys(connections(stack).toJSON().data.confluent_kafka_cluster);
    expect(rendered(reader).display_name).toBe(`\${trimprefix([for endpoint in data.confluent_kafka_cluster.${name}.endpoints : endpoint.bootstrap_endpoint `
      + 'if endpoint.access_point_id == "ap-1"][0], "SASL_SSL://")}');
  });

  test('comes before connectors, with its name', () => {
    const gateway = gatewayOf(GatewayType.awsEgressPrivateLink());
    const accessPoint = new AccessPoint(stack, 'AccessPoint', { gateway, accessPointType: egress });
    const record = new DnsRecord(stack, 'Record', { gateway, domain: 'db.example.com', accessPoint });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.standard() });
    new Connector(stack, 'Connector', { cluster, connectorClass: 'Example' });
    expect(rendered(record)).toMatchObject({ domain: 'db.example.com', private_link_access_point: { id: ref(accessPoint, 'id') } });
    expect(deploymentOf(Template.fromStack(stack).toJSON(), Plane.DATA).DependsOn)
      .toEqual(expect.arrayContaining([expect.stringMatching(/^ConfluentConnections/)]));
  });
});

describe('network interfaces', () => {
  let vpc: Vpc;
  beforeEach(() => {
    vpc = new Vpc(stack, 'Vpc', { maxAzs: 3 });
  });

  test('are made, and may be attached before the access point is made', () => {
    const gateway = gatewayOf(GatewayType.awsPrivateNetworkInterface(['a', 'b', 'c']));
    const { accessPoint } = new PrivateNetworkInterfaces(stack, 'Interfaces', { gateway, vpc, routes: ['10.0.0.0/8'] });
    const { account, network_interfaces: interfaces, routes } = rendered(accessPoint).aws_private_network_interface;
    expect([account, interfaces.length, routes]).toEqual(['111111111111', 51, ['10.0.0.0/8']]);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::NetworkInterface', 51);
    template.hasResourceProperties('AWS::EC2::NetworkInterfacePermission', {
      Permission: 'INSTANCE-ATTACH', AwsAccountId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.anyValue()] },
    });
    const permissions = Object.keys(template.findResources('AWS::EC2::NetworkInterfacePermission'));
    expect(permissions).toHaveLength(51);
    expect(deploymentOf(template.toJSON(), Plane.CONNECTIONS).DependsOn).toEqual(expect.arrayContaining(permissions));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('networkInterfaceIds'));
  });

  test('can be fewer, of given security groups', () => {
    const gateway = gatewayOf(GatewayType.awsPrivateNetworkInterface(['a', 'b', 'c']));
    const group = new SecurityGroup(stack, 'Group', { vpc });
    const { connections: { securityGroups } } = new PrivateNetworkInterfaces(stack, 'Interfaces', {
      gateway, vpc, interfacesPerSubnet: 2, securityGroups: [group], open: false,
    });
    expect(securityGroups).toEqual([group]);
    Template.fromStack(stack).resourceCountIs('AWS::EC2::NetworkInterface', 6);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('`networkInterfaceIds \\(number\\)` should be at least 51, got: 6'));
  });

  test('must be in each zone of the gateway', () => {
    const gateway = gatewayOf(GatewayType.awsPrivateNetworkInterface(['a', 'b']));
    expect(() => new PrivateNetworkInterfaces(stack, 'Interfaces', { gateway, vpc })).toThrow(
      'Stack/Interfaces: `subnets` must be one in each of the 2 zones of the gateway Stack/Gateway, got 3');
  });
});
