import { runInNewContext } from 'vm';
import { App, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { ByokKey, ByokKeyProps, Cloud, ClusterType, CustomerKey, Environment, KafkaCluster, KafkaClusterProps } from '../../../lib/confluent';
import { evaluate } from '../../support/cloudformation';
import { carried, comment, controlPlane, encryption, organizationIn, rendered } from '../fixture';

const env = { account: '111111111111', region: 'eu-west-1' };
const ARN = 'arn:aws:kms:eu-west-1:111111111111:key/0e2609e3-a0bf-4f39-aedf-8b1f63b16d81';
const AZURE = {
  tenantId: '00000000-0000-0000-0000-000000000000',
  keyVaultId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v',
  keyIdentifier: 'https://v.vault.azure.net/keys/k',
};
const GCP = 'projects/p/locations/us-east4/keyRings/r/cryptoKeys/k';

let app: App;
let keys: Stack;
let platform: Stack;

beforeEach(() => {
  app = new App();
  keys = new Stack(app, 'Keys', { env });
  platform = new Stack(app, 'Platform', { env });
});

function make(props: Partial<ByokKeyProps> = {}): ByokKey {
  return new ByokKey(keys, 'Byok', { organization: organizationIn(keys), ...props });
}

function makeCluster(props: Partial<KafkaClusterProps>, id = 'Cluster'): KafkaCluster {
  const environment = platform.node.tryFindChild('Environment') as Environment | undefined
    ?? new Environment(platform, 'Environment', { organization: organizationIn(platform) });
  return new KafkaCluster(platform, id, { environment, clusterType: ClusterType.dedicated({ cku: 1 }), ...props });
}

const ROLES = ['arn:aws:iam::222222222222:role/a', 'arn:aws:iam::222222222222:role/b'];

/** The policy that the deployment puts on the key, where Confluent answers with two roles. */
function policyPut(): any {
  const [{ Properties }] = Object.values(Template.fromStack(keys).findResources('Custom::ConfluentKeyPolicy'));
  const values: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::AccountId': env.account };
  return evaluate(Properties.Policy, { ref: (id) => values[id], getAtt: () => ROLES, importValue: (name) => name });
}

test('a key with only the required props is one of AWS KMS', () => {
  const byok = make();
  expect(rendered(byok)).toEqual({ aws: { key_arn: expect.stringMatching(/^\$\{var\..*Arn.*}$/) } });
  Template.fromStack(keys).hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' });
});

test('a key of Azure', () => {
  expect(rendered(make({ customerKey: CustomerKey.azure(AZURE) }))).toEqual({
    azure: { tenant_id: AZURE.tenantId, key_vault_id: AZURE.keyVaultId, key_identifier: AZURE.keyIdentifier },
  });
});

test('a key of Google Cloud', () => {
  expect(rendered(make({ customerKey: CustomerKey.gcp(GCP) }))).toEqual({ gcp: { key_id: GCP } });
});

describe('the policy of the key', () => {
  const statement = {
    Sid: 'ConfluentCloud',
    Effect: 'Allow',
    Principal: { AWS: ROLES },
    Action: expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']),
    Resource: '*',
  };

  test('is that of the template, with the rights of the roles that Confluent answers with', () => {
    make();
    expect(policyPut()).toEqual({
      Version: '2012-10-17',
      Statement: [{ Action: 'kms:*', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Resource: '*' }, statement],
    });
  });

  test('keeps what others add, also later', () => {
    const key = new Key(keys, 'Own');
    make({ customerKey: CustomerKey.aws(key) });
    key.grantDecrypt(new AccountPrincipal('333333333333'));
    expect(policyPut().Statement).toEqual([expect.anything(), expect.objectContaining({ Action: 'kms:Decrypt' }), statement]);
  });

  test('may be written out, as an L1 has it', () => {
    const key = new Key(keys, 'Own');
    (key.node.defaultChild as CfnKey).keyPolicy = { Version: '2012-10-17', Id: 'own', Statement: [] };
    make({ customerKey: CustomerKey.aws(key) });
    expect(policyPut()).toEqual({ Version: '2012-10-17', Id: 'own', Statement: [statement] });
  });

  test('needs one right', () => {
    make();
    Template.fromStack(keys).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'kms:PutKeyPolicy', Effect: 'Allow', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ByokKey'), 'Arn'] } }] },
    });
  });

  describe('is put by a function that', () => {
    const send = jest.fn();

    /** What the function in the template does with an event. */
    function handle(RequestType: string): Promise<any> {
      make();
      const resources = Object.values<any>(Template.fromStack(keys).toJSON().Resources);
      const [source] = resources.map(({ Properties }) => Properties?.Code?.ZipFile).filter(Boolean);
      const exported: any = {};
      const sdk = { KMSClient: class { public send = send; }, PutKeyPolicyCommand: class { constructor(public readonly input: any) {} } };
      runInNewContext(source, { exports: exported, require: () => sdk, setTimeout: (done: () => void) => done() });
      return exported.handler({ RequestType, PhysicalResourceId: 'key', ResourceProperties: { KeyId: 'key', Policy: { Version: '2012-10-17' } } });
    }

    function error(name: string): Error {
      return Object.assign(new Error(name), { name });
    }

    beforeEach(() => send.mockReset());

    test('waits until KMS sees the roles', async () => {
      send.mockRejectedValueOnce(error('MalformedPolicyDocumentException')).mockResolvedValue({});
      await expect(handle('Create')).resolves.toEqual({ PhysicalResourceId: 'key' });
      expect(send.mock.calls.map(([{ input }]) => input)).toEqual(
        new Array(2).fill({ KeyId: 'key', PolicyName: 'default', Policy: '{"Version":"2012-10-17"}' }));
    });

    test('gives up after some time', async () => {
      send.mockRejectedValue(error('MalformedPolicyDocumentException'));
      await expect(handle('Update')).rejects.toThrow('MalformedPolicyDocumentException');
      expect(send).toHaveBeenCalledTimes(12);
    });

    test('does not try again what cannot work', async () => {
      send.mockRejectedValue(error('AccessDeniedException'));
      await expect(handle('Create')).rejects.toThrow('AccessDeniedException');
      expect(send).toHaveBeenCalledTimes(1);
    });

    test('takes nothing back, for a cluster stands still without its key', async () => {
      await expect(handle('Delete')).resolves.toEqual({ PhysicalResourceId: 'key' });
      expect(send).not.toHaveBeenCalled();
    });
  });

  test.each<[string, () => Partial<ByokKeyProps>]>([
    ['an imported key', () => ({ customerKey: CustomerKey.aws(Key.fromKeyArn(keys, 'Imported', ARN)) })],
    ['a key of Azure', () => ({ customerKey: CustomerKey.azure(AZURE) })],
    ['a key whose policy is managed elsewhere', () => ({ manageKeyPolicy: false })],
  ])('is left as it is for %s', (_, props) => {
    make(props());
    Template.fromStack(keys).resourceCountIs('Custom::ConfluentKeyPolicy', 0);
  });
});

