import { randomUUID } from 'crypto';
import { existsSync, readFileSync, renameSync, statSync, watch } from 'fs';
import { writeFile } from 'fs/promises';
import { hostname } from 'os';
import { join } from 'path';
import { messageOf } from './failure';
import { ConflictError, Store } from './store';
import { STATE } from './terraform';

/** What a state needs from where a run runs. */
export interface StateSurroundings {
  readonly store: Store;
  /** Who this run is, for others that meet its lock. */
  readonly holder: string;
  /** Whether another run still lives, as far as can be known from here. */
  readonly isAlive: (holder: string) => Promise<boolean>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly print: (line: string) => void;
}

/** Where Terraform leaves a state that it could not write in its place, as when the disk was full. */
const ERRORED = 'errored.tfstate';

const CHECK_MILLISECONDS = 250;
const LOCK_MILLISECONDS = 5_000;
const LOCK_TRIES = 120;
const SAVE_TRIES = 5;

/**
 * The state of a root: an object of the store, and a copy beside the document while a run works on it.
 *
 * Terraform's own S3 backend saves a state every 20 seconds of an apply. What a run that is killed had made since then would be
 * in no state, and its names taken for ever. So Terraform works on a file, which it writes after each resource, and this class
 * saves it at once. Object and lock are named and written as by that backend with `use_lockfile`: whoever works on a state by
 * hand, with it, locks out runs and is locked out by them.
 */
export class StateFile {
  private readonly file: string;
  private readonly key: string;
  private readonly lockKey: string;
  private readonly id = randomUUID();
  private tag: string | null = null;
  private saved = '';
  private seen = 0;
  private saving: Promise<void> = Promise.resolve();

  constructor(private readonly stateKey: string, private readonly directory: string, private readonly around: StateSurroundings) {
    this.file = join(directory, STATE);
    this.key = `${stateKey}/terraform.tfstate`;
    this.lockKey = `${this.key}.tflock`;
  }

  /** Puts the copy there. */
  public async load(): Promise<void> {
    const stored = await this.around.store.get(this.key);
    if (stored) {
      this.tag = stored.tag;
      this.saved = stored.body;
      await writeFile(this.file, stored.body, { mode: 0o600 });
    }
  }

  /** Makes sure that nobody else changes the state. The lock of a run that is dead is taken over; that of one that lives is waited for. */
  public async lock(): Promise<void> {
    const { store, holder, isAlive, print, sleep } = this.around;
    const lock = JSON.stringify({
      ID: this.id,
      Operation: 'OperationTypeApply',
      Info: holder,
      Who: `${process.env.USER ?? 'cdk-streaming-hub'}@${hostname()}`,
      Version: '',
      Created: new Date().toISOString(),
      Path: this.key,
    });
    for (let tries = 1; ; tries++) {
      const other = await store.get(this.lockKey);
      const { Info: info = '', Who: who = '', Created: created = '' } = other ? JSON.parse(other.body) : {};
      try {
        if (!other || (info && !await isAlive(info))) {
          await store.put(this.lockKey, lock, other?.tag ?? null);
          return;
        }
      } catch (error) {
        if (!(error instanceof ConflictError)) {
          throw error;
        } // otherwise somebody was faster
      }
      if (tries === LOCK_TRIES) {
        throw new Error(`the state ${this.stateKey} has been locked by ${info || who} since ${created}. If nobody works on it any more, `
          + `delete ${this.lockKey} and deploy again. Nothing was changed.`);
      }
      if (tries === 1) {
        print(`waiting for ${info || who}, which holds the state`);
      }
      await sleep(LOCK_MILLISECONDS);
    }
  }

  public async unlock(): Promise<void> {
    const stored = await this.around.store.get(this.lockKey);
    if (stored && JSON.parse(stored.body).ID === this.id) {
      await this.around.store.delete(this.lockKey);
    }
  }

  /**
   * Saves each change from now on, until the returned function is called, which saves the last one. If the disk was full, that
   * is what Terraform printed.
   */
  public watch(): (printed?: string) => Promise<void> {
    const check = () => {
      if (this.hasChanged()) {
        this.saving = this.saving.then(() => this.put(this.read())).catch(() => undefined); // it is tried again, in the end at the latest
      }
    };
    const watcher = watch(this.directory, check); // tells of each change at once
    watcher.on('error', () => undefined); // then the timer does
    const timer = setInterval(check, CHECK_MILLISECONDS);
    return async (printed = '') => {
      watcher.close();
      clearInterval(timer);
      await this.save(isWhole(printed) ? printed : undefined);
    };
  }

  /** @throws if it cannot be saved; then the copy must be kept */
  public async save(printed?: string): Promise<void> {
    await this.saving;
    const errored = join(this.directory, ERRORED);
    if (existsSync(errored) && isWhole(readFileSync(errored, 'utf8'))) {
      renameSync(errored, this.file);
    }
    for (let tries = 1; ; tries++) {
      try {
        return await this.put(printed ?? this.read());
      } catch (error) {
        if (error instanceof ConflictError || tries === SAVE_TRIES) {
          throw new UnsavedError(this.file, error);
        }
        await this.around.sleep(1000 * 2 ** tries).catch(() => undefined); // whoever stops the run wants the state saved too
      }
    }
  }

  private hasChanged(): boolean {
    const changed = existsSync(this.file) ? statSync(this.file).mtimeMs : 0;
    const before = this.seen;
    this.seen = changed;
    return changed !== before;
  }

  private read(): string {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
  }

  private async put(text: string): Promise<void> {
    if (text !== this.saved && isWhole(text)) { // otherwise Terraform is just writing it
      this.tag = await this.around.store.put(this.key, text, this.tag);
      this.saved = text;
    }
  }
}

/** A state that is nowhere but in a file on this machine. */
export class UnsavedError extends Error {
  constructor(file: string, cause: unknown) {
    super(`the state could be saved nowhere but in ${file}: ${messageOf(cause)}. `
      + 'Put it into its place before the next deployment.');
  }
}

function isWhole(state: string): boolean {
  try {
    JSON.parse(state);
    return true;
  } catch {
    return false;
  }
}
