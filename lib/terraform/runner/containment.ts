import { TerraformDocument } from './document';
import { RefusedError } from './guard';
import { readJson, Store } from './store';
import { Plan, State, StateResource } from './terraform';

/** What is deleted with all that is in it. */
const CONTAINERS = ['confluent_environment', 'confluent_kafka_cluster'];

const REGISTRY = 'confluent_schema_registry_cluster';

/** A resource with data that is to be retained, as a root or a record of the store knows it. */
interface Holding {
  readonly construct: string;
  readonly attributes: Record<string, any>;
}

/** What a store knows of the contents of containers. */
interface Contents {
  readonly holdings: Holding[];
  readonly registries: { readonly id: string; readonly environment: string }[];
}

/**
 * Confluent Cloud deletes an environment or a cluster with all that is in it, whoever made that, and whatever its removal policy says.
 *
 * @param mayDestroy paths of constructs that may be destroyed with all that is below them
 * @throws RefusedError if a plan deletes something with data in it that any root of the store retains, or has left behind, and that is not named
 */
export async function refuseTakenAlong({ changes }: Plan, store: Store, mayDestroy: string[]): Promise<void> {
  const deletions = changes.filter(({ mode, change }) => mode === 'managed' && change.actions.includes('delete'));
  const [deleted, allowed] = [deletions.filter(({ type }) => CONTAINERS.includes(type)), deletions] // the guard let all of them pass
    .map((some) => some.map(({ change }) => String(change.before?.id)));
  if (deleted.length === 0) {
    return;
  }
  const { holdings, registries } = await holdingsIn(store);
  const containers = [...deleted, ...registries.filter(({ environment }) => deleted.includes(environment)).map(({ id }) => id)];
  const isNamed = (construct: string) => mayDestroy.some((path) => `${construct}/`.startsWith(`${path}/`));
  const refused = holdings.filter(({ construct, attributes }) => containers.some((id) => liesIn(attributes, id))
    && !isNamed(construct) && !allowed.includes(attributes.id));
  if (refused.length > 0) {
    throw new RefusedError(`${deleted.join(' and ')} would be deleted with data in it that is to be retained. Nothing was changed.\n`
      + `${refused.map(({ construct, attributes }) => `  ${construct} (${attributes.id})`).join('\n')}\n`
      + 'Give the environment or cluster the removal policy RETAIN; or, to lose the data, deploy with all of these named in the context '
      + '`cdk-streaming-hub:destroy`.');
  }
}

/** All that is retained, and which environment a Schema Registry is of. */
async function holdingsIn(store: Store): Promise<Contents> {
  const keys = await store.keys();
  const states = await Promise.all(keys.filter((key) => key.endsWith('/terraform.tfstate')).map(async (key) => ({
    state: await readIfAllowed<State>(store, key),
    document: new TerraformDocument(await readIfAllowed<TerraformDocument['json']>(store, key.replace(/terraform\.tfstate$/, 'document.json')) ?? {}),
  })));
  const left = await Promise.all(keys.filter((key) => key.startsWith('.retained/')).map((key) =>
    readIfAllowed<{ readonly construct: string; readonly instance: { readonly attributes: Record<string, any> } }>(store, key)));
  const resources = states.flatMap(({ state, document }) => (state?.resources ?? []).map((resource) => ({ resource, document })));
  return {
    holdings: [
      ...resources.filter(({ resource, document }) => resource.mode === 'managed' && document.isRetained(addressOf(resource)))
        .flatMap(({ resource, document }) => resource.instances.map(({ attributes }) =>
          ({ construct: document.nameOf(addressOf(resource)), attributes }))),
      ...left.flatMap((record) => record ? [{ construct: record.construct, attributes: record.instance.attributes }] : []),
    ],
    registries: resources.filter(({ resource: { mode, type } }) => mode === 'data' && type === REGISTRY)
      .flatMap(({ resource }) => resource.instances.map(({ attributes }) => ({ id: attributes.id, environment: attributes.environment?.[0]?.id }))),
  };
}

/** By its ID, or by what it says. */
function liesIn({ id, environment, kafka_cluster: cluster }: Record<string, any>, container: string): boolean {
  return id !== container && [...String(id).split('/'), environment?.[0]?.id, cluster?.[0]?.id].includes(container);
}

/** What a runner with a `stateKeyPrefix` may not see belongs to others, who have a runner of their own. */
async function readIfAllowed<T>(store: Store, key: string): Promise<T | undefined> {
  try {
    return await readJson<T>(store, key);
  } catch (error) {
    if ((error as Error).name === 'AccessDenied') {
      return undefined;
    }
    throw error;
  }
}

function addressOf({ type, name }: StateResource): string {
  return `${type}.${name}`;
}
