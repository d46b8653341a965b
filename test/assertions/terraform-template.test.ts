import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Capture, Match } from 'aws-cdk-lib/assertions';
import { TerraformTemplate } from '../../lib/assertions';
import { Environment } from '../../lib/provider/environment';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { connectionOf, messageOf, put, rootOf } from '../support/fixtures';

const document = {
  variable: { region: { type: 'string' }, key: { type: 'string', sensitive: true } },
  provider: { confluent: [{ cloud_api_key: 'a' }, { alias: 'kafka', kafka_id: 'b' }] },
  resource: {
    confluent_kafka_topic: {
      clicks: { '//': { construct: 'Stack/Clicks' }, 'topic_name': 'clicks', 'partitions_count': 6, 'config': { 'cleanup.policy': 'compact' } },
      orders: { topic_name: 'orders', partitions_count: 6 },
    },
    confluent_environment: { env: { display_name: 'prod' } },
  },
  data: { confluent_organization: { org: {} } },
  output: { id: { value: '${confluent_environment.env.id}' } },
};
const template = TerraformTemplate.fromJson(document);

describe('resources', () => {
  test('match by some of their arguments, however deep', () => {
    template.hasResource('confluent_kafka_topic', { config: { 'cleanup.policy': 'compact' } });
    template.hasResource('confluent_environment', {});
  });

  test('match by matchers, which may capture', () => {
    const name = new Capture();
    template.hasResource('confluent_kafka_topic', Match.objectEquals({ topic_name: 'orders', partitions_count: 6 }));
    template.hasResource('confluent_kafka_topic', { topic_name: Match.stringLikeRegexp('^ord'), config: Match.absent() });
    template.hasResource('confluent_environment', { display_name: name });
    expect(name.asString()).toBe('prod');
  });

  test('are told apart from data sources', () => {
    template.hasDataSource('confluent_organization', {});
    template.dataSourceCountIs('confluent_organization', 1);
    template.resourceCountIs('confluent_organization', 0);
    template.dataSourceCountIs('confluent_environment', 0);
    expect(template.findDataSources('confluent_organization')).toEqual({ org: {} });
  });

  test('are counted, all or those that match', () => {
    template.resourceCountIs('confluent_kafka_topic', 2);
    template.resourcePropertiesCountIs('confluent_kafka_topic', { partitions_count: 6 }, 2);
    template.resourcePropertiesCountIs('confluent_kafka_topic', { topic_name: 'orders' }, 1);
  });

  test('are found by name', () => {
    expect(template.findResources('confluent_kafka_topic', { topic_name: 'orders' })).toEqual({ orders: { topic_name: 'orders', partitions_count: 6 } });
    expect(Object.keys(template.findResources('confluent_kafka_topic'))).toEqual(['clicks', 'orders']);
    expect(template.findResources('confluent_schema')).toEqual({});
  });
});

test('variables and outputs match by name, or by any', () => {
  template.hasVariable('region', { type: 'string', sensitive: Match.absent() });
  template.hasVariable('*', { sensitive: true });
  template.hasOutput('id', { value: '${confluent_environment.env.id}' });
  expect(template.findVariables('*', { sensitive: true })).toEqual({ key: { type: 'string', sensitive: true } });
  expect(template.findVariables('region')).toEqual({ region: { type: 'string' } });
  expect(template.findOutputs('*')).toEqual(document.output);
});

test('blocks of the provider match, one or several', () => {
  template.hasProvider({ cloud_api_key: 'a' });
  template.hasProvider({ alias: 'kafka', kafka_id: 'b' });
  TerraformTemplate.fromJson({ provider: { confluent: { kafka_id: 'b' } } }).hasProvider({ kafka_id: 'b' });
});

test('the whole document matches, and can be read', () => {
  template.templateMatches({ output: { id: Match.anyValue() } });
  template.templateMatches(Match.objectEquals(document));
  expect(template.toJSON()).toBe(document);
});

