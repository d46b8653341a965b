import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { Memory } from '../../../lib/terraform/runner/memory';
import { Found, Retained } from '../../../lib/terraform/runner/retained';
import { ConflictError, Store, Stored } from '../../../lib/terraform/runner/store';
import { ResourceChange, State, StateInstance, Terraform } from '../../../lib/terraform/runner/terraform';

/** A store in the memory of the test. */
class MapStore implements Store {
  public readonly bodies = new Map<string, string>();

  public async get(key: string): Promise<Stored | undefined> {
    const body = this.bodies.get(key);
    return body === undefined ? undefined : { body, tag: body };
  }

  public async put(key: string, body: string, tag?: string | null): Promise<string> {
    if (tag !== undefined && tag !== (this.bodies.get(key) ?? null)) throw new ConflictError(key);
    this.bodies.set(key, body);
    return body;
  }

  public async delete(key: string): Promise<void> {
    this.bodies.delete(key);
  }

  public async keys(): Promise<string[]> {
    return [...this.bodies.keys()];
  }
}

/** A root with the state that it has. */
class Root {
  public state: State | undefined;
  public readonly retained: Retained;
  private readonly engine: Pick<Terraform, 'state' | 'push'> = {
    state: async () => this.state,
    push: async (text) => { this.state = JSON.parse(text); },
  };

  constructor(store: Store, public readonly stateKey: string) {
    this.retained = new Retained(store, new Memory(store, stateKey), stateKey, this.engine as Terraform);
  }

  public has(type: string, attributes: Record<string, any>, more: Partial<StateInstance> = {}): void {
    const instance = { schema_version: 3, attributes, sensitive_attributes: [], ...more };
    const resource = { mode: 'managed' as const, type, name: 'Old', provider: 'provider["somewhere"]', instances: [instance] };
    this.state = { version: 4, serial: 7, lineage: 'line', outputs: {}, resources: [resource] };
  }

  /** Leaves its only resource. */
  public async leave(): Promise<void> {
    await this.retained.leave([`${this.state!.resources[0].type}.Old`], new TerraformDocument({}));
    this.state = { ...this.state!, resources: [] };
    await this.retained.settle(true);
  }

  /** What a creation finds. */
  public find(
    type: string, after: Record<string, any>, provider: Record<string, any> = {}, more: { own?: boolean; changes?: ResourceChange[] } = {},
  ): Promise<Found[]> {
    const change: ResourceChange = { address: `${type}.New`, mode: 'managed', type, change: { actions: ['create'], before: null, after } };
    const plan = { changes: [change, ...more.changes ?? []], gone: [] };
    return this.retained.find(plan, documentOf(type, provider), { cluster: 'lkc-1', registry: 'lsrc-1' }, more.own ?? false);
  }
}

function documentOf(type: string, provider: Record<string, any>): TerraformDocument {
  return new TerraformDocument({
    terraform: { required_providers: { confluent: { source: 'registry.example/confluent' } } },
    provider: { confluent: [{}, { alias: 'A', ...provider }] },
    resource: { [type]: { New: { 'provider': 'confluent.A', '//': { construct: 'Hub/New' } } } },
  });
}

const TOPIC = 'confluent_kafka_topic';
const IN_STATE = { id: 'lkc-1/clicks', topic_name: 'clicks' };
const CLICKS = { topic_name: 'clicks' };
const CLUSTER = { kafka_id: '${var.cluster}' };

let store: MapStore;
let [from, to]: Root[] = [];

beforeEach(() => {
  store = new MapStore();
  [from, to] = [new Root(store, 'S/data-plane'), new Root(store, 'T/data-plane')];
});

describe('a resource that was left is found by', () => {
  test.each<[string, Record<string, any>, Record<string, any>, Record<string, any>]>([
    ['confluent_environment', { id: 'env-1', display_name: 'e' }, { display_name: 'e' }, {}],
    ['confluent_kafka_cluster',
      { id: 'lkc-1', display_name: 'c', cloud: 'AWS', region: 'r', environment: [{ id: 'env-1' }] },
      { display_name: 'c', cloud: 'AWS', region: 'r', environment: [{ id: 'env-1' }] }, {}],
    [TOPIC, IN_STATE, CLICKS, CLUSTER],
    [TOPIC, IN_STATE, CLICKS, { kafka_id: 'lkc-1' }],
    [TOPIC, IN_STATE, { ...CLICKS, kafka_cluster: [{ id: 'lkc-1' }] }, {}],
    ['confluent_schema',
      { id: 'lsrc-1/s/100', subject_name: 's', format: 'AVRO' }, { subject_name: 's', format: 'AVRO' }, { schema_registry_id: '${var.registry}' }],
    ['confluent_schema_registry_kek', { id: 'lsrc-1/k', name: 'k' }, { name: 'k' }, { schema_registry_id: 'lsrc-1' }],
    ['confluent_tableflow_topic',
      { id: 'env-1/lkc-1/t', display_name: 't', environment: [{ id: 'env-1' }], kafka_cluster: [{ id: 'lkc-1' }] },
      { display_name: 't', environment: [{ id: 'env-1' }], kafka_cluster: [{ id: 'lkc-1' }] }, {}],
  ])('%s', async (type, before, after, provider) => {
    from.has(type, before);
    await from.leave();

    expect(await to.find(type, after, provider)).toMatchObject([{ address: `${type}.New`, remains: { stateKey: 'S/data-plane', address: `${type}.Old` } }]);
  });
});

