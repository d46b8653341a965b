import { RegistryMode, SchemaRegistryClusterMode } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(mode: RegistryMode, force?: boolean): SchemaRegistryClusterMode {
  return new SchemaRegistryClusterMode(given.stack, 'Mode', { registry: given.environment.schemaRegistry, mode, force });
}

test('a registry has a mode', () => {
  expect(rendered(make(RegistryMode.READ_ONLY_OVERRIDE))).toEqual({ mode: 'READONLY_OVERRIDE', provider: expect.any(String) });
});

test('IMPORT can be forced', () => {
  expect(rendered(make(RegistryMode.IMPORT, true))).toMatchObject({ mode: 'IMPORT', force: true });
});

test('other modes are refused', () => {
  expect(() => make('OPEN' as RegistryMode)).toThrow('Stack/Mode: `mode` must be one of READWRITE, READONLY, READONLY_OVERRIDE, IMPORT, got: OPEN');
});