describe('who needs rights is said', () => {
  test('for AWS', () => {
    const byok = make({ customerKey: CustomerKey.aws(Key.fromKeyArn(keys, 'Imported', ARN)) });
    new CfnOutput(keys, 'Roles', { value: Fn.join(' ', byok.awsRoles) });
    Template.fromStack(keys).hasOutput('Roles', { Value: { 'Fn::Join': [' ', { 'Fn::GetAtt': Match.anyValue() }] } });
  });

  test('for Azure and Google Cloud', () => {
    const organization = organizationIn(keys);
    const azure = new ByokKey(keys, 'Azure', { organization, customerKey: CustomerKey.azure(AZURE) });
    const gcp = new ByokKey(keys, 'Gcp', { organization, customerKey: CustomerKey.gcp(GCP) });
    new CfnOutput(keys, 'Out', { value: `${azure.azureApplicationId} ${gcp.gcpSecurityGroup}` });
    const outputs = Object.values<any>(encryption(keys).toJSON().output).map(({ value }) => value);
    expect(outputs).toEqual(expect.arrayContaining([expect.stringMatching(/azure\[0\]\.application_id}$/), expect.stringMatching(/gcp\[0\]\.security_group}$/)]));
  });

  test('not for another cloud', () => {
    const byok = make({ customerKey: CustomerKey.gcp(GCP) });
    expect(() => byok.awsRoles).toThrow('Keys/Byok: `awsRoles` is of keys in AWS, got a key in GCP');
    expect(() => byok.azureApplicationId).toThrow('Keys/Byok: `azureApplicationId` is of keys in AZURE, got a key in GCP');
  });
});

