import { TerraformDocument } from '../runner/document';
import { Request, Result } from '../runner/request';
import { run } from '../runner/run';
import { Surroundings } from '../runner/surroundings';
import { Plan, ResourceChange } from '../runner/terraform';

/** A plan as the guard left it, if the engine came so far, and how planning ended. */
export interface Planned {
  readonly plan?: Plan;
  readonly result: Result;
}

/** Signs of what would be done, as Terraform has them. */
const SIGNS: Record<string, string> = { 'create': '+', 'update': '~', 'delete': '-', 'delete,create': '-/+', 'create,delete': '+/-' };

/** Plans, and changes nothing. */
export async function planOf(request: Request, surroundings: Surroundings): Promise<Planned> {
  let plan: Plan | undefined;
  const result = await run({ ...request, action: 'plan' }, { ...surroundings, onPlan: (planned) => { plan = planned; } });
  return { result, plan };
}

/**
 * A plan in human words: one line for each change, and what it comes to. No value is in it.
 *
 * @param documents what may know the construct of a resource, the newest first
 */
export function linesOf({ changes }: Plan, ...documents: TerraformDocument[]): string[] {
  const shown = changes.filter(({ mode, change }) => mode === 'managed' && signOf(change) !== undefined);
  const nameOf = (address: string) => documents.map((document) => document.constructOf(address)).find(Boolean) ?? address;
  const lines = shown.map(({ address, type, change }) => `${signOf(change)} ${type} ${nameOf(address)}${whatOf(change)}`);
  const count = (action: string) => shown.filter(({ change }) => change.actions.includes(action)).length;
  return lines.length === 0
    ? ['No resource would change.']
    : [...lines, `${count('create')} to create, ${count('update')} to change, ${count('delete')} to destroy.`];
}

function signOf({ actions }: ResourceChange['change']): string | undefined {
  return SIGNS[actions.join()];
}

/** What would change in a resource, or forces to replace it. */
function whatOf({ actions, before, after, replace_paths: forced = [] }: ResourceChange['change']): string {
  const paths = actions.join() === 'update' ? differences(before, after) : forced.map((path) => path.join('.'));
  return paths.length > 0 ? ` (${paths.join(', ')})` : '';
}

/** Paths of what differs. What is known after the apply only is not in `after`. */
function differences(before: unknown, after: unknown, path: string[] = []): string[] {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path.join('.')];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
