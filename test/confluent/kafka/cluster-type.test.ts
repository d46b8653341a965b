import { Lazy } from 'aws-cdk-lib';
import { Availability, ClusterType } from '../../../lib/confluent';

const TYPES = {
  basic: ClusterType.basic(),
  standard: ClusterType.standard(),
  enterprise: ClusterType.enterprise(),
  freight: ClusterType.freight(),
  dedicated: ClusterType.dedicated({ cku: 1 }),
};

test.each(Object.entries(TYPES))('%s knows its name', (name, type) => {
  expect(type.name).toBe(name);
});

test.each([
  ['basic', Availability.SINGLE_ZONE], ['standard', Availability.SINGLE_ZONE], ['enterprise', Availability.MULTI_ZONE],
  ['freight', Availability.MULTI_ZONE], ['dedicated', Availability.SINGLE_ZONE],
] as const)('%s is in %s by default', (name, availability) => {
  expect(TYPES[name].availability).toBe(availability);
});

test.each([
  ClusterType.basic({ availability: Availability.MULTI_ZONE }), ClusterType.standard({ availability: Availability.MULTI_ZONE }),
  ClusterType.dedicated({ cku: 2, availability: Availability.MULTI_ZONE }),
])('$name can be in several zones', ({ availability }) => {
  expect(availability).toBe(Availability.MULTI_ZONE);
});

test.each([ClusterType.enterprise({ availability: Availability.SINGLE_ZONE }), ClusterType.freight({ availability: Availability.SINGLE_ZONE })])(
  '$name can be in one zone', ({ availability }) => {
    expect(availability).toBe(Availability.SINGLE_ZONE);
  });

test('only basic has no roles on topics', () => {
  expect(named(({ hasRbac }) => !hasRbac)).toEqual(['basic']);
});

test('only freight has no compaction, connectors and Flink', () => {
  expect(named(({ hasCompaction }) => !hasCompaction)).toEqual(['freight']);
  expect(named(({ hasConnectorsAndFlink }) => !hasConnectorsAndFlink)).toEqual(['freight']);
});

test('some types have what others have not', () => {
  expect(named(({ hasKsqlDb }) => hasKsqlDb)).toEqual(['basic', 'standard', 'dedicated']);
  expect(named(({ hasClientQuotasAndByok }) => hasClientQuotasAndByok)).toEqual(['enterprise', 'freight', 'dedicated']);
  expect(named(({ hasSchemaValidation }) => hasSchemaValidation)).toEqual(['dedicated']);
});

test('enterprise and freight are in private networks only', () => {
  expect(named(({ hasPublicNetwork }) => !hasPublicNetwork)).toEqual(['enterprise', 'freight']);
});

test('records can be larger on enterprise, freight and dedicated', () => {
  expect(named(({ maxMessageMebibytes }) => maxMessageMebibytes === 20)).toEqual(['enterprise', 'freight', 'dedicated']);
  expect(named(({ maxMessageMebibytes }) => maxMessageMebibytes === 8)).toEqual(['basic', 'standard']);
});

test.each([
  ['by the type, without a limit of units', ClusterType.standard(), 2500],
  ['by the units, where they allow fewer', ClusterType.standard({ maxEcku: 2 }), 500],
  ['by the type, where the units allow more', ClusterType.dedicated({ cku: 100 }), 100000],
  ['by the type, where the units are known at deploy only', ClusterType.dedicated({ cku: Lazy.number({ produce: () => 1 }) }), 100000],
])('partitions are limited %s', (_, type, maxPartitions) => {
  expect(type.maxPartitions).toBe(maxPartitions);
});

test.each([
  ['by the type, without a limit of units', ClusterType.enterprise(), 11520],
  ['by the units, where they allow fewer', ClusterType.enterprise({ maxEcku: 2 }), 720],
  ['to none, where there is no compaction', ClusterType.freight({ maxEcku: 2 }), 0],
])('compacted partitions are limited %s', (_, type, maxCompactedPartitions) => {
  expect(type.maxCompactedPartitions).toBe(maxCompactedPartitions);
});

function named(where: (type: ClusterType) => boolean): string[] {
  return Object.values(TYPES).filter(where).map(({ name }) => name);
}
