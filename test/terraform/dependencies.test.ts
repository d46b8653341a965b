import { App, Aspects, CfnOutput, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct, DependencyGroup, IConstruct } from 'constructs';
import { ApiKey, ApiKeyScope, Environment, Role, RoleBinding } from '../../lib/confluent';
import { Spoke, StreamingHub } from '../../lib/hub';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane } from '../../lib/terraform';
import { addResource } from '../../lib/terraform/private/add-resource';
import { addressOf } from '../../lib/terraform/private/address';
import { fixture, organizationIn } from '../confluent/fixture';
import { requiredProps } from '../hub/fixture';
import { connectionOf, put, Rendered, rootOf } from '../support/fixtures';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

const queue = (scope: Construct, id = 'Queue') => new CfnResource(scope, id, { type: 'Test::Queue' });

/** Constructs as L2s are, in the control plane and in the data plane, with what they have in their roots. */
function account(scope: Construct, id = 'Account') {
  const element = put(scope, id, ServiceAccount, { displayName: id });
  return { construct: scope.node.findChild(id), address: addressOf(element) };
}
function topic(scope: Construct, id = 'Topic') {
  const element = put(scope, id, KafkaTopic, { topicName: id });
  return { construct: scope.node.findChild(id), address: addressOf(element) };
}

/** The paths of what CloudFormation lets a resource wait for. */
function waits(resource: CfnResource): string[] {
  const home = resource.stack;
  const resources = home.node.findAll().filter((each) => CfnResource.isCfnResource(each));
  const paths = new Map(resources.map((each) => [home.resolve(each.logicalId), each.node.path]));
  const { DependsOn = [] } = Template.fromStack(home).toJSON().Resources[home.resolve(resource.logicalId)];
  return [DependsOn].flat().map((logicalId) => paths.get(logicalId)!).sort();
}

const deployment = (home: Stack, plane: Plane) => rootOf(home, plane).deployment.node.defaultChild as CfnResource;
const CONTROL = 'Stack/ConfluentControlPlane/Deployment/Default';
const DATA = 'Stack/ConfluentDataPlane/Deployment/Default';

describe('in one stack', () => {
  test('an AWS resource waits for the root of a Confluent construct', () => {
    const source = queue(stack);
    source.node.addDependency(account(stack).construct);
    expect(waits(source)).toEqual([CONTROL]);
  });

  test('a Confluent construct has its root wait for an AWS resource', () => {
    account(stack).construct.node.addDependency(queue(stack));
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual(['Stack/Queue']);
  });

  test('each resource of an AWS construct waits, and is waited for', () => {
    const [before, after] = ['Before', 'After'].map((id) => new Bucket(stack, id, { enforceSSL: true }));
    const { construct } = account(stack);
    construct.node.addDependency(before);
    after.node.addDependency(construct);
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual(['Stack/Before/Policy/Resource', 'Stack/Before/Resource']);
    expect(waits(after.node.defaultChild as CfnResource)).toEqual([CONTROL]);
    expect(waits(after.policy!.node.defaultChild as CfnResource)).toEqual([CONTROL]);
  });

  test('a Confluent construct waits for another of its root in Terraform', () => {
    const [first, second] = ['First', 'Second'].map((id) => account(stack, id));
    second.construct.node.addDependency(first.construct);
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(rendered.block('confluent_service_account', 'Stack/Second').depends_on).toEqual([first.address]);
    expect(rendered.block('confluent_service_account', 'Stack/First').depends_on).toBeUndefined();
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual([]);
  });

  test('a Confluent construct has its root wait for the root of another plane', () => {
    topic(stack).construct.node.addDependency(account(stack).construct);
    expect(waits(deployment(stack, Plane.DATA))).toEqual([CONTROL]);
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual([]);
    expect(new Rendered(stack, Plane.DATA).block('confluent_kafka_topic').depends_on).toBeUndefined();
  });

  test('what was said twice is said once in the document, and is the same in a second synth', () => {
    const [first, second] = ['First', 'Second'].map((id) => account(stack, id));
    second.construct.node.addDependency(first.construct);
    second.construct.node.defaultChild!.node.addDependency(first.construct.node.defaultChild!);
    const before = new Rendered(stack, Plane.CONTROL).document;
    app.synth({ force: true });
    expect(new Rendered(stack, Plane.CONTROL).document).toEqual(before);
    expect(new Rendered(stack, Plane.CONTROL).block('confluent_service_account', 'Stack/Second').depends_on).toEqual([first.address]);
  });

  test.each<[what: string, target: () => IConstruct]>([
    ['a root', () => rootOf(stack, Plane.CONTROL)],
    ['the deployment of a root', () => rootOf(stack, Plane.CONTROL).deployment],
    ['a resource in a root', () => account(stack, 'Other').construct.node.defaultChild!],
  ])('an AWS resource may wait for %s', (_, target) => {
    account(stack);
    const source = queue(stack);
    source.node.addDependency(target());
    expect(waits(source)).toEqual([CONTROL]);
  });

  test('a Confluent construct that exists elsewhere has nothing to wait for', () => {
    const organization = organizationIn(stack);
    const source = queue(stack);
    source.node.addDependency(Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization }));
    expect(waits(source)).toEqual([]);
  });
});

