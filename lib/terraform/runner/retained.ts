import { createHash, randomUUID } from 'crypto';
import { at, evaluate, TerraformDocument } from './document';
import { Memory } from './memory';
import { ConflictError, Store } from './store';
import { Plan, resourceAt, State, StateInstance, StateResource, Terraform } from './terraform';

/** What is known of a resource that no state has any more, and that Confluent Cloud keeps. */
interface Remains {
  readonly type: string;
  readonly naturalKey: string[];
  /** Where it came from. */
  readonly stateKey: string;
  readonly construct: string;
  readonly address: string;
  /** When, as ISO 8601 has it. */
  readonly at: string;
  readonly instance: StateInstance;
  /** Whether the state that it leaves may still have it, so that nobody else may. */
  readonly leaving?: boolean;
  /** The root that takes it over. */
  readonly claimedBy?: string;
}

/** A creation that is none, because the resource is there. */
export interface Found {
  /** Where the document has it. */
  readonly address: string;
  readonly remains: Remains;
  readonly record: string;
  readonly tag: string;
}

/** By what a resource is told from all others: the ID of what it is in, and arguments. */
interface NaturalKey {
  /** For what lies in something that the provider block may name: the arguments of the block and of the resource that do. */
  readonly parent?: { readonly provider: string; readonly argument: string };
  readonly arguments: string[];
}

const IN_CLUSTER = { provider: 'kafka_id', argument: 'kafka_cluster.0.id' };
const IN_REGISTRY = { provider: 'schema_registry_id', argument: 'schema_registry_cluster.0.id' };

/**
 * Types of resources that are taken over. What would replace a resource is in its key: a cluster of the same name in another
 * region is another one. Mirror topics are not here, because they carry keys that are gone when they are taken over.
 */
const NATURAL_KEYS: Record<string, NaturalKey> = {
  confluent_byok_key: { arguments: ['aws.0.key_arn'] },
  confluent_environment: { arguments: ['display_name'] },
  confluent_flink_artifact: { arguments: ['environment.0.id', 'cloud', 'region', 'display_name'] },
  confluent_flink_materialized_table: { arguments: ['kafka_cluster.0.id', 'display_name'] },
  confluent_kafka_cluster: { arguments: ['environment.0.id', 'display_name', 'cloud', 'region'] },
  confluent_kafka_topic: { parent: IN_CLUSTER, arguments: ['topic_name'] },
  confluent_ksql_cluster: { arguments: ['environment.0.id', 'display_name'] },
  confluent_network: { arguments: ['environment.0.id', 'display_name', 'cloud', 'region'] },
  confluent_schema: { parent: IN_REGISTRY, arguments: ['subject_name', 'format'] },
  confluent_schema_registry_dek: { parent: IN_REGISTRY, arguments: ['kek_name', 'subject_name', 'algorithm', 'version'] },
  confluent_schema_registry_kek: { parent: IN_REGISTRY, arguments: ['name'] },
  confluent_tableflow_topic: { arguments: ['environment.0.id', 'kafka_cluster.0.id', 'display_name'] },
};

/**
 * Retained resources on their way from one root to another, or back to their own. Each has a record that all roots of the
 * store see. No resource is ever in two states: a record is `leaving` until the state has it no more, and from then on the
 * first root that claims it has it alone.
 */
export class Retained {
  constructor(
    private readonly store: Store,
    private readonly memory: Memory,
    private readonly stateKey: string,
    private readonly engine: Terraform,
  ) {}

  /** Records resources of the state before an apply forgets them. If the machine dies after it, the next run settles what became of them. */
  public async leave(addresses: string[], last: TerraformDocument): Promise<void> {
    const state = addresses.length > 0 ? await this.engine.state() : undefined;
    const records = addresses.flatMap((address) => this.remainsOf(address, state, last)).map((remains) => ({ key: recordOf(remains), remains }));
    if (records.length > 0) {
      const { leaving, claimed } = await this.memory.handovers();
      await this.memory.setHandovers({ leaving: [...new Set([...leaving, ...records.map(({ key }) => key)])], claimed });
      await Promise.all(records.map(({ key, remains }) => this.store.put(key, JSON.stringify(remains))));
    }
  }

  /**
   * Finishes what a run before this one, or this one, began: records of what left the state are free, and those of what is in
   * it are removed; but a claim of what is in it holds until it was applied.
   */
  public async settle(isApplied: boolean): Promise<void> {
    const { leaving, claimed } = await this.memory.handovers();
    if (leaving.length + claimed.length === 0) {
      return;
    }
    const state = await this.engine.state();
    const unapplied: string[] = [];
    for (const key of claimed) {
      const stored = await this.read(key);
      if (stored?.remains.claimedBy !== this.stateKey) {
        continue;
      }
      if (isApplied) {
        await this.store.delete(key);
      } else if (isIn(state, stored.remains)) {
        unapplied.push(key);
      } else {
        await this.store.put(key, JSON.stringify({ ...stored.remains, claimedBy: undefined }), stored.tag);
      }
    }
    for (const key of leaving) {
      const stored = await this.read(key);
      if (stored?.remains.leaving && stored.remains.stateKey === this.stateKey) {
        await (isIn(state, stored.remains)
          ? this.store.delete(key)
          : this.store.put(key, JSON.stringify({ ...stored.remains, leaving: undefined }), stored.tag));
      }
    }
    await this.memory.setHandovers({ leaving: [], claimed: unapplied });
  }

