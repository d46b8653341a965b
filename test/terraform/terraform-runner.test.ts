import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Duration, NestedStack, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ClusterType, KafkaTopic } from '../../lib/confluent';
import { StreamingHub } from '../../lib/hub';
import { ProviderMirror, TerraformEngine, TerraformRunner, TerraformRunnerProps } from '../../lib/terraform';
import { Json } from '../support/document';
import { messageOf } from '../support/fixtures';

const SHA = 'ab'.repeat(32);
let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

function templateWith(props?: TerraformRunnerProps): Template {
  new TerraformRunner(stack, 'Runner', props);
  return Template.fromStack(stack);
}

/** What the programs of the run are told; references by name. */
function settingsIn(template: Template): Json {
  const [project] = Object.values<Json>(template.findResources('AWS::CodeBuild::Project'));
  const [{ Value }] = project.Properties.Environment.EnvironmentVariables;
  const parts: any[] = typeof Value === 'string' ? [Value] : Value['Fn::Join'][1];
  return JSON.parse(parts.map((part) => typeof part === 'string' ? part : Object.values(part).flat().join('.')).join(''));
}

/** The statements of the policies of the role that runs have, or the handlers. */
function statementsOf(template: Template, role: RegExp): Json[] {
  return Object.entries<Json>(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => role.test(id)).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

const actionsOf = (statements: Json[]) => statements.flatMap(({ Action }) => Action);

test('keeps states versioned, encrypted by its own key, for TLS only, in no public place, whatever happens to it', () => {
  const template = templateWith();

  template.hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    },
  });
  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]) },
  });
});

test('runs the pinned engine for at most four hours, on the smallest machine', () => {
  const template = templateWith();

  expect(settingsIn(template)).toMatchObject({
    engine: { binary: 'terraform', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), url: 'https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip' },
    timeoutMinutes: 240,
  });
  template.hasResourceProperties('AWS::CodeBuild::Project', {
    TimeoutInMinutes: 240, Environment: { ComputeType: 'BUILD_GENERAL1_SMALL', PrivilegedMode: false },
  });
});

test('allows runs what they need, by state key, by tag, by project', () => {
  const template = templateWith({ stateKeyPrefix: 'TeamA' });
  const runs = statementsOf(template, /ProjectRole/);

  expect(runs).toContainEqual({
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    Resource: ['/TeamA*', '/.retained/*'].map((end) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/States/), 'Arn'] }, end]] })),
  });
  expect(runs.find(({ Action }) => Action.includes('secretsmanager:PutSecretValue'))!.Condition)
    .toEqual({ StringLike: { 'aws:ResourceTag/cdk-streaming-hub:confluent-key': '*' } });
  expect(runs.find(({ Action }) => Action === 'codebuild:BatchGetBuilds')!.Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/Project/), 'Arn'] });
  expect([...runs, ...statementsOf(template, /OnEvent|IsComplete/)].filter(({ Resource }) => Resource === '*')).toEqual([]);
  expect(actionsOf(runs).filter((action) => /iam|sts|cloudformation|StartBuild/.test(action))).toEqual([]);
});

test('allows its handlers to keep records and start builds, not to read secrets', () => {
  const template = templateWith();

  expect(new Set(actionsOf(statementsOf(template, /RunnerOnEventRole/)))).toEqual(new Set([
    'kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 's3:ListBucket', 's3:GetObject', 's3:PutObject',
    'logs:CreateLogStream', 'logs:PutLogEvents', 'codebuild:StartBuild', 'cloudformation:DescribeStacks',
  ]));
  expect(actionsOf(statementsOf(template, /RunnerIsCompleteRole/)).filter((action) => /codebuild|cloudformation/.test(action))).toEqual(['codebuild:BatchGetBuilds']);
});

test('takes each prop', () => {
  const lockFile = join(mkdtempSync(join(tmpdir(), 'lock-')), '.terraform.lock.hcl');
  writeFileSync(lockFile, '# hashes');
  const vpc = new Vpc(stack, 'Vpc');
  const key = new Key(stack, 'Key');
  const bucket = new Bucket(stack, 'Mirror');
  const template = templateWith({
    engine: TerraformEngine.openTofu('1.11.2', { sha256: SHA, bucket }),
    providerMirror: ProviderMirror.fromBucket(bucket, 'mirror/'),
    providerLockFile: lockFile,
    vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    timeout: Duration.hours(36),
    computeType: ComputeType.MEDIUM,
    logRetention: RetentionDays.ONE_MONTH,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'),
  });

  expect(settingsIn(template)).toMatchObject({
    engine: { binary: 'tofu', sha256: SHA, location: { bucket: expect.stringMatching(/^Mirror/), key: 'tofu_1.11.2_linux_amd64.zip' } },
    mirror: { bucket: expect.stringMatching(/^Mirror/), prefix: 'mirror/' },
    lockFile: { key: expect.stringMatching(/\.hcl$/) },
    timeoutMinutes: 2160,
  });
  template.hasResourceProperties('AWS::CodeBuild::Project', { TimeoutInMinutes: 2160, Environment: { ComputeType: 'BUILD_GENERAL1_MEDIUM' }, VpcConfig: Match.anyValue() });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete', Properties: { VersioningConfiguration: Match.anyValue() } });
  const roles = Object.entries<Json>(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('Runner'));
  expect(roles.filter(([, { Properties }]) => Properties.PermissionsBoundary === undefined)).toEqual([]);
});

