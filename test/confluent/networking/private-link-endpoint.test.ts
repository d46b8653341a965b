import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ClusterType, Environment, Gateway, GatewayType, KafkaCluster, KafkaTopic, Network, NetworkConnection, Organization, PrivateLinkAccess,
  PrivateLinkAttachment, PrivateLinkEndpoint, PrivateLinkEndpointProps,
} from '../../../lib/confluent';
import { Plane, TerraformRunner } from '../../../lib/terraform';
import { deploymentOf } from '../../support/fixtures';
import { connections, dataPlane, ref, rendered } from '../fixture';

let stack: Stack;
let vpc: Vpc;
let environment: Environment;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  vpc = new Vpc(stack, 'Vpc', { maxAzs: 3 });
  const organization = new Organization(stack, 'Organization', {
    credentials: Secret.fromSecretNameV2(stack, 'CloudKey', 'confluent/cloud-key'),
    runner: new TerraformRunner(stack, 'Runner', { vpc }),
  });
  environment = new Environment(stack, 'Environment', { organization });
});

/** An Enterprise cluster with a topic, then the way to it: the order of declarations does not matter. */
function enterprise(props: Partial<PrivateLinkEndpointProps> = {}): PrivateLinkEndpoint {
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise() });
  new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
  return new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAttachment(stack, 'Attachment', { environment }), vpc, ...props });
}

function dedicated(): PrivateLinkEndpoint {
  const network = new Network(stack, 'Network', { environment, connection: NetworkConnection.privateLink() });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.dedicated({ cku: 1 }), network });
  new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
  return new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAccess(stack, 'Access', { network }), vpc });
}

/** The logical IDs of resources of a type. */
function ids(type: string): string[] {
  return Object.keys(Template.fromStack(stack).findResources(type));
}

function waitsOf(plane: Plane): string[] {
  return deploymentOf(Template.fromStack(stack).toJSON(), plane).DependsOn;
}

const control = { 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.anyValue()] };

describe('to an attachment', () => {
  test('is a VPC endpoint to its service', () => {
    enterprise();
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 1);
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: control, PrivateDnsEnabled: false, VpcEndpointType: 'Interface' });
  });

  test('has one name for all clusters in the VPC', () => {
    const { hostedZone } = enterprise();
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Route53::HostedZone', { Name: { 'Fn::Join': ['', [control, '.']] }, VPCs: [Match.anyValue()] });
    template.resourceCountIs('AWS::Route53::RecordSet', 1);
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: { 'Fn::Join': ['', ['*.', control, '.']] },
      Type: 'CNAME',
      TTL: '60',
      HostedZoneId: stack.resolve(hostedZone.hostedZoneId),
      ResourceRecords: [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': [ids('AWS::EC2::VPCEndpoint')[0], 'DnsEntries'] }] }] }] }],
    });
  });

  test('lets the VPC in for Kafka and REST', () => {
    enterprise();
    expect(rules()).toEqual([[9092, vpcCidr()], [443, vpcCidr()]]);
  });

  test('lets nobody in unless it is open', () => {
    enterprise({ open: false });
    expect(rules()).toEqual([]);
  });

  test('takes what is given', () => {
    const group = new SecurityGroup(stack, 'Group', { vpc });
    const hostedZone = new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'example.com' });
    const endpoint = enterprise({ securityGroups: [group], hostedZone, subnets: { subnetType: SubnetType.PUBLIC } });
    expect(endpoint.hostedZone).toBe(hostedZone);
    expect(endpoint.connections.securityGroups).toEqual([group]);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::VPCEndpoint', { SubnetIds: stack.resolve(vpc.publicSubnets.map(({ subnetId }) => subnetId)) });
    expect(ids('AWS::Route53::HostedZone')).toHaveLength(1);
  });

  test('is made known to Confluent once it is there', () => {
    const endpoint = enterprise();
    const connection = endpoint.node.findChild('Connection');
    expect(rendered(connection).aws).toEqual({ vpc_endpoint_id: expect.stringMatching(/^\$\{var\.Stack_Endpoint_VpcEndpoint_\w+\}$/) });
    connections(stack).resourceCountIs('confluent_private_link_attachment_connection', 1);
  });

  test('comes before topics of the cluster', () => {
    enterprise();
    expect(waitsOf(Plane.DATA)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^ConfluentConnectionsDeployment/), ...ids('AWS::EC2::VPCEndpoint'), ...ids('AWS::Route53::RecordSet'),
    ]));
  });
});

