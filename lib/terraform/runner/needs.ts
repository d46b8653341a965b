import { Values } from './memory';
import { readJson, Store } from './store';
import { Secrets } from './surroundings';
import { ResourceChange, State } from './terraform';
import { Plane } from '../plane';

/**
 * Which of the deletions of a plan would come too soon: planes that are applied after this one still have what is deleted with
 * a key, runs as a service account, or lies in a container, that would be gone by then.
 *
 * @returns addresses
 */
export async function neededLater(deletions: ResourceChange[], stateKey: string, store: Store, secrets: Secrets): Promise<string[]> {
  const later = deletions.length > 0 ? await Promise.all(laterThan(stateKey).map((key) => read(store, key))) : [];
  const [states, values] = [later.flatMap(({ state }) => state ?? []), later.flatMap((each) => each.values ?? [])];
  if (!states.some(({ resources }) => resources.length > 0)) {
    return [];
  }
  const text = JSON.stringify([states, values.map(({ variables }) => variables)]);
  const arns = values.flatMap(({ secretVariables }) => Object.values(secretVariables).map(({ secretArn }) => secretArn));
  const keys = await keysIn([...new Set(arns)], secrets);
  const isNamed = (id: unknown) => typeof id === 'string' && (keys.includes(id) || text.includes(id));
  const named = deletions.filter(({ change }) => isNamed(change.before?.id));
  const principals = named.flatMap(({ type, change: { before } }) =>
    type === 'confluent_api_key' ? [before?.owner?.[0]?.id] : type === 'confluent_service_account' ? [before?.id] : []);
  return deletions.filter((each) => named.includes(each) || belongsTo(each, principals)).map(({ address }) => address);
}

/** Whether a resource is one of the service accounts, or gives one of them its rights. */
function belongsTo({ type, change: { before } }: ResourceChange, principals: string[]): boolean {
  return type === 'confluent_service_account' ? principals.includes(before?.id)
    : type === 'confluent_role_binding' && principals.includes(String(before?.principal).replace(/^User:/, ''));
}

/** The state keys of the planes of the same stack that are applied later. */
function laterThan(stateKey: string): string[] {
  const end = stateKey.lastIndexOf('/') + 1;
  const planes: string[] = Object.values(Plane);
  const place = planes.indexOf(stateKey.slice(end));
  return place < 0 ? [] : planes.slice(place + 1).map((plane) => stateKey.slice(0, end) + plane);
}

async function read(store: Store, stateKey: string): Promise<{ readonly state?: State; readonly values?: Values }> {
  return { state: await readJson(store, `${stateKey}/terraform.tfstate`), values: await readJson(store, `${stateKey}/values.json`) };
}

/** IDs of the keys in secrets. Where there is none, nobody uses one. */
export async function keysIn(arns: string[], secrets: Secrets): Promise<string[]> {
  const ids = await Promise.all(arns.map(async (arn) => {
    try {
      const id: unknown = JSON.parse(await secrets.read(arn)).username;
      return typeof id === 'string' ? [id] : [];
    } catch {
      return [];
    }
  }));
  return ids.flat();
}
