import { Stack } from 'aws-cdk-lib';
import { casesIn, ResourceCase } from './case';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { fixture, Fixture } from '../confluent/fixture';
import { Json } from '../support/document';
import { Block, resourceTypes, schemaOf } from '../support/provider-schema';

const cases: Record<string, ResourceCase> = Object.assign({}, ...casesIn('resources'));

/** A provider block overrides these arguments of the resources that name it. */
const OF_PROVIDER_BLOCKS = [
  'kafka_cluster', 'schema_registry_cluster', 'rest_endpoint', 'catalog_rest_endpoint', 'credentials', 'organization', 'environment', 'compute_pool', 'principal',
];

test('each type of the provider has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(resourceTypes());
});

describe.each(resourceTypes())('%s', (type) => {
  test('with the required props only', () => {
    expect(blocksMade(type, (given) => cases[type].minimal(given)).length).toBeGreaterThan(0);
  });

  test('with every argument', () => {
    const { unset = {} } = cases[type];
    const blocks = blocksMade(type, (given) => cases[type].full(given));
    const given = new Set(blocks.flatMap((block) => pathsIn(block)));
    const known = new Set(Object.keys(unset));
    const isExcused = (path: string) => path.split('.').some((_, i, parts) => known.has(parts.slice(0, i + 1).join('.')))
      || (blocks.every(({ provider }) => provider !== undefined) && OF_PROVIDER_BLOCKS.includes(path.split('.')[0]));
    const all = argumentsOf(schemaOf('resource', type)!);

    expect(all.filter((path) => !given.has(path) && !isExcused(path))).toEqual([]);
    expect([...known].filter((path) => !all.some((argument) => argument === path || argument.startsWith(`${path}.`)) || given.has(path))).toEqual([]);
  });
});

/** The blocks of a type in all documents. Each document is checked against the schema when it is rendered. */
function blocksMade(type: string, make: (given: Fixture) => void): Json[] {
  const given = fixture();
  make(given);
  return given.app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct))
    .flatMap((stack) => Object.values(Plane).map((plane) => TerraformRoot.tryForPlane(stack, plane)))
    .flatMap((root) => root ? Object.values<Json>(root.toDocument().resource?.[type] ?? {}) : []);
}

/** Paths of what is given in a block; `*` is a key of a map. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [path, ...value.flatMap((item) => pathsIn(item, path))];
  }
  if (typeof value === 'object' && value !== null) {
    return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, path === '' ? key : `${path}.${key}`))];
  }
  return [path];
}

/** Paths of the arguments that can be given. */
function argumentsOf({ attributes = {}, block_types: nested = {} }: Block, path = ''): string[] {
  return [
    ...Object.entries(attributes).filter(([name, { required, optional }]) => (required || optional) && name !== 'id').map(([name]) => path + name),
    ...Object.entries(nested).filter(([name]) => name !== 'timeouts').flatMap(([name, { block }]) => [path + name, ...argumentsOf(block, `${path}${name}.`)]),
  ];
}
