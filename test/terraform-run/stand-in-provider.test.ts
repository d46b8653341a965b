import { existsSync } from 'fs';
import { join } from 'path';
import { Json } from '../support/document';
import { describeTerraform, TerraformModule } from '../support/terraform';
import { World } from '../support/world';

jest.setTimeout(300_000);

const terraform = { required_providers: { confluent: { source: 'confluentinc/confluent', version: '~> 2.83.0' } } };
const cloud = { cloud_api_key: 'CLOUD', cloud_api_secret: 'cloud secret' };
const kafka = { kafka_id: 'lkc-1', kafka_rest_endpoint: 'https://pkc-1:443', kafka_api_key: 'KAFKA', kafka_api_secret: 'kafka secret' };
const flink = {
  flink_api_key: 'FLINK',
  flink_api_secret: 'flink secret',
  flink_rest_endpoint: 'https://flink.us-east-1.aws.confluent.cloud',
  organization_id: 'org',
  environment_id: 'env-1',
  flink_compute_pool_id: 'lfcp-1',
  flink_principal_id: 'sa-1',
};
const topic = { topic_name: 'clicks', partitions_count: 6 };
const statement = { statement_name: 'enrich', statement: 'INSERT INTO a SELECT 1', properties: { a: '1' } };
const cluster = { display_name: 'main', availability: 'SINGLE_ZONE', cloud: 'AWS', region: 'us-east-1', standard: [{}], environment: { id: 'env-1' } };
const apiKey = { description: 'a key', owner: { id: 'sa-1', kind: 'ServiceAccount', api_version: 'iam/v2' } };

const topics = (blocks: Json, provider: Json = { ...cloud, ...kafka }) => document({ confluent_kafka_topic: blocks }, provider);
const document = (resource: Json, provider: Json = { ...cloud, ...kafka, ...flink }) => ({ terraform, provider: { confluent: provider }, resource });