  /**
   * Which creations of a plan are of resources that were left behind. Those that are in the state already and are gone from
   * Confluent Cloud are among them.
   *
   * @param own whether only those count that this root left itself, as in a rollback
   */
  public async find({ changes, gone }: Plan, document: TerraformDocument, variables: Record<string, unknown>, own: boolean): Promise<Found[]> {
    const managed = changes.filter(({ mode }) => mode === 'managed');
    const removed = managed.filter(({ change }) => change.actions.join() === 'delete')
      .map(({ type, change }) => keyOfExisting(type, change.before)).map((key) => JSON.stringify(key));
    const created = managed.filter(({ change }) => change.actions.join() === 'create');
    const found = await Promise.all(created.map(async ({ address, type, change }) => {
      const naturalKey = keyOfPlanned(type, change.after, document.provider(document.block(address)?.provider), variables);
      if (!naturalKey || removed.includes(JSON.stringify(naturalKey))) {
        return []; // what this root has itself is only moved
      }
      const record = recordOf({ type, naturalKey });
      const stored = await this.read(record);
      const isFree = stored && (gone.includes(address) ? stored.remains.claimedBy === this.stateKey : this.isFree(stored.remains, own));
      return isFree ? [{ address, record, ...stored }] : [];
    }));
    return found.flat();
  }

  /**
   * Puts resources into the state, but for those of which another root was faster. If the machine dies after the claim, the
   * next run of this root goes on, and no other may.
   */
  public async takeOver(found: Found[], document: TerraformDocument): Promise<Found[]> {
    const claimed = await this.claim(found);
    if (claimed.length > 0) {
      await this.engine.push(JSON.stringify(withResources(await this.engine.state(), claimed, document)));
    }
    return claimed;
  }

  private async claim(found: Found[]): Promise<Found[]> {
    const { leaving, claimed } = await this.memory.handovers();
    await this.memory.setHandovers({ leaving, claimed: [...new Set([...claimed, ...found.map(({ record }) => record)])] });
    const won = await Promise.all(found.map(async (each) => {
      if (each.remains.claimedBy === this.stateKey) {
        return [each];
      }
      try {
        await this.store.put(each.record, JSON.stringify({ ...each.remains, claimedBy: this.stateKey }), each.tag);
        return [each];
      } catch (error) {
        if (error instanceof ConflictError) {
          return [];
        }
        throw error;
      }
    }));
    return won.flat();
  }

  private isFree({ stateKey, leaving, claimedBy }: Remains, own: boolean): boolean {
    return !leaving && (claimedBy === undefined || claimedBy === this.stateKey) && (!own || stateKey === this.stateKey);
  }

  /** A resource with secrets is not recorded: its keys must not be in another place, and are gone when it is taken over. */
  private remainsOf(address: string, state: State | undefined, last: TerraformDocument): Remains[] {
    const [type] = address.split('.');
    const [instance, ...others] = resourceAt(state, address)?.instances ?? [];
    const naturalKey = keyOfExisting(type, instance?.attributes);
    if (!naturalKey || others.length > 0 || (instance.sensitive_attributes ?? []).length > 0) {
      return [];
    }
    const { schema_version, attributes, private: kept } = instance;
    return [{
      type,
      naturalKey,
      stateKey: this.stateKey,
      construct: last.nameOf(address),
      address,
      at: new Date().toISOString(),
      instance: { schema_version, attributes, private: kept, sensitive_attributes: [] },
      leaving: true,
    }];
  }

  private async read(key: string): Promise<{ remains: Remains; tag: string } | undefined> {
    const stored = await this.store.get(key);
    return stored && { remains: JSON.parse(stored.body), tag: stored.tag };
  }
}

/** A state with resources added to it, or a new one. */
function withResources(state: State | undefined, found: Found[], document: TerraformDocument): State {
  const resources = found.map(({ address, remains }): StateResource => {
    const [type, name] = address.split('.');
    return { mode: 'managed', type, name, provider: document.providerReference(address), instances: [remains.instance] };
  });
  const before = state ?? { version: 4, serial: 0, lineage: randomUUID(), resources: [], outputs: {} };
  return { ...before, serial: before.serial + 1, resources: [...before.resources, ...resources] };
}

/** The name says nothing of the key, because that may hold any character. */
function recordOf({ type, naturalKey }: Pick<Remains, 'type' | 'naturalKey'>): string {
  return `.retained/${type}/${createHash('sha256').update(JSON.stringify(naturalKey)).digest('hex')}.json`;
}

function isIn(state: State | undefined, { type, instance }: Remains): boolean {
  return state?.resources.some((resource) => resource.mode === 'managed' && resource.type === type
    && resource.instances.some(({ attributes }) => attributes.id === instance.attributes.id)) ?? false;
}

/** IDs of what lies in something begin with its ID. */
function keyOfExisting(type: string, attributes: Record<string, any> | null | undefined): string[] | undefined {
  const { parent } = NATURAL_KEYS[type] ?? {};
  return keyOf(type, attributes, parent ? [String(attributes?.id).split('/')[0]] : []);
}

function keyOfPlanned(
  type: string, planned: Record<string, any> | null, provider: Record<string, any> | undefined, variables: Record<string, unknown>,
): string[] | undefined {
  const { parent } = NATURAL_KEYS[type] ?? {};
  const given = parent && provider?.[parent.provider]; // overrides what the resource says
  return keyOf(type, planned, parent ? [given === undefined ? at(planned, parent.argument) : evaluate(given, variables)] : []);
}

/** Undefined if any part of it is not known. */
function keyOf(type: string, values: Record<string, any> | null | undefined, parents: unknown[]): string[] | undefined {
  const key = NATURAL_KEYS[type] && [...parents, ...NATURAL_KEYS[type].arguments.map((path) => at(values, path))];
  return key?.every((part): part is string => typeof part === 'string' && part !== '') ? key : undefined;
}
