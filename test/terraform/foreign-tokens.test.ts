import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { DataConfluentUsers } from '../../lib/provider/data-confluent-users';
import { KafkaTopic } from '../../lib/provider/kafka-topic';
import { Schema } from '../../lib/provider/schema';
import { Plane } from '../../lib/terraform';
import { messageOf, put, rootOf } from '../support/fixtures';

let app: App;
let stack: Stack;
let schema: Schema;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
  schema = put(stack, 'Schema', Schema, { subjectName: 'x', format: 'AVRO' });
});

const wayOut = 'Take the attribute of the Confluent construct, or TerraformRoot.attribute(resource, name).';

test.each<[rule: string, value: () => any, said: RegExp]>([
  ['a text', () => schema.id, /^confluent_schema\.Schema_\w+\.id$/],
  ['a part of a text', () => `x-${schema.id}-y`, /^confluent_schema\.Schema_\w+\.id$/],
  ['a number', () => schema.schemaIdentifier, /^confluent_schema\.Schema_\w+\.schema_identifier$/],
  ['a list', () => new DataConfluentUsers(rootOf(stack, Plane.DATA), 'Users', {}).ids, /^data\.confluent_users\.Users_\w+\.ids$/],
  ['a map', () => new KafkaTopic(rootOf(stack, Plane.DATA), 'Topic', { topicName: 'x' }).config, /^&\{TfToken\[TOKEN\.\d+\]\}$/],
])('a token of cdktf that is %s is refused in a template', (_, value, said) => {
  new CfnResource(stack, 'Sink', { type: 'Test::Sink', properties: { Value: value() } });
  const [, token, rest] = /^Stack\/Sink: a token of cdktf \((.*)\) is used in CloudFormation, which cannot resolve it\. (.*)$/.exec(messageOf(() => app.synth())) ?? [];
  expect(token).toMatch(said);
  expect(rest).toBe(wayOut);
});

test.each<[rule: string, config: () => object]>([
  ['a text', () => ({ topicName: schema.id })],
  ['a part of a text', () => ({ topicName: `x-${schema.id}-y` })],
  ['a number', () => ({ topicName: 'x', partitionsCount: schema.schemaIdentifier })],
  ['within a map', () => ({ topicName: 'x', config: { a: schema.id } })],
  ['within a block', () => ({ topicName: 'x', kafkaCluster: { id: schema.id } })],
])('a token of cdktf that is %s is refused in a root of another stack', (_, config) => {
  put(new Stack(app, 'Other'), 'Topic', KafkaTopic, config() as any);
  expect(messageOf(() => app.synth())).toMatch(new RegExp('^Other/Topic: a token of cdktf \\(confluent_schema\\.Schema_\\w+\\.(id|schema_identifier)\\) '
    + 'from Stack/ConfluentDataPlane is used in Other/ConfluentDataPlane\\. Terraform roots share no tokens of cdktf\\. '));
});

test('a token of cdktf may be used in its own root', () => {
  put(stack, 'Topic', KafkaTopic, { topicName: `x-${schema.id}`, partitionsCount: schema.schemaIdentifier });
  expect(() => app.synth()).not.toThrow();
});
