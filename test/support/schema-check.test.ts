import { App, Stack } from 'aws-cdk-lib';
import { Json } from './document';
import { put } from './fixtures';
import { expressionsOf, isExpression, referencesOf } from './hcl';
import { checkDocument, format } from './schema-check';
import { KafkaTopic } from '../../lib/provider/kafka-topic';

const topic = {
  topic_name: 'clicks',
  kafka_cluster: { id: '${confluent_kafka_cluster.main.id}' },
  rest_endpoint: '${confluent_kafka_cluster.main.rest_endpoint}',
  partitions_count: 6,
  config: { 'cleanup.policy': 'compact' },
};
const cluster = { display_name: 'main', availability: 'SINGLE_ZONE', cloud: 'AWS', region: '${var.region}', standard: [{}], environment: { id: 'env-1' } };
const valid = {
  '//': 'Stack/Root',
  'terraform': {},
  'variable': { region: { type: 'string' }, key: { type: 'string', sensitive: true, ephemeral: true } },
  'provider': { confluent: [{ cloud_api_key: '${var.key}' }, { alias: 'kafka', kafka_id: 'lkc-1' }] },
  'resource': { confluent_kafka_topic: { clicks: topic }, confluent_kafka_cluster: { main: cluster } },
  'data': { confluent_organization: { org: {} } },
  'output': { id: { value: 'a ${confluent_kafka_topic.clicks.id}' } },
};

/** Problems of the valid document after a change of the topic, another resource, or a section. */
const withTopic = (change: Json) => withResource('confluent_kafka_topic', { ...topic, ...change });
const withResource = (type: string, block: Json) => check({ resource: { ...valid.resource, [type]: { [type === 'confluent_kafka_topic' ? 'clicks' : 'x']: block } } });
const check = (change: Json) => format(checkDocument({ ...valid, ...change }));

test('accepts a document without problems', () => {
  expect(checkDocument(valid)).toEqual([]);
});

test('accepts comments everywhere, blocks as lists or objects, and expressions of any type', () => {
  expect(withTopic({
    '//': { construct: 'Stack/Topic' },
    'kafka_cluster': [{ '//': 'comment', 'id': 'lkc-1' }],
    'partitions_count': '${var.region}',
    'config': '${var.region}',
    'depends_on': ['confluent_kafka_cluster.main', 'data.confluent_organization.org'],
    'provider': 'confluent.kafka',
    'lifecycle': { prevent_destroy: true },
  })).toBe('');
});

describe('finds in arguments', () => {
  test.each<[rule: string, change: Json, problem: string]>([
    ['a name with a typo', { partition_count: 3 }, 'partition_count: is unknown'],
    ['a name in camel case', { partitionsCount: 3 }, 'partitionsCount: is unknown, did you mean `partitions_count`?'],
    ['a block with a typo', { kafka_clusters: {} }, 'kafka_clusters: is unknown'],
    ['an unknown name in a block', { kafka_cluster: { id: 'x', name: 'y' } }, 'kafka_cluster.name: is unknown'],
    ['a missing argument', { topic_name: undefined }, 'topic_name: is required'],
    ['a missing argument in a block', { kafka_cluster: [{}] }, 'kafka_cluster[0].id: is required'],
    ['a number for a string', { topic_name: 3 }, 'topic_name: must be a string, got: 3'],
    ['null for a string', { topic_name: null }, 'topic_name: must be a string, got: null'],
    ['text for a number', { partitions_count: '3' }, 'partitions_count: must be a number, got: "3"'],
    ['text with an expression in it for a number', { partitions_count: '1${var.region}' }, 'partitions_count: must be a number, got: "1${var.region}"'],
    ['a list for a map', { config: ['a'] }, 'config: must be a map, got: ["a"]'],
    ['a number in a map of strings', { config: { 'retention.ms': 3 } }, 'config.retention.ms: must be a string, got: 3'],
    ['text for a block', { kafka_cluster: 'lkc-1' }, 'kafka_cluster: must be a block, got: "lkc-1"'],
    ['an expression for a block', { kafka_cluster: '${var.region}' }, 'kafka_cluster: must be a block, got: "${var.region}"'],
    ['two blocks where one may be', { kafka_cluster: [{ id: 'a' }, { id: 'b' }] }, 'kafka_cluster: may have 1 block, got: 2'],
    ['a provider that is not configured', { provider: 'confluent.other' }, 'provider: there is no provider block for `confluent.other`'],
    ['a dependency on nothing', { depends_on: ['confluent_environment.x'] }, 'depends_on: there is no `confluent_environment.x`'],
  ])('%s', (_, change, problem) => {
    expect(withTopic(change)).toBe(`confluent_kafka_topic.clicks ${problem}`);
  });

  test.each<[rule: string, type: string, block: Json, problem: string]>([
    ['an argument that only the provider sets', 'confluent_service_account', { display_name: 'x', kind: 'y' }, ' kind: is read-only'],
    ['a missing block', 'confluent_api_key', { display_name: 'x' }, ' owner: needs 1 block, got: 0'],
    ['text for a boolean', 'confluent_schema', { format: 'AVRO', subject_name: 'x', hard_delete: 'true' }, ' hard_delete: must be a bool, got: "true"'],
    ['text for a list', 'confluent_ip_group', { group_name: 'x', cidr_blocks: 'y' }, ' cidr_blocks: must be a set, got: "y"'],
    ['an unknown type', 'confluent_kafka_topics', {}, ': there is no resource type `confluent_kafka_topics`'],
  ])('%s', (_, type, block, problem) => {
    expect(withResource(type, block)).toBe(`${type}.x${problem}`);
  });
});

