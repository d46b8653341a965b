import { Diagnostic, Plan, StoppedError, TerraformError } from './terraform';

/** Confluent Cloud is busy, or has a fault that passes. */
const BUSY = new RegExp([
  '\\b429 Too Many Requests\\b',
  '\\b5\\d\\d (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\\b',
  'giving up after \\d+ attempt\\(s\\)(?!:)', // what is left of a 429 when the provider has tried long enough
].join('|'), 'i');
/** What is said of keys and rights that are not known everywhere yet, and of wrong ones. */
const NOT_LET_IN = /\b401 Unauthorized\b|\b403 Forbidden\b/i;

/** Seconds to wait before each further try. The provider itself has tried for a while before it says that Confluent Cloud is busy. */
const WAITS_IF_BUSY = [10, 20, 40];
/** New rights are felt within three minutes, if ever. */
const WAITS_FOR_RIGHTS = [10, 20, 40, 80];

/** What waiting needs of the surroundings of a run. */
export interface Waiting {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
}

/** Waits, unless the run is told to stop. */
export async function wait(seconds: number, { sleep, signal }: Waiting): Promise<void> {
  await sleep(seconds * 1000).catch((error) => {
    if (!signal.aborted) {
      throw error;
    }
  });
  if (signal.aborted) {
    throw new StoppedError(signal, 'a wait');
  }
}

/** Decides whether what failed is tried again, and waits before. */
export class Retry {
  private tries = 0;

  constructor(private readonly waiting: Waiting) {}

  /**
   * Waits before another try.
   *
   * @param plan what was applied; undefined if planning failed
   * @param hasNewKeys whether keys are used that may not be known everywhere yet
   * @throws the error, if another try would not help
   */
  public async after(error: unknown, plan: Plan | undefined, hasNewKeys: boolean): Promise<void> {
    const waits = error instanceof TerraformError ? waitsAfter(error, plan, hasNewKeys) : [];
    if (this.tries >= waits.length) {
      throw error;
    }
    const seconds = Math.round(waits[this.tries++] * (0.75 + Math.random() / 2)); // runs that failed together are spread
    this.waiting.print(`${(error as Error).message}: trying again in ${seconds} s (${this.tries} of ${waits.length})`);
    await wait(seconds, this.waiting);
  }
}

function waitsAfter({ diagnostics }: TerraformError, plan: Plan | undefined, hasNewKeys: boolean): number[] {
  const isBusy = (diagnostic: Diagnostic) => BUSY.test(textOf(diagnostic));
  const mayBeLetIn = (diagnostic: Diagnostic) => NOT_LET_IN.test(textOf(diagnostic)) && usesNewRights(diagnostic, plan, hasNewKeys);
  if (diagnostics.length === 0 || !diagnostics.every((diagnostic) => isBusy(diagnostic) || mayBeLetIn(diagnostic))) {
    return [];
  }
  return diagnostics.every(isBusy) ? WAITS_IF_BUSY : WAITS_FOR_RIGHTS;
}

/**
 * Whether a creation may need a key or role binding that was made by the same apply, or by that of the control plane just
 * before. That of a key does not, and might leave one behind each time.
 */
function usesNewRights({ address }: Diagnostic, plan: Plan | undefined, hasNewKeys: boolean): boolean {
  const created = plan?.changes.filter(({ change }) => change.actions.includes('create')) ?? [];
  const makesRights = created.some(({ type }) => ['confluent_api_key', 'confluent_role_binding'].includes(type));
  return (makesRights || hasNewKeys) && created.some((change) => change.address === address && change.type !== 'confluent_api_key');
}

function textOf({ summary, detail }: Diagnostic): string {
  return `${summary} ${detail ?? ''}`;
}