describeTerraform('the stand-in provider', () => {
  let world: World;
  let modules: number;

  beforeEach(() => {
    world = new World();
    modules = 0;
    world.setKey('KAFKA', { secret: 'kafka secret', opens: 'lkc-1' });
    world.setKey('FLINK', { secret: 'flink secret', opens: 'aws.us-east-1' });
  });

  afterEach(() => world.delete());

  const moduleOf = (content: Json) => {
    const made = new TerraformModule(join(world.directory, `m${modules++}`), world, JSON.stringify(content));
    made.init();
    return made;
  };
  const applied = (content: Json) => changed(moduleOf(content), content);
  const changed = (module: TerraformModule, content: Json) => {
    module.setDocument(JSON.stringify(content));
    module.plan();
    module.apply();
    return module;
  };
  const planned = (module: TerraformModule, content: Json) => {
    module.setDocument(JSON.stringify(content));
    return module.plan().changes;
  };
  const onlyTopic = () => world.thing('confluent_kafka_topic', 'clicks');

  describe('plans', () => {
    test('more partitions in place, fewer as a new topic', () => {
      const module = applied(topics({ clicks: topic }));

      expect(planned(module, topics({ clicks: { ...topic, partitions_count: 12 } }))).toEqual(['confluent_kafka_topic.clicks: update']);
      expect(planned(module, topics({ clicks: { ...topic, partitions_count: 3 } }))).toEqual(['confluent_kafka_topic.clicks: delete-create']);
    });

    test('a new statement for another text, but fails at apply for other properties', () => {
      const module = applied(document({ confluent_flink_statement: { enrich: statement } }));
      const with_ = (change: Json) => document({ confluent_flink_statement: { enrich: { ...statement, ...change } } });

      expect(planned(module, with_({ statement: 'INSERT INTO a SELECT 2' }))).toEqual(['confluent_flink_statement.enrich: delete-create']);
      expect(planned(module, with_({ properties: { a: '2' } }))).toEqual(['confluent_flink_statement.enrich: update']);
      expect(() => module.apply()).toThrow('error updating Flink Statement "enrich": only compute_pool, principal, properties_sensitive, stopped can be updated');
    });

    test('no other type of cluster', () => {
      const module = applied(document({ confluent_kafka_cluster: { main: cluster } }));
      const { standard, ...rest } = cluster;

      expect(() => planned(module, document({ confluent_kafka_cluster: { main: { ...rest, dedicated: { cku: 1 } } } }))).toThrow('from \'Basic\' to \'Standard\'');
    });

    test('the same again as nothing to do', () => {
      const module = applied(document({ confluent_kafka_cluster: { main: { ...cluster, availability: 'HIGH' } }, confluent_api_key: { key: apiKey } }));

      expect(module.plan().changes).toEqual([]);
      expect(planned(module, document({ confluent_kafka_cluster: { main: { ...cluster, availability: 'MULTI_ZONE' } }, confluent_api_key: { key: apiKey } })))
        .toEqual([]);
    });
  });

  describe('refuses', () => {
    test('what the provider would not validate', () => {
      const role = { principal: 'sa-1', role_name: 'Operator', crn_pattern: 'crn://x' };

      expect(moduleOf(document({ confluent_role_binding: { role } })).validate()[0].summary).toContain('invalid value for principal: sa-1');
      expect(moduleOf(document({ confluent_kafka_cluster: { main: { ...cluster, basic: [{}] } } })).validate()[0].summary).toContain('one of `basic,');
    });

    test('a provider block that has only part of a group', () => {
      expect(() => applied(topics({ clicks: topic }, { ...cloud, ...kafka, kafka_api_key: null }))).toThrow('should be set or not set');
    });

    test('topics without credentials, and with those of another cluster', () => {
      expect(() => applied(topics({ clicks: topic }, cloud))).toThrow('one of provider.kafka_api_key or resource.credentials.key must be set');
      expect(() => applied(topics({ clicks: topic }, { ...cloud, ...kafka, kafka_id: 'lkc-2' }))).toThrow('403 Forbidden: forbidden: API key KAFKA opens lkc-1, not lkc-2');
      expect(() => applied(topics({ clicks: topic }, { ...cloud, ...kafka, kafka_api_secret: 'old' }))).toThrow('401 Unauthorized: invalid API key');
    });

    test('a second topic of the same name', () => {
      applied(topics({ clicks: topic }));

      expect(() => applied(topics({ other: topic }))).toThrow('error creating Kafka Topic "clicks": 400 Bad Request: Topic \'clicks\' already exists');
    });

    test('to delete a protected cluster', () => {
      const module = applied(document({ confluent_kafka_cluster: { main: { ...cluster, deletion_protection: true } } }));

      expect(() => module.destroy()).toThrow('deletion_protection is on');
      expect(world.things('confluent_kafka_cluster').length).toBe(1);
    });

    test('to look for the registry of an environment without clusters', () => {
      const data = { confluent_schema_registry_cluster: { registry: { environment: { id: '${confluent_environment.prod.id}' } } } };

      expect(() => applied({ ...document({ confluent_environment: { prod: { display_name: 'prod' } } }), data })).toThrow('there are no Schema Registry clusters');
    });
  });

  describe('takes orders', () => {
    test('to fail a number of times', () => {
      world.order({ type: '.*topic', name: 'cli.*', operation: 'create', mode: 'error', status: 429, message: 'slow down', times: 1 });
      const module = moduleOf(topics({ clicks: topic, others: { topic_name: 'others' } }));
      module.plan();

      expect(() => module.apply()).toThrow('error creating Kafka Topic "clicks": 429 Too Many Requests: slow down');
      expect(module.resources()).toEqual(['confluent_kafka_topic.others']);
      changed(module, topics({ clicks: topic, others: { topic_name: 'others' } }));
      expect(module.resources().length).toBe(2);
    });

    test('to fail after the fact, with the resource tainted in the state or unknown to it', () => {
      world.order({ name: 'clicks', mode: 'error', when: 'tainted' }, { name: 'lost', mode: 'error', when: 'after' });
      const module = moduleOf(topics({ clicks: topic, lost: { topic_name: 'lost' } }));
      module.plan();

      expect(() => module.apply()).toThrow('500 Internal Server Error');
      world.order();
      expect(module.plan().changes).toEqual(['confluent_kafka_topic.clicks: delete-create', 'confluent_kafka_topic.lost: create']);
      expect(() => module.apply()).toThrow('error creating Kafka Topic "lost": 400 Bad Request: Topic \'lost\' already exists');
    });

    test.each(['crash', 'kill-terraform'] as const)('to %s', (mode) => {
      const marker = join(world.directory, 'marker');
      world.order({ name: 'clicks', mode, when: 'after', marker });
      const module = moduleOf(topics({ clicks: topic }));
      module.plan();

      expect(() => module.apply()).toThrow('terraform apply failed');
      expect(existsSync(marker)).toBe(true);
      expect(onlyTopic().madeBy).toBe('KAFKA');
      expect(module.resources()).toEqual([]);
    });

    test('to lose a key, with its secret in the error', () => {
      world.order({ type: 'confluent_api_key', mode: 'secret-in-error', when: 'after' });
      const module = moduleOf(document({ confluent_api_key: { key: apiKey } }));
      module.plan();
      let message = '';
      try {
        module.apply();
      } catch (error) {
        message = String(error);
      }

      expect(message).toContain(world.keys[world.thing('confluent_api_key', 'a key').id].secret);
      expect(module.resources()).toEqual([]);
    });

    test('to answer 403, which takes a resource out of the state', () => {
      const module = applied(topics({ clicks: topic }));
      world.order({ operation: 'read', mode: 'error', status: 403 });

      expect(module.plan().changes).toEqual(['confluent_kafka_topic.clicks: create']);
      world.order({ operation: 'read', mode: 'error', status: 403, message: 'invalid API key' });
      expect(() => module.plan()).toThrow('error reading Kafka Topic');
    });
  });

  test('notes who called', () => {
    const module = applied(topics({ clicks: topic }));
    module.destroy();

    expect(world.calls()).toEqual(['create', 'delete'].map((operation) => (
      { operation, type: 'confluent_kafka_topic', id: 'lkc-1/clicks', name: 'clicks', key: 'KAFKA' })));
    expect(world.calls({ reads: true }).length).toBeGreaterThan(2);
    expect(world.things()).toEqual([]);
  });

  test('imports what is there, and sees what is gone', () => {
    const first = applied(topics({ clicks: topic }));
    const second = moduleOf({ ...topics({ clicks: topic }), import: [{ to: 'confluent_kafka_topic.clicks', id: 'lkc-1/clicks' }] });

    expect(second.plan().changes).toEqual([]);
    second.apply();
    expect(second.resources()).toEqual(['confluent_kafka_topic.clicks']);
    world.remove(onlyTopic());
    expect(first.plan().changes).toEqual(['confluent_kafka_topic.clicks: create']);
  });
});
