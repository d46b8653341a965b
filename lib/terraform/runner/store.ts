import { createHash, randomUUID } from 'crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'fs/promises';
import { dirname, join, relative, sep } from 'path';

/** An object of a store, with a tag that changes with it. */
export interface Stored {
  readonly body: string;
  readonly tag: string;
}

/** Somebody else changed an object first. */
export class ConflictError extends Error {}

/** Where a run keeps what outlives it: S3, or a folder. */
export interface Store {
  get(key: string): Promise<Stored | undefined>;

  /**
   * Writes an object.
   *
   * @param tag the tag that it must still have; `null` if it must not be there yet; undefined to write in any case
   * @returns its new tag
   * @throws ConflictError if it has another
   */
  put(key: string, body: string, tag?: string | null): Promise<string>;

  delete(key: string): Promise<void>;

  /** The keys of all objects. */
  keys(): Promise<string[]>;
}

/** A store in a folder, for runs on a developer's machine. */
export class FolderStore implements Store {
  constructor(public readonly folder: string) {}

  public async get(key: string): Promise<Stored | undefined> {
    try {
      const body = await readFile(join(this.folder, key), 'utf8');
      return { body, tag: tagOf(body) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  public async put(key: string, body: string, tag?: string | null): Promise<string> {
    if (tag && (await this.get(key))?.tag !== tag) {
      throw new ConflictError(`${key} was changed by somebody else`);
    }
    const file = join(this.folder, key);
    const next = `${file}.${randomUUID()}`;
    await mkdir(dirname(file), { recursive: true });
    try {
      await writeFile(next, body, { mode: 0o600 });
      await (tag === null ? link(next, file) : rename(next, file)); // a link replaces nothing
      return tagOf(body);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new ConflictError(`${key} was made by somebody else`) : error;
    } finally {
      await rm(next, { force: true });
    }
  }

  public async delete(key: string): Promise<void> {
    await rm(join(this.folder, key), { force: true });
  }

  public async keys(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(this.folder, join(parentPath, name)).replaceAll(sep, '/'));
  }
}

function tagOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** An object of a store that is JSON. */
export async function readJson<T>(store: Store, key: string): Promise<T | undefined> {
  const stored = await store.get(key);
  return stored && JSON.parse(stored.body);
}
