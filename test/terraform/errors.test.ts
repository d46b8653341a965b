import {
  App, CfnOutput, CfnParameter, CfnResource, Fn, LegacyStackSynthesizer, SecretValue, Stack, StackProps, Token,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Fn as TerraformFn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceAccount as L2 } from '../../lib/confluent';
import { IpGroup } from '../../lib/provider/ip-group';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane, TerraformRoot, TerraformRootConnection, TerraformRunner } from '../../lib/terraform';
import { textAttribute } from '../../lib/terraform/private/add-resource';
import { organizationIn } from '../confluent/fixture';
import { connectionOf, put, Rendered } from '../support/fixtures';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

const queue = (scope: Construct, id = 'Queue', value?: any) => new CfnResource(scope, id, { type: 'Test::Queue', properties: { Value: value } });
const account = (scope: Construct, id = 'Account') => put(scope, id, ServiceAccount, { displayName: id });
const topic = (scope: Construct, config: Record<string, any>) => put(scope, 'Topic', KafkaTopic, { topicName: 'x', config });

/** The whole message that something, or the synth, fails with. */
function failure(act: () => unknown = () => app.synth()): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing failed');
}

describe('a token of cdktf', () => {
  const WAY_OUT = 'Take the attribute of the Confluent construct, or TerraformRoot.attribute(resource, name).';

  test.each<[where: string, use: (value: string) => void, path: string]>([
    ['in a resource of CloudFormation', (value) => queue(stack, 'Queue', value), 'Stack/Queue'],
    ['in a text in a construct of AWS', (value) => new Queue(new Construct(stack, 'Scope'), 'Queue', { queueName: `a-${value}` }), 'Stack/Scope/Queue/Resource'],
    ['in an output', (value) => new CfnOutput(stack, 'Output', { value }), 'Stack/Output'],
    ['in JSON', (value) => queue(stack, 'Queue', stack.toJsonString({ value })), 'Stack/Queue'],
    ['in another stack', (value) => queue(new Stack(app, 'Other'), 'Queue', value), 'Other/Queue'],
  ])('is refused %s', (_, use, path) => {
    const its = account(stack);
    use(its.id);
    expect(failure()).toBe(`${path}: a token of cdktf (confluent_service_account.${its.friendlyUniqueId}.id) is used in CloudFormation, which cannot resolve it. ${WAY_OUT}`);
  });

  test.each<[what: string, value: (element: KafkaTopic) => any, token: RegExp]>([
    ['a number', (element) => element.partitionsCount, /confluent_kafka_topic\.Topic_\w{8}\.partitions_count/],
    ['a list', (element) => element.getListAttribute('x'), /confluent_kafka_topic\.Topic_\w{8}\.x/],
    ['a map', (element) => element.config, /&\{TfToken\[TOKEN\.\d+\]\}/],
  ])('that is %s is refused in CloudFormation', (_, value, token) => {
    queue(stack, 'Queue', value(topic(stack, {})));
    const [start, end] = failure().split(token);
    expect(start).toBe('Stack/Queue: a token of cdktf (');
    expect(end).toBe(`) is used in CloudFormation, which cannot resolve it. ${WAY_OUT}`);
  });

  const elsewhere = (token: string, root: string) => `a token of cdktf (${token}) from Stack/ConfluentControlPlane is used in ${root}. `
    + `Terraform roots share no tokens of cdktf. ${WAY_OUT}`;

  test.each<[where: string, value: (id: string) => any]>([
    ['alone', (id) => ({ id })],
    ['in a text', (id) => ({ id: `a-${id}-${queue(stack).ref}` })],
    ['in a function', (id) => ({ id: TerraformFn.upper(id) })],
  ])('is refused in another root, %s', (_, config) => {
    const its = account(stack);
    topic(stack, config(its.id));
    expect(failure()).toBe(`Stack/Topic: ${elsewhere(`confluent_service_account.${its.friendlyUniqueId}.id`, 'Stack/ConfluentDataPlane')}`);
  });

  test('is refused in a root of another stack, where a resource is called the same', () => {
    const its = account(stack);
    const other = put(new Stack(app, 'Other'), 'Account', ServiceAccount, { displayName: its.id });
    expect(other.friendlyUniqueId).toBe(its.friendlyUniqueId);
    expect(failure()).toBe(`Other/Account: ${elsewhere(`confluent_service_account.${its.friendlyUniqueId}.id`, 'Other/ConfluentControlPlane')}`);
  });

  test('is refused in another root that has overrides of its own', () => {
    const its = account(stack);
    topic(stack, { id: its.id });
    TerraformRoot.forPlane(stack, Plane.DATA).addOverride('terraform.required_version', '>= 1.12');
    expect(failure()).toBe(`Stack/Topic: ${elsewhere(`confluent_service_account.${its.friendlyUniqueId}.id`, 'Stack/ConfluentDataPlane')}`);
  });
});

