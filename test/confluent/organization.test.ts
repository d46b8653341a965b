import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { controlPlane, organizationIn } from './fixture';
import { Environment, Organization, ServiceAccount } from '../../lib/confluent';
import { Plane, TerraformRoot, TerraformRunner } from '../../lib/terraform';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

test('an organization alone needs no Terraform root', () => {
  organizationIn(stack);
  expect(TerraformRoot.tryForPlane(stack, Plane.CONTROL)).toBeUndefined();
});

test('the organization is looked up if somebody asks for its ID', () => {
  const organization = organizationIn(stack);
  new CfnOutput(stack, 'Id', { value: organization.organizationId });
  const template = controlPlane(stack);
  template.dataSourceCountIs('confluent_organization', 1);
  template.hasOutput('*', { description: 'Stack/Organization.id' });
});

test('the organization is looked up once for all that is asked', () => {
  const organization = organizationIn(stack);
  new CfnOutput(stack, 'Both', { value: `${organization.organizationId} ${organization.organizationCrn} ${organization.organizationId}` });
  controlPlane(stack).dataSourceCountIs('confluent_organization', 1);
});

test('the credentials are read by the run, and are in no template', () => {
  new Environment(stack, 'Environment', { organization: organizationIn(stack) });
  controlPlane(stack).hasProvider({ cloud_api_key: expectVariable('username'), cloud_api_secret: expectVariable('password') });
  Template.fromStack(stack).hasResourceProperties('Custom::TerraformRoot', {
    SecretVariables: { [variable('username')]: { Field: 'username' }, [variable('password')]: { Field: 'password' } },
  });
});

test('the credentials are ephemeral variables', () => {
  new Environment(stack, 'Environment', { organization: organizationIn(stack) });
  controlPlane(stack).hasVariable(variable('password'), { sensitive: true, ephemeral: true });
});

test('one stack has the resources of one organization', () => {
  const runner = TerraformRunner.fromServiceTokenArn(stack, 'OtherRunner', 'arn:aws:lambda:us-east-1:111111111111:function:other');
  const other = new Organization(stack, 'Other', { credentials: Secret.fromSecretNameV2(stack, 'OtherKey', 'other'), runner });
  new ServiceAccount(stack, 'Ours', { organization: organizationIn(stack) });
  expect(() => new ServiceAccount(stack, 'Theirs', { organization: other })).toThrow(
    'Stack/ConfluentControlPlane: the Confluent resources of one stack need one Cloud API key and one runner, '
    + 'got Stack/CloudKey with Stack/Runner, then Stack/OtherKey with Stack/OtherRunner. '
    + 'Put the resources of the second organization into a stack of their own.');
});

test('an organization of one stack serves others', () => {
  const organization = organizationIn(stack);
  const other = new Stack(app, 'Other');
  new ServiceAccount(other, 'Account', { organization });
  controlPlane(other).resourceCountIs('confluent_service_account', 1);
  expect(TerraformRoot.tryForPlane(stack, Plane.CONTROL)).toBeUndefined();
});

function variable(field: string): string {
  const [name] = Object.keys(controlPlane(stack).findVariables('*', { description: `Stack/CloudKey: ${field}` }));
  return name;
}

function expectVariable(field: string): string {
  return `\${var.${variable(field)}}`;
}