test('takes a bucket that an earlier runner left behind', () => {
  const template = templateWith({ stateBucket: Bucket.fromBucketName(stack, 'Left', 'left-behind') });

  template.resourceCountIs('AWS::S3::Bucket', 0);
  expect(settingsIn(template).stateBucket).toBe('left-behind');
});

test.each<[string, () => TerraformRunnerProps]>([
  ['as it is', () => ({})],
  ['in a closed network', () => {
    const bucket = Bucket.fromBucketName(stack, 'Tools', 'tools');
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-0123456789abcdef0'],
    });
    return { vpc, engine: TerraformEngine.terraform('1.11.4', { bucket }), providerMirror: ProviderMirror.fromBucket(bucket, 'mirror/') };
  }],
  ['that takes its states with it', () => ({ removalPolicy: RemovalPolicy.DESTROY })],
])('leaves no finding of cdk-nag unexplained, %s', (_, props) => {
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  new TerraformRunner(stack, 'Runner', props());

  expect(() => app.synth()).not.toThrow();
  process.env.CDK_VALIDATION = validation;
});

test('explains to checkov what it finds in functions and bucket', () => {
  const { Resources } = templateWith().toJSON();
  const skipped = (type: string) => Object.values<Json>(Resources).filter(({ Type }) => Type === type)
    .map(({ Metadata }) => Metadata?.checkov?.skip.map(({ id }: Json) => id).join(' '));

  expect(new Set(skipped('AWS::Lambda::Function'))).toEqual(new Set(['CKV_AWS_115 CKV_AWS_116 CKV_AWS_117']));
  expect(skipped('AWS::S3::Bucket')).toEqual(['CKV_AWS_18']);
});

