import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClusterLink, ClusterType, Connector, KafkaCluster, LinkSource, ProviderIntegration, ServiceAccount as Account } from '../../lib/confluent';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { ServiceAccount } from '../../lib/provider/service-account';
import { Plane } from '../../lib/terraform';
import { textAttribute } from '../../lib/terraform/private/add-resource';
import { fixture } from '../confluent/fixture';
import { put, Rendered } from '../support/fixtures';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

const queue = (scope: Construct, id = 'Queue', value?: string) => new CfnResource(scope, id, { type: 'Test::Queue', properties: { Value: value } });
const account = (scope: Construct, id = 'Account', displayName = 'x') => put(scope, id, ServiceAccount, { displayName });
const topic = (scope: Construct, id = 'Topic', topicName = 'x') => put(scope, id, KafkaTopic, { topicName });
const idOf = (element: ServiceAccount | KafkaTopic) => textAttribute(element, 'id');
const owner = (scope: Construct, id: string) => scope.node.findChild(id);

/** The whole message that a synth fails with. */
function failure(): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the synth did not fail');
}

const loop = (path: string, ...steps: string[]) => [
  `${path}: AWS and Confluent resources wait for each other in a loop:`,
  ...steps.map((step) => `  - ${step}`),
  'Terraform applies the Confluent resources of a stack and plane together. Break the loop: give one value as plain text '
    + '(a fixed name), or move one of the resources into another stack.',
].join('\n');

describe('each step is named of a loop', () => {
  test.each<[how: string, set: (resource: CfnResource, value: string) => void]>([
    ['set later', (resource, value) => { resource.cfnOptions.metadata = { value }; }],
    ['that are overrides', (resource, value) => { resource.addPropertyOverride('Value', value); }],
  ])('of values %s', (_, set) => {
    const resource = queue(stack);
    set(resource, idOf(account(stack, 'Account', resource.ref)));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Queue.Ref>',
      'Stack/Queue reads <Stack/Account.id>'));
  });

  test('of values in a text of JSON', () => {
    const resource = queue(stack);
    resource.addPropertyOverride('Value', stack.toJsonString({ accounts: [idOf(account(stack, 'Account', resource.ref))] }));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Queue.Ref>',
      'Stack/Queue reads <Stack/Account.id>'));
  });

  test('of values of two Confluent constructs, one of which reads and the other is read', () => {
    account(stack, 'Reader', queue(stack, 'Queue', idOf(account(stack, 'Read'))).ref);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Queue.Ref>',
      'Stack/Queue reads <Stack/Read.id>'));
  });

  test('of values, through several AWS resources', () => {
    const last = queue(stack, 'Last', idOf(account(stack)));
    const first = queue(stack, 'First', `a-${queue(stack, 'Second', last.getAtt('Arn').toString()).ref}`);
    account(stack, 'Reader', first.ref);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/First.Ref>',
      'Stack/First reads <Stack/Second.Ref>',
      'Stack/Second reads <Stack/Last.Arn>',
      'Stack/Last reads <Stack/Account.id>'));
  });

  test('of dependencies', () => {
    const resource = queue(stack);
    account(stack);
    resource.node.addDependency(owner(stack, 'Account'));
    owner(stack, 'Account').node.addDependency(resource);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane depends on Stack/Queue',
      'Stack/Queue depends on Stack/ConfluentControlPlane'));
  });

  test('of values, and of a dependency between AWS resources', () => {
    const last = queue(stack, 'Last', idOf(account(stack)));
    const first = queue(stack, 'First');
    first.node.addDependency(last);
    account(stack, 'Reader', first.ref);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/First.Ref>',
      'Stack/First depends on Stack/Last',
      'Stack/Last reads <Stack/Account.id>'));
  });

  test('of values and dependencies', () => {
    const resource = queue(stack);
    account(stack, 'Account', resource.ref);
    resource.node.addDependency(owner(stack, 'Account'));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Queue.Ref>',
      'Stack/Queue depends on Stack/ConfluentControlPlane'));
  });

  test('of values, through AWS resources that depend on each other', () => {
    const [first, second] = [queue(stack, 'First', idOf(account(stack))), queue(stack, 'Second')];
    second.node.addDependency(first);
    account(stack, 'Reader', second.ref);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Second.Ref>',
      'Stack/Second depends on Stack/First',
      'Stack/First reads <Stack/Account.id>'));
  });

  test('of two roots', () => {
    const its = account(stack);
    account(stack, 'Reader', idOf(topic(stack, 'Topic', idOf(its))));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Stack/Topic.id>',
      'Stack/ConfluentDataPlane reads <Stack/Account.id>'));
  });

  test('of two roots, by dependencies', () => {
    account(stack);
    topic(stack);
    owner(stack, 'Account').node.addDependency(owner(stack, 'Topic'));
    owner(stack, 'Topic').node.addDependency(owner(stack, 'Account'));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane depends on Stack/ConfluentDataPlane',
      'Stack/ConfluentDataPlane depends on Stack/ConfluentControlPlane'));
  });

  test('that begins at an AWS resource, without what leads to it', () => {
    const resource = queue(stack, 'Inner', idOf(topic(stack, 'Topic', idOf(account(stack)))));
    topic(stack, 'Second', resource.ref);
    account(stack, 'Reader', 'plain');
    expect(failure()).toBe(loop('Stack/ConfluentDataPlane',
      'Stack/ConfluentDataPlane reads <Stack/Inner.Ref>',
      'Stack/Inner reads <Stack/Topic.id>'));
  });

  test('of two stacks', () => {
    const other = new Stack(app, 'Other');
    account(stack, 'Reader', queue(other, 'Queue', idOf(account(stack))).ref);
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Other/Queue.Ref>',
      'Other/Queue reads <Stack/Account.id>'));
  });

  test('of the roots of two stacks', () => {
    const other = new Stack(app, 'Other');
    account(stack, 'Reader', idOf(account(other, 'Account', idOf(account(stack)))));
    expect(failure()).toBe(loop('Stack/ConfluentControlPlane',
      'Stack/ConfluentControlPlane reads <Other/Account.id>',
      'Other/ConfluentControlPlane reads <Stack/Account.id>'));
  });
});

