import { Compatibility, SchemaRegistryClusterConfig, SchemaRegistryClusterConfigProps } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<SchemaRegistryClusterConfigProps>): SchemaRegistryClusterConfig {
  return new SchemaRegistryClusterConfig(given.stack, 'Config', { registry: given.environment.schemaRegistry, ...props });
}

test.each<[Partial<SchemaRegistryClusterConfigProps>, object]>([
  [{ compatibility: Compatibility.NONE }, { compatibility_level: 'NONE' }],
  [{ compatibilityGroup: 'major' }, { compatibility_group: 'major' }],
  [{ normalize: false }, { normalize: false }],
])('%j is configured', (props, expected) => {
  expect(rendered(make(props))).toEqual({ provider: expect.any(String), ...expected });
});

test.each<[Partial<SchemaRegistryClusterConfigProps>, string]>([
  [{}, 'at least one of `compatibility`, `compatibilityGroup` and `normalize` must be given'],
  [{ compatibilityGroup: '' }, '`compatibilityGroup` must not be empty'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(new Error(`Stack/Config: ${message}`));
});