describe('says what is wrong', () => {
  test('if there is nothing of the type', () => {
    expect(messageOf(() => template.hasResource('confluent_schema', {}))).toBe('Document has no resources of type confluent_schema.');
    expect(messageOf(() => template.hasDataSource('confluent_user', {}))).toBe('Document has no data sources of type confluent_user.');
    expect(messageOf(() => template.hasVariable('regoin', {}))).toBe('Document has no variables named regoin.');
    expect(messageOf(() => TerraformTemplate.fromJson({}).hasProvider({}))).toBe('Document has no blocks of the provider.');
  });

  test('with the address and the difference of what comes closest', () => {
    expect(messageOf(() => template.hasResource('confluent_kafka_topic', { topic_name: 'orders', partitions_count: 3 }))).toBe([
      'Document has 2 resources of type confluent_kafka_topic, but none match as expected.',
      'The 2 closest matches:',
      'confluent_kafka_topic.orders :: {',
      '!! Expected 3 but received 6',
      '  "partitions_count": 6,',
      '  "topic_name": "orders"',
      '}',
      'confluent_kafka_topic.clicks :: {',
      '  "//": { "construct": "Stack/Clicks" },',
      '  "config": { "cleanup.policy": "compact" },',
      '!! Expected 3 but received 6',
      '  "partitions_count": 6,',
      '!! Expected orders but received clicks',
      '  "topic_name": "clicks"',
      '}',
    ].join('\n'));
  });

  test('of providers and outputs', () => {
    expect(messageOf(() => template.hasProvider({ kafka_id: 'c' }))).toContain('provider.confluent.kafka :: {');
    expect(messageOf(() => template.hasOutput('*', { value: 'x' }))).toContain('output.id :: {');
    expect(messageOf(() => template.hasVariable('*', { type: 'number' }))).toContain('var.region :: {');
  });

  test('with the addresses that were counted', () => {
    expect(messageOf(() => template.resourceCountIs('confluent_kafka_topic', 1))).toBe(
      'Expected 1 resources of type confluent_kafka_topic in Document but found 2\n  confluent_kafka_topic.clicks\n  confluent_kafka_topic.orders');
    expect(messageOf(() => template.resourcePropertiesCountIs('confluent_kafka_topic', { topic_name: 'x' }, 1))).toBe(
      'Expected 1 resources of type confluent_kafka_topic that match in Document but found 0');
  });

  test('of the whole document', () => {
    expect(messageOf(() => template.templateMatches({ output: {}, moved: [] }))).toContain('Document did not match as expected:\n{');
  });
});

describe('from a stack', () => {
  test('reads what would be deployed: outputs that later stacks want are there', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const environment = put(stack, 'Env', Environment, { displayName: 'prod' });
    new CfnOutput(new Stack(app, 'Later'), 'Id', { value: TerraformRoot.attribute(environment, 'id') });
    const control = TerraformTemplate.fromStack(stack, Plane.CONTROL);
    control.hasResource('confluent_environment', { display_name: 'prod' });
    control.hasOutput('*', { value: `\${confluent_environment.${environment.friendlyUniqueId}.id}` });
  });

  test('works for nested stacks', () => {
    const nested = new NestedStack(new Stack(new App(), 'Stack'), 'Nested');
    put(nested, 'Topic', KafkaTopic, { topicName: 'clicks' });
    TerraformTemplate.fromStack(nested, Plane.DATA).hasResource('confluent_kafka_topic', { topic_name: 'clicks' });
  });

  test('fails for a plane without resources, and names those that have some', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => TerraformTemplate.fromStack(stack, Plane.DATA)).toThrow(
      'stack Stack has no Terraform root of plane data-plane, and none of another: no Confluent resource is in it');
    put(stack, 'Env', Environment, { displayName: 'prod' });
    expect(() => TerraformTemplate.fromStack(stack, Plane.DATA)).toThrow(
      'stack Stack has no Terraform root of plane data-plane, only of control-plane');
    put(stack, 'Topic', KafkaTopic, { topicName: 'clicks' });
    expect(() => TerraformTemplate.fromStack(stack, Plane.LINKS)).toThrow(
      'stack Stack has no Terraform root of plane links, only of control-plane and data-plane');
  });

  test('names the root in its messages', () => {
    const stack = new Stack(new App(), 'Stack');
    TerraformRoot.forPlane(stack, Plane.LINKS).connect(connectionOf(stack));
    expect(rootOf(stack, Plane.LINKS).node.path).toBe('Stack/ConfluentLinks');
    expect(() => TerraformTemplate.fromStack(stack, Plane.LINKS).resourceCountIs('confluent_cluster_link', 1)).toThrow(
      'Expected 1 resources of type confluent_cluster_link in Stack/ConfluentLinks but found 0');
  });
});
