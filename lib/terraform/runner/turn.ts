import { isAlive } from './aws';
import { messageOf } from './failure';
import { newestOf } from './newest';
import { Request, Result } from './request';
import { wait } from './retry';
import { run } from './run';
import { Store } from './store';
import { Surroundings } from './surroundings';

const POLL_MILLISECONDS = 5_000;

/**
 * Carries out a request when its turn has come: whichever is the newest, two builds never work on one root. When a newer
 * request comes, this one makes room.
 *
 * @param older the build of the request before it, which may still run
 * @param stop is told why the run must stop
 */
export async function runInTurn(
  request: Request, older: string | undefined, around: Surroundings, stop: (reason: string) => void,
): Promise<Result> {
  const watch = setInterval(() => void stopIfOlder(request, around.store, stop), POLL_MILLISECONDS);
  try {
    while (older && await isAlive(older)) {
      around.print(`waiting for ${older}`);
      await wait(POLL_MILLISECONDS / 1000, around);
    }
    return await run(request, around);
  } catch (error) {
    return { status: 'FAILED', reason: messageOf(error) };
  } finally {
    clearInterval(watch);
  }
}

/** A deployment that was given up, or that CloudFormation thinks is over, makes room. */
async function stopIfOlder({ stateKey, id }: Request, store: Store, stop: (reason: string) => void): Promise<void> {
  const newest = await newestOf(store, stateKey).catch(() => undefined); // it is asked again
  if (newest && newest.id !== id) {
    stop('a newer deployment of this root has begun');
  }
}