describe('to a network', () => {
  test('has names for each zone', () => {
    dedicated();
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::AvailabilityZone', 3);
    template.resourceCountIs('AWS::Route53::RecordSet', 4);
    const [zone] = ids('Custom::AvailabilityZone');
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: { 'Fn::Join': ['', ['*.', { 'Fn::GetAtt': [zone, 'Subnets.0.AvailabilityZoneId'] }, '.', control, '.']] },
      ResourceRecords: [{ 'Fn::Join': [`-${vpc.privateSubnets[0].availabilityZone}.vpce-svc-`, { 'Fn::Split': ['.vpce-svc-', Match.anyValue()] }] }],
    });
  });

  test('comes before topics of the cluster, and needs no more of Confluent', () => {
    dedicated();
    expect(waitsOf(Plane.DATA)).toEqual(expect.arrayContaining([...ids('AWS::EC2::VPCEndpoint'), ...ids('AWS::Route53::RecordSet')]));
    expect(() => connections(stack)).toThrow('has no Terraform root');
  });

  test('does not hold up clusters elsewhere', () => {
    const cluster = new KafkaCluster(stack, 'Public', { environment, clusterType: ClusterType.standard() });
    new KafkaTopic(stack, 'Orders', { cluster, topicName: 'orders' });
    const network = new Network(stack, 'Network', { environment, connection: NetworkConnection.privateLink() });
    new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAccess(stack, 'Access', { network }), vpc });
    expect(waitsOf(Plane.DATA)).not.toEqual(expect.arrayContaining(ids('AWS::EC2::VPCEndpoint')));
  });
});

test('to a gateway makes an access point, which names follow', () => {
  const gateway = new Gateway(stack, 'Gateway', { environment, gatewayType: GatewayType.awsIngressPrivateLink() });
  const { accessPoint } = new PrivateLinkEndpoint(stack, 'Endpoint', { target: gateway, vpc });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise(), accessPoint });
  new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
  expect(rendered(accessPoint!).gateway.id).toMatch(/^\$\{var\.Stack_Gateway_id_/);
  Template.fromStack(stack).hasResourceProperties('AWS::Route53::HostedZone', {
    Name: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentConnections'), Match.anyValue()] }, '.']] },
  });
  const [[name, lookup]] = Object.entries(connections(stack).toJSON().data.confluent_kafka_cluster as Record<string, any>);
  expect(lookup.depends_on).toEqual([ref(accessPoint!, 'id').slice(2, -4)]);
  const outputs = JSON.stringify(connections(stack).toJSON().output);
  expect(outputs).toContain(`[for endpoint in data.confluent_kafka_cluster.${name}.endpoints : endpoint.rest_endpoint if endpoint.access_point_id == ${ref(accessPoint!, 'id').slice(2, -1)}][0]`);
  dataPlane(stack).hasProvider({ kafka_rest_endpoint: Match.stringLikeRegexp('^\\$\\{var\\.Stack_Endpoint_AccessPoint_endpoints_') });
});

function vpcCidr() {
  return stack.resolve(vpc.vpcCidrBlock);
}

function rules(): unknown[] {
  const groups = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: Match.stringLikeRegexp('Confluent') } }));
  return groups.flatMap(({ Properties: { SecurityGroupIngress: found = [] } }) => found.map((rule: any) => [rule.ToPort, rule.CidrIp]));
}