describe('a resource that was left is not found', () => {
  beforeEach(() => from.has(TOPIC, IN_STATE));

  test.each<[string, Record<string, any>, Record<string, any>]>([
    ['under another name', { topic_name: 'orders' }, CLUSTER],
    ['in another cluster', CLICKS, { kafka_id: 'lkc-2' }],
    ['in a cluster that the provider block names by what is not known', CLICKS, { kafka_id: '${confluent_kafka_cluster.C.id}' }],
    ['in a cluster that the provider block overrides', { ...CLICKS, kafka_cluster: [{ id: 'lkc-1' }] }, { kafka_id: '${var.unknown}' }],
    ['in a cluster that nobody names', { ...CLICKS, kafka_cluster: [{}] }, {}],
  ])('%s', async (_, after, provider) => {
    await from.leave();

    expect(await to.find(TOPIC, after, provider)).toEqual([]);
  });

  test('while its root may have it', async () => {
    await from.retained.leave([`${TOPIC}.Old`], new TerraformDocument({}));

    expect(await to.find(TOPIC, CLICKS, CLUSTER)).toEqual([]);
    await from.retained.settle(false);
    expect(await to.find(TOPIC, CLICKS, CLUSTER)).toEqual([]);
    expect(store.bodies.size).toBe(0);
  });

  test('by a rollback of another root', async () => {
    await from.leave();

    expect(await to.find(TOPIC, CLICKS, CLUSTER, { own: true })).toEqual([]);
    expect(await from.find(TOPIC, CLICKS, CLUSTER, { own: true })).toMatchObject([{}]);
  });

  test('by a root that has such a resource itself, and moves it', async () => {
    await from.leave();
    const removal: ResourceChange = { address: `${TOPIC}.Own`, mode: 'managed', type: TOPIC, change: { actions: ['delete'], before: IN_STATE, after: null } };

    expect(await to.find(TOPIC, CLICKS, CLUSTER, { changes: [removal] })).toEqual([]);
  });

  test('if it carries a key', async () => {
    from.has(TOPIC, IN_STATE, { sensitive_attributes: [[{ type: 'get_attr', value: 'credentials' }]] });
    await from.leave();

    expect(store.bodies.size).toBe(0);
  });

  test('if it holds no data', async () => {
    from.has('confluent_service_account', { id: 'sa-1', display_name: 'a' });
    await from.leave();

    expect(store.bodies.size).toBe(0);
  });
});

describe('taking over', () => {
  beforeEach(async () => {
    from.has(TOPIC, IN_STATE, { private: 'kept' });
    await from.leave();
  });

  test('puts the resource into the state, below the provider that the document names', async () => {
    to.has('confluent_kafka_acl', { id: 'acl' });
    const [own] = to.state!.resources;
    await to.retained.takeOver(await to.find(TOPIC, CLICKS, CLUSTER), documentOf(TOPIC, CLUSTER));

    expect(to.state).toEqual({
      version: 4,
      serial: 8,
      lineage: 'line',
      outputs: {},
      resources: [own, {
        mode: 'managed',
        type: TOPIC,
        name: 'New',
        provider: 'provider["registry.example/confluent"].A',
        instances: [{ schema_version: 3, attributes: IN_STATE, private: 'kept', sensitive_attributes: [] }],
      }],
    });
  });

  test('makes a state where there is none', async () => {
    await to.retained.takeOver(await to.find(TOPIC, CLICKS, CLUSTER), documentOf(TOPIC, CLUSTER));

    expect(to.state).toMatchObject({ version: 4, serial: 1, lineage: expect.stringMatching(/^[\w-]{36}$/), resources: [{ type: TOPIC }] });
  });

  test('is for one of two that try at once', async () => {
    const third = new Root(store, 'U/data-plane');
    const [found, same] = [await to.find(TOPIC, CLICKS, CLUSTER), await third.find(TOPIC, CLICKS, CLUSTER)];

    expect(await to.retained.takeOver(found, documentOf(TOPIC, CLUSTER))).toEqual(found);
    expect(await third.retained.takeOver(same, documentOf(TOPIC, CLUSTER))).toEqual([]);
    expect(third.state).toBeUndefined();
    expect(await third.find(TOPIC, CLICKS, CLUSTER)).toEqual([]);
  });

  test('removes the record when it is applied, and not before', async () => {
    await to.retained.takeOver(await to.find(TOPIC, CLICKS, CLUSTER), documentOf(TOPIC, CLUSTER));
    await to.retained.settle(false);

    expect(await to.find(TOPIC, CLICKS, CLUSTER)).toMatchObject([{ remains: { claimedBy: 'T/data-plane' } }]);
    await to.retained.settle(true);
    expect(store.bodies.size).toBe(0);
  });

  test('leaves the resource to others when it came to nothing', async () => {
    await to.retained.takeOver(await to.find(TOPIC, CLICKS, CLUSTER), documentOf(TOPIC, CLUSTER));
    to.state = undefined; // as if the machine had died before it was written
    await to.retained.settle(false);

    expect(await from.find(TOPIC, CLICKS, CLUSTER)).toMatchObject([{ address: `${TOPIC}.New` }]);
  });
});
