import { TerraformDocument } from './document';
import { messageOf } from './failure';
import { Request } from './request';
import { ObjectLocation } from './settings';
import { readJson, Store } from './store';
import { State } from './terraform';

/** What the last run that succeeded had applied. */
export interface Applied {
  readonly location: ObjectLocation;
  readonly text: string;
  /** All that it was asked for, as `orderOf` writes it. */
  readonly order: string;
  /** IDs of the API keys that it was let in with. */
  readonly keys: string[];
  /** The state that it left, as `versionOf` writes it. */
  readonly state: string;
}

/** Values of variables, or where they are. */
export type Values = Pick<Request, 'variables' | 'secretVariables'>;

/** Keys of records of retained resources that a root is busy with: it gives them up, or takes them over. */
export interface Handovers {
  readonly leaving: string[];
  readonly claimed: string[];
}

/**
 * What the runs of a root remember beside its state. Each is one object that is replaced whole, so that a machine that dies
 * leaves the old one or the new one:
 *
 * - `document.json`: blocks of all that may be in the state. It alone knows the removal policy of what left the app.
 * - `values.json`: the values of the variables in these blocks. Of secrets, it knows where they are.
 * - `applied.json`: what the last run that succeeded had applied, for when the asset of its document is gone, or its state.
 * - `applying.json`: there from before anything is applied until all of it is published.
 * - `waiting.json`: what stays in the state until the next run, because planes that are applied later needed it.
 * - `foreign.json`: what is in the state and was not made by the root.
 * - `handovers.json`: which records of retained resources were being written or used, while there are any.
 */
export class Memory {
  constructor(private readonly store: Store, private readonly stateKey: string) {}

  public async document(): Promise<TerraformDocument | undefined> {
    const json = await this.read<TerraformDocument['json']>('document.json');
    return json && new TerraformDocument(json);
  }

  public async setDocument(document: TerraformDocument): Promise<void> {
    await this.write('document.json', document.json);
  }

  public async values(): Promise<Values> {
    return await this.read('values.json') ?? { variables: {}, secretVariables: {} };
  }

  public async setValues({ variables, secretVariables }: Values): Promise<void> {
    await this.write('values.json', { variables, secretVariables });
  }

  /** Whether a run began to apply something, and did not come to its end. */
  public async isApplying(): Promise<boolean> {
    return await this.read('applying.json') !== undefined;
  }

  public async setApplying(isApplying: boolean): Promise<void> {
    await this.write('applying.json', isApplying ? {} : undefined);
  }

  public async applied(): Promise<Applied | undefined> {
    return this.read('applied.json');
  }

  /** Remembers what was applied; undefined if nothing is left. */
  public async setApplied(applied: Applied | undefined): Promise<void> {
    await this.write('applied.json', applied);
  }

  /** Addresses. */
  public async waiting(): Promise<string[]> {
    return await this.read('waiting.json') ?? [];
  }

  public async setWaiting(addresses: string[]): Promise<void> {
    await this.write('waiting.json', addresses.length > 0 ? addresses : undefined);
  }

  /** As `type id`; undefined if it is not known. */
  public async foreign(): Promise<string[] | undefined> {
    return this.read('foreign.json');
  }

  public async setForeign(ids: string[]): Promise<void> {
    await this.write('foreign.json', ids);
  }

  public async handovers(): Promise<Handovers> {
    return await this.read('handovers.json') ?? { leaving: [], claimed: [] };
  }

  public async setHandovers(handovers: Handovers): Promise<void> {
    await this.write('handovers.json', handovers.leaving.length + handovers.claimed.length > 0 ? handovers : undefined);
  }

  /** The text of a request's document, which may be gone from where it was: assets of old deployments are deleted some day. */
  public async textOf({ action, document }: Request, fetch: (location: ObjectLocation) => Promise<string>): Promise<string> {
    try {
      return await fetch(document);
    } catch (error) {
      const applied = await this.applied();
      if (applied?.location.bucket === document.bucket && applied.location.key === document.key) {
        return applied.text;
      }
      if (action === 'destroy') {
        return JSON.stringify((await this.document())?.json ?? {});
      }
      const { bucket, key } = document;
      throw new Error(`the document of ${this.stateKey} is gone (${bucket}/${key}): ${messageOf(error)}`);
    }
  }

  /** What an earlier deployment made, with the constructs, if the state that should tell of it is gone. */
  public async lost(state: State | undefined): Promise<string[]> {
    const applied = state ? undefined : await this.applied();
    const document = new TerraformDocument(JSON.parse(applied?.text ?? '{}'));
    return document.addresses.map((address) => `${document.constructOf(address) ?? ''} (${address})`);
  }

  private read<T>(name: string): Promise<T | undefined> {
    return readJson(this.store, `${this.stateKey}/${name}`);
  }

  /** @param value undefined if there is nothing to remember */
  private async write(name: string, value: unknown): Promise<void> {
    const key = `${this.stateKey}/${name}`;
    await (value === undefined ? this.store.delete(key) : this.store.put(key, JSON.stringify(value)));
  }
}
