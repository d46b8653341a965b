import { readFileSync, writeFileSync } from 'fs';
import { Json } from './document';
import { cloud, describeStandIn, document, flink, kafka, StandIn, topics } from './stand-in';
import { TerraformModule } from './terraform';
import { World } from './world';

jest.setTimeout(300_000);

const topic = { topic_name: 'clicks', partitions_count: 6 };
const cluster = { display_name: 'main', availability: 'HIGH', cloud: 'AWS', region: 'us-east-1', standard: [{}], environment: { id: 'env-1' } };
const connector = { environment: { id: 'env-1' }, kafka_cluster: { id: 'lkc-1' }, config_nonsensitive: { 'name': 'source', 'connector.class': 'DatagenSource' } };
const schema = (text: string, more: Json = {}) => document({ confluent_schema: { clicks: { subject_name: 'clicks', format: 'AVRO', schema: text, ...more } } });

describeStandIn('as the provider has it,', (current) => {
  let standIn: StandIn;
  let world: World;

  beforeEach(() => {
    standIn = current();
    ({ world } = standIn);
  });

  const applied = (content: Json) => standIn.applied(content);
  const planned = (module: TerraformModule, content: Json) => standIn.planned(module, content);
  const changed = (module: TerraformModule, content: Json) => standIn.changed(module, content);
  const stateOf = (module: TerraformModule, address: string) => {
    const { values } = module.plan().json.prior_state;
    return values.root_module.resources.find((resource: Json) => resource.address === address).values;
  };

  describe('a plan', () => {
    test('keeps what is computed if it is not given', () => {
      const environment = { display_name: 'prod', stream_governance: [{ package: 'ADVANCED' }] };
      const { stream_governance: _, ...less } = environment;
      const module = applied(document({ confluent_environment: { prod: environment }, confluent_kafka_topic: { clicks: { ...topic, config: { a: '1' } } } }));

      expect(planned(module, document({ confluent_environment: { prod: less }, confluent_kafka_topic: { clicks: topic } }))).toEqual([]);
      expect(planned(module, document({ confluent_environment: { prod: { ...less, display_name: 'live' } }, confluent_kafka_topic: { clicks: topic } })))
        .toEqual(['confluent_environment.prod: update']);
      module.apply();
      expect(world.thing('confluent_environment', 'live').attributes.stream_governance).toEqual([{ package: 'ADVANCED' }]);
    });

    test('shows defaults, and resets what is taken out of a map', () => {
      const module = applied(topics({ clicks: { ...topic, partitions_count: 12, config: { a: '1', b: '2' } } }));
      const { partitions_count: _, ...less } = topic;

      expect(planned(module, topics({ clicks: less }))).toEqual(['confluent_kafka_topic.clicks: delete-create']);
      changed(module, topics({ clicks: { ...topic, partitions_count: 12, config: { a: '1' } } }));
      expect(world.thing('confluent_kafka_topic', 'clicks').attributes.config).toEqual({ a: '1' });
    });

    test('shows no difference in ways of writing', () => {
      const role = { principal: 'User:sa-1', role_name: 'Operator', crn_pattern: 'crn://confluent.cloud/organization=o/subject=a:b' };
      const pool = { display_name: 'pool', cloud: 'AWS', region: 'us-east-1', environment: { id: 'env-1' } };
      const module = applied(document({ confluent_role_binding: { role }, confluent_flink_compute_pool: { pool } }));
      const written = { role: { ...role, crn_pattern: role.crn_pattern.replace('a:b', 'a%3Ab') } };

      expect(planned(module, document({ confluent_role_binding: written, confluent_flink_compute_pool: { pool } }))).toEqual([]);
    });
  });

  describe('a schema', () => {
    const [one, two, three] = ['"string"', '"long"', '"int"'];

    test('that is changed has values that are known, and old', () => {
      const module = applied(schema(one));
      planned(module, schema(two));
      const { after, after_unknown: unknown } = module.plan().json.resource_changes[0].change;

      expect([Number(after.version), after.schema_identifier, after.id, unknown.version, unknown.schema_identifier])
        .toEqual([1, 100001, 'lsrc-1/clicks/latest', undefined, undefined]);
      module.apply();
      expect(stateOf(module, 'confluent_schema.clicks')).toMatchObject({ version: 2, schema_identifier: 100002 });
    });

    test('is the same in another notation', () => {
      const module = applied(schema('{"type": "record", "name": "Click", "fields": []}'));

      expect(module.plan().changes).toEqual([]);
      expect(planned(module, schema('{\n  "name": "Click",\n  "type": "record",\n  "fields": []\n}'))).toEqual([]);
      expect(planned(module, schema('{"type": "record", "name": "Tap", "fields": []}'))).toEqual(['confluent_schema.clicks: update']);
    });

    test('that goes back to an older version is never done', () => {
      const module = changed(applied(schema(one)), schema(two));
      changed(module, schema(one));

      expect(module.plan().changes).toEqual(['confluent_schema.clicks: update']);
      expect(world.thing('confluent_schema', 'clicks').versions?.map(({ number }) => number)).toEqual([1, 2]);
    });

    test('with recreate_on_update is never another one', () => {
      const module = applied(schema(one, { recreate_on_update: true }));

      expect(() => planned(module, schema(two, { recreate_on_update: true }))).toThrow('recreate_on_update');
      expect(stateOf(changed(module, schema(one, { recreate_on_update: false })), 'confluent_schema.clicks').id).toBe('lsrc-1/clicks/latest');
    });

    test('leaves older versions behind', () => {
      const module = changed(changed(applied(schema(one)), schema(two)), schema(three, { hard_delete: true }));
      module.destroy();

      expect(world.thing('confluent_schema', 'clicks').versions?.map(({ number }) => number)).toEqual([1, 2]);
      expect(stateOf(applied(schema(one)), 'confluent_schema.clicks').version).toBe(2);
    });

    test('has no version that was deleted again', () => {
      applied(schema(one)).destroy();

      expect(world.things()).toEqual([]);
      expect(stateOf(applied(schema(two)), 'confluent_schema.clicks').version).toBe(2);
    });
  });

  describe('a creation', () => {
    test.each([
      ['a statement that is to be stopped', { confluent_flink_statement: { made: { statement_name: 'made', statement: 'SELECT 1', stopped: true } } }],
      ['a connector that is to be paused', { confluent_connector: { made: { ...connector, status: 'PAUSED' } } }],
    ])('of %s makes one that runs', (_, resource) => {
      const module = applied(document(resource));

      expect(module.plan().changes).toEqual([expect.stringMatching(/made: update$/)]);
      module.apply();
      expect(module.plan().changes).toEqual([]);
    });

    test('takes over what is there by the same call', () => {
      const config = (level: string) => document({ confluent_subject_config: { clicks: { subject_name: 'clicks', compatibility_level: level } } });
      const first = applied(config('FULL'));
      applied(config('NONE'));

      expect(first.plan().changes).toEqual(['confluent_subject_config.clicks: update']);
      expect(world.things().length).toBe(1);
    });

    test('makes a second cluster of the same name, but no second role binding', () => {
      const role = { principal: 'User:sa-1', role_name: 'Operator', crn_pattern: 'crn://x' };
      applied(document({ confluent_kafka_cluster: { main: cluster }, confluent_role_binding: { role } }));

      applied(document({ confluent_kafka_cluster: { main: cluster } }));
      expect(world.things('confluent_kafka_cluster').length).toBe(2);
      expect(() => applied(document({ confluent_role_binding: { role } }))).toThrow('409 Conflict');
    });

    test('whose machine dies while it is provisioned has been made, and can be seen', () => {
      world.order({ type: 'confluent_kafka_cluster', operation: 'create', mode: 'kill-terraform', when: 'tainted', delay: 500 });
      const module = standIn.module(document({ confluent_kafka_cluster: { main: cluster } }));
      module.plan();

      expect(() => module.apply()).toThrow();
      expect(world.thing('confluent_kafka_cluster', 'main').readyAt).toBeGreaterThan(Date.now() - 60_000);
      expect(module.resources()).toEqual([]);
    });
  });

  describe('an update', () => {
    test('that fails leaves what was planned in the state, where the server corrects it', () => {
      const module = applied(document({ confluent_connector: { source: connector } }));
      const rename = { ...connector, config_nonsensitive: { ...connector.config_nonsensitive, name: 'other' } };
      planned(module, document({ confluent_connector: { source: rename } }));

      expect(() => module.apply()).toThrow('cannot be changed');
      expect(module.plan().changes).toEqual(['confluent_connector.source: update']);
    });

    test('takes no keys out of what has no default', () => {
      const config = (values: Json) => document({ confluent_kafka_cluster_config: { main: { config: values } } });
      const module = applied(config({ 'a': '1', 'num.partitions': '3' }));
      planned(module, config({ a: '1' }));

      expect(() => module.apply()).toThrow('"num.partitions" cannot be removed');
    });

    test.each([
      ['lsrc-1:.:100001', 'lsrc-1:.:100002', 'sr_schema', undefined],
      ['lsrc-1:.:100002', 'lsrc-1:.:100001', 'sr_schema', 'cannot be changed'],
      ['lsrc-1:lkc-1:clicks', 'lsrc-1:lkc-1:taps', 'kafka_topic', 'cannot be changed'],
    ])('of a tag binding from %s to %s as %s', (from, to, type, problem) => {
      const binding = (entity: string) => document({ confluent_tag_binding: { pii: { tag_name: 'PII', entity_name: entity, entity_type: type } } });
      const module = applied(binding(from));
      const apply = () => changed(module, binding(to));

      expect(problem ? apply : () => { apply(); throw new Error('done'); }).toThrow(problem ?? 'done');
    });
  });

  test('a mirror topic is stopped for good', () => {
    world.setKey('MIRROR', { secret: 'mirror secret', opens: 'lkc-1' });
    const mirror = (status: string) => document({
      confluent_kafka_mirror_topic: {
        clicks: {
          status,
          source_kafka_topic: { topic_name: 'clicks' },
          cluster_link: { link_name: 'link' },
          kafka_cluster: { id: 'lkc-1', rest_endpoint: 'https://pkc-1:443', credentials: { key: 'MIRROR', secret: 'mirror secret' } },
        },
      },
    });
    const module = changed(applied(mirror('ACTIVE')), mirror('FAILED_OVER'));

    expect(world.thing('confluent_kafka_mirror_topic', 'clicks').attributes.status).toBe('STOPPED');
    expect([module.plan().changes, planned(module, mirror('PROMOTED'))]).toEqual([[], []]);
    planned(module, mirror('ACTIVE'));
    expect(() => module.apply()).toThrow('status cannot be changed from "STOPPED" to "ACTIVE"');
    expect(module.plan().changes).toEqual(['confluent_kafka_mirror_topic.clicks: update']);
  });

  test('a provider integration is authorized once', () => {
    const authorized = (tenant: string) => document({
      confluent_provider_integration_setup: { azure: { display_name: 'azure', cloud: 'AZURE', environment: { id: 'env-1' } } },
      confluent_provider_integration_authorization: {
        azure: {
          provider_integration_id: '${confluent_provider_integration_setup.azure.id}', environment: { id: 'env-1' }, azure: { customer_azure_tenant_id: tenant },
        },
      },
    });
    const module = applied(authorized('one'));
    changed(module, authorized('two'));

    expect(module.plan().changes).toEqual(['confluent_provider_integration_authorization.azure: update']);
  });

  describe('a destruction', () => {
    test('leaves settings as they are', () => {
      const kept = { confluent_kafka_cluster_config: { main: { config: { a: '1' } } }, confluent_schema_registry_cluster_mode: { main: { mode: 'READONLY' } } };
      const module = applied(document({ ...kept, confluent_subject_mode: { clicks: { subject_name: 'clicks', mode: 'IMPORT' } } }));
      module.destroy();

      expect(module.resources()).toEqual([]);
      expect(world.things().map(({ type }) => type)).toEqual(Object.keys(kept));
    });

    test('of what is gone fails', () => {
      const module = applied(topics({ clicks: topic }));
      world.order({ name: 'clicks', operation: 'delete', mode: 'vanish' });

      expect(() => module.destroy()).toThrow('error deleting Kafka Topic "clicks": 404 Not Found');
    });

    test('of a protected cluster fails until an update has lifted the protection, whatever the state says', () => {
      const protectedBy = (on: boolean) => document({ confluent_kafka_cluster: { main: { ...cluster, deletion_protection: on } } });
      const module = applied(protectedBy(true));
      const state = readFileSync(module.stateFile, 'utf8');
      writeFileSync(module.stateFile, state.replace('"deletion_protection": true', '"deletion_protection": false'));

      expect(() => module.destroy()).toThrow('409 Conflict: Cluster deletion is blocked by deletion protection.');
      changed(module, protectedBy(false));
      module.destroy();
      expect(world.things()).toEqual([]);
    });

    test('of an environment takes everything in it, unless a cluster is protected', () => {
      const inProd = { environment: { id: '${confluent_environment.prod.id}' } };
      const all = (isProtected: boolean) => document({
        confluent_environment: { prod: { display_name: 'prod' } },
        confluent_kafka_cluster: { main: { ...cluster, ...inProd, deletion_protection: isProtected } },
        confluent_flink_compute_pool: { pool: { display_name: 'pool', cloud: 'AWS', region: 'us-east-1', ...inProd } },
        confluent_api_key: {
          key: {
            description: 'key',
            owner: { id: 'sa-1', kind: 'ServiceAccount', api_version: 'iam/v2' },
            managed_resource: { id: '${confluent_kafka_cluster.main.id}', api_version: 'cmk/v2', kind: 'Cluster', ...inProd },
          },
        },
      });
      const module = applied(all(true));
      const only = (content: Json) => ({ ...content, resource: { confluent_environment: content.resource.confluent_environment } });
      module.forget(['confluent_kafka_cluster.main', 'confluent_flink_compute_pool.pool', 'confluent_api_key.key']);
      module.setDocument(JSON.stringify(only(all(true))));

      expect(() => module.destroy()).toThrow('409 Conflict');
      const main = world.thing('confluent_kafka_cluster', 'main');
      world.put({ ...main, attributes: { ...main.attributes, deletion_protection: false } });
      module.destroy();
      expect([world.things(), Object.keys(world.keys)]).toEqual([[], ['KAFKA', 'REGISTRY', 'FLINK'].sort()]);
    });

    test('of a service account takes its keys and roles along, and they open nothing any more', () => {
      const module = applied(document({
        confluent_service_account: { app: { display_name: 'app' } },
        confluent_role_binding: { role: { principal: 'User:${confluent_service_account.app.id}', role_name: 'Operator', crn_pattern: 'crn://x' } },
        confluent_api_key: { key: { description: 'key', owner: { id: '${confluent_service_account.app.id}', kind: 'ServiceAccount', api_version: 'iam/v2' } } },
      }));
      const [[id, { secret }]] = Object.entries(world.keys).filter(([, { opens }]) => opens === 'cloud');
      world.remove(world.thing('confluent_service_account', 'app'));

      expect(world.things()).toEqual([]);
      expect(module.plan().changes.length).toBe(3);
      expect(() => applied(document({ confluent_environment: { e: { display_name: 'e' } } }, { cloud_api_key: id, cloud_api_secret: secret })))
        .toThrow('401 Unauthorized: invalid API key');
    });

    test('of a cluster with a connector fails', () => {
      const module = applied(document({ confluent_kafka_cluster: { main: cluster } }));
      applied(document({ confluent_connector: { source: { ...connector, kafka_cluster: { id: world.thing('confluent_kafka_cluster', 'main').id } } } }));

      expect(() => module.destroy()).toThrow('403 Forbidden');
    });
  });

  test('topics are looked for in the cluster of the provider block', () => {
    world.setKey('OTHER', { secret: 'other secret', opens: 'lkc-2' });
    const other = { ...cloud, kafka_id: 'lkc-2', kafka_rest_endpoint: 'https://pkc-2:443', kafka_api_key: 'OTHER', kafka_api_secret: 'other secret' };
    const block = { ...topic, kafka_cluster: { id: 'lkc-1' } };
    const module = applied(topics({ clicks: block }));

    expect(planned(module, topics({ clicks: block }, other))).toEqual(['confluent_kafka_topic.clicks: create']);
    module.apply();
    expect(world.things().map(({ id }) => id).sort()).toEqual(['lkc-1/clicks', 'lkc-2/clicks']);
    module.destroy();
    expect(world.things().map(({ id }) => id)).toEqual(['lkc-1/clicks']);
  });

  test('a state may have types that the document has no more', () => {
    const module = applied(document({ confluent_service_account: { app: { display_name: 'app' } }, confluent_kafka_topic: { clicks: topic } }));

    expect(planned(module, topics({ clicks: topic }))).toEqual(['confluent_service_account.app: delete']);
    module.apply();
    expect(module.resources()).toEqual(['confluent_kafka_topic.clicks']);
  });

  test('statements are found by their name, also when their pool is another', () => {
    const statement = (pool: string, stopped: boolean) => document(
      { confluent_flink_statement: { enrich: { statement_name: 'enrich', statement: 'SELECT 1', stopped } } }, { ...cloud, ...kafka, ...flink, flink_compute_pool_id: pool });
    const module = applied(statement('lfcp-1', false));

    expect(planned(module, statement('lfcp-2', false))).toEqual([]);
    expect(world.things().length).toBe(1);
  });
});
