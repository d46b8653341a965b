import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { ClusterType, Connector, Environment, KafkaCluster, ProviderIntegration, ProviderIntegrationProps, ServiceAccount } from '../../../lib/confluent';
import { carried, controlPlane, dataPlane, organizationIn, ref, rendered } from '../fixture';

let stack: Stack;
let environment: Environment;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
});

function make(props: Partial<ProviderIntegrationProps> = {}): ProviderIntegration {
  return new ProviderIntegration(stack, 'Integration', { environment, ...props });
}

function roleName(): string {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0].Properties.RoleName;
}

test('an integration with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Integration-[0-9A-F]{8}$/),
    environment: { id: ref(environment, 'id') },
    aws: { customer_role_arn: expect.anything() },
  });
});

test('the name can be given', () => {
  expect(rendered(make({ integrationName: 'kinesis' })).display_name).toBe('kinesis');
});

describe('the role', () => {
  test('has a name that derives from path and region, for role names are of the whole account', () => {
    make();
    expect(roleName()).toMatch(/^Stack-Integration-[0-9A-F]{8}-eu-west-1$/);
  });

  test('can have a name that is given', () => {
    make({ roleName: 'reads-clicks' });
    expect(roleName()).toBe('reads-clicks');
  });

  test('has a name that fits IAM, however long the path', () => {
    const long = new Stack(stack.node.root as App, 'S'.repeat(60), { env: { account: '111111111111', region: 'ap-southeast-1' } });
    new ProviderIntegration(long, 'I'.repeat(60), { environment });
    const [{ Properties }] = Object.values(Template.fromStack(long).findResources('AWS::IAM::Role'));
    expect(Properties.RoleName.length).toBeLessThanOrEqual(64);
  });

  test('is known to Confluent before it is there: by its name, not by a reference', () => {
    const integration = make();
    const arn = carried(controlPlane(stack), 'AWS::Partition');
    expect(rendered(integration).aws.customer_role_arn).toBe(`arn:${arn}:iam::111111111111:role/${roleName()}`);
  });

  test('in a stack without a region has the one of the deployment in its name', () => {
    const agnostic = new Stack(stack.node.root as App, 'Agnostic');
    const known = Environment.fromEnvironmentAttributes(agnostic, 'Environment', { environmentId: 'env-1', organization: organizationIn(agnostic) });
    const integration = new ProviderIntegration(agnostic, 'Integration', { environment: known });
    const { customer_role_arn: arn } = rendered(integration).aws;
    expect(arn).toMatch(/:role\/Agnostic-Integration-[0-9A-F]{8}-\$\{var\.\w*\}$/);
    Template.fromStack(agnostic).hasResourceProperties('AWS::IAM::Role', {
      RoleName: { 'Fn::Join': ['', [Match.stringLikeRegexp('^Agnostic-Integration-'), { Ref: 'AWS::Region' }]] },
    });
  });

  test('trusts Confluent with the external ID only', () => {
    make();
    const confluent = (attribute: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.stringLikeRegexp(attribute)] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: confluent('iamrolearn') },
          Condition: { StringEquals: { 'sts:ExternalId': confluent('externalid') } },
        }],
      },
    });
  });

  test('may be tagged in a session, if that is asked for', () => {
    make({ tagSession: true });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: Match.arrayWith([{ Action: 'sts:TagSession', Effect: 'Allow', Principal: { AWS: Match.anyValue() } }]),
      },
    });
  });

  test('may do nothing but what it is granted', () => {
    make();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('is granted through the integration', () => {
    new Stream(stack, 'Stream').grantRead(make());
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^IntegrationRole') }] });
  });
});

test('what depends on the integration waits for the role and its policy', () => {
  const integration = make();
  new Stream(stack, 'Stream').grantRead(integration);
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() });
  const connector = new Connector(stack, 'Connector', {
    cluster, connectorClass: 'GithubSource', config: { 'provider.integration.id': integration.integrationId },
  });
  connector.node.addDependency(integration);
  expect(rendered(connector).config_nonsensitive['provider.integration.id']).toBe(carried(dataPlane(stack), 'Stack/Integration.id'));
  Template.fromStack(stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^IntegrationRoleDefaultPolicy'), Match.stringLikeRegexp('^IntegrationRole')]),
  });
});

test.each<[Partial<ProviderIntegrationProps>, string]>([
  [{ integrationName: 'a'.repeat(61) }, `\`integrationName\` must have 1 to 60 characters, got 61: ${'a'.repeat(61)}`],
  [{ roleName: 'a'.repeat(65) }, `\`roleName\` must have 1 to 64 characters, got 65: ${'a'.repeat(65)}`],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Integration: ${message}`);
});

test('the name of the role must be known at synth', () => {
  expect(() => make({ roleName: new CfnParameter(stack, 'Name').valueAsString })).toThrow(
    'Stack/Integration: `roleName` must be known at synth, got a token. Confluent must know it before the role exists: give it as plain text.');
});

describe('an import', () => {
  test('has what is given, and is granted through its role', () => {
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111111111111:role/reads-clicks');
    const integration = ProviderIntegration.fromProviderIntegrationAttributes(stack, 'Import', { integrationId: 'cspi-1', role });
    expect(integration).toMatchObject({ integrationId: 'cspi-1', role });
    new Stream(stack, 'Stream').grantRead(integration);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['reads-clicks'] });
  });
});

test('who makes what uses it can be allowed to', () => {
  const account = new ServiceAccount(stack, 'Account', { organization: environment.organization });
  const integration = make();
  integration.grantAssign(account);
  controlPlane(stack).hasResource('confluent_role_binding', {
    role_name: 'Assigner', crn_pattern: `${ref(environment, 'resource_name')}/provider-integration=${ref(integration, 'id')}`,
  });
});
