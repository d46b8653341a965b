import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role as IamRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKey, ApiKeyProps, ApiKeyScope } from '../../../lib/confluent';
import { address, controlPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<ApiKeyProps> = {}): ApiKey {
  return new ApiKey(given.stack, 'Key', { owner: given.principal, keyScope: ApiKeyScope.kafkaCluster(given.cluster), ...props });
}

test('a key with only the required props', () => {
  expect(rendered(make())).toEqual({
    description: 'Stack/Key',
    owner: { id: ref(given.principal, 'id'), api_version: 'iam/v2', kind: 'ServiceAccount' },
    managed_resource: {
      id: ref(given.cluster, 'id'), api_version: 'cmk/v2', kind: 'Cluster', environment: [{ id: ref(given.environment, 'id') }],
    },
    disable_wait_for_ready: true,
  });
});

test('a description can be given', () => {
  expect(rendered(make({ description: 'of the web team' })).description).toBe('of the web team');
});

test('a name can be given', () => {
  expect(rendered(make({ apiKeyName: 'web' })).display_name).toBe('web');
});

test('what a key is for is not made before the one that it replaces is deleted: names would be taken', () => {
  expect(rendered(make()).lifecycle).toBeUndefined();
});

describe('the secret', () => {
  test('is written by the run, from a sensitive output', () => {
    const key = make();
    const [name] = Object.keys(controlPlane(given.stack).findOutputs('*', { description: 'Written to Stack/Key/Secret' }));
    controlPlane(given.stack).hasOutput(name, {
      value: { username: `\${${address(key)}.id}`, password: `\${${address(key)}.secret}` }, sensitive: true,
    });
    Template.fromStack(given.stack).hasResourceProperties('Custom::TerraformRoot', {
      Secrets: { [name]: { Ref: Match.stringLikeRegexp('^KeySecret') } },
    });
  });

  test('is a text that nobody knows until then', () => {
    make();
    Template.fromStack(given.stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { SecretStringTemplate: '{"username":"pending"}', GenerateStringKey: 'password' },
    });
  });

  test('has an ARN that is known when the key is in it, so what uses it waits', () => {
    new CfnOutput(given.stack, 'Arn', { value: make().secret.secretArn });
    Template.fromStack(given.stack).hasOutput('Arn', {
      Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.stringLikeRegexp('^Stack_Key_Secret_key_')] },
    });
  });

  test('can be granted, by the ARN that waits', () => {
    const role = new IamRole(given.stack, 'Role', { assumedBy: new ServicePrincipal('pipes.amazonaws.com') });
    make().secret.grantRead(role);
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ConfluentControlPlane'), Match.anyValue()] } })] },
    });
  });

  test('is encrypted by the key that is given, which readers may use', () => {
    const role = new IamRole(given.stack, 'Role', { assumedBy: new ServicePrincipal('pipes.amazonaws.com') });
    make({ encryptionKey: new Key(given.stack, 'Kms') }).secret.grantRead(role);
    const template = Template.fromStack(given.stack);
    template.hasResourceProperties('AWS::SecretsManager::Secret', { KmsKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt', Principal: { AWS: Match.anyValue() } })]) },
    });
  });

  test('crosses stacks as its ARN', () => {
    const other = new Stack(given.app, 'Other');
    new CfnOutput(other, 'Arn', { value: make().secret.secretArn });
    given.app.synth();
    expect(other.dependencies).toEqual([given.stack]);
  });

  test('is not taken as a plain value', () => {
    const description = make().secret.secretValueFromJson('password').toString();
    new ApiKey(given.stack, 'Second', { owner: given.principal, keyScope: ApiKeyScope.cloud(), description });
    expect(() => given.app.synth()).toThrow(/^Stack\/Second: a secret value is used as a plain value/);
  });
});

test('the ID of the key is no secret', () => {
  new CfnOutput(given.stack, 'Id', { value: make().apiKeyId });
  controlPlane(given.stack).hasOutput('*', { description: 'Stack/Key.id' });
});

test('something in Confluent Cloud can come before a key', () => {
  const { cluster, principal } = given;
  const key = make();
  const grant = cluster.grantAdmin(principal);
  grant.applyBefore(key);
  expect(rendered(key).depends_on).toEqual([address(grant.bindings[0])]);
});

test('a key in another stack than its owner and cluster', () => {
  const other = new Stack(given.app, 'Other');
  new ApiKey(other, 'Key', { owner: given.principal, keyScope: ApiKeyScope.kafkaCluster(given.cluster) });
  given.app.synth();
  expect(other.dependencies).toEqual([given.stack]);
  controlPlane(other).resourceCountIs('confluent_api_key', 1);
  Template.fromStack(other).resourceCountIs('AWS::SecretsManager::Secret', 1);
});

test('an import is the secret that holds it', () => {
  const stack = new Stack(new App(), 'Stack');
  const secret = Secret.fromSecretNameV2(stack, 'Secret', 'confluent/key');
  expect(ApiKey.fromSecret(stack, 'Import', secret).secret).toBe(secret);
});