describe('between stacks', () => {
  let other: Stack;
  beforeEach(() => { other = new Stack(app, 'Other'); });

  test.each<[rule: string, make: () => [source: IConstruct, target: IConstruct]]>([
    ['an AWS resource that waits for a Confluent construct', () => [queue(other), account(stack).construct]],
    ['a Confluent construct that waits for an AWS resource', () => [account(other).construct, queue(stack)]],
    ['a Confluent construct that waits for one of the same plane', () => [account(other).construct, account(stack).construct]],
    ['a Confluent construct that waits for one of another plane', () => [topic(other).construct, account(stack).construct]],
  ])('%s has its stack wait', (_, make) => {
    const [source, target] = make();
    source.node.addDependency(target);
    app.synth();
    expect([other.dependencies, stack.dependencies]).toEqual([[stack], []]);
    expect(JSON.stringify([other, stack].map((each) => Template.fromStack(each)))).not.toContain('DependsOn');
  });

  test('in a Stage they are the same', () => {
    const stage = new Stage(app, 'Prod');
    const [first, second] = ['First', 'Second'].map((id) => new Stack(stage, id));
    queue(second).node.addDependency(account(first).construct);
    app.synth();
    expect(second.dependencies).toEqual([first]);
  });

  test.each<[what: string, make: (one: Stack, two: Stack) => [source: IConstruct, target: IConstruct], paths: [string, string]]>([
    ['a Confluent construct', (one, two) => [queue(account(one).construct), account(two).construct], ['Account/Queue', 'ConfluentControlPlane/Deployment/Default']],
    ['an AWS resource', (one, two) => [account(one).construct, queue(two)], ['ConfluentControlPlane/Deployment/Default', 'Queue']],
    ['a Confluent construct, said by another,', (one, two) => [topic(one).construct, account(two).construct],
      ['ConfluentDataPlane/Deployment/Default', 'ConfluentControlPlane/Deployment/Default']],
  ])('of two Stages, %s cannot be waited for', (_, make, [from, to]) => {
    const [one, two] = ['One', 'Two'].map((id) => new Stack(new Stage(app, id), 'Stack'));
    const [source, target] = make(one, two);
    source.node.addDependency(target);
    expect(() => app.synth()).toThrow(`You cannot have a dependency from 'One/Stack/${from}' (in Stage 'One') `
      + `to 'Two/Stack/${to}' (in Stage 'Two'): dependency cannot cross stage boundaries`);
  });

  test('above and below, the nested stack waits or is waited for', () => {
    const nested = new NestedStack(stack, 'Nested');
    const [before, after] = ['Before', 'After'].map((id) => queue(stack, id));
    const { construct } = account(nested);
    construct.node.addDependency(before);
    after.node.addDependency(construct);
    const { nestedStackResource: resource } = nested as unknown as { nestedStackResource: CfnResource };
    expect(waits(after)).toEqual([resource.node.path]);
    expect(waits(resource)).toEqual(['Stack/Before']);
  });
});

