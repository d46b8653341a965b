import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, AspectPriority, Aspects, CfnResource, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TerraformElement } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { TerraformTemplate } from '../../lib/assertions';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane } from '../../lib/terraform';
import { textAttribute } from '../../lib/terraform/private/add-resource';
import { put, Rendered } from '../support/fixtures';

let app: App;
beforeEach(() => { app = new App(); });

const queue = (scope: Construct, id = 'Queue', value?: any) => new CfnResource(scope, id, { type: 'Test::Queue', properties: { Value: value } });
const account = (scope: Construct, id = 'Account', displayName = id) => put(scope, id, ServiceAccount, { displayName });
const topic = (scope: Construct, id = 'Topic', config: Record<string, string> = {}) => put(scope, id, KafkaTopic, { topicName: id, config });
const idOf = (element: TerraformElement) => textAttribute(element, 'id');

/** Account, topic and queue, which read each other. */
class Team extends Stack {
  public readonly principal = account(this, 'Account');
  public readonly topic = topic(this, 'Topic', { account: idOf(this.principal), queue: queue(this).ref });
  public readonly last = queue(this, 'Last', idOf(this.topic));
}

/** The files of the assembly of an App, by name, as text; but those that tell where in the code constructs were made. */
function filesOf(of: App): Record<string, string> {
  const { directory } = of.synth();
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !/^tree\.json$|\.metadata\.json$/.test(entry.name));
  return Object.fromEntries(names.map((entry) => join(entry.parentPath, entry.name)).sort()
    .map((file) => [file.slice(directory.length + 1), readFileSync(file, 'utf8').replaceAll(directory, '')]));
}