describe('a binding', () => {
  test('that is put into a root by hand refuses an IResolvable as it is', () => {
    const root = TerraformRoot.forPlane(stack, Plane.DATA);
    root.connect(connectionOf(stack));
    new KafkaTopic(root, 'Topic', { topicName: 'x', config: { key: queue(stack).getAtt('Arn') as any } });
    expect(failure()).toBe('Stack/ConfluentDataPlane/Topic: an IResolvable of aws-cdk-lib was given to a Terraform construct as it is (["Fn::GetAtt"]). '
      + 'Wrap it so that it can be carried over: Token.asString(value), Token.asNumber(value) or Token.asList(value).');
  });

  test('refuses a number token inside a text', () => {
    topic(stack, { key: `n-${new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber}` });
    expect(failure()).toBe('Stack/Topic: a number that is known only at deploy is part of a string. Use Tokenization.stringifyNumber(number) there.');
  });

  test.each<[where: string, value: (list: string[]) => any]>([
    ['a text', (list) => `${list}`],
    ['a longer text', (list) => `a-${list}-b`],
  ])('refuses a list token inside %s', (_, value) => {
    topic(stack, { key: value(Token.asList(queue(stack).getAtt('List'))) });
    expect(failure()).toBe('Stack/Topic: a list that is known only at deploy is part of a string or of another list. '
      + 'Use Fn.join(delimiter, list), or Fn.select(index, list), there.');
  });

  test('refuses a list token inside another list', () => {
    put(stack, 'Group', IpGroup, { groupName: 'x', cidrBlocks: ['10.0.0.0/8', ...Token.asList(queue(stack).getAtt('List'))] });
    expect(failure()).toBe('Stack/Group: a list that is known only at deploy is part of a string or of another list. '
      + 'Use Fn.join(delimiter, list), or Fn.select(index, list), there.');
  });

  test('refuses a function that only CloudFormation knows, of a value that Terraform makes in the same run', () => {
    const id = textAttribute(account(stack), 'id');
    put(stack, 'Reads', ServiceAccount, { displayName: Fn.base64(id) });
    expect(failure()).toBe('Stack/Reads: Fn::Base64 is given a value that Terraform makes in the same run, and only CloudFormation knows Fn::Base64. '
      + 'Use a template literal, Fn.join, Fn.select or Fn.split on values of Confluent constructs.');
  });
});