describe('a construct that holds both kinds', () => {
  function both(scope: Construct, id: string) {
    const construct = new Construct(scope, id);
    return { construct, queue: queue(construct), account: account(construct), topic: topic(construct) };
  }

  test('waits with all of them', () => {
    const source = both(stack, 'Both');
    source.construct.node.addDependency(queue(stack, 'Target'));
    expect(waits(source.queue)).toEqual(['Stack/Target']);
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual(['Stack/Target']);
    expect(waits(deployment(stack, Plane.DATA))).toEqual(['Stack/Target']);
  });

  test('is waited for, with all of them', () => {
    const target = both(stack, 'Both');
    const source = queue(stack, 'Source');
    source.node.addDependency(target.construct);
    expect(waits(source)).toEqual(['Stack/Both/Queue', CONTROL, DATA]);
  });

  test('may stand in another stack', () => {
    const other = new Stack(app, 'Other');
    const target = both(stack, 'Target');
    const source = both(other, 'Source');
    source.construct.node.addDependency(target.construct);
    app.synth();
    expect(other.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });

  test('waits for a Confluent construct in Terraform, if one of its own is in the same root', () => {
    const source = new Construct(stack, 'Source');
    account(source);
    const [{ construct, address }, resource] = [account(stack, 'Target'), queue(source)];
    source.node.addDependency(construct);
    expect(new Rendered(stack, Plane.CONTROL).block('confluent_service_account', 'Stack/Source/Account').depends_on).toEqual([address]);
    expect(waits(resource)).toEqual([CONTROL]);
  });
});

describe('no loop comes of', () => {
  test('a spoke that waits for its hub in the same stack', () => {
    const hub = new StreamingHub(stack, 'Hub', requiredProps(stack));
    const spoke = new Spoke(stack, 'Spoke', { hub });
    const { secret } = spoke.apiKey;
    spoke.node.addDependency(hub);
    new CfnOutput(stack, 'Out', { value: secret.secretArn });
    const { document } = new Rendered(stack, Plane.CONTROL);
    const [key] = Object.values<any>(document.resource.confluent_api_key).filter((each) => each['//'].construct === 'Stack/Spoke/ApiKey');
    expect(key.depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^confluent_kafka_cluster\.Hub_/), expect.stringMatching(/^confluent_environment\.Hub_/)]));
    expect(waits(deployment(stack, Plane.CONTROL))).toEqual(['Cluster', 'Environment/SchemaRegistry'].map((id) => `Stack/Hub/${id}/AdminKey/Secret/Resource`));
  });

  test('a key that waits for a role of its owner', () => {
    const { stack: home, principal: owner, cluster, environment } = fixture();
    const key = new ApiKey(home, 'Key', { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) });
    const binding = new RoleBinding(home, 'Binding', { principal: owner, role: Role.OPERATOR, crnPattern: environment.environmentCrn });
    key.node.addDependency(binding);
    const rendered = new Rendered(home, Plane.CONTROL);
    expect(rendered.block('confluent_api_key').depends_on).toEqual([expect.stringMatching(/^confluent_role_binding\.Binding_\w{8}$/)]);
    expect(waits(key.node.findChild('Secret').node.defaultChild as CfnResource)).toEqual([]);
    expect(waits(deployment(home, Plane.CONTROL))).toEqual([]);
  });

  test('a role that waits for a key', () => {
    const { stack: home, principal: owner, cluster, environment } = fixture();
    const key = new ApiKey(home, 'Key', { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) });
    const binding = new RoleBinding(home, 'Binding', { principal: owner, role: Role.OPERATOR, crnPattern: environment.environmentCrn });
    binding.node.addDependency(key);
    expect(new Rendered(home, Plane.CONTROL).block('confluent_role_binding').depends_on).toEqual([expect.stringMatching(/^confluent_api_key\.Key_\w{8}$/)]);
  });

  test('a construct that waits for the one that holds it', () => {
    const owner = account(stack, 'Outer').construct;
    const inner = account(owner, 'Inner').construct;
    inner.node.addDependency(owner);
    const rendered = new Rendered(stack, Plane.CONTROL);
    expect(rendered.block('confluent_service_account', 'Stack/Outer/Inner').depends_on).toEqual([expect.stringMatching(/^confluent_service_account\.Outer_\w{8}$/)]);
    expect(rendered.block('confluent_service_account', 'Stack/Outer').depends_on).toBeUndefined();
  });

  test('a resource that waits for others of its own construct', () => {
    const owner = new Construct(stack, 'Two');
    const [first, second] = ['A', 'B'].map((id) => addResource(owner, connectionOf(stack), ServiceAccount, { displayName: id }, id));
    second.node.addDependency(first);
    expect(Object.values<any>(new Rendered(stack, Plane.CONTROL).document.resource.confluent_service_account).map((each) => each.depends_on))
      .toEqual([undefined, [addressOf(first)]]);
  });
});

test('a group of dependencies is waited for, whatever is in it', () => {
  const group = new DependencyGroup(queue(stack, 'First'));
  const source = account(stack).construct;
  source.node.addDependency(group);
  group.add(queue(stack, 'Second'));
  group.add(topic(stack).construct);
  expect(waits(deployment(stack, Plane.CONTROL))).toEqual([DATA, 'Stack/First', 'Stack/Second']);
});

test('a dependency may be added by an aspect', () => {
  const source = queue(stack);
  const { construct } = account(stack);
  Aspects.of(app).add({ visit: (node) => { if (node === source) node.node.addDependency(construct); } });
  expect(waits(source)).toEqual([CONTROL]);
});
