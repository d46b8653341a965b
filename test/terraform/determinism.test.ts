import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnOutput, CfnResource, Fn, Stack, Token } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import { Spoke, StreamingHub } from '../../lib/hub';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane } from '../../lib/terraform';
import { addResource, textAttribute } from '../../lib/terraform/private/add-resource';
import { requiredProps, TestSink, TestSource } from '../hub/fixture';
import { connectionOf, Rendered } from '../support/fixtures';

const queue = (scope: Construct, id: string, value?: any) => new CfnResource(scope, id, { type: 'Test::Queue', properties: { Value: value } });
const account = (scope: Construct, id: string, description?: string, connection = connectionOf(Stack.of(scope))) =>
  addResource(new Construct(scope, id), connection, ServiceAccount, { displayName: id, description });
const topic = (scope: Construct, id: string, config: Record<string, string> = {}, connection = connectionOf(Stack.of(scope))) =>
  addResource(new Construct(scope, id), connection, KafkaTopic, { topicName: id, config });
const idOf = (element: TerraformElement) => textAttribute(element, 'id');

/** Templates, lists of assets and documents of an App, by name, as text. */
function filesOf(app: App): Map<string, string> {
  const { directory } = app.synth();
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.template\.json$|\.assets\.json$|\.tf\.json$/.test(name)).sort();
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

/** An App of two stacks that read each other's values in most ways. */
function busyApp(more: (hub: StreamingHub, web: Stack) => void = () => undefined): App {
  const app = new App();
  const platform = new Stack(app, 'Platform');
  const hub = new StreamingHub(platform, 'Hub', { ...requiredProps(platform), flink: {} });
  const [clicks, refined] = ['clicks', 'refined'].map((name) => hub.addTopic(name));
  const web = new Stack(app, 'Web');
  const spoke = new Spoke(web, 'Spoke', { hub });
  spoke.ingest('In', { from: new TestSource(), to: clicks });
  spoke.deliver('Out', { from: refined, to: new TestSink() });
  topic(web, 'Topic', {
    joined: Fn.join('-', [queue(web, 'Source').ref, 'x']),
    selected: Fn.select(0, Fn.split(',', queue(web, 'Other').ref)),
    text: `${queue(web, 'Third').getAtt('Arn')}-${web.region}-${hub.cluster.clusterId}`,
    any: Token.asString(queue(web, 'Fourth').getAtt('List')),
  }, hub.organization);
  new CfnOutput(web, 'Out', { value: hub.cluster.restEndpoint });
  more(hub, web);
  return app;
}

describe('the same code', () => {
  test('makes the same files, byte by byte', () => {
    const [first, second] = [busyApp(), busyApp()].map(filesOf);
    expect([...second]).toEqual([...first]);
    expect([...first.keys()]).toEqual([
      'Platform.assets.json', 'Platform.template.json', 'Web.assets.json', 'Web.template.json',
      'terraform/Platform/control-plane/main.tf.json', 'terraform/Platform/data-plane/main.tf.json',
      'terraform/Web/control-plane/main.tf.json', 'terraform/Web/data-plane/main.tf.json',
    ]);
  });

  test('makes the same files, whatever tokens were made before it', () => {
    const first = filesOf(busyApp());
    Array.from({ length: 100 }, (_, i) => [Token.asString({ Ref: `R${i}` }), Token.asNumber({ Ref: `R${i}` }), Token.asList({ Ref: `R${i}` })]);
    expect([...filesOf(busyApp())]).toEqual([...first]);
  });

  test('makes the same names, whatever the directory of the assembly', () => {
    const [first, second] = [new App(), new App({ outdir: `${new App().outdir}/deep/below` })].map((app) => {
      account(new Stack(app, 'Stack'), 'Account');
      return filesOf(app);
    });
    expect([...second]).toEqual([...first]);
  });
});

