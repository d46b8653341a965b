import { frozen, TerraformDocument } from './document';
import { Plan, resourceAt, State, Terraform } from './terraform';

/** What must not be deleted is protected by this argument, which Confluent Cloud heeds, whatever a state says. */
const PROTECTED = 'deletion_protection';

/** A protected resource that is to be deleted, and its block without the protection. */
interface Protected {
  readonly address: string;
  readonly block: Record<string, any>;
}

/** Resources that a plan deletes and that are protected. They cannot be deleted before an update has lifted the protection. */
export function protectedIn({ changes }: Plan, document: TerraformDocument, last: TerraformDocument): Protected[] {
  return changes.filter(({ mode, change }) => mode === 'managed' && change.actions.includes('delete') && change.before?.[PROTECTED] === true)
    .flatMap(({ address, change }) => {
      const block = last.block(address) ?? document.block(address);
      return block ? [{ address, block: lifted(frozen(block, change.before ?? {})) }] : [];
    });
}

/** Plans to lift the protection of resources, and to change nothing else. If the machine dies after it, the next run has less to lift. */
export async function planToLift(found: Protected[], document: TerraformDocument, state: State | undefined, engine: Terraform): Promise<void> {
  for (const { address } of found) {
    if (resourceAt(state, address)?.instances[0]?.status === 'tainted') {
      await engine.untaint(address); // otherwise it would be made anew
    }
  }
  const blocks = Object.fromEntries(found.map(({ address, block }) => [address, block]));
  await engine.setDocument(document.emptied().with(blocks).json);
  const { changes } = await engine.plan(found.map(({ address }) => address));
  const others = changes.filter(({ mode, change }) => mode === 'managed' && !['update', 'no-op', 'read'].includes(change.actions.join()));
  if (others.length > 0) {
    throw new Error(`the protection of ${others.map(({ address }) => address).join(', ')} cannot be lifted without ${others[0].change.actions.join(' and ')}`);
  }
}

function lifted(block: Record<string, any>): Record<string, any> {
  const rest = Object.keys(block).filter((name) => !['//', 'provider', 'lifecycle', PROTECTED].includes(name));
  return { ...block, [PROTECTED]: false, lifecycle: { ignore_changes: rest } };
}
