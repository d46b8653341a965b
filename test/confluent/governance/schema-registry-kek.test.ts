import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ArnPrincipal, IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ISchemaRegistry, KmsKey, SchemaRegistryKek, SchemaRegistryKekProps } from '../../../lib/confluent';
import { comment, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let registry: ISchemaRegistry;
let key: Key;

beforeEach(() => {
  given = fixture();
  registry = given.environment.schemaRegistry;
  key = new Key(given.stack, 'Key');
});

function make(props: Partial<SchemaRegistryKekProps> = {}): SchemaRegistryKek {
  return new SchemaRegistryKek(given.stack, 'Kek', { registry, kmsKey: KmsKey.aws(key), ...props });
}

test('a key of AWS KMS is registered under a name', () => {
  expect(rendered(make())).toEqual({
    name: expect.stringMatching(/^Stack-Kek-/),
    kms_type: 'aws-kms',
    kms_key_id: expect.stringMatching(/^\$\{var\.Stack_Key_Arn_/),
    shared: false,
    doc: 'Stack/Kek',
    provider: expect.stringMatching(/^confluent\.Stack_Environment_SchemaRegistry_registry_/),
  });
});

test('all else can be given', () => {
  expect(rendered(make({
    kekName: 'pii', kmsKey: KmsKey.gcp('projects/p'), shared: true, description: 'Of persons', properties: { KeyState: 'Enabled' }, hardDelete: true,
  }))).toMatchObject({
    name: 'pii', kms_type: 'gcp-kms', kms_key_id: 'projects/p', shared: true, doc: 'Of persons', properties: { KeyState: 'Enabled' }, hard_delete: true,
  });
});

test.each([[undefined, 'retain'], [RemovalPolicy.DESTROY, 'destroy']])('with %s, removal is to %s', (removalPolicy, expected) => {
  expect(comment(make({ removalPolicy })).removalPolicy).toBe(expected);
});

test.each<[Partial<SchemaRegistryKekProps>, string]>([
  [{ kekName: '' }, '`kekName` must not be empty'],
  [{ kmsKey: KmsKey.custom('', 'k') }, '`kmsKey.type` must not be empty'],
  [{ kmsKey: KmsKey.azure('') }, '`kmsKey.keyId` must not be empty'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Kek: ${message}`));
});

test('the name must be known at synth', () => {
  expect(() => make({ kekName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Kek: `kekName` must be known at synth, got a token. Rules and grants are named after it: give it as plain text.');
});

describe('grants in Confluent Cloud', () => {
  test('to read are a role on the KEK', () => {
    make({ kekName: 'pii' }).grantRead(given.principal);
    expect(roles(given.stack)).toContain('Stack/Principal: DeveloperRead kek=pii');
  });

  test('to write are one more', () => {
    make({ kekName: 'pii' }).grantWrite(given.principal);
    expect(roles(given.stack)).toEqual(expect.arrayContaining(['Stack/Principal: DeveloperRead kek=pii', 'Stack/Principal: DeveloperWrite kek=pii']));
  });

  test('to manage are a role of their own', () => {
    make({ kekName: 'pii' }).grantManage(given.principal);
    expect(roles(given.stack)).toContain('Stack/Principal: DeveloperManage kek=pii');
  });

  test('are given once', () => {
    const kek = make({ kekName: 'pii' });
    kek.grantRead(given.principal);
    expect(kek.grantWrite(given.principal).bindings).toHaveLength(2);
    expect(roles(given.stack).filter((role) => role.endsWith('kek=pii'))).toHaveLength(2);
  });
});

describe('grants in AWS', () => {
  test.each<[string, (kek: SchemaRegistryKek, to: IGrantable) => void, unknown]>([
    ['decrypt', (kek, to) => kek.grantDecrypt(to), 'kms:Decrypt'],
    ['encrypt and decrypt', (kek, to) => kek.grantEncryptDecrypt(to), ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']],
  ])('to %s are rights on the key', (_, grant, actions) => {
    grant(make(), new Role(given.stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: actions, Effect: 'Allow', Resource: given.stack.resolve(key.keyArn) }] },
    });
  });

  test('can be to Confluent, which is another account', () => {
    make({ shared: true }).grantEncryptDecrypt(new ArnPrincipal('arn:aws:iam::123456789012:role/confluent'));
    const { Statement: statements } = Object.values(Template.fromStack(given.stack).findResources('AWS::KMS::Key'))[0].Properties.KeyPolicy;
    expect(statements).toContainEqual(expect.objectContaining({ Principal: { AWS: 'arn:aws:iam::123456789012:role/confluent' } }));
  });

  test('need a key of AWS', () => {
    const to = new ArnPrincipal('arn:aws:iam::123456789012:role/reader');
    expect(() => make({ kmsKey: KmsKey.azure('https://v.vault.azure.net/keys/k/1') }).grantDecrypt(to)).toThrow(
      'Stack/Kek: rights on the key must be granted where it is, for it is of azure-kms. Only a key given as `KmsKey.aws(key)` has grants.');
  });
});

describe('an import', () => {
  test('has what is given', () => {
    const kmsKey = KmsKey.aws(key);
    expect(SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Import', { registry, kekName: 'pii', kmsKey, shared: true }))
      .toMatchObject({ registry, kekName: 'pii', kmsKey, shared: true });
  });

  test('has grants without its key', () => {
    const kek = SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Import', { registry, kekName: 'pii' });
    kek.grantRead(given.principal);
    expect(() => kek.grantEncryptDecrypt(new ArnPrincipal('arn:aws:iam::123456789012:role/reader'))).toThrow(
      'Stack/Import: rights on the key must be granted where it is, for it is unknown here. Only a key given as `KmsKey.aws(key)` has grants.');
    expect(roles(given.stack)).toContain('Stack/Principal: DeveloperRead kek=pii');
  });
});