describe('an unrelated construct', () => {
  /** Lines without the comma at the end, and without those that hold the hash of a document. */
  const linesOf = (text: string) => text.split('\n').map((line) => line.replace(/,$/, '')).filter((line) => !/[0-9a-f]{64}|current_account-current_region-[0-9a-f]{8}/.test(line));

  test.each<[what: string, add: (hub: StreamingHub, web: Stack) => void]>([
    ['of AWS', (_, web) => new Queue(web, 'Added')],
    ['of Confluent, in the control plane', (hub, web) => account(web, 'Added', 'x', hub.organization)],
    ['of Confluent, in the data plane', (hub, web) => topic(web, 'Added', { a: queue(web, 'AddedSource').ref }, hub.organization)],
    ['that reads an attribute', (hub, web) => queue(web, 'Added', hub.cluster.bootstrapServers)],
    ['that stands in a stack of its own', (hub) => topic(new Stack(Stack.of(hub).node.root as App, 'Added'), 'Topic', { id: hub.cluster.clusterId }, hub.organization)],
    ['whose ID comes first', (hub, web) => account(web, 'AAA', queue(web, 'AAAA').ref, hub.organization)],
  ])('%s adds lines, and changes none', (_, add) => {
    const [before, after] = [busyApp(), busyApp(add)].map(filesOf);
    for (const [name, text] of before) {
      const left = linesOf(after.get(name)!);
      const gone = linesOf(text).filter((line) => {
        const index = left.indexOf(line);
        if (index >= 0) left.splice(index, 1);
        return index < 0;
      });
      expect({ name, gone }).toEqual({ name, gone: [] });
    }
  });

  test('renames nothing, wherever it is declared', () => {
    const make = (order: ('a' | 'b' | 'c')[]) => {
      const stack = new Stack(new App(), 'Stack');
      order.forEach((id) => {
        const source = queue(stack, `Queue-${id}`);
        queue(stack, `Reads-${id}`, idOf(account(stack, `Account-${id}`, Fn.join('-', [source.ref, id]))));
      });
      return new Rendered(stack, Plane.CONTROL);
    };
    const [first, second] = [make(['a', 'b', 'c']), make(['c', 'a', 'b'])];
    expect(second.document).toEqual(first.document);
    const rest = ({ Properties: { Document, ...properties }, ...definition }: any) => [definition, properties];
    expect(rest(second.deployment)).toEqual(rest(first.deployment));
  });
});

describe('names', () => {
  test('of constructs that differ in signs only differ by the hash of their paths', () => {
    const stack = new Stack(new App(), 'Stack');
    const names = ['ab', 'a-b', 'a.b', 'a_b'].map((id) => account(stack, id).friendlyUniqueId);
    names.forEach((name) => expect(name).toMatch(/^ab_[0-9A-F]{8}$/));
    expect(new Set(names).size).toBe(names.length);
  });

  test('of variables and outputs hold no number that counts', () => {
    const names = ['First', 'Second'].map((only) => {
      const stack = new Stack(new App(), 'Stack');
      ['First', 'Second', 'Third'].filter((id) => id === only || only === 'Second').forEach((id) => {
        const scope = new Construct(stack, id);
        const its = account(scope, 'Account', `${queue(scope, 'Queue').ref}${queue(scope, 'Other').ref}`);
        queue(scope, 'Reads', idOf(its));
      });
      const { document } = new Rendered(stack, Plane.CONTROL);
      return [...Object.keys(document.variable), ...Object.keys(document.output)].filter((name) => name.includes('First'));
    });
    expect(names[0]).toEqual(names[1]);
    expect(names[0].map((name) => name.replace(/_[0-9A-F]{8}$/, ''))).toEqual(['Stack_First_Queue_Ref', 'Stack_First_Other_Ref', 'First_Account_id']);
  });

  test('of a path that could be cut in two ways are two', () => {
    const stack = new Stack(new App(), 'Stack');
    const left = account(new Construct(stack, 'A'), 'BC');
    const right = account(new Construct(stack, 'AB'), 'C');
    const third = account(stack, 'A--BC');
    expect(new Set([left, right, third].map((each) => each.friendlyUniqueId)).size).toBe(3);
  });

  test('are at most 255 characters long, and unique, however long the path', () => {
    const app = new App();
    const [stack, other] = ['Stack', 'Other'].map((id) => new Stack(app, id));
    let scope: Construct = stack;
    for (let depth = 0; depth < 30; depth++) {
      scope = new Construct(scope, `AQuiteLongNameOfAConstructAtDepth${depth}`);
    }
    const made = ['EndOne', 'EndTwo'].map((id) => account(scope, id, `${queue(scope, `Queue${id}`).ref}`));
    queue(other, 'Reads', made.map(idOf));
    queue(stack, 'Reads', made.map(idOf));
    topic(stack, 'Topic', Object.fromEntries(made.map((each, i) => [`id${i}`, idOf(each)])));
    const control = new Rendered(stack, Plane.CONTROL);
    const data = new Rendered(stack, Plane.DATA);
    const addresses = Object.keys(control.document.resource.confluent_service_account);
    const { variable, output } = control.document;
    expect([addresses, Object.keys(output), Object.keys(data.deployment.Properties.Variables), Object.keys(control.deployment.Properties.Variables)]
      .map((names) => names.length)).toEqual([2, 2, 2, 2]);
    const sections = [variable, output, data.document.variable, control.template.Resources, control.template.Outputs];
    const names = [...addresses, ...sections.flatMap((section) => Object.keys(section))];
    expect(names.filter((name) => name.length > 255)).toEqual([]);
  });

  test('of a root begin with a letter, whatever the path begins with', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(account(stack, '2024').friendlyUniqueId).toMatch(/^r2024_[0-9A-F]{8}$/);
    expect(account(stack, 'äöü').friendlyUniqueId).toMatch(/^r_[0-9A-F]{8}$/);
  });
});
