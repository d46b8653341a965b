import { Memory } from './memory';
import { State, StateResource, Terraform } from './terraform';

/**
 * What a root did not make itself: what its state held when CloudFormation created it, and what it took over since. When its
 * creation is rolled back all else is undone, retained or not: nobody has relied on it, and it would be billed for nothing.
 */
export class Creation {
  constructor(private readonly memory: Memory, private readonly engine: Terraform) {}

  /** Notes what is there before the root makes anything. */
  public async begin(state: State | undefined): Promise<void> {
    await this.memory.setForeign(managed(state).flatMap(idsOf));
  }

  /** Notes what the root takes over, before it is in its state. */
  public async take(resources: { readonly type: string; readonly id: string }[]): Promise<void> {
    await this.memory.setForeign([...await this.memory.foreign() ?? [], ...resources.map(({ type, id }) => `${type} ${id}`)]);
  }

  /**
   * Lifts the protection from what the root made, so that it can be deleted. If nothing is known of its creation, that is nothing.
   *
   * @returns the addresses
   */
  public async undo(state: State): Promise<string[]> {
    const foreign = await this.memory.foreign();
    const made = foreign ? managed(state).filter((resource) => !idsOf(resource).some((id) => foreign.includes(id))) : [];
    const isProtected = made.flatMap(({ instances }) => instances).map(({ attributes }) => attributes).filter(({ deletion_protection: on }) => on);
    if (isProtected.length > 0) {
      isProtected.forEach((attributes) => { attributes.deletion_protection = false; });
      await this.engine.push(JSON.stringify({ ...state, serial: state.serial + 1 }));
    }
    return made.map(({ type, name }) => `${type}.${name}`);
  }
}

function managed(state: State | undefined): StateResource[] {
  return (state?.resources ?? []).filter(({ mode }) => mode === 'managed');
}

function idsOf({ type, instances }: StateResource): string[] {
  return instances.map(({ attributes }) => `${type} ${attributes.id}`);
}
