import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Cloud, ClusterType, Environment, KafkaCluster, KafkaTopic, Network, NetworkConnection, Peering, PeerNetwork, TransitGatewayAttachment,
  TransitGatewayAttachmentProps,
} from '../../../lib/confluent';
import { Plane } from '../../../lib/terraform';
import { deploymentOf } from '../../support/fixtures';
import { organizationIn, ref, rendered } from '../fixture';

let stack: Stack;
let vpc: Vpc;
let environment: Environment;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
});

function networkWith(connection: NetworkConnection): Network {
  const network = new Network(stack, 'Network', { environment, connection });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.dedicated({ cku: 1 }), network });
  new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
  return network;
}

function ids(type: string, properties?: object): string[] {
  return Object.keys(Template.fromStack(stack).findResources(type, properties && { Properties: properties }));
}

function dataWaitsFor(): string[] {
  return deploymentOf(Template.fromStack(stack).toJSON(), Plane.DATA).DependsOn;
}

/** What an SDK call of the deployment is made of. */
function callOf(type: string): string {
  const [{ Properties: { Create } }] = Object.values(Template.fromStack(stack).findResources(type));
  return JSON.stringify(Create ?? Object.values(Template.fromStack(stack).findResources(type))[0].Properties.Update);
}

describe('a peering', () => {
  const connection = NetworkConnection.peering({ cidr: '10.10.0.0/16' });

  test('with a VPC knows what it needs from it', () => {
    const network = networkWith(connection);
    const peering = new Peering(stack, 'Peering', { network, peer: PeerNetwork.vpc(vpc) });
    expect(rendered(peering)).toEqual({
      display_name: expect.stringMatching(/^Stack-Peering-/),
      network: { id: ref(network, 'id') },
      environment: { id: ref(environment, 'id') },
      aws: {
        account: '111111111111',
        vpc: expect.stringMatching(/^\$\{var\.Stack_Vpc_Ref_/),
        customer_region: 'eu-west-1',
        routes: [expect.stringMatching(/^\$\{var\.Stack_Vpc_CidrBlock_/)],
      },
    });
  });

  test('with a VPC is found, accepted, and led to', () => {
    const peering = new Peering(stack, 'Peering', { network: networkWith(connection), peer: PeerNetwork.vpc(vpc) });
    expect(callOf('Custom::VpcPeeringConnection')).toContain('requester-vpc-info.vpc-id');
    const [accepted] = ids('Custom::VpcPeeringAcceptance');
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::VpcPeeringAcceptance', 1);
    template.resourcePropertiesCountIs('AWS::EC2::Route', { DestinationCidrBlock: '10.10.0.0/16' }, 2);
    template.hasResource('AWS::EC2::Route', {
      Properties: { DestinationCidrBlock: '10.10.0.0/16', VpcPeeringConnectionId: stack.resolve(peering.vpcPeeringConnectionId) },
      DependsOn: Match.arrayWith([accepted]),
    });
  });

  test('with a VPC comes before what is in the cluster', () => {
    new Peering(stack, 'Peering', { network: networkWith(connection), peer: PeerNetwork.vpc(vpc) });
    expect(dataWaitsFor()).toEqual(expect.arrayContaining(ids('AWS::EC2::Route', { DestinationCidrBlock: '10.10.0.0/16' })));
  });

  test('takes routes and subnets that are given', () => {
    const peer = PeerNetwork.vpc(vpc, { routes: ['10.0.0.0/8'], subnets: { subnetType: SubnetType.PUBLIC } });
    const peering = new Peering(stack, 'Peering', { network: networkWith(connection), peer });
    expect(rendered(peering).aws.routes).toEqual(['10.0.0.0/8']);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::Route', {
      RouteTableId: stack.resolve(vpc.publicSubnets[0].routeTable.routeTableId), DestinationCidrBlock: '10.10.0.0/16',
    });
  });

  test('with what is elsewhere is accepted there', () => {
    const peer = PeerNetwork.foreignVpc({ account: '222222222222', vpcId: 'vpc-1', region: 'us-east-1', routes: ['10.0.0.0/8'] });
    const peering = new Peering(stack, 'Peering', { network: networkWith(connection), peer });
    expect(rendered(peering).aws).toEqual({ account: '222222222222', vpc: 'vpc-1', customer_region: 'us-east-1', routes: ['10.0.0.0/8'] });
    expect(peering.vpcPeeringConnectionId).toBeUndefined();
    expect(ids('Custom::VpcPeeringAcceptance')).toEqual([]);
  });

  test.each([
    ['on Azure', Cloud.AZURE, PeerNetwork.azureVnet({ tenant: 't', vnet: 'v', region: 'r' }), { azure: { tenant: 't', vnet: 'v', customer_region: 'r' } }],
    ['on Google Cloud', Cloud.GCP, PeerNetwork.gcpVpcNetwork({ project: 'p', vpcNetwork: 'n' }), { gcp: { project: 'p', vpc_network: 'n' } }],
  ])('%s', (_, cloud, peer, expected) => {
    const network = new Network(stack, 'Network', { environment, connection, cloud, region: 'r' });
    expect(rendered(new Peering(stack, 'Peering', { network, peer }))).toMatchObject(expected);
  });
});

describe('a transit gateway attachment', () => {
  const connection = NetworkConnection.transitGateway({ cidr: '10.10.0.0/16' });

  function attach(props: Partial<TransitGatewayAttachmentProps> = {}): TransitGatewayAttachment {
    return new TransitGatewayAttachment(stack, 'Attachment', { network: networkWith(connection), transitGatewayId: 'tgw-1', routes: ['10.0.0.0/8'], ...props });
  }

  test('shares the transit gateway with the account of the network', () => {
    attach();
    Template.fromStack(stack).hasResourceProperties('AWS::RAM::ResourceShare', {
      AllowExternalPrincipals: true,
      Principals: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.anyValue()] }],
      ResourceArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ec2:eu-west-1:111111111111:transit-gateway/tgw-1']] }],
    });
  });

  test('is made once the share is, then accepted and led to', () => {
    const attachment = attach({ vpc });
    expect(rendered(attachment).aws).toEqual({
      ram_resource_share_arn: expect.stringMatching(/^\$\{var\.Stack_Attachment_Share_Arn_/), transit_gateway_id: 'tgw-1', routes: ['10.0.0.0/8'],
    });
    expect(callOf('Custom::TransitGatewayAttachmentAcceptance')).toContain('acceptTransitGatewayVpcAttachment');
    const routes = ids('AWS::EC2::Route', { TransitGatewayId: 'tgw-1', DestinationCidrBlock: '10.10.0.0/16' });
    expect(routes).toHaveLength(2);
    expect(dataWaitsFor()).toEqual(expect.arrayContaining([...routes, ...ids('Custom::TransitGatewayAttachmentAcceptance')]));
  });

  test('takes a share that is given, and needs not be accepted', () => {
    const attachment = attach({ resourceShareArn: 'arn:aws:ram:eu-west-1:111111111111:resource-share/1', acceptAttachment: false, vpc });
    expect(rendered(attachment).aws.ram_resource_share_arn).toBe('arn:aws:ram:eu-west-1:111111111111:resource-share/1');
    expect(ids('AWS::RAM::ResourceShare')).toEqual([]);
    expect(ids('Custom::TransitGatewayAttachmentAcceptance')).toEqual([]);
    Template.fromStack(stack).hasResource('AWS::EC2::Route', {
      Properties: { TransitGatewayId: 'tgw-1' }, DependsOn: Match.arrayWith([Match.stringLikeRegexp('^ConfluentConnections')]),
    });
  });
});