describe('in a Stage', () => {
  test('an attribute is read by another stack of the Stage', () => {
    const stage = new Stage(app, 'Prod');
    const [first, second] = ['First', 'Second'].map((id) => new Stack(stage, id));
    queue(second, 'Queue', idOf(account(first)));
    const [{ Value }] = Object.values<any>(Template.fromStack(first).toJSON().Outputs);
    expect(new Rendered(first, Plane.CONTROL).output(Value)).toMatch(/^\$\{confluent_service_account\.Account_\w{8}\.id\}$/);
    const [{ Properties }] = Object.values(Template.fromStack(second).findResources('Test::Queue'));
    expect(Properties.Value['Fn::GetStackOutput']).toMatchObject({ StackName: 'Prod-First' });
    expect(second.dependencies).toEqual([first]);
  });

  test('an attribute of another Stage cannot be read', () => {
    const its = account(new Stack(new Stage(app, 'One'), 'Stack'));
    queue(new Stack(new Stage(app, 'Two'), 'Stack'), 'Queue', idOf(its));
    expect(() => app.synth()).toThrow(expect.objectContaining({
      message: 'Two/Stack/Queue: it reads <One/Stack/Account.id> of stack One/Stack, which is in another Stage; Stages are deployed on their own. '
        + 'Give the value as plain text there, or import the Confluent construct with its `fromXxxAttributes`.',
    }));
  });

  test('an attribute of another Stage cannot be read by a Confluent construct', () => {
    const its = account(new Stack(new Stage(app, 'One'), 'Stack'));
    topic(new Stack(new Stage(app, 'Two'), 'Stack'), 'Topic', { account: idOf(its) });
    expect(() => app.synth()).toThrow(expect.objectContaining({
      message: 'Two/Stack/Topic: it reads <One/Stack/Account.id> of stack One/Stack, which is in another Stage; Stages are deployed on their own. '
        + 'Give the value as plain text there, or import the Confluent construct with its `fromXxxAttributes`.',
    }));
  });

  test('an attribute of a stack of the App cannot be read', () => {
    const its = account(new Stack(app, 'Stack'));
    queue(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Queue', idOf(its));
    expect(() => app.synth()).toThrow(/^Prod\/Stack\/Queue: it reads <Stack\/Account\.id> of stack Stack, which is in another Stage; /);
  });

  test('a stack has the same resources and outputs as in another Stage', () => {
    const [one, two] = ['One', 'Two'].map((id) => new Team(new Stage(app, id), 'Team'));
    for (const plane of [Plane.CONTROL, Plane.DATA]) {
      const text = (team: Team) => JSON.stringify(new Rendered(team, plane).document)
        .replaceAll(Stage.of(team)!.stageName, 'Stage')
        .replace(/(Stage_\w+?)_[0-9A-F]{8}/g, '$1'); // a variable is named after its source, which is found from the App on
      expect(text(one)).toBe(text(two));
    }
    expect(one.principal.friendlyUniqueId).toBe(two.principal.friendlyUniqueId);
  });

  test('a stack keeps its state apart from that of another Stage', () => {
    const keys = ['One', 'Two'].map((id) => new Rendered(new Team(new Stage(app, id), 'Team'), Plane.CONTROL).deployment.Properties.StateKey);
    expect(keys).toEqual(['One-Team/control-plane', 'Two-Team/control-plane']);
  });

  test('the documents are in the assembly of the Stage', () => {
    const stage = new Stage(app, 'Prod');
    new Team(stage, 'Team');
    new Team(app, 'Team');
    const documents = Object.keys(filesOf(app)).filter((file) => file.endsWith('main.tf.json'));
    expect(documents).toEqual(['', 'assembly-Prod/'].flatMap((assembly) => ['control-plane', 'data-plane']
      .map((plane) => `${assembly}terraform/Team/${plane}/main.tf.json`)).sort());
  });

  test('a Stage in a Stage is synthesized as others are', () => {
    const inner = new Stage(new Stage(app, 'Outer'), 'Inner');
    const team = new Team(inner, 'Team');
    expect(Object.keys(filesOf(app))).toContain('assembly-Outer/assembly-Outer-Inner/terraform/Team/data-plane/main.tf.json');
    expect(new Rendered(team, Plane.CONTROL).deployment.Properties.StateKey).toBe('Outer-Inner-Team/control-plane');
  });
});

describe('several synths', () => {
  test('of the same App are the same', () => {
    new Team(app, 'Team');
    const before = filesOf(app);
    app.synth();
    app.synth({ force: true });
    expect(filesOf(app)).toEqual(before);
  });

  test('show what was added between them, if they are forced', () => {
    const team = new Team(app, 'Team');
    const before = new Rendered(team, Plane.DATA);
    topic(team, 'Added', { queue: queue(team, 'AddedQueue').ref });
    queue(team, 'Reads', idOf(account(team, 'Other')));
    app.synth({ force: true });
    const [control, data] = [Plane.CONTROL, Plane.DATA].map((plane) => new Rendered(team, plane));
    expect(data.variable(data.block('confluent_kafka_topic', 'Team/Added').config.queue).value).toEqual({ Ref: 'AddedQueue' });
    expect(control.document.output).toEqual(expect.objectContaining({ [Object.keys(control.document.output).find((name) => name.startsWith('Other_id_'))!]: expect.anything() }));
    expect(data.deployment.Properties.Document).not.toEqual(before.deployment.Properties.Document);
  });

  test('show the first root of a stack that had none', () => {
    const stack = new Stack(app, 'Stack');
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
    account(stack);
    app.synth({ force: true });
    expect(new Rendered(stack, Plane.CONTROL).block('confluent_service_account')).toMatchObject({ display_name: 'Account' });
  });

  test('of several Apps, made at the same time, do not influence each other', () => {
    const alone = new App();
    new Team(alone, 'Team');
    const others = [new App(), new App()];
    const [first, second] = others.map((other) => new Team(other, 'Team'));
    others[0].synth();
    topic(second, 'More', { account: idOf(second.principal) });
    expect(filesOf(others[1])['terraform/Team/data-plane/main.tf.json']).toContain('"topic_name": "More"');
    expect(filesOf(others[0])).toEqual(filesOf(alone));
    expect(first.principal.friendlyUniqueId).toBe(second.principal.friendlyUniqueId);
  });

  test.each<[first: string, read: (team: Team) => [template: any, document: any]]>([
    ['template', (team) => [Template.fromStack(team).toJSON(), TerraformTemplate.fromStack(team, Plane.CONTROL).toJSON()]],
    ['document', (team) => [TerraformTemplate.fromStack(team, Plane.CONTROL).toJSON(), Template.fromStack(team).toJSON()].reverse() as [any, any]],
  ])('are not needed to read both, the %s first', (_, read) => {
    const [template, document] = read(new Team(app, 'Team'));
    const files = filesOf(app);
    expect(template).toEqual(JSON.parse(files['Team.template.json']));
    expect(document).toEqual(JSON.parse(files['terraform/Team/control-plane/main.tf.json']));
    expect(Object.keys(document.output)).toHaveLength(1);
  });
});

describe('an aspect', () => {
  const priorities = [0, 1, AspectPriority.MUTATING, AspectPriority.DEFAULT, AspectPriority.READONLY, AspectPriority.READONLY + 1];
  const aspect = (priority: number, visit: (node: IConstruct) => void) => Aspects.of(app).add({ visit }, { priority });

  test.each(priorities)('of priority %d may add the first Confluent construct of a stack', (priority) => {
    const stack = new Stack(app, 'Stack');
    aspect(priority, (node) => {
      if (node === stack) queue(stack, 'Queue', idOf(account(stack)));
    });
    expect(new Rendered(stack, Plane.CONTROL).output(Template.fromStack(stack).toJSON().Resources.Queue.Properties.Value)).toMatch(/\.id\}$/);
  });

  test.each(priorities)('of priority %d may change a resource of the bindings, by its owner', (priority) => {
    const team = new Team(app, 'Team');
    aspect(priority, (node) => {
      const child = node.node.defaultChild;
      if (TerraformElement.isTerraformElement(child) && child.friendlyUniqueId === team.principal.friendlyUniqueId) child.addOverride('display_name', 'changed');
    });
    expect(new Rendered(team, Plane.CONTROL).block('confluent_service_account').display_name).toBe('changed');
  });

  test.each(priorities)('of priority %d may change a resource of the bindings, which it visits itself', (priority) => {
    const team = new Team(app, 'Team');
    aspect(priority, (node) => {
      if (node instanceof ServiceAccount) node.displayName = 'visited';
    });
    expect(new Rendered(team, Plane.CONTROL).block('confluent_service_account').display_name).toBe('visited');
  });

  test('may give a resource of the bindings a value of CloudFormation', () => {
    const stack = new Stack(app, 'Stack');
    account(stack);
    const { ref } = queue(stack);
    aspect(AspectPriority.DEFAULT, (node) => { if (node instanceof ServiceAccount) node.addOverride('description', `of ${ref}`); });
    const rendered = new Rendered(stack, Plane.CONTROL);
    const [, variable] = /^of (\S+)$/.exec(rendered.block('confluent_service_account').description)!;
    expect(rendered.variable(variable).value).toEqual({ Ref: 'Queue' });
  });

  test('that tags AWS resources leaves documents alone', () => {
    const documents = [false, true].map((tagged) => {
      app = new App();
      const team = new Team(app, 'Team');
      new Queue(team, 'Tagged');
      if (tagged) Tags.of(app).add('cost-center', 'x');
      Template.fromStack(team).hasResource('AWS::SQS::Queue', tagged ? { Properties: { Tags: [{ Key: 'cost-center', Value: 'x' }] } } : {});
      return [Plane.CONTROL, Plane.DATA].map((plane) => new Rendered(team, plane)).map(({ document, deployment }) => [document, deployment]);
    });
    expect(documents[1]).toEqual(documents[0]);
  });
});

