import { CatalogEntity, Tag, TagBinding } from '../../../lib/confluent';
import { fixture, rendered } from '../fixture';

test.each([[undefined, undefined], [true, false], [false, true]])('with waitForReady %s, disable_wait_for_ready is %s', (waitForReady, expected) => {
  const { stack, environment, cluster } = fixture();
  const tag = Tag.fromTagAttributes(stack, 'Tag', { registry: environment.schemaRegistry, tagName: 'PII' });
  const binding = new TagBinding(stack, 'Binding', { tag, entity: CatalogEntity.kafkaCluster(cluster), waitForReady });
  expect(rendered(binding)).toMatchObject({ tag_name: 'PII', entity_type: 'kafka_logical_cluster' });
  expect(rendered(binding).disable_wait_for_ready).toBe(expected);
});
