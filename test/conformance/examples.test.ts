import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { casesIn } from './case';
import { Facts, FACTS } from './examples/facts';
import { ExampleCase } from './examples/frame';
import { IMPOSSIBLE } from './examples/impossible';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { organizationIn } from '../confluent/fixture';
import { Json } from '../support/document';

const cases: Record<string, ExampleCase> = Object.assign({}, ...casesIn('examples'));

/** What an example of Terraform makes in AWS, and what the CDK makes instead. */
const IN_AWS: Record<string, string> = {
  aws_ec2_transit_gateway_vpc_attachment: 'AWS::EC2::TransitGatewayAttachment',
  aws_ec2_transit_gateway_vpc_attachment_accepter: 'Custom::TransitGatewayAttachmentAcceptance',
  aws_iam_policy: 'AWS::IAM::Policy',
  aws_iam_role: 'AWS::IAM::Role',
  aws_iam_role_policy_attachment: 'AWS::IAM::Policy',
  aws_instance: 'AWS::EC2::Instance',
  aws_internet_gateway: 'AWS::EC2::InternetGateway',
  aws_key_pair: 'AWS::EC2::KeyPair',
  aws_kms_key: 'AWS::KMS::Key',
  aws_kms_key_policy: 'AWS::KMS::Key',
  aws_network_interface: 'AWS::EC2::NetworkInterface',
  aws_network_interface_permission: 'AWS::EC2::NetworkInterfacePermission',
  aws_ram_principal_association: 'AWS::RAM::ResourceShare',
  aws_ram_resource_association: 'AWS::RAM::ResourceShare',
  aws_route: 'AWS::EC2::Route',
  aws_route53_record: 'AWS::Route53::RecordSet',
  aws_route53_zone: 'AWS::Route53::HostedZone',
  aws_route_table: 'AWS::EC2::RouteTable',
  aws_route_table_association: 'AWS::EC2::SubnetRouteTableAssociation',
  aws_security_group: 'AWS::EC2::SecurityGroup',
  aws_vpc_endpoint: 'AWS::EC2::VPCEndpoint',
  aws_vpc_peering_connection_accepter: 'Custom::VpcPeeringAcceptance',
};

/** What CDK apps do not make: an example that makes it besides is written without it. Modules are examples of their own. */
const ELSEWHERE = /^(azuread_|azurerm_|google_|null_|time_|vault_|module\.)/;

/** What constructs look up by themselves. */
const OWN_LOOKUPS = ['organization', 'schema_registry_cluster', 'flink_region', 'kafka_cluster'];

test('each example is written, or it is said why not', () => {
  expect([...Object.keys(cases), ...Object.keys(IMPOSSIBLE)].sort()).toEqual(Object.keys(FACTS).sort());
});

test('at least 90 are written', () => {
  expect(Object.keys(cases).length).toBeGreaterThanOrEqual(90);
});

test.each(Object.entries(cases))('%s', (name, { make, differs = {} }) => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'us-east-2' } });
  make({ app, stack, organization: organizationIn(new Construct(stack, 'Confluent')) });
  const { stacks: templates } = app.synth();

  const stacks = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct));
  expect(typesIn(stacks, 'resource')).toEqual(expected(counted(name, 'resources'), differs));
  const mayLookUp = [...Object.keys(counted(name, 'dataSources')), ...OWN_LOOKUPS];
  expect(Object.keys(typesIn(stacks, 'data')).map(withoutPrefix).filter((type) => !mayLookUp.includes(type))).toEqual([]);

  const inAws = Object.keys(counted(name, 'others')).filter((type) => !ELSEWHERE.test(type));
  const made = templates.flatMap(({ template }) => Object.values<Json>(template.Resources).map(({ Type }) => Type));
  expect(inAws.filter((type) => !made.includes(IN_AWS[type]))).toEqual([]);
});

/** How many blocks of each type the documents have. The schema check sees each document. */
function typesIn(stacks: Stack[], section: 'resource' | 'data'): Record<string, number> {
  const found: Record<string, number> = {};
  for (const root of stacks.flatMap((stack) => Object.values(Plane).map((plane) => TerraformRoot.tryForPlane(stack, plane)))) {
    for (const [type, blocks] of Object.entries<Json>(root?.toDocument()[section] ?? {})) {
      found[type] = (found[type] ?? 0) + Object.keys(blocks).length;
    }
  }
  return found;
}

/** What an example consists of with its modules, which are in folders below its own. */
function counted(name: string, part: keyof Facts): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [, facts] of Object.entries(FACTS).filter(([folder]) => `${folder}/`.startsWith(`${name}/`))) {
    for (const [type, count = '1'] of facts[part]?.split(' ').map((item) => item.split('×')) ?? []) {
      found[type] = (found[type] ?? 0) + Number(count);
    }
  }
  return found;
}

/** The counts of the facts, with those that differ for a reason. */
function expected(facts: Record<string, number>, differs: NonNullable<ExampleCase['differs']>): Record<string, number> {
  const all = { ...facts };
  for (const [type, [count]] of Object.entries(differs)) {
    expect([type, count]).not.toEqual([type, facts[type] ?? 0]); // a reason for what does not differ
    all[type] = count;
  }
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0).map(([type, count]) => [`confluent_${type}`, count]));
}

function withoutPrefix(type: string): string {
  return type.replace('confluent_', '');
}
