import {
  BusinessMetadata, BusinessMetadataProps, CatalogEntity, Environment, GovernancePackage, ISchemaRegistry, KafkaTopic,
} from '../../../lib/confluent';
import { address, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let registry: ISchemaRegistry;

beforeEach(() => {
  given = fixture();
  registry = new Environment(given.stack, 'Governed', { organization: given.organization, governancePackage: GovernancePackage.ADVANCED }).schemaRegistry;
});

function make(props: Partial<BusinessMetadataProps> = {}): BusinessMetadata {
  return new BusinessMetadata(given.stack, 'Metadata', { registry, businessMetadataName: 'Domain', ...props });
}

test('metadata have a name', () => {
  expect(rendered(make())).toEqual({ name: 'Domain', provider: expect.stringMatching(/^confluent\.Stack_Governed_SchemaRegistry_registry_/) });
});

test('metadata have attributes', () => {
  expect(rendered(make({ description: 'Whose', attributes: [{ name: 'team' }, { name: 'mail', optional: true, defaultValue: '-', description: 'Where' }] }))).toMatchObject({
    description: 'Whose', attribute_definition: [{ name: 'team' }, { name: 'mail', is_optional: true, default_value: '-', description: 'Where' }],
  });
});

test('binding lives with what it is about', () => {
  const metadata = make({ attributes: [{ name: 'team' }] });
  const topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
  const binding = metadata.bindTo(CatalogEntity.topic(topic), { team: 'sales' });
  expect(binding.node.scope).toBe(topic);
  expect(rendered(binding)).toMatchObject({
    business_metadata_name: 'Domain', entity_type: 'kafka_topic', attributes: { team: 'sales' }, depends_on: [address(metadata), address(topic)],
  });
});

test('an import can be bound', () => {
  const metadata = BusinessMetadata.fromBusinessMetadataAttributes(given.stack, 'Import', { registry, businessMetadataName: 'Domain' });
  expect(rendered(metadata.bindTo(CatalogEntity.kafkaCluster(given.cluster), { any: 'thing' })).attributes).toEqual({ any: 'thing' });
});

test.each<[Partial<BusinessMetadataProps>, string]>([
  [{ businessMetadataName: '9' }, '`businessMetadataName` must match ^[a-zA-Z][a-zA-Z0-9_\\s]*$, got: 9'],
  [{ attributes: [{ name: '' }] }, '`attributes.name` must not be empty'],
  [{ attributes: [{ name: 'a' }, { name: 'a' }] }, 'the names of `attributes` must differ, got a twice'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Metadata: ${message}`));
});

test('the package ESSENTIALS has none', () => {
  expect(() => make({ registry: given.environment.schemaRegistry })).toThrow('Stack/Metadata: business metadata needs the package ADVANCED of Stream Governance, '
    + 'but Stack/Environment has ESSENTIALS. Give the environment `governancePackage: GovernancePackage.ADVANCED`.');
});
