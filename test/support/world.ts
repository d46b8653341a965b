import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** A resource in Confluent Cloud, as the stand-in provider keeps it. */
export interface Thing {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** What there is only one of, if there is. */
  readonly unique?: string;
  /** The cluster, registry, environment, pool and principal that the provider block or the resource named. */
  readonly in?: Record<string, string>;
  /** The API key that made it. */
  readonly madeBy: string;
  /** IDs of what it goes with, when that is deleted. */
  readonly within?: string[];
  /** Until when it is being provisioned, in milliseconds. */
  readonly readyAt?: number;
  /** Those of a subject of a Schema Registry, oldest first, with what the resource has at each. */
  readonly versions?: { readonly number: number; readonly id: number; readonly attributes: Record<string, any> }[];
  readonly attributes: Record<string, any>;
}

/** An API key. What it opens is `cloud`, or the ID of a resource. */
export interface Key {
  readonly secret: string;
  readonly opens: string;
  readonly owner?: string;
}

/** The file of a world. */
export interface WorldFile {
  readonly things: Record<string, Thing>;
  readonly keys: Record<string, Key>;
  /** Keys that were deleted. */
  readonly revoked?: Record<string, boolean>;
  /** Schema Registries, by their environments. */
  readonly registries?: Record<string, { readonly id: string; readonly region: string; readonly endpoint: string }>;
}

/** A call of Confluent's API. */
export interface Call {
  readonly operation: 'create' | 'read' | 'update' | 'delete' | 'validate';
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly key: string;
  readonly error?: string;
}

/** What should go wrong: see stand-in-provider/README.md. Type, name and operation are regular expressions. */
export interface Order {
  readonly type?: string;
  readonly name?: string;
  readonly operation?: string;
  readonly mode: 'error' | 'delay' | 'crash' | 'kill-terraform' | 'secret-in-error' | 'vanish';
  readonly when?: 'before' | 'after' | 'tainted';
  readonly status?: number;
  readonly message?: string;
  /** Milliseconds. */
  readonly delay?: number;
  readonly times?: number;
  /** A file that is made when the order is followed. */
  readonly marker?: string;
}

/** What stands in for Confluent Cloud: files that the stand-in provider works on. */
export class World {
  public readonly directory = mkdtempSync(join(tmpdir(), 'w-'));
  public readonly file = join(this.directory, 'world.json');
  public readonly ordersFile = join(this.directory, 'orders.json');

  constructor() {
    this.order();
  }

  /** Says what should go wrong from now on. */
  public order(...orders: Order[]): void {
    replace(this.ordersFile, orders);
  }

  /** Resources, perhaps of one type. */
  public things(type?: string): Thing[] {
    return Object.values<Thing>(this.read().things ?? {}).filter((thing) => !type || thing.type === type);
  }

  /** The resource of a type and name. */
  public thing(type: string, name: string): Thing {
    const found = this.things(type).find((thing) => thing.name === name);
    if (!found) {
      throw new Error(`there is no ${type} ${name}, but ${this.things(type).map((thing) => thing.name).join(', ')}`);
    }
    return found;
  }

  public get keys(): Record<string, Key> {
    return this.read().keys ?? {};
  }

  /** Puts a key there that no resource has made, or changes one. Once one opens `cloud`, Cloud API keys that are not known do not. */
  public setKey(id: string, key: Key): void {
    this.edit((world) => { world.keys = { ...world.keys, [id]: key }; });
  }

  /** Says where the Schema Registry of an environment is. */
  public setRegistry(environment: string, registry: { id: string; region: string; endpoint: string }): void {
    this.edit((world) => { world.registries = { ...world.registries, [environment]: registry }; });
  }

  /** Puts a resource there that nobody has made, or changes one. Its key is what there is only one of, which is its ID if nothing else is said. */
  public put(thing: Thing): void {
    this.edit((world) => {
      const [key] = Object.entries<Thing>(world.things ?? {}).find(([, { type, id }]) => type === thing.type && id === thing.id) ?? [];
      world.things = { ...world.things, [key ?? `${thing.type} ${thing.unique ?? thing.id}`]: thing };
    });
  }

  /** Removes a resource behind Terraform's back, and all that goes with it, as Confluent Cloud does. */
  public remove(thing: Thing): void {
    this.edit((world) => {
      for (const [key, { type, id, within = [] }] of Object.entries<Thing>(world.things)) {
        if ((type === thing.type && id === thing.id) || within.includes(thing.id)) {
          delete world.things[key];
          if (type === 'confluent_api_key') {
            delete world.keys[id];
            world.revoked = { ...world.revoked, [id]: true };
          }
        }
      }
      delete world.registries?.[thing.id];
    });
  }

  /** Calls of the API, oldest first, without reads unless they are asked for. */
  public calls(options: { reads?: boolean } = {}): Call[] {
    const file = `${this.file}.calls`;
    const calls: Call[] = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
    return calls.filter(({ operation }) => options.reads || operation !== 'read');
  }

  /** Removes the files. */
  public delete(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private read(): any {
    return existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {};
  }

  private edit(change: (world: any) => void): void {
    const world = this.read();
    change(world);
    replace(this.file, world);
  }
}

/** At no moment is there half a file, because the provider may be reading. */
function replace(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}
