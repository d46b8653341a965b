import { mkdir, readFile } from 'fs/promises';
import { hostname, tmpdir } from 'os';
import { join, resolve } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { Answer, Key } from './ready';
import { FolderStore } from './store';
import { Surroundings } from './surroundings';

export interface LocalOptions {
  /** Where states, documents and secrets are kept. */
  readonly folder: string;
  /** The engine's program. */
  readonly binary?: string;
  /** Environment of the engine besides variables. */
  readonly environment?: Record<string, string>;
  readonly print?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Where programs and a proxy are found. Nothing else of the environment reaches the engine: no key, of AWS or Confluent. */
const PASSED_ON = /^(PATH|HOME|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS)$/;

/** A key is tried again anyway, and an endpoint in a private network never answers. */
const ANSWER_MILLISECONDS = 5_000;

/**
 * Surroundings on one machine: states and secrets in a folder, documents by their paths. It is how the run is tested, and what a
 * developer's machine has.
 */
export async function localSurroundings(options: LocalOptions): Promise<Surroundings> {
  const folder = resolve(options.folder);
  const store = new FolderStore(folder);
  const signal = options.signal ?? new AbortController().signal;
  await mkdir(folder, { recursive: true });
  return {
    store,
    secrets: {
      read: async (arn) => (await store.get(`secrets/${arn}`))?.body ?? Promise.reject(new Error(`the secret ${arn} does not exist`)),
      write: async (arn, value) => void await store.put(`secrets/${arn}`, value),
    },
    fetch: ({ bucket, key }) => readFile(join(bucket, key), 'utf8'),
    fetchFile: ({ bucket, key }) => readFile(resolve(bucket, key)),
    binary: options.binary ?? 'terraform',
    holder: `process ${process.pid} on ${hostname()}`,
    isAlive: async (holder) => isRunning(holder),
    environment: { ...environmentOf(process.env), ...options.environment },
    scratch: tmpdir(),
    print: options.print ?? (() => undefined),
    signal,
    sleep: (milliseconds) => sleep(milliseconds, undefined, { signal }),
    ask,
  };
}

/** Whether a process still runs. Of one on another machine that is not known. */
export function isRunning(holder: string): boolean {
  const [, pid, host] = /^process (\d+) on (.*)$/.exec(holder) ?? [];
  if (host !== hostname()) {
    return true;
  }
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

/** What the engine is told of an environment. */
function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment)
    .filter((entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined));
}

async function ask(url: string, { username, password }: Key): Promise<Answer> {
  const response = await fetch(url, {
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  });
  return { status: response.status, body: await response.text() };
}