describe('a secret as a plain value is refused', () => {
  const MESSAGE = 'Stack/Topic: a secret value is used as a plain value, which would put it into templates, Terraform documents and logs. '
    + 'Pass the secret itself: a prop that takes an ISecret, or `SecretField.of(secret, field)` in the `sensitiveConfig` of a connector.';

  test.each<[what: string, value: () => string]>([
    ['SecretValue.unsafePlainText', () => SecretValue.unsafePlainText('x').toString()],
    ['SecretValue.secretsManager', () => SecretValue.secretsManager('x').toString()],
    ['SecretValue.ssmSecure', () => SecretValue.ssmSecure('/x', '1').toString()],
    ['SecretValue.cfnParameter', () => SecretValue.cfnParameter(new CfnParameter(stack, 'P', { noEcho: true })).toString()],
    ['SecretValue.resourceAttribute', () => SecretValue.resourceAttribute(queue(stack).getAtt('Password').toString()).toString()],
    ['unsafeUnwrap', () => SecretValue.secretsManager('x').unsafeUnwrap()],
    ['a secret of this app', () => new Secret(stack, 'Secret').secretValueFromJson('a').toString()],
    ['the text of a reference to Secrets Manager', () => '{{resolve:secretsmanager:x:SecretString:a}}'],
    ['the text of a reference to Systems Manager', () => '{{resolve:ssm-secure:/x}}'],
    ['such a text with a token in it', () => `{{resolve:secretsmanager:${queue(stack).ref}:SecretString:a}}`],
    ['such a text in pieces', () => Fn.join('', ['{{resolve:', 'secretsmanager:', queue(stack).ref, '}}'])],
    ['JSON with a secret in it', () => stack.toJsonString({ a: SecretValue.secretsManager('x') })],
  ])('%s', (_, value) => {
    const text = value();
    topic(stack, { key: text });
    expect(failure()).toBe(MESSAGE);
  });

  test('in a text', () => {
    topic(stack, { key: `a-${SecretValue.secretsManager('x')}` });
    expect(failure()).toBe(MESSAGE);
  });

  test('in a key of a map', () => {
    topic(stack, { [SecretValue.secretsManager('x').toString()]: 'x' });
    expect(failure()).toBe(MESSAGE);
  });

  test('in a list', () => {
    put(stack, 'Topic', IpGroup, { groupName: 'x', cidrBlocks: ['a', '{{resolve:secretsmanager:x}}'] });
    expect(failure()).toBe(MESSAGE);
  });
});

describe('a root', () => {
  test('that is used by hand must be connected', () => {
    new ServiceAccount(TerraformRoot.forPlane(stack, Plane.CONTROL), 'Account', { displayName: 'x' });
    expect(failure()).toBe('Stack/ConfluentControlPlane: no Confluent construct said which Cloud API key to use. '
      + 'Call `root.connect({ credentials, runner })` before resources of the bindings are put into a root by hand.');
  });

  test.each<[what: string, other: () => Partial<TerraformRootConnection>, names: string]>([
    ['credentials', () => ({ credentials: new Secret(stack, 'OtherKey') }), 'Stack/OtherKey with Stack/Runner'],
    ['runner', () => ({ runner: TerraformRunner.fromServiceTokenArn(stack, 'OtherRunner', 'arn:x') }), 'Stack/ApiKey with Stack/OtherRunner'],
  ])('has one %s', (_, other, names) => {
    account(stack);
    const connection = { ...connectionOf(stack), ...other() };
    expect(failure(() => TerraformRoot.forPlane(stack, Plane.CONTROL).connect(connection))).toBe(
      'Stack/ConfluentControlPlane: the Confluent resources of one stack need one Cloud API key and one runner, got '
      + `Stack/ApiKey with Stack/Runner, then ${names}. Put the resources of the second organization into a stack of their own.`);
  });

  test('may be given the same connection again, by other constructs', () => {
    account(stack);
    const again = {
      credentials: Secret.fromSecretNameV2(new Construct(stack, 'Again'), 'ApiKey', 'confluent/api-key'),
      runner: TerraformRunner.fromServiceTokenArn(new Construct(stack, 'More'), 'Runner', connectionOf(stack).runner!.serviceToken),
    };
    expect(() => TerraformRoot.forPlane(stack, Plane.CONTROL).connect(again)).not.toThrow();
  });

  test('has attributes for CloudFormation, other Terraform stacks have none', () => {
    const its = new ServiceAccount(new TerraformStack(stack, 'Foreign'), 'Account', { displayName: 'x' });
    expect(failure(() => TerraformRoot.attribute(its, 'id'))).toBe('Stack/Foreign/Account: only resources of a TerraformRoot have attributes that CloudFormation can read. '
      + 'Create it with `TerraformRoot.forPlane(scope, plane)` as its scope.');
  });

  test('cannot be in a stack with the legacy synthesizer', () => {
    const legacy = new Stack(app, 'Legacy', { synthesizer: new LegacyStackSynthesizer() });
    expect(failure(() => account(legacy))).toBe(
      'Legacy: the legacy stack synthesizer cannot carry Terraform documents. Use DefaultStackSynthesizer (`cdk bootstrap`).');
  });

  test('a variable of a secret is known in that root only', () => {
    account(stack);
    const variable = TerraformRoot.forPlane(stack, Plane.CONTROL).secretVariable(connectionOf(stack).credentials, 'username');
    queue(stack, 'Queue', variable);
    expect(failure()).toMatch(/^Stack\/Queue: `var\.Stack_ApiKey_username_\w{8}` can be used only in Stack\/ConfluentControlPlane\.$/);
  });
});

