import { setTimeout as sleep } from 'timers/promises';

/**
 * Stops a run. The engine hears Ctrl-C by itself, as all programs of a terminal do, and hearing it twice makes it leave without
 * saving the state. So after Ctrl-C whoever looks at the signal sees it, but nobody is told.
 */
export class Stop {
  public readonly signal: AbortSignal;
  private readonly told = new AbortController();
  private readonly waiting = new AbortController();
  private reason?: string;

  constructor() {
    this.signal = Object.defineProperties(this.told.signal, {
      aborted: { get: () => this.reason !== undefined },
      reason: { get: () => this.reason },
    });
  }

  /** Waits until the time is over, or the run is to stop. */
  public readonly sleep = (milliseconds: number): Promise<void> => sleep(milliseconds, undefined, { signal: this.waiting.signal });

  /** Has what runs stopped, unless it stops already. */
  public now(reason: string): void {
    if (this.reason === undefined) {
      this.see(reason);
      this.told.abort(reason);
    }
  }

  /** Does something that a signal of the operating system stops in good order. */
  public async during<T>(work: () => Promise<T>): Promise<T> {
    const onInterrupt = () => this.see('Ctrl-C was pressed');
    const onEnd = () => this.now('this program was told to end');
    process.on('SIGINT', onInterrupt).on('SIGTERM', onEnd);
    try {
      return await work();
    } finally {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onEnd);
    }
  }

  private see(reason: string): void {
    this.reason ??= reason;
    this.waiting.abort();
  }
}
