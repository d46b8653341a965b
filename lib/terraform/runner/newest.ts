import { ConflictError, readJson, Store } from './store';

/** The newest request of a root. Requests are numbered, so that of two it is known which is newer. */
export interface Newest {
  readonly number: number;
  /** The ID of the request. */
  readonly id: string;
  /** The build that carries it out. */
  readonly buildId?: string;
  /** The build of the request before it, which may still run. */
  readonly olderBuildId?: string;
}

function keyOf(stateKey: string): string {
  return `${stateKey}/newest.json`;
}

export async function newestOf(store: Store, stateKey: string): Promise<Newest | undefined> {
  return readJson(store, keyOf(stateKey));
}

/** The build that must end before one for a newer request may work. */
export function olderBuildOf(before: Newest | undefined): string | undefined {
  return before?.buildId ?? before?.olderBuildId;
}

/**
 * Makes a request the newest of its root. Of two that are made at once, one has to try again, so that both have their number.
 *
 * @returns the newest before it; the request itself if it was the newest already, as when an event is delivered twice
 */
export async function becomeNewest(store: Store, stateKey: string, id: string): Promise<Newest | undefined> {
  for (;;) {
    const stored = await store.get(keyOf(stateKey));
    const before: Newest | undefined = stored && JSON.parse(stored.body);
    if (before?.id === id) {
      return before;
    }
    try {
      const newest: Newest = { number: (before?.number ?? 0) + 1, id, olderBuildId: olderBuildOf(before) };
      await store.put(keyOf(stateKey), JSON.stringify(newest), stored?.tag ?? null);
      return before;
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
    }
  }
}

/** Notes which build carries out a request, if it is still the newest. */
export async function noteBuild(store: Store, stateKey: string, id: string, buildId: string): Promise<void> {
  const stored = await store.get(keyOf(stateKey));
  const newest: Newest | undefined = stored && JSON.parse(stored.body);
  if (newest?.id === id) {
    await store.put(keyOf(stateKey), JSON.stringify({ ...newest, buildId }), stored?.tag).catch((error) => {
      if (!(error instanceof ConflictError)) {
        throw error;
      } // otherwise it was the newest until now
    });
  }
}

/**
 * Fails if a newer request exists, as after a rollback that CloudFormation began because an answer was lost: this run must
 * not overwrite what that one does.
 */
export async function requireNewest(store: Store, stateKey: string, id: string): Promise<void> {
  const newest = await newestOf(store, stateKey);
  if (newest && newest.id !== id) {
    throw new Error('a newer deployment of this root has begun; this one changed nothing.');
  }
}