describe('a cluster', () => {
  test('is encrypted with the key, once the roles may use it', () => {
    const byok = make();
    const cluster = makeCluster({ byokKey: byok });
    expect(rendered(cluster).byok_key).toEqual({ id: carried(controlPlane(platform), 'Keys/Byok.id') });
    app.synth();
    expect(platform.dependencies).toEqual([keys]);
  });

  test.each([ClusterType.enterprise(), ClusterType.freight()])('of type $name can be encrypted', (clusterType) => {
    expect(rendered(makeCluster({ clusterType, byokKey: ByokKey.fromByokKeyId(platform, 'Byok', 'cck-1') })).byok_key).toEqual({ id: 'cck-1' });
  });

  test('may be in the stack of a key that Confluent knows already', () => {
    expect(rendered(makeCluster({ byokKey: ByokKey.fromByokKeyId(platform, 'Byok', 'cck-1') })).byok_key).toEqual({ id: 'cck-1' });
  });

  test('in the stack of the key is made once the roles may use it, too', () => {
    const environment = new Environment(platform, 'Environment', { organization: organizationIn(platform) });
    makeCluster({ environment, byokKey: new ByokKey(platform, 'Byok', { organization: environment.organization }) });
    const template = Template.fromStack(platform);
    const [policy] = Object.keys(template.findResources('Custom::ConfluentKeyPolicy'));
    template.hasResource('Custom::TerraformRoot', {
      Properties: { StateKey: 'Platform/control-plane' }, DependsOn: Match.arrayWith([policy]),
    });
  });

  test('needs a key of its own', () => {
    const byokKey = make();
    makeCluster({ byokKey });
    expect(() => makeCluster({ byokKey }, 'Second')).toThrow(
      'Platform/Second: `byokKey` Keys/Byok encrypts Platform/Cluster already. Each cluster needs a key of its own.');
  });

  test.each([ClusterType.basic(), ClusterType.standard()])('of type $name has no key of its own', (clusterType) => {
    expect(() => makeCluster({ clusterType, byokKey: make() })).toThrow(
      `Platform/Cluster: \`byokKey\` is for Dedicated, Enterprise and Freight clusters, got it for a cluster of type ${clusterType.name}`);
  });

  test('and its key are in the same cloud', () => {
    expect(() => makeCluster({ cloud: Cloud.GCP, region: 'us-east4', byokKey: make() })).toThrow(
      'Platform/Cluster: `byokKey` must be a key in GCP, as the cluster is, got one in AWS');
  });

  test('and its key are in the same region', () => {
    expect(() => makeCluster({ region: 'us-east-1', byokKey: make() })).toThrow(
      'Platform/Cluster: `byokKey` must be a key in us-east-1, as the cluster is, got one in eu-west-1');
  });
});

describe('removal', () => {
  test('keeps the key by default', () => {
    expect(comment(make()).removalPolicy).toBe('retain');
  });

  test('deletes it if the policy says so', () => {
    expect(comment(make({ removalPolicy: RemovalPolicy.DESTROY })).removalPolicy).toBe('destroy');
  });
});

test.each<[string, Partial<ByokKeyProps>, string]>([
  ['a key of Google Cloud by its name alone', { customerKey: CustomerKey.gcp('k') },
    '`gcp keyId` must match ^projects\\/.+\\/locations\\/.+\\/keyRings\\/.+\\/cryptoKeys\\/, got: k'],
  ['a key vault by its name alone', { customerKey: CustomerKey.azure({ ...AZURE, keyVaultId: 'v' }) }, '`azure keyVaultId` must match ^\\/subscriptions\\/, got: v'],
  ['a key of Azure by its name alone', { customerKey: CustomerKey.azure({ ...AZURE, keyIdentifier: 'k' }) },
    '`azure keyIdentifier` must match ^https:\\/\\/, got: k'],
  ['no tenant', { customerKey: CustomerKey.azure({ ...AZURE, tenantId: '' }) }, '`azure tenantId` must not be empty'],
  ['to manage the policy of a key of Azure', { customerKey: CustomerKey.azure(AZURE), manageKeyPolicy: true },
    '`manageKeyPolicy` is for keys of AWS KMS that this app makes. Give Confluent the rights where the key is managed.'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Keys/Byok: ${message}`);
});

test('an ID of something else is refused', () => {
  expect(() => ByokKey.fromByokKeyId(keys, 'Byok', ARN)).toThrow('Keys/Byok: `byokKeyId` must');
});