test('grants a developer the states of some stacks, and what the command needs besides', () => {
  const role = new Role(stack, 'Developer', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new TerraformRunner(stack, 'Runner').grantRun(role, 'Dev');
  const statements = statementsOf(Template.fromStack(stack), /Developer/);

  expect(statements.find(({ Action }) => Action.includes('s3:PutObject'))!.Resource[0]['Fn::Join'][1][1]).toBe('/Dev*');
  expect(actionsOf(statements)).toEqual(expect.arrayContaining([
    'secretsmanager:GetSecretValue', 'codebuild:BatchGetBuilds', 'cloudformation:DescribeStackResource', 'logs:GetLogEvents',
  ]));
});

test('has connections only in a VPC', () => {
  expect(() => new TerraformRunner(stack, 'Public').connections).toThrow(/VPC/);
  expect(new TerraformRunner(stack, 'Private', { vpc: new Vpc(stack, 'Vpc') }).connections.securityGroups.length).toBe(1);
});

describe('bad input', () => {
  test.each<[string, () => unknown, string]>([
    ['a short timeout', () => new TerraformRunner(stack, 'Runner', { timeout: Duration.minutes(5) }),
      'Stack/Runner: `timeout` must be between 10 and 2160, got: 5'],
    ['an old engine', () => TerraformEngine.terraform('1.9.8', { sha256: SHA }),
      'TerraformEngine: `version` of terraform must be 1.11 or newer, got: 1.9.8'],
    ['an engine without checksum', () => TerraformEngine.terraform('1.12.0'),
      'TerraformEngine: `sha256` of terraform 1.12.0 must be 64 hexadecimal digits in lower case, got: undefined. '
      + 'Take it from the vendor\'s SHA256SUMS, from the line of terraform_1.12.0_linux_amd64.zip.'],
    ['a checksum of another kind', () => TerraformEngine.openTofu('1.11.0', { sha256: 'sha256:abc' }), 'TerraformEngine: `sha256` of tofu 1.11.0 must be 64'],
    ['a mirror without TLS', () => ProviderMirror.fromUrl('http://mirror.example/'),
      'ProviderMirror: the URL must begin with https:// and end with a slash, as Terraform wants it, got: http://mirror.example/'],
  ])('%s', (_, make, message) => {
    expect(messageOf(make)).toContain(message);
  });
});

describe('the runner of an account and region', () => {
  const credentials = (scope: Stack) => Secret.fromSecretNameV2(scope, 'Key', 'confluent/key');
  const hubIn = (scope: Stack) => new StreamingHub(scope, 'Hub', { credentials: credentials(scope), cluster: ClusterType.basic(), region: 'us-east-1' });
  const runnerOf = (scope: Stack) => hubIn(scope).organization.runner.node.path;

  test('is made next to the first hub, and serves the others', () => {
    expect(['A', 'B'].map((id) => runnerOf(new Stack(app, id)))).toEqual(['A/TerraformRunner', 'A/TerraformRunner']);
  });

  test('is one that was made before, in whichever stack', () => {
    new TerraformRunner(stack, 'Runner');

    expect(runnerOf(new Stack(app, 'A'))).toBe('Stack/Runner');
  });

  test('is another one in another region or account', () => {
    const env = (account: string, region: string) => ({ env: { account, region } });
    const stacks = [env('1', 'us-east-1'), env('1', 'eu-west-1'), env('2', 'us-east-1')].map((props, i) => new Stack(app, `S${i}`, props));

    expect(stacks.map(runnerOf)).toEqual(['S0/TerraformRunner', 'S1/TerraformRunner', 'S2/TerraformRunner']);
  });

  test('stands in the stack that is deployed, not in a nested one', () => {
    expect(runnerOf(new NestedStack(stack, 'Nested'))).toBe('Stack/TerraformRunner');
  });

  test('may read the secret with the Cloud API key, wherever that is made', () => {
    const secrets = new Stack(app, 'Secrets');
    new StreamingHub(stack, 'Named', { credentials: credentials(stack), cluster: ClusterType.basic() });
    new StreamingHub(new Stack(app, 'Other'), 'Made', { credentials: new Secret(secrets, 'Key'), cluster: ClusterType.basic() });

    expect(JSON.stringify(statementsOf(Template.fromStack(stack), /ProjectRole/))).toContain(':secret:confluent/key-??????');
    Template.fromStack(secrets).hasResourceProperties('AWS::SecretsManager::Secret', { Tags: [{ Key: 'cdk-streaming-hub:confluent-key', Value: 'cloud' }] });
    expect(stack.dependencies).toEqual([]);
  });
});

describe('a spoke elsewhere', () => {
  function spokeIn(env: { account: string; region: string }): Stack {
    const platform = new Stack(app, 'Platform', { env: { account: '111111111111', region: 'us-east-1' } });
    const hub = new StreamingHub(platform, 'Hub', { credentials: Secret.fromSecretNameV2(platform, 'Key', 'confluent/key'), cluster: ClusterType.basic() });
    const team = new Stack(app, 'Team', { env });
    new KafkaTopic(team, 'Topic', { cluster: hub.cluster, topicName: 'clicks' });
    return team;
  }

  test('in another region has a runner there, which may read the keys of the hub', () => {
    const team = spokeIn({ account: '111111111111', region: 'eu-west-1' });
    const template = Template.fromStack(team);
    const [root] = Object.values<Json>(template.findResources('Custom::TerraformRoot'));

    expect(root.Properties.ServiceToken).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^TerraformRunnerProvider/), 'Arn'] });
    expect(JSON.stringify(statementsOf(template, /ProjectRole/))).toContain(':secretsmanager:*:111111111111:secret:*');
    expect(JSON.stringify(statementsOf(template, /ProjectRole/))).toContain(':secretsmanager:us-east-1:111111111111:secret:confluent/key-??????');
    Annotations.fromStack(team).hasNoWarning('*', Match.stringLikeRegexp('reads secrets'));
  });

  test('in another account is told what its runner needs to read the keys of the hub', () => {
    Annotations.fromStack(spokeIn({ account: '222222222222', region: 'us-east-1' })).hasWarning('/Team/ConfluentDataPlane',
      Match.stringLikeRegexp('the runner in account 222222222222 reads secrets in account 111111111111, such as Platform/Key'));
  });
});

test('secrets that a root writes have the tag that lets it', () => {
  new StreamingHub(stack, 'Hub', { credentials: Secret.fromSecretNameV2(stack, 'Key', 'confluent/key'), cluster: ClusterType.basic() });

  Template.fromStack(stack).allResourcesProperties('AWS::SecretsManager::Secret', { Tags: [{ Key: 'cdk-streaming-hub:confluent-key', Value: 'made' }] });
});
