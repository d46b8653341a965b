import { existsSync } from 'fs';
import { join } from 'path';
import { Json } from './document';
import { cloud, describeStandIn, document, kafka, StandIn, topics } from './stand-in';
import { TerraformModule } from './terraform';
import { World } from './world';

jest.setTimeout(300_000);

const topic = { topic_name: 'clicks', partitions_count: 6 };
const statement = { statement_name: 'enrich', statement: 'INSERT INTO a SELECT 1', properties: { a: '1' } };
const cluster = { display_name: 'main', availability: 'SINGLE_ZONE', cloud: 'AWS', region: 'us-east-1', standard: [{}], environment: { id: 'env-1' } };
const apiKey = { description: 'a key', owner: { id: 'sa-1', kind: 'ServiceAccount', api_version: 'iam/v2' } };

describeStandIn('the stand-in provider', (current) => {
  let standIn: StandIn;
  let world: World;

  beforeEach(() => {
    standIn = current();
    ({ world } = standIn);
  });

  const moduleOf = (content: Json) => standIn.module(content);
  const applied = (content: Json) => standIn.applied(content);
  const changed = (module: TerraformModule, content: Json) => standIn.changed(module, content);
  const planned = (module: TerraformModule, content: Json) => standIn.planned(module, content);
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

      expect(() => module.destroy()).toThrow('409 Conflict: Cluster deletion is blocked by deletion protection.');
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

    test('to answer 403, which takes a resource out of the state, unless the key is not valid, or Kafka says so', () => {
      const module = applied({ ...topics({ clicks: topic }), resource: { confluent_kafka_topic: { clicks: topic }, confluent_service_account: { app: { display_name: 'app' } } } });
      world.order({ type: '.*account', operation: 'read', mode: 'error', status: 403 });

      expect(module.plan().changes).toEqual(['confluent_service_account.app: create']);
      world.order({ type: '.*account', operation: 'read', mode: 'error', status: 403, message: 'invalid API key' });
      expect(() => module.plan()).toThrow('error reading Service Account');
      world.order({ type: '.*topic', operation: 'read', mode: 'error', status: 403 });
      expect(() => module.plan()).toThrow('error reading Kafka Topic "lkc-1/clicks": 403 Forbidden');
    });

    test('to refuse a burst of calls, whatever they are', () => {
      const two = topics({ clicks: topic, others: { topic_name: 'others' } });
      const module = applied(two);
      world.order({ operation: 'read|create|delete', mode: 'error', status: 401, message: 'Unauthorized', times: 3 });

      expect(() => module.plan()).toThrow('401 Unauthorized');
      expect(() => module.destroy()).toThrow('401 Unauthorized');
      module.destroy();
      expect(world.things()).toEqual([]);
    });

    test('to act and not to say so', () => {
      const module = applied(topics({ clicks: topic }));
      world.order({ operation: 'delete', mode: 'error', when: 'after', times: 1 });

      expect(() => module.destroy()).toThrow('500 Internal Server Error');
      expect(world.things()).toEqual([]);
      expect(module.resources()).toEqual(['confluent_kafka_topic.clicks']);
      module.destroy();
      expect(module.resources()).toEqual([]);
    });

    test.each(['before', 'after'] as const)('to kill Terraform %s something is deleted', (when) => {
      const module = applied(topics({ clicks: topic }));
      world.order({ operation: 'delete', mode: 'kill-terraform', when });

      expect(() => module.destroy()).toThrow('terraform apply failed');
      expect(world.things().length).toBe(when === 'before' ? 1 : 0);
      world.order();
      expect(module.plan().changes).toEqual(when === 'before' ? [] : ['confluent_kafka_topic.clicks: create']);
    });

    test('to let something vanish between plan and apply', () => {
      const module = applied(topics({ clicks: topic }));
      world.order({ name: 'clicks', operation: 'update', mode: 'vanish' });
      planned(module, topics({ clicks: { ...topic, partitions_count: 12 } }));

      expect(() => module.apply()).toThrow('404 Not Found');
      expect(world.things()).toEqual([]);
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
