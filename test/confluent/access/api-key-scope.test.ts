import { ApiKey, ApiKeyScope, FlinkComputePool, KsqlCluster } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function managedBy(keyScope: ApiKeyScope): any {
  return rendered(new ApiKey(given.stack, 'Key', { owner: given.principal, keyScope })).managed_resource;
}

test('a key for the Cloud API is about no resource', () => {
  expect(managedBy(ApiKeyScope.cloud())).toBeUndefined();
});

test('a key for a cluster', () => {
  expect(managedBy(ApiKeyScope.kafkaCluster(given.cluster))).toEqual({
    id: ref(given.cluster, 'id'), api_version: 'cmk/v2', kind: 'Cluster', environment: [{ id: ref(given.environment, 'id') }],
  });
});

test('a key for a Schema Registry', () => {
  const { schemaRegistry } = given.environment;
  expect(managedBy(ApiKeyScope.schemaRegistry(schemaRegistry))).toEqual({
    id: ref(schemaRegistry, 'id'), api_version: 'srcm/v3', kind: 'Cluster', environment: [{ id: ref(given.environment, 'id') }],
  });
});

test('a key for Flink is about the region of the pool', () => {
  const pool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
  expect(managedBy(ApiKeyScope.flinkRegion(pool))).toEqual({
    id: expect.stringMatching(/^\$\{data\.confluent_flink_region\.\w+\.id\}$/),
    api_version: 'fcpm/v2',
    kind: 'Region',
    environment: [{ id: ref(given.environment, 'id') }],
  });
});

test('a key for ksqlDB', () => {
  const ksql = new KsqlCluster(given.stack, 'Ksql', { cluster: given.cluster });
  expect(managedBy(ApiKeyScope.ksqlCluster(ksql))).toEqual({
    id: ref(ksql, 'id'), api_version: 'ksqldbcm/v2', kind: 'Cluster', environment: [{ id: ref(given.environment, 'id') }],
  });
});

test('a key for Tableflow is in no environment', () => {
  expect(managedBy(ApiKeyScope.tableflow())).toEqual({ id: 'tableflow', api_version: 'tableflow/v1', kind: 'Tableflow' });
});

test('a global key is in no environment', () => {
  expect(managedBy(ApiKeyScope.global())).toEqual({ id: 'global', api_version: 'global/v1', kind: 'Global' });
});

test('a key for what has no factory here', () => {
  const { environment } = given;
  expect(managedBy(ApiKeyScope.of({ resourceId: 'lksqlc-1', apiVersion: 'ksqldbcm/v2', kind: 'Cluster', environment }))).toEqual({
    id: 'lksqlc-1', api_version: 'ksqldbcm/v2', kind: 'Cluster', environment: [{ id: ref(environment, 'id') }],
  });
});
