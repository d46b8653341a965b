import { CfnParameter, Stack } from 'aws-cdk-lib';
import {
  CatalogEntity, Environment, KafkaTopic, RegistryAccess, Schema, SchemaRegistry, Subject, Tag, TagProps,
} from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function make(props: Partial<TagProps> = {}): Tag {
  return new Tag(given.stack, 'Tag', { registry: given.environment.schemaRegistry, tagName: 'PII', ...props });
}

test('a tag has a name', () => {
  expect(rendered(make())).toEqual({ name: 'PII', provider: expect.stringMatching(/^confluent\.Stack_Environment_SchemaRegistry_registry_/) });
});

test('a tag has a description', () => {
  expect(rendered(make({ description: 'Of persons' })).description).toBe('Of persons');
});

describe('the provider block', () => {
  test('has the endpoint of the catalog, and the one of the registry, so that no keys come into the state', () => {
    make();
    const template = dataPlane(given.stack);
    template.hasProvider({
      schema_registry_rest_endpoint: carried(template, 'Stack/Environment/SchemaRegistry.rest_endpoint'),
      catalog_rest_endpoint: carried(template, 'Stack/Environment/SchemaRegistry.catalog_endpoint'),
    });
  });

  test('has none of the catalog where only schemas are', () => {
    new Subject(given.stack, 'Subject', { registry: given.environment.schemaRegistry, subjectName: 'a', schema: Schema.avro('"int"') });
    expect(JSON.stringify(dataPlane(given.stack).toJSON().provider)).not.toContain('catalog');
  });

  test.each([[undefined], ['https://psrc-1.confluent.cloud/catalog']])('of an import has the endpoint %s', (catalogEndpoint) => {
    const registry = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Import', {
      schemaRegistryId: 'lsrc-1', restEndpoint: 'https://psrc-1.confluent.cloud', catalogEndpoint, environment: given.environment,
    });
    make({ registry });
    const block = dataPlane(given.stack).toJSON().provider.confluent.find((provider: any) => provider.schema_registry_id === 'lsrc-1');
    expect(block.catalog_rest_endpoint).toBe(catalogEndpoint);
  });

  test('in a private network has the private endpoint of the registry for both', () => {
    const environment = new Environment(given.stack, 'Closed', { organization: given.organization, schemaRegistryAccess: RegistryAccess.PRIVATE });
    make({ registry: environment.schemaRegistry });
    const template = dataPlane(given.stack);
    const endpoint = carried(template, 'Stack/Closed/SchemaRegistry.private_rest_endpoint');
    const block = template.toJSON().provider.confluent.find((provider: any) => provider.schema_registry_rest_endpoint === endpoint);
    expect(block.catalog_rest_endpoint).toBeUndefined();
  });
});

describe('binding', () => {
  test('to a topic waits for tag and topic', () => {
    const tag = make();
    const binding = tag.bindTo(CatalogEntity.topic(topic));
    expect(binding.node.scope).toBe(topic);
    expect(rendered(binding)).toEqual({
      tag_name: 'PII',
      entity_type: 'kafka_topic',
      entity_name: `${carried(dataPlane(given.stack), 'Stack/Environment/SchemaRegistry.id')}:${carried(dataPlane(given.stack), 'Stack/Cluster.id')}:clicks`,
      depends_on: [address(tag), address(topic)],
      provider: rendered(tag).provider,
    });
  });

  test('to a field follows the newest schema', () => {
    const subject = new Subject(given.stack, 'Subject', { registry: given.environment.schemaRegistry, subjectName: 'a', schema: Schema.avro('"int"') });
    const binding = make().bindTo(CatalogEntity.field(subject, 'Click.user'));
    expect(rendered(binding)).toMatchObject({ entity_type: 'sr_field', entity_name: expect.stringContaining(`:.:${ref(subject, 'schema_identifier')}:Click.user`) });
  });

  test('to several fields makes several', () => {
    const subject = new Subject(given.stack, 'Subject', { registry: given.environment.schemaRegistry, subjectName: 'a', schema: Schema.avro('"int"') });
    const tag = make();
    ['Click.user', 'Click.ip'].forEach((field) => tag.bindTo(CatalogEntity.field(subject, field)));
    dataPlane(given.stack).resourceCountIs('confluent_tag_binding', 2);
  });

  test('again changes nothing', () => {
    const tag = make();
    expect(tag.bindTo(CatalogEntity.topic(topic))).toBe(tag.bindTo(CatalogEntity.topic(topic)));
  });

  test('lives with what is bound, so that a shared tag never depends on it', () => {
    const stack = new Stack(given.app, 'Spoke');
    const own = new KafkaTopic(stack, 'Topic', { cluster: given.cluster, topicName: 'visits' });
    make().bindTo(CatalogEntity.topic(own));
    dataPlane(stack).resourceCountIs('confluent_tag_binding', 1);
    expect([given.stack.dependencies, stack.dependencies]).toEqual([[], [given.stack]]);
  });

  test('can be said by the topic', () => {
    const tagged = new KafkaTopic(given.stack, 'Tagged', { cluster: given.cluster, topicName: 'visits', tags: [make()] });
    const [binding] = Object.values<any>(dataPlane(given.stack).findResources('confluent_tag_binding'));
    expect(binding.depends_on).toContain(address(tagged));
  });

  test('of an import', () => {
    const tag = Tag.fromTagAttributes(given.stack, 'Import', { registry: given.environment.schemaRegistry, tagName: 'PII' });
    expect(rendered(tag.bindTo(CatalogEntity.topic(topic)))).toMatchObject({ tag_name: 'PII', depends_on: [address(topic)] });
    dataPlane(given.stack).resourceCountIs('confluent_tag', 0);
  });
});

test.each<[Partial<TagProps>, string]>([
  [{ tagName: '' }, '`tagName` must have 1 to 8192 characters, got 0: '],
  [{ tagName: '1st' }, '`tagName` must match ^[a-zA-Z][a-zA-Z0-9_\\s]*$, got: 1st'],
  [{ tagName: 'P-II' }, '`tagName` must match ^[a-zA-Z][a-zA-Z0-9_\\s]*$, got: P-II'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Tag: ${message}`));
});

test('the name must be known at synth', () => {
  expect(() => make({ tagName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Tag: `tagName` must be known at synth, got a token. Rules are about it: give it as plain text.');
});