describe('finds in references', () => {
  test.each([
    ['${confluent_kafka_cluster.mian.id}', 'there is no `confluent_kafka_cluster.mian`'],
    ['${confluent_kafka_cluster.main.rest_endpont}', '`confluent_kafka_cluster.main.rest_endpont`: there is no `rest_endpont`'],
    ['${confluent_kafka_cluster.main.standard.max_ecku}', '`confluent_kafka_cluster.main.standard.max_ecku`: `standard` is a list: an index is missing'],
    ['${confluent_kafka_cluster.main.standard[0].cku}', '`confluent_kafka_cluster.main.standard[0].cku`: there is no `cku`'],
    ['${confluent_kafka_cluster.main.endpoints[0].url}', '`confluent_kafka_cluster.main.endpoints[0].url`: there is no `url`'],
    ['${confluent_kafka_cluster.main.id.x}', '`confluent_kafka_cluster.main.id.x`: a string has no parts'],
    ['${data.confluent_organization.other.id}', 'there is no `data.confluent_organization.other`'],
    ['a ${join(",", ["${var.x}"])} b', 'there is no `var.x`'],
    ['%{ if var.x }yes%{ endif }', 'there is no `var.x`'],
    ['${local.x}', 'there is no `local.x`'],
    ['${banana}', 'there is no `banana`'],
    ['${Token[TOKEN.1]}', '`${Token[TOKEN.1]}` is left over'],
    ['${TfToken[TOKEN.1]}', '`${TfToken[TOKEN.1]}` is left over'],
    ['-1.8881545897087503e+289', '`-1.8881545897087503e+289` is left over'],
    ['${var.key}', 'an ephemeral variable may be used in provider blocks only'],
  ])('%s', (value, problem) => {
    expect(withTopic({ rest_endpoint: value }).split('\n')).toContain(`confluent_kafka_topic.clicks rest_endpoint: ${problem}`);
  });

  test.each([
    '$${var.nothing}', '${confluent_kafka_cluster.main.standard[0].max_ecku}', '${confluent_kafka_cluster.main.endpoints[*].rest_endpoint}',
    '${[for e in confluent_kafka_cluster.main.endpoints : e.rest_endpoint][0]}', '${{ "a" = "b", c = var.region }["a"]}',
    '${data.confluent_organization.org.id}', '${confluent_kafka_cluster.main.region == "x" ? "a" : lower("B")}', '${confluent_kafka_topic.clicks.config["x"]}',
  ])('nothing wrong with %s', (value) => {
    expect(withTopic({ rest_endpoint: value })).toBe('');
  });
});

describe('finds in sections', () => {
  test.each<[rule: string, change: Json, problem: string]>([
    ['an unknown section', { outputs: {} }, 'document outputs: is unknown'],
    ['an unknown type of data source', { data: { confluent_nothing: { x: {} } } }, 'data.confluent_nothing.x: there is no data source type `confluent_nothing`'],
    ['an unused variable', { variable: { ...valid.variable, x: { type: 'string' } } }, 'variable.x: is used nowhere'],
    ['a name that is no identifier', { output: { '1a': { value: 'x' } } }, 'output.1a: is no identifier'],
    ['an output without value', { output: { x: {} } }, 'output.x value: is required'],
    ['an output of nothing', { output: { x: { value: '${confluent_kafka_topic.x.id}' } } }, 'output.x value: there is no `confluent_kafka_topic.x`'],
    ['an expression in a description', { output: { x: { value: 'x', description: '${var.region}' } } }, 'output.x description: must be literal'],
    ['an argument of the provider with a typo', { provider: { confluent: { cloud_api_kee: '${var.key}' } } }, 'provider.confluent[0] cloud_api_kee: is unknown'],
    ['resources without a provider', { provider: { confluent: [{ alias: 'kafka', cloud_api_key: '${var.key}' }] } },
      'confluent_kafka_topic.clicks provider: there is no provider block for `confluent`'],
  ])('%s', (_, change, problem) => {
    expect(check(change).split('\n')).toContain(problem);
  });

  test('an output that shows a secret', () => {
    expect(check({
      resource: { ...valid.resource, confluent_api_key: { key: { owner: { id: 'x', api_version: 'iam/v2', kind: 'ServiceAccount' } } } },
      output: { key: { value: { password: '${confluent_api_key.key.secret}' } } },
    })).toBe('output.key sensitive: must be true, as the value is');
  });
});

test('takes templates apart as Terraform does', () => {
  expect(expressionsOf('a $${no} ${one("}")} %%{no} %{ if two } ${"${nested}"}')).toEqual(['one("}")', ' if two ', '"${nested}"']);
  expect(isExpression('${a["}"]}')).toBe(true);
  expect(isExpression('${a}${b}')).toBe(false);
  expect(referencesOf('f(a.b[0].c, "x \\" ${d.e[g.h]}", { i = j, (k) = 1 })').map(({ root }) => root)).toEqual(['a', 'd', 'g', 'j', 'k']);
  expect(referencesOf('a.b["c"].0.*')).toEqual([{ root: 'a', steps: [{ name: 'b' }, { name: 'c' }, { index: '0' }, { splat: true }] }]);
});

test('every document that a test renders is checked', () => {
  const app = new App();
  put(new Stack(app, 'Stack'), 'Topic', KafkaTopic, { topicName: 'clicks' }).addOverride('partition_count', 3);
  expect(() => app.synth()).toThrow(
    /the provider would refuse what Stack\/ConfluentDataPlane renders:\nconfluent_kafka_topic\.Topic_\w+ partition_count: is unknown/);
});
