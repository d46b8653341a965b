import { Memory } from './memory';
import { State, StateResource } from './terraform';

/**
 * Types of which a creation succeeds where there is one already, as a registration of a schema that the registry knows: that it
 * succeeded does not say who made it.
 *
 * @see https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
const OVERWRITING = [
  'confluent_business_metadata', 'confluent_business_metadata_binding', 'confluent_catalog_entity_attributes', 'confluent_kafka_acl',
  'confluent_kafka_cluster_config', 'confluent_schema', 'confluent_schema_registry_cluster_config', 'confluent_schema_registry_cluster_mode',
  'confluent_schema_registry_dek', 'confluent_schema_registry_kek', 'confluent_subject_config', 'confluent_subject_mode', 'confluent_tag',
  'confluent_tag_binding',
];

/** What a creation that is rolled back has in its state. */
export interface Undo {
  /** Addresses of what the root made, and deletes, retained or not. */
  readonly made: string[];
  /** Addresses of what was perhaps there before, and is forgotten. */
  readonly unsure: string[];
}

export const NOTHING_TO_UNDO: Undo = { made: [], unsure: [] };

/**
 * What a root did not make itself: what its state held when CloudFormation created it, and what it took over since. When its
 * creation is rolled back all else is undone, retained or not: nobody has relied on it, and it would be billed for nothing.
 */
export class Creation {
  constructor(private readonly memory: Memory) {}

  /** Notes what is there before the root makes anything. */
  public async begin(state: State | undefined): Promise<void> {
    await this.memory.setForeign(managed(state).flatMap(idsOf));
  }

  /** Notes what the root takes over, before it is in its state. */
  public async take(resources: { readonly type: string; readonly id: string }[]): Promise<void> {
    await this.memory.setForeign([...await this.memory.foreign() ?? [], ...resources.map(({ type, id }) => `${type} ${id}`)]);
  }

  /** What the state has. If nothing is known of the creation, the root made nothing. */
  public async undo(state: State): Promise<Undo> {
    const foreign = await this.memory.foreign();
    const made = foreign ? managed(state).filter((resource) => !idsOf(resource).some((id) => foreign.includes(id))) : [];
    const addressesOf = (resources: StateResource[]) => resources.map(({ type, name }) => `${type}.${name}`);
    const mayBeOthers = ({ type }: StateResource) => OVERWRITING.includes(type);
    return { made: addressesOf(made.filter((resource) => !mayBeOthers(resource))), unsure: addressesOf(made.filter(mayBeOthers)) };
  }
}

function managed(state: State | undefined): StateResource[] {
  return (state?.resources ?? []).filter(({ mode }) => mode === 'managed');
}

function idsOf({ type, instances }: StateResource): string[] {
  return instances.map(({ attributes }) => `${type} ${attributes.id}`);
}