describe('two stacks that wait for each other, though no constructs do,', () => {
  test('are refused by the CDK, which names the values that are read', () => {
    const other = new Stack(app, 'Other');
    queue(other, 'Reads', idOf(account(stack)));
    queue(stack, 'ReadsToo', queue(other).ref);
    expect(failure()).toMatch(new RegExp("^'Stack' depends on 'Other' \\(Stack -> Other/Queue\\.Ref\\)\\. "
      + 'Adding this dependency \\(Other -> Stack/ConfluentControlPlane/Deployment/Default\\.Account_id_\\w{8}\\) would create a cyclic reference\\.$'));
  });

  test('are refused by the CDK, which names the constructs that depend on others', () => {
    const other = new Stack(app, 'Other');
    account(stack);
    queue(other, 'First').node.addDependency(owner(stack, 'Account'));
    queue(stack, 'Second').node.addDependency(queue(other, 'Third'));
    expect(failure()).toBe("'Stack' depends on 'Other' ({Stack/Second}.addDependency({Other/Third})). "
      + 'Adding this dependency ({Other/First}.addDependency({Stack/ConfluentControlPlane/Deployment/Default})) would create a cyclic reference.');
  });
});

describe('there is no loop', () => {
  test('of an integration, its role, and the connector that uses it', () => {
    const { stack: home, cluster, environment } = fixture();
    const integration = new ProviderIntegration(home, 'Integration', { environment });
    new Connector(home, 'Connector', { cluster, connectorClass: 'GithubSource', config: { 'provider.integration.id': integration.integrationId } })
      .node.addDependency(integration);
    const data = new Rendered(home, Plane.DATA);
    const control = new Rendered(home, Plane.CONTROL);
    expect(data.deployment.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^IntegrationRole/)]));
    expect(control.deployment.DependsOn).toBeUndefined();
  });

  test('of a construct that makes a key for itself in another plane, and what it waits for', () => {
    const { stack: home, cluster, environment, organization } = fixture(ClusterType.dedicated({ cku: 1 }));
    const other = new KafkaCluster(home, 'Other', { environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
    new ClusterLink(home, 'Link', { source: LinkSource.cluster(other), destination: cluster })
      .node.addDependency(new Account(home, 'Account', { organization }));
    expect(() => App.of(home)!.synth()).not.toThrow();
  });

  test('of a value that another value of the same construct is made of', () => {
    const first = account(stack, 'First');
    account(stack, 'Second', idOf(first));
    queue(stack, 'Queue', idOf(first));
    expect(() => app.synth()).not.toThrow();
  });

  test('where two ways lead to the same resource', () => {
    const resource = queue(stack);
    const [left, right] = ['Left', 'Right'].map((id) => queue(stack, id, resource.ref));
    topic(stack, 'Topic', idOf(account(stack, 'Account', `${left.ref}${right.ref}`)));
    topic(stack, 'Other', left.ref);
    expect(() => app.synth()).not.toThrow();
  });

  test('of a resource of CloudFormation that waits for itself', () => {
    const resource = queue(stack);
    resource.addPropertyOverride('Value', resource.ref);
    account(stack, 'Account', resource.ref);
    expect(() => app.synth()).not.toThrow();
  });

  test('of a nested stack and what is around it', () => {
    const nested = new NestedStack(stack, 'Nested');
    const its = account(nested, 'Account', queue(stack).ref);
    queue(stack, 'After', idOf(its));
    expect(() => app.synth()).not.toThrow();
  });
});
