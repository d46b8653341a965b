import { App, CfnOutput, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKey, ApiKeyScope, ClusterType, KafkaTopic, ServiceAccount } from '../../lib/confluent';
import { StreamingHub } from '../../lib/hub';
import { Plane, TerraformRunner } from '../../lib/terraform';
import { Json } from '../support/document';
import { deploymentOf } from '../support/fixtures';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

function hubOf(cluster: ClusterType, timeout?: Duration): StreamingHub {
  const runner = new TerraformRunner(stack, 'Runner', { timeout });
  return new StreamingHub(stack, 'Hub', { credentials: Secret.fromSecretNameV2(stack, 'Key', 'confluent/key'), runner, cluster });
}

/** The custom resources of a type, by logical ID. */
function resources(type: string): [string, Json][] {
  return Object.entries<Json>(Template.fromStack(stack).toJSON().Resources).filter(([, { Type }]) => Type === `Custom::TerraformRoot${type}`);
}

/** What a template reads of roots and pages that do not answer it. */
function unanswered(template: Json): unknown[] {
  const reads: [string, string][] = [];
  JSON.stringify(template, (key, value) => {
    if (key === 'Fn::GetAtt') reads.push(value);
    return value;
  });
  return reads.filter(([id, name]) => /^Custom::TerraformRoot/.test(template.Resources[id].Type) && name !== 'Run'
    && !template.Resources[id].Properties.Outputs?.includes(name));
}

const idOf = (plane: Plane) => Object.entries<Json>(Template.fromStack(stack).toJSON().Resources)
  .find(([, resource]) => resource === undefined || (resource.Type === 'Custom::TerraformRoot' && resource.Properties.StateKey === `Stack/${plane}`))![0];

describe('outputs', () => {
  test('are answered by the root itself while there are few', () => {
    const hub = hubOf(ClusterType.basic());
    new CfnOutput(stack, 'Id', { value: hub.cluster.clusterId });
    const template = Template.fromStack(stack).toJSON();
    const [, name] = template.Outputs.Id.Value['Fn::GetAtt'];

    expect(deploymentOf(template, Plane.CONTROL).Properties.Outputs).toContain(name);
    expect(resources('Outputs')).toEqual([]);
  });

  test('are read from pages once an answer could not hold them, each from one', () => {
    const { organization, cluster } = hubOf(ClusterType.basic());
    const accounts = Array.from({ length: 40 }, (_, i) => new ServiceAccount(stack, `Account${i}`, { organization }));
    accounts.forEach((account, i) => new CfnOutput(stack, `Id${i}`, { value: account.serviceAccountId }));
    accounts.forEach((owner, i) => new CfnOutput(stack, `Secret${i}`, {
      value: new ApiKey(stack, `Key${i}`, { owner, keyScope: ApiKeyScope.kafkaCluster(cluster) }).secret.secretArn,
    }));
    const template = Template.fromStack(stack).toJSON();
    const answering = Object.entries<Json>(template.Resources).filter(([, { Properties }]) => Properties?.Outputs);

    expect(unanswered(template)).toEqual([]);
    expect(answering.length).toBeGreaterThan(5);
    const all = answering.flatMap(([, { Properties }]) => Properties.Outputs);
    expect(all.length).toBe(new Set(all).size);
    for (const [, { Properties }] of answering) {
      const names: string[] = Properties.Outputs;
      expect(JSON.stringify(Object.fromEntries(names.map((name) => [name, 'x'.repeat(180)]))).length).toBeLessThan(3_400);
    }
  });

  test('of a page are asked for again with each run of the root', () => {
    const { organization } = hubOf(ClusterType.basic());
    Array.from({ length: 20 }, (_, i) => new CfnOutput(stack, `Id${i}`, { value: new ServiceAccount(stack, `Account${i}`, { organization }).serviceAccountId }));
    const control = idOf(Plane.CONTROL);
    const [[, page]] = resources('Outputs');

    expect(page).toMatchObject({ DependsOn: [control], Properties: { StateKey: 'Stack/control-plane', Run: { 'Fn::GetAtt': [control, 'Run'] } } });
  });

  test('stay where they are when the app is synthesized again', () => {
    const { organization } = hubOf(ClusterType.basic());
    const other = new Stack(app, 'Reader');
    Array.from({ length: 30 }, (_, i) => new CfnOutput(i % 2 ? other : stack, `Id${i}`, { value: new ServiceAccount(stack, `A${i}`, { organization }).serviceAccountId }));
    const first = Template.fromStack(stack).toJSON();

    expect(Template.fromStack(stack).toJSON()).toEqual(first);
  });
});

describe('what takes longer than an hour', () => {
  test('is waited for by no further resource in a root without it', () => {
    hubOf(ClusterType.standard()).addTopic('clicks');

    expect(resources('Continuation')).toEqual([]);
    expect(deploymentOf(Template.fromStack(stack).toJSON(), Plane.CONTROL).Properties.Continuation).toBeUndefined();
  });

  test('is waited for by one further resource an hour, as long as runs may last', () => {
    hubOf(ClusterType.dedicated({ cku: 2 }), Duration.hours(4));
    const control = idOf(Plane.CONTROL);
    const found = resources('Continuation');
    const { Continuation } = deploymentOf(Template.fromStack(stack).toJSON(), Plane.CONTROL).Properties;

    expect(found.map(([, { Properties }]) => Properties)).toEqual(['1', '2', '3'].map((Waited) => ({
      ServiceToken: expect.anything(), StateKey: 'Stack/control-plane', Waited, Continuation, Continued: String(Waited !== '3'),
    })));
    expect(found.map(([, { DependsOn }]) => DependsOn)).toEqual([[control], ...found.slice(0, 2).map(([id]) => [id])]);
  });

  test('is waited for by all that waits for the root, and outputs come after it', () => {
    const hub = hubOf(ClusterType.dedicated({ cku: 2 }), Duration.hours(3));
    hub.addTopic('clicks');
    new CfnOutput(stack, 'Id', { value: hub.cluster.clusterId });
    new CfnResource(stack, 'After', { type: 'Test::After' }).node.addDependency(hub.cluster);
    const last = resources('Continuation').at(-1)![0];
    const [[page, { DependsOn }]] = resources('Outputs');
    const template = Template.fromStack(stack).toJSON();

    expect(DependsOn).toEqual([last]);
    expect(template.Outputs.Id.Value['Fn::GetAtt'][0]).toBe(page);
    expect(template.Resources.After.DependsOn).toContain(last);
    expect(unanswered(template)).toEqual([]);
    expect(JSON.stringify(deploymentOf(template, Plane.DATA).Properties.Variables)).toContain(page);
    expect(deploymentOf(template, Plane.CONTROL).Properties.Outputs).toBeUndefined();
  });

  test('changes the continuations only if it changes itself', () => {
    const continuationOf = (cku: number, topic: string) => {
      stack = new Stack(new App(), 'Stack');
      const hub = hubOf(ClusterType.dedicated({ cku }));
      new KafkaTopic(stack, 'Topic', { cluster: hub.cluster, topicName: topic });
      new ServiceAccount(stack, topic, { organization: hub.organization });
      return resources('Continuation')[0][1].Properties.Continuation;
    };

    expect(continuationOf(2, 'a')).toBe(continuationOf(2, 'b'));
    expect(continuationOf(2, 'a')).not.toBe(continuationOf(3, 'a'));
  });
});
