import { CatalogEntity, CatalogEntityAttributes, CatalogEntityAttributesProps, KafkaTopic } from '../../../lib/confluent';
import { address, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function make(props: Partial<CatalogEntityAttributesProps>): CatalogEntityAttributes {
  return new CatalogEntityAttributes(given.stack, 'Attributes', { entity: CatalogEntity.topic(topic), ...props });
}

test('a topic has an owner and a description', () => {
  expect(rendered(make({ description: 'Clicks', owner: 'web', ownerEmail: 'web@example.com' }))).toMatchObject({
    entity_type: 'kafka_topic', attributes: { description: 'Clicks', owner: 'web', ownerEmail: 'web@example.com' }, depends_on: [address(topic)],
  });
});

test('an empty text removes what was said', () => {
  expect(rendered(make({ owner: '', attributes: { replicas: '3' } })).attributes).toEqual({ owner: '', replicas: '3' });
});

test.each<[Partial<CatalogEntityAttributesProps>, string]>([
  [{}, 'at least one of `description`, `owner`, `ownerEmail` and `attributes` must be given'],
  [{ attributes: {} }, 'at least one of `description`, `owner`, `ownerEmail` and `attributes` must be given'],
  [{ attributes: { qualifiedName: 'a' } }, '`attributes` must not have qualifiedName, which the entity says'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Attributes: ${message}`));
});
