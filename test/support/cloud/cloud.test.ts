import { existsSync } from 'fs';
import { join } from 'path';
import { cloudOf } from './cloud';
import { Thing, World } from '../world';

const KEYS: Record<string, { secret: string; opens: string; owner?: string }> = {
  CLOUD: { secret: 'c', opens: 'cloud' },
  KAFKA: { secret: 'k', opens: 'lkc-1' },
  REGISTRY: { secret: 'r', opens: 'lsrc-1' },
  FLINK: { secret: 'f', opens: 'aws.us-east-1' },
  TABLEFLOW: { secret: 't', opens: 'tableflow' },
};
const API = 'https://api.confluent.cloud';
const KAFKA = 'https://pkc-1.us-east-1.aws.confluent.cloud:443/kafka/v3/clusters/lkc-1';
const REGISTRY = 'https://psrc-1.us-east-1.aws.confluent.cloud';
const FLINK = 'https://flink.us-east-1.aws.confluent.cloud/sql/v1/organizations/org/environments/env-1';

describe('the APIs of Confluent', () => {
  let world: World;
  const thing = (type: string, id: string, name: string, attributes: Record<string, any>, more: Partial<Thing> = {}) => (
    world.put({ type: `confluent_${type}`, id, name, madeBy: 'CLOUD', attributes, ...more }));
  const ask = async (url: string, key = 'CLOUD', secret = KEYS[key].secret) => {
    const { status, body } = await cloudOf(world.file)(url, { username: key, password: secret });
    return { status, body: JSON.parse(body) };
  };
  const inEnvironment = { environment: [{ id: 'env-1' }] };

  beforeEach(() => {
    world = new World();
    Object.entries(KEYS).forEach(([id, key]) => world.setKey(id, key));
    world.setRegistry('env-1', { id: 'lsrc-1', region: 'us-east-1', endpoint: REGISTRY });
    thing('environment', 'env-1', 'prod', { display_name: 'prod', stream_governance: [{ package: 'ADVANCED' }] });
    thing('kafka_cluster', 'lkc-1', 'main', {
      display_name: 'main', ...inEnvironment, basic: [{}], deletion_protection: true, rest_endpoint: 'https://pkc-1.us-east-1.aws.confluent.cloud:443',
    });
  });

  afterEach(() => world.delete());

  test('list what is in an environment', async () => {
    expect(await ask(`${API}/cmk/v2/clusters?environment=env-1`)).toMatchObject({
      status: 200,
      body: { kind: 'ClusterList', data: [{ id: 'lkc-1', spec: { display_name: 'main', config: { kind: 'Basic' }, deletion_protection: true, environment: { id: 'env-1' } } }] },
    });
    expect((await ask(`${API}/cmk/v2/clusters?environment=env-2`)).body.data).toEqual([]);
    expect(await ask(`${API}/cmk/v2/clusters`)).toMatchObject({ status: 400, body: { errors: [{ detail: 'environment is required' }] } });
    expect((await ask(`${API}/srcm/v3/clusters?environment=env-1`)).body.data).toMatchObject([{ id: 'lsrc-1', spec: { http_endpoint: REGISTRY } }]);
  });

  test('list page by page', async () => {
    for (let i = 0; i < 5; i++) thing('service_account', `sa-${i}`, `app-${i}`, { display_name: `app-${i}` });
    const names: string[] = [];
    for (let url = `${API}/iam/v2/service-accounts?page_size=2`; url;) {
      const { body: { data, metadata } } = await ask(url);
      names.push(...data.map(({ display_name: name }: { display_name: string }) => name));
      url = metadata.next;
    }

    expect(names).toEqual(['app-0', 'app-1', 'app-2', 'app-3', 'app-4']);
    expect((await ask(`${API}/iam/v2/service-accounts?display_name=app-1&display_name=app-3`)).body.data.map(({ id }: Thing) => id)).toEqual(['sa-1', 'sa-3']);
  });

  test('filter keys and role bindings', async () => {
    thing('api_key', 'KEY', 'a key', { description: 'a key', owner: [{ id: 'sa-1' }], managed_resource: [{ id: 'lkc-1', kind: 'Cluster' }] });
    thing('api_key', 'OTHER', 'a key', { description: 'a key', owner: [{ id: 'sa-1' }], managed_resource: [] });
    thing('role_binding', 'rb-1', 'role', { principal: 'User:sa-1', role_name: 'Operator', crn_pattern: 'crn://a/b' });

    expect((await ask(`${API}/iam/v2/api-keys?spec.owner=sa-1&spec.resource=lkc-1`)).body.data).toMatchObject([{ id: 'KEY', spec: { secret: '', owner: { id: 'sa-1' } } }]);
    expect((await ask(`${API}/iam/v2/api-keys?spec.resource=cloud`)).body.data).toMatchObject([{ id: 'OTHER' }]);
    expect((await ask(`${API}/iam/v2/role-bindings?principal=User:sa-1&crn_pattern=crn://a`)).body.data).toMatchObject([{ id: 'rb-1' }]);
    expect((await ask(`${API}/iam/v2/role-bindings?principal=User:sa-2&crn_pattern=crn://a`)).body.data).toEqual([]);
  });

  test('answer 404 for what is not there, or 403', async () => {
    expect(await ask(`${API}/org/v2/environments/env-9`)).toMatchObject({ status: 404 });
    expect(await ask(`${API}/cmk/v2/clusters/lkc-9?environment=env-1`)).toMatchObject({ status: 403, body: { errors: [{ detail: 'Forbidden Access' }] } });
    expect(await ask(`${API}/something/v2/else`)).toMatchObject({ status: 404 });
    expect(await ask(`${KAFKA}/topics/none`, 'KAFKA')).toMatchObject({ status: 404, body: { error_code: 40403 } });
  });

  test('show topics, ACLs, links and their settings', async () => {
    const where = { in: { cluster: 'lkc-1' } };
    thing('kafka_topic', 'lkc-1/clicks', 'clicks', { topic_name: 'clicks', partitions_count: 6, config: { 'retention.ms': '1' } }, where);
    thing('kafka_acl', 'lkc-1/x', 'acl', { principal: 'User:sa-1', operation: 'READ', resource_name: 'clicks' }, where);
    thing('cluster_link', 'lkc-1/link', 'link', {}, { in: { cluster: 'lkc-1', source: 'lkc-2' } });
    thing('kafka_mirror_topic', 'lkc-1/link/m', 'm', { mirror_topic_name: 'm', status: 'ACTIVE', cluster_link: [{ link_name: 'link' }] }, where);

    expect(await ask(`${KAFKA}/topics/clicks`, 'KAFKA')).toMatchObject({ status: 200, body: { cluster_id: 'lkc-1', partitions_count: 6 } });
    expect((await ask(`${KAFKA}/topics/clicks/configs`, 'KAFKA')).body.data).toMatchObject([{ name: 'retention.ms', value: '1' }]);
    expect((await ask(`${KAFKA}/acls?principal=User:sa-1&operation=READ`, 'KAFKA')).body.data.length).toBe(1);
    expect((await ask(`${KAFKA}/acls?principal=User:sa-2`, 'KAFKA')).body.data).toEqual([]);
    expect((await ask(`${KAFKA}/links/link`, 'KAFKA')).body).toMatchObject({ link_name: 'link', source_cluster_id: 'lkc-2' });
    expect((await ask(`${KAFKA}/links/link/mirrors/m`, 'KAFKA')).body).toMatchObject({ mirror_status: 'ACTIVE' });
    expect((await ask(`${KAFKA}/broker-configs`, 'KAFKA')).body.data).toEqual([]);
  });

  test('show schemas, and what belongs to them', async () => {
    const where = { in: { registry: 'lsrc-1' } };
    const version = (number: number) => ({ number, id: 100_000 + number, attributes: { subject_name: 'a/b', version: number, schema_identifier: 100_000 + number, schema: '"int"', format: 'AVRO' } });
    thing('schema', 'lsrc-1/a/b/latest', 'a/b', version(2).attributes, { ...where, versions: [version(1), version(2)] });
    thing('tag', 'lsrc-1/PII', 'PII', { name: 'PII', entity_types: ['cf_entity'], version: 1 }, where);
    thing('tag_binding', 'x', 'PII e', { tag_name: 'PII', entity_type: 'kafka_topic', entity_name: 'lsrc-1:lkc-1:clicks' }, where);
    thing('schema_registry_kek', 'lsrc-1/kek', 'kek', { name: 'kek', kms_type: 'aws-kms' }, where);
    thing('subject_config', 'lsrc-1/a/b', 'a/b', { subject_name: 'a/b', compatibility_level: 'FULL' }, where);

    expect((await ask(`${REGISTRY}/subjects/a%2Fb/versions/latest`, 'REGISTRY')).body).toEqual({ subject: 'a/b', version: 2, id: 100_002, schema: '"int"', references: [] });
    expect((await ask(`${REGISTRY}/subjects/a%2Fb/versions/1`, 'REGISTRY')).body.id).toBe(100_001);
    expect((await ask(`${REGISTRY}/subjects/none/versions/latest`, 'REGISTRY'))).toMatchObject({ status: 404, body: { error_code: 40401 } });
    expect((await ask(`${REGISTRY}/schemas?subjectPrefix=a`, 'REGISTRY')).body.length).toBe(2);
    expect((await ask(`${REGISTRY}/config/a%2Fb`, 'REGISTRY')).body).toEqual({ compatibilityLevel: 'FULL' });
    expect((await ask(`${REGISTRY}/config`, 'REGISTRY')).body).toEqual({ compatibilityLevel: 'BACKWARD' });
    expect((await ask(`${REGISTRY}/mode/a%2Fb?defaultToGlobal=true`, 'REGISTRY')).body).toEqual({ mode: 'READWRITE' });
    expect((await ask(`${REGISTRY}/mode/a%2Fb`, 'REGISTRY')).body.error_code).toBe(40409);
    expect((await ask(`${REGISTRY}/dek-registry/v1/keks/kek`, 'REGISTRY')).body).toMatchObject({ name: 'kek', kmsType: 'aws-kms' });
    expect((await ask(`${REGISTRY}/catalog/v1/types/tagdefs/PII`, 'REGISTRY')).body).toMatchObject({ category: 'CLASSIFICATION', name: 'PII' });
    expect((await ask(`${REGISTRY}/catalog/v1/entity/type/kafka_topic/name/lsrc-1:lkc-1:clicks/tags`, 'REGISTRY')).body).toMatchObject([{ typeName: 'PII' }]);
  });

  test('show statements, connectors and Tableflow', async () => {
    thing('flink_statement', 'env-1/lfcp-1/enrich', 'enrich', { statement: 'SELECT 1', stopped: false }, { in: { environment: 'env-1', pool: 'lfcp-1' } });
    thing('connector', 'lcc-1', 'source', { ...inEnvironment, kafka_cluster: [{ id: 'lkc-1' }], status: 'RUNNING', config_nonsensitive: { name: 'source' } });
    thing('tableflow_topic', 'clicks', 'clicks', { display_name: 'clicks', ...inEnvironment, kafka_cluster: [{ id: 'lkc-1' }], managed_storage: [{}] });
    const connectors = `${API}/connect/v1/environments/env-1/clusters/lkc-1/connectors`;

    expect((await ask(`${FLINK}/statements/enrich`, 'FLINK')).body).toMatchObject({ name: 'enrich', spec: { compute_pool_id: 'lfcp-1', stopped: false }, status: { phase: 'RUNNING' } });
    expect((await ask(`${connectors}?expand=info,status,id`)).body).toMatchObject({ source: { id: { id: 'lcc-1' }, status: { connector: { state: 'RUNNING' } }, info: { config: { name: 'source' } } } });
    expect((await ask(connectors)).body).toEqual(['source']);
    expect(await ask(`${connectors}/none`)).toMatchObject({ status: 404, body: { error_code: 404 } });
    expect((await ask(`${API}/tableflow/v1/tableflow-topics/clicks?environment=env-1&spec.kafka_cluster=lkc-1`, 'TABLEFLOW')).body.spec.storage).toEqual({ kind: 'Managed' });
  });

  test('let in the keys that the stand-in provider lets in', async () => {
    expect((await ask(`${API}/org/v2/environments`, 'CLOUD', 'wrong')).status).toBe(401);
    expect((await ask(`${API}/org/v2/environments`, 'KAFKA')).status).toBe(403);
    expect((await ask(`${KAFKA}/topics`, 'CLOUD')).status).toBe(403);
    expect((await ask(`${KAFKA}/topics`, 'KAFKA', 'wrong'))).toMatchObject({ status: 401, body: { error_code: 401 } });
    expect((await ask(`${REGISTRY}/subjects`, 'KAFKA')).status).toBe(403);
    expect((await ask(FLINK.replace('us-east-1', 'eu-west-1') + '/statements', 'FLINK')).status).toBe(403);
    await expect(ask(KAFKA.replace('pkc-1', 'pkc-2'), 'KAFKA')).rejects.toThrow('fetch failed');
  });

  test('take orders', async () => {
    const marker = join(world.directory, 'marker');
    world.order(
      { type: 'confluent_kafka_cluster', name: 'main', operation: 'look', mode: 'error', status: 403, times: 2, marker },
      { type: 'confluent_environment', operation: 'look', mode: 'crash' },
      { mode: 'error', operation: 'read' },
    );
    const clusters = async () => (await ask(`${API}/cmk/v2/clusters?environment=env-1`)).status;

    expect([await clusters(), await clusters(), await clusters()]).toEqual([403, 403, 200]);
    expect(existsSync(marker)).toBe(true);
    await expect(ask(`${API}/org/v2/environments`)).rejects.toThrow('fetch failed');
  });
});
