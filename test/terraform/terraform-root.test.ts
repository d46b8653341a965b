import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKey } from '../../lib/provider/api-key';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { planeOf } from '../../lib/terraform/private/planes';
import { connectionOf, put, Rendered, rootOf } from '../support/fixtures';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

const account = (scope: Construct = stack) => put(scope, 'Account', ServiceAccount, { displayName: 'x' });

describe('a root', () => {
  test('is one for each stack and plane, made on first use', () => {
    const construct = new Construct(stack, 'Construct');
    expect(TerraformRoot.tryForPlane(construct, Plane.DATA)).toBeUndefined();
    const root = TerraformRoot.forPlane(construct, Plane.DATA);
    expect(TerraformRoot.forPlane(stack, Plane.DATA)).toBe(root);
    expect(TerraformRoot.tryForPlane(construct, Plane.DATA)).toBe(root);
    expect(TerraformRoot.forPlane(new Stack(app, 'Other'), Plane.DATA)).not.toBe(root);
    expect(Object.values(Plane).map((plane) => TerraformRoot.forPlane(stack, plane).node.path))
      .toEqual(['Stack/ConfluentEncryption', 'Stack/ConfluentControlPlane', 'Stack/ConfluentConnections', 'Stack/ConfluentDataPlane', 'Stack/ConfluentLinks']);
    expect(root.plane).toBe(Plane.DATA);
  });

  test('is known as one', () => {
    expect(TerraformRoot.isTerraformRoot(TerraformRoot.forPlane(stack, Plane.DATA))).toBe(true);
    expect([undefined, null, 'x', {}, stack, new TerraformStack(stack, 'Plain')].map(TerraformRoot.isTerraformRoot)).toEqual(Array(6).fill(false));
  });

  test('has a document for Terraform 1.11 and the provider that the bindings are made for', () => {
    account();
    const { '//': comment, terraform, provider, resource } = new Rendered(stack, Plane.CONTROL).document;
    expect(comment).toBe('Stack/ConfluentControlPlane');
    expect(terraform).toEqual({
      required_version: '>= 1.11',
      required_providers: { confluent: { source: 'registry.terraform.io/confluentinc/confluent', version: '~> 2.83.0' } },
    });
    const [key, secret] = ['username', 'password'].map((field) => expect.stringMatching(new RegExp(`^\\$\\{var\\.Stack_ApiKey_${field}_\\w{8}\\}$`)));
    expect(provider).toEqual({ confluent: [{ cloud_api_key: key, cloud_api_secret: secret }] });
    expect(Object.values(resource.confluent_service_account)).toEqual([{ '//': { construct: 'Stack/Account' }, 'display_name': 'x' }]);
  });

  test('gives the same document before, during and after a synth', () => {
    account();
    const before = rootOf(stack, Plane.CONTROL).toDocument();
    const { directory } = app.synth();
    const during = readFileSync(join(directory, 'terraform', 'Stack', 'control-plane', 'main.tf.json'), 'utf8');
    expect(JSON.parse(during)).toEqual(JSON.parse(JSON.stringify(before)));
    expect(JSON.parse(during)).toEqual(JSON.parse(JSON.stringify(rootOf(stack, Plane.CONTROL).toDocument())));
  });

  test('has a state that is named after its stack and plane', () => {
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    const staged = new Stack(new Stage(app, 'Prod'), 'Stack');
    const named = new Stack(app, 'Id', { stackName: 'name' });
    const homes = [stack, nested, staged, named];
    homes.forEach((home) => account(home));
    expect(homes.map((home) => new Rendered(home, Plane.CONTROL).deployment.Properties.StateKey)).toEqual(['Stack/control-plane', 'Stack/Outer/Inner/control-plane', 'Prod-Stack/control-plane', 'name/control-plane']);
  });

  test('lives in the plane of its type', () => {
    const file = join(__dirname, '..', '..', 'schema', 'confluent.json');
    const [{ resource_schemas: types }] = Object.values<any>(JSON.parse(readFileSync(file, 'utf8')).provider_schemas);
    const planes = (plane: Plane) => Object.keys(types).filter((type) => planeOf(type) === plane).map((type) => type.replace('confluent_', ''));
    expect(planes(Plane.LINKS)).toEqual(['cluster_link', 'kafka_mirror_topic', 'schema_exporter']);
    expect(planes(Plane.DATA)).toEqual(expect.arrayContaining(['connector', 'flink_statement', 'kafka_acl', 'kafka_topic', 'schema', 'tableflow_topic']));
    expect(planes(Plane.CONTROL)).toEqual(expect.arrayContaining(['api_key', 'environment', 'kafka_cluster', 'role_binding', 'service_account']));
    // whatever can be given keys of a cluster or registry needs them in its provider
    const withKeys = Object.keys(types).filter((type) => 'credentials' in (types[type].block.block_types ?? {}));
    expect(withKeys.filter((type) => planeOf(type) === Plane.CONTROL)).toEqual([]);
  });
});

