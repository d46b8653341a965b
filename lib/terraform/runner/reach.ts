import { evaluate, TerraformDocument } from './document';
import { RefusedError } from './guard';
import { State, StateResource } from './terraform';

/*
 * A provider block says what a resource is in: a cluster, a registry, an environment. It must be there for whatever is in the
 * state, and lead to where the resource is.
 */

/** Arguments of a provider block that override what a resource is in, and what IDs of that begin with. */
const PARENTS: Record<string, string> = { kafka_id: 'lkc-', schema_registry_id: 'lsrc-', environment_id: 'env-' };

/** A resource of the state that the document would look for in another place than it is in. */
export interface Misplaced {
  readonly address: string;
  readonly from: string;
  readonly to: string;
}

/** Provider blocks that left the document, though resources of the state are reached by them only. */
export function missingProviders(state: State | undefined, document: TerraformDocument, last: TerraformDocument): string[] {
  const names = managed(state).filter((resource) => document.block(addressOf(resource)) === undefined)
    .map(providerOf).filter((name) => !document.hasProvider(name) && last.provider(name) !== undefined);
  return [...new Set(names)];
}

/**
 * Resources of the state that the provider block of the document leads away from.
 *
 * @param values those of all variables
 */
export function misplaced(state: State | undefined, document: TerraformDocument, values: Record<string, unknown>): Misplaced[] {
  return managed(state).flatMap((resource) => {
    const address = addressOf(resource);
    const block = document.provider(document.block(address)?.provider ?? providerOf(resource)) ?? {};
    const parts = String(resource.instances[0]?.attributes.id ?? '').split('/');
    return Object.entries(PARENTS).flatMap(([argument, prefix]) => {
      const [from, to] = [parts.find((part) => part.startsWith(prefix)), evaluate(block[argument], values)];
      return from && to && from !== to ? [{ address, from, to }] : [];
    });
  });
}

/** @throws RefusedError if what has the same name in another place would be taken for a resource of the state */
export function refuseMisplaced(found: Misplaced[], nameOf: (address: string) => string): void {
  if (found.length > 0) {
    const lines = found.map(({ address, from, to }) => `  ${nameOf(address)} (${address}) is in ${from}, and would be looked for in ${to}`);
    throw new RefusedError('The cluster, Schema Registry or environment of these is another one now. Nothing was changed, because something of the '
      + `same name there would be taken for them.\n${lines.join('\n')}\n`
      + 'First deploy the app without them, with the cluster, Schema Registry or environment that they are in; then add them with the other one. If that is gone, '
      + 'with all that was in it, name them in the context `cdk-streaming-hub:destroy`: they are made anew.');
  }
}

function managed(state: State | undefined): StateResource[] {
  return (state?.resources ?? []).filter(({ mode }) => mode === 'managed');
}

function addressOf({ type, name }: StateResource): string {
  return `${type}.${name}`;
}

/** As documents call it: `confluent.alias`. */
function providerOf({ provider }: StateResource): string {
  const [, source = '', alias] = /^provider\["(?:.*\/)?([^"/]+)"\](?:\.(.+))?$/.exec(provider) ?? [];
  return alias ? `${source}.${alias}` : source;
}
