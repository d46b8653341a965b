import { setTimeout as sleep } from 'timers/promises';

const [PATIENCE, INTERVAL] = [60_000, 50];

/** Waits until there is something. */
export async function until<T>(what: string, find: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(INTERVAL)) {
    const found = find();
    if (found) {
      return found;
    }
  }
  throw new Error(`after ${PATIENCE / 1000} s it is not so that ${what}`);
}