describe('a variable of a secret', () => {
  const secret = () => Secret.fromSecretNameV2(stack, 'Other', 'other');
  const use = (value: string) => put(stack, 'Account', ServiceAccount, { displayName: value });

  test('is read by the run, and kept out of plan and state', () => {
    account();
    const root = rootOf(stack, Plane.CONTROL);
    root.secretVariable(secret(), 'token');
    const [provider] = root.allProviders();
    provider.addOverride('endpoint', root.secretVariable(stack.node.findChild('Other') as Secret, 'token'));
    const rendered = new Rendered(stack, Plane.CONTROL);
    const [name] = Object.keys(rendered.document.variable).filter((each) => each.startsWith('Stack_Other_token_'));
    expect(rendered.document.provider.confluent[0].endpoint).toBe(`\${var.${name}}`);
    expect(rendered.document.variable[name]).toEqual({ type: 'string', description: 'Stack/Other: token', sensitive: true, ephemeral: true });
    expect(rendered.deployment.Properties.SecretVariables[name]).toEqual({ SecretArn: expect.anything(), Field: 'token' });
    expect(rendered.deployment.Properties.Variables).toBeUndefined();
  });

  test('may be stored, for resources that need it', () => {
    use(TerraformRoot.forPlane(stack, Plane.CONTROL).secretVariable(secret(), 'token', false));
    const rendered = new Rendered(stack, Plane.CONTROL);
    const [, name] = /^\$\{var\.(\w+)\}$/.exec(rendered.block('confluent_service_account').display_name) ?? [];
    expect(rendered.document.variable[name]).toEqual({ type: 'string', description: 'Stack/Other: token', sensitive: true });
    expect(rendered.deployment.Properties.SecretVariables[name]).toEqual({ SecretArn: expect.anything(), Field: 'token' });
  });

  test('keeps its place in a text', () => {
    use(`Bearer ${TerraformRoot.forPlane(stack, Plane.CONTROL).secretVariable(secret(), 'token', false)}`);
    expect(new Rendered(stack, Plane.CONTROL).block('confluent_service_account').display_name).toMatch(/^Bearer \$\{var\.Stack_Other_token_stored_\w{8}\}$/);
  });
});

test('a key is written to a secret by the run, and never an ordinary output', () => {
  const key = put(stack, 'Key', ApiKey, { owner: { id: 'sa-1', apiVersion: 'iam/v2', kind: 'ServiceAccount' } });
  const secret = new Secret(stack, 'Secret');
  const arn = rootOf(stack, Plane.CONTROL).publishSecret(key, secret);
  new CfnResource(stack, 'Reader', { type: 'Test::Reader', properties: { Arn: arn } });
  const rendered = new Rendered(stack, Plane.CONTROL);
  const [[name, output]] = Object.entries<any>(rendered.document.output);
  expect(output).toEqual({
    description: 'Written to Stack/Secret',
    sensitive: true,
    value: { username: `\${confluent_api_key.${key.friendlyUniqueId}.id}`, password: `\${confluent_api_key.${key.friendlyUniqueId}.secret}` },
  });
  expect(rendered.deployment.Properties.Secrets).toEqual({ [name]: stack.resolve(secret.secretArn) });
  expect(rendered.template.Resources.Reader.Properties.Arn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ConfluentControlPlaneDeployment/), name] });
});

test('variables, outputs and local values that are put into a root by hand stand beside its own', () => {
  const source = new CfnResource(stack, 'Source', { type: 'Test::Source' });
  const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
  const variable = new TerraformVariable(root, 'Variable', { type: 'string', default: 'x' });
  const local = new TerraformLocal(root, 'Local', `${source.ref}-\${upper("y")}`);
  const its = put(stack, 'Account', ServiceAccount, { displayName: `${variable.stringValue}-${local.asString}-${source.ref}` });
  new TerraformOutput(root, 'Output', { value: its.id });
  new CfnResource(stack, 'Reader', { type: 'Test::Reader', properties: { Id: TerraformRoot.attribute(its, 'id') } });
  const { document } = new Rendered(stack, Plane.CONTROL);
  const id = `\${confluent_service_account.${its.friendlyUniqueId}.id}`;
  expect(document.variable[variable.friendlyUniqueId]).toEqual({ type: 'string', default: 'x' });
  expect(Object.keys(document.variable)).toHaveLength(4);
  expect(Object.values<any>(document.output).map(({ value }) => value)).toEqual([id, id]);
  expect(Object.values(document.locals)).toEqual([expect.stringMatching(/^\$\{var\.Stack_Source_Ref_\w{8}\}-\$\{upper\("y"\)\}$/)]);
});

test('a connection may be given again', () => {
  const root = TerraformRoot.forPlane(stack, Plane.CONTROL);
  root.connect(connectionOf(stack));
  root.connect(connectionOf(stack));
  expect(root.allProviders()).toHaveLength(1);
});
