import { Stack } from 'aws-cdk-lib';
import { CatalogEntity, Environment, KafkaTopic, Schema, SchemaRegistry, Subject } from '../../../lib/confluent';
import { fixture, Fixture } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const known = () => {
  const environment = Environment.fromEnvironmentAttributes(given.stack, 'Known', { environmentId: 'env-1', organization: given.organization });
  const registry = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Registry', { schemaRegistryId: 'lsrc-1', restEndpoint: 'https://r', environment });
  return { registry, subject: Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'a', schemaId: 100001 }) };
};

test('an environment and a cluster are known by their IDs', () => {
  expect(CatalogEntity.environment(given.environment)).toMatchObject({
    entityType: 'cf_environment', qualifiedName: given.environment.environmentId, registry: given.environment.schemaRegistry,
  });
  expect(CatalogEntity.kafkaCluster(given.cluster)).toMatchObject({ entityType: 'kafka_logical_cluster', qualifiedName: given.cluster.clusterId });
});

test('a topic is known by its name in its cluster', () => {
  const topic = KafkaTopic.fromKafkaTopicAttributes(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
  expect(CatalogEntity.topic(topic)).toMatchObject({
    entityType: 'kafka_topic', qualifiedName: `${given.environment.schemaRegistry.schemaRegistryId}:${given.cluster.clusterId}:clicks`, construct: topic,
  });
});

test.each([
  ['schema', (subject: Subject) => CatalogEntity.schema(subject), 'sr_schema', 'lsrc-1:.:100001'],
  ['record', (subject: Subject) => CatalogEntity.record(subject, 'com.acme.Click'), 'sr_record', 'lsrc-1:.:100001:com.acme.Click'],
  ['field', (subject: Subject) => CatalogEntity.field(subject, 'com.acme.Click.user'), 'sr_field', 'lsrc-1:.:100001:com.acme.Click.user'],
])('a %s is known by the ID of the schema', (_, entityOf, entityType, qualifiedName) => {
  const { subject, registry } = known();
  expect(entityOf(subject as Subject)).toMatchObject({ entityType, qualifiedName, registry, construct: subject });
});

test('the ID may be a token', () => {
  const subject = new Subject(given.stack, 'Own', { registry: given.environment.schemaRegistry, subjectName: 'b', schema: Schema.avro('"int"') });
  expect(CatalogEntity.schema(subject).qualifiedName).toMatch(/:\.:\$\{Token\[.*\]\}$/);
});

test('anything else can be given', () => {
  const { registry } = known();
  const construct = new Stack();
  expect(CatalogEntity.of(construct, registry, 'cn_connector', 'lcc-1')).toMatchObject({ construct, registry, entityType: 'cn_connector', qualifiedName: 'lcc-1' });
});