describe('the region of a stack', () => {
  test.each<[rule: string, env: { account: string; region: string } | undefined, expected: any]>([
    ['is a variable, if the stack may be deployed anywhere', undefined, expect.stringMatching(/^\$\{var\.AWS_Region_\w{8}\}$/)],
    ['is a plain text, if it is known', { account: '111111111111', region: 'eu-west-1' }, 'eu-west-1'],
  ])('%s', (_, env, expected) => {
    const stack = new Stack(app, 'Stack', { env });
    topic(stack, 'Topic', { region: stack.region });
    expect(new Rendered(stack, Plane.DATA).block('confluent_kafka_topic').config.region).toEqual(expected);
  });
});

describe('a nested stack', () => {
  test('has roots of its own, whose state is named after the stack around it', () => {
    const parent = new Stack(app, 'Stack', { stackName: 'named' });
    const nested = new NestedStack(parent, 'Nested');
    const inner = new NestedStack(new Construct(nested, 'Scope'), 'Inner');
    const keys = [parent, nested, inner].map((home) => {
      account(home);
      return home;
    }).map((home) => new Rendered(home, Plane.CONTROL).deployment.Properties.StateKey);
    expect(keys).toEqual(['named/control-plane', 'named/Nested/control-plane', 'named/Nested/Scope/Inner/control-plane']);
    expect(Object.keys(filesOf(app)).filter((file) => file.endsWith('main.tf.json'))).toEqual([
      'terraform/Stack/Nested/Scope/Inner/control-plane/main.tf.json',
      'terraform/Stack/Nested/control-plane/main.tf.json',
      'terraform/Stack/control-plane/main.tf.json',
    ]);
  });

  test('reads values of the stack around it, and is read', () => {
    const parent = new Stack(app, 'Stack');
    const nested = new NestedStack(parent, 'Nested');
    topic(nested, 'Topic', { account: idOf(account(parent)), queue: queue(parent).ref });
    queue(parent, 'Reads', idOf(account(nested, 'Inner')));
    const rendered = new Rendered(nested, Plane.DATA);
    const { account: accountId, queue: queueName } = rendered.block('confluent_kafka_topic').config;
    expect([accountId, queueName].map((variable) => rendered.variable(variable).value)).toEqual([
      { Ref: expect.stringMatching(/^referencetoStackConfluentControlPlaneDeployment.*Accountid/) },
      { Ref: expect.stringMatching(/^referencetoStackQueue.*Ref$/) },
    ]);
    expect(Template.fromStack(parent).toJSON().Resources.Reads.Properties.Value).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^NestedNestedStack/), expect.stringMatching(/^Outputs\./)] });
  });
});

test('documents are where the stack and the plane say, and are what is uploaded', () => {
  const team = new Team(app, 'Team');
  const files = filesOf(app);
  const { files: assets } = JSON.parse(files['Team.assets.json']);
  for (const plane of ['control-plane', 'data-plane']) {
    const path = `terraform/Team/${plane}/main.tf.json`;
    const [[hash, asset]] = Object.entries<any>(assets).filter(([, { source }]) => source.path === path);
    expect(asset.source.packaging).toBe('file');
    expect(new Rendered(team, plane as Plane).deployment.Properties.Document).toEqual({
      Bucket: { 'Fn::Sub': expect.stringContaining('assets') }, Key: `${hash}.json`,
    });
    expect(JSON.parse(files[path])['//']).toBe(`Team/Confluent${plane === 'data-plane' ? 'Data' : 'Control'}Plane`);
  }
});
