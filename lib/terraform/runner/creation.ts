import { Memory } from './memory';
import { State, StateResource } from './terraform';

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

  /** Addresses of what the root made. If nothing is known of its creation, that is nothing. */
  public async made(state: State): Promise<string[]> {
    const foreign = await this.memory.foreign();
    const made = foreign ? managed(state).filter((resource) => !idsOf(resource).some((id) => foreign.includes(id))) : [];
    return made.map(({ type, name }) => `${type}.${name}`);
  }
}

function managed(state: State | undefined): StateResource[] {
  return (state?.resources ?? []).filter(({ mode }) => mode === 'managed');
}

function idsOf({ type, instances }: StateResource): string[] {
  return instances.map(({ attributes }) => `${type} ${attributes.id}`);
}