describe('a Confluent construct', () => {
  test('must be in a stack', () => {
    const organization = organizationIn(stack);
    expect(failure(() => new L2(app, 'Account', { organization }))).toBe("ServiceAccount at 'Account' should be created in the scope of a Stack, but no Stack found");
  });

  test('must be in a stack of an App', () => {
    const alone = new Stack(new Construct(undefined as any, ''), 'Stack');
    expect(failure(() => account(alone))).toBe('Stack/ConfluentControlPlane: Confluent constructs must be in a stack of an App.');
  });
});

describe('an attribute', () => {
  const [A, B] = ['111111111111', '222222222222'];
  const from = (env: StackProps['env']) => textAttribute(account(new Stack(app, 'From', { env })), 'id');
  const MESSAGE = 'it reads <From/Account.id> of stack From, which is in another account or region. '
    + 'Give both stacks an explicit `env` with account and region. Or: '
    + 'Give the value as plain text there, or import the Confluent construct with its `fromXxxAttributes`.';

  describe.each<[rule: string, env: StackProps['env'], other: StackProps['env']]>([
    ['of a known place, where the reader may be deployed anywhere', { account: A, region: 'us-east-1' }, undefined],
    ['of a stack that may be deployed anywhere, where the place of the reader is known', undefined, { account: A, region: 'us-east-1' }],
    ['of another region, where the accounts are not known', { region: 'us-east-1' }, { region: 'us-west-2' }],
    ['of another account, where the regions are not known', { account: A }, { account: B }],
  ])('%s', (_, env, other) => {
    test.each<[where: string, path: string, read: (reader: Stack, id: string) => void]>([
      ['CloudFormation', 'Reader/Queue', (reader, id) => queue(reader, 'Queue', id)],
      ['a root', 'Reader/Topic', (reader, id) => topic(reader, { id })],
    ])('is refused in %s', (__, path, read) => {
      read(new Stack(app, 'Reader', { env: other }), from(env));
      expect(failure()).toBe(`${path}: ${MESSAGE}`);
    });
  });

  test.each<[rule: string, env: StackProps['env'], other: StackProps['env'], expected: object]>([
    ['another region', { account: A, region: 'us-east-1' }, { account: A, region: 'us-west-2' }, { Region: 'us-east-1' }],
    ['another account', { account: A, region: 'us-east-1' }, { account: B, region: 'us-east-1' }, { Region: 'us-east-1', RoleArn: expect.anything() }],
    ['another account and region', { account: A, region: 'us-east-1' }, { account: B, region: 'us-west-2' }, { Region: 'us-east-1', RoleArn: expect.anything() }],
  ])('of %s is read from the outputs of its stack, if both places are known', (_, env, other, expected) => {
    const id = from(env);
    const reader = new Stack(app, 'Reader', { env: other });
    queue(reader, 'Queue', id);
    topic(reader, { id });
    const output = { 'Fn::GetStackOutput': { StackName: 'From', OutputName: expect.any(String), ...expected } };
    const rendered = new Rendered(reader, Plane.DATA);
    expect(rendered.template.Resources.Queue.Properties.Value).toEqual(output);
    expect(rendered.variable(rendered.block('confluent_kafka_topic').config.id).value).toEqual(output);
    expect(Object.keys(Template.fromStack(app.node.findChild('From') as Stack).toJSON().Outputs))
      .toEqual([rendered.template.Resources.Queue.Properties.Value['Fn::GetStackOutput'].OutputName]);
  });
});
