import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { busySpoke, hubIn } from './fixture';
import { ClusterType, FlinkStatement, KafkaTopic, Schema, Sql } from '../../lib/confluent';
import { StreamingHub, StreamingHubProps } from '../../lib/hub';

type Json = Record<string, any>;

interface Assembly {
  readonly hub: StreamingHub;
  readonly platform: Stack;
  readonly teams: Stack[];
  readonly template: Json;
  readonly control: Json;
  readonly data: Json;
}

/** An app with a hub and the spokes of `teams`, synthesized. */
function appWith(teams: string[], props: Partial<StreamingHubProps> = {}): Assembly {
  const app = new App();
  const { platform, hub } = hubIn(app, { flink: {}, ...props });
  const [clicks, refined] = ['clicks', 'refined'].map((name) => hub.addTopic(name));
  const stacks = teams.map((team) => {
    const stack = busySpoke(app, team, hub, clicks, refined);
    const { computePool, cluster } = hub;
    const topic = new KafkaTopic(stack, 'Own', { cluster, topicName: `${team}.own`, value: Schema.avro('"string"') });
    if (computePool && cluster.clusterType.hasRbac) {
      new FlinkStatement(stack, 'Statement', { computePool, cluster, sql: Sql.inline('SELECT 1'), reads: [topic] });
    }
    return stack;
  });
  const { directory } = app.synth();
  const read = (...path: string[]) => JSON.parse(readFileSync(join(directory, ...path), 'utf8'));
  return {
    hub,
    platform,
    teams: stacks,
    template: read('Platform.template.json'),
    control: read('terraform', 'Platform', 'control-plane', 'main.tf.json'),
    data: read('terraform', 'Platform', 'data-plane', 'main.tf.json'),
  };
}

const CLUSTERS: [string, ClusterType][] = [['basic', ClusterType.basic()], ['standard', ClusterType.standard()]];

test.each(CLUSTERS)('a hub of type %s depends on no spoke, and each spoke on the hub only', (_, cluster) => {
  const { platform, teams } = appWith(['Web', 'Mobile'], { cluster });
  expect(platform.dependencies).toEqual([]);
  expect(teams.map((team) => team.dependencies)).toEqual([[platform], [platform]]);
});

describe.each(CLUSTERS)('when a spoke of a hub of type %s leaves the app', (_, cluster) => {
  const [alone, one, both] = [[], ['Web'], ['Web', 'Mobile']].map((teams) => appWith(teams, { cluster }));

  test('the data plane of the hub stays as it is', () => {
    expect(one.data).toEqual(both.data);
    expect(alone.data).toEqual(both.data);
  });

  test('all is the same that another spoke like it still uses', () => {
    expect(one.control).toEqual(both.control);
    expect(one.template).toEqual(both.template);
  });

  test('the control plane of the hub changes in outputs only', () => {
    const { output: after, ...rest } = alone.control;
    const { output: before, ...same } = one.control;
    expect(rest).toEqual(same);
    expect(Object.entries(before)).toEqual(expect.arrayContaining(Object.entries(after)));
    expect(Object.keys(before).length).toBeGreaterThan(Object.keys(after).length);
  });

  test('the template of the hub changes in outputs and in the name of the document only', () => {
    expect(withoutDocument(alone.template)).toEqual(withoutDocument(one.template));
  });

  test('the hub exports nothing, so it can be deployed before the stack of the spoke is deleted', () => {
    expect(JSON.stringify(both.template)).not.toContain('"Export"');
    expect(alone.template.Outputs).toBeUndefined();
  });
});

/** A template without its outputs and those of roots, and without the names of documents, which have outputs too. */
function withoutDocument({ Outputs: _, Resources, ...template }: Json): Json {
  const resources = Object.fromEntries(Object.entries<Json>(structuredClone(Resources)).filter(([, { Type }]) => Type !== 'Custom::TerraformRootOutputs'));
  for (const { Properties } of Object.values<Json>(resources)) {
    delete Properties?.Document;
    delete Properties?.Outputs;
  }
  return { ...template, Resources: resources };
}
