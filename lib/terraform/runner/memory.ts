import { TerraformDocument } from './document';
import { DocumentLocation } from './request';
import { Store } from './store';

/** A document that was applied, and where it came from. */
export interface Applied {
  readonly location: DocumentLocation;
  readonly text: string;
}

/**
 * What the runs of a root remember beside its state. Each is one object that is replaced whole, so that a machine that dies
 * leaves the old one or the new one:
 *
 * - `document.json`: blocks of all that may be in the state. It alone knows the removal policy of what left the app.
 * - `applied.json`: the document of the last run that succeeded, for when its asset is gone, or its state.
 * - `errored.tfstate`: a state that could not be saved in its place.
 */
export class Memory {
  constructor(private readonly store: Store, private readonly stateKey: string) {}

  public async document(): Promise<TerraformDocument | undefined> {
    const stored = await this.store.get(`${this.stateKey}/document.json`);
    return stored && new TerraformDocument(JSON.parse(stored.body));
  }

  public async setDocument(document: TerraformDocument): Promise<void> {
    await this.store.put(`${this.stateKey}/document.json`, JSON.stringify(document.json));
  }

  public async applied(): Promise<Applied | undefined> {
    const stored = await this.store.get(`${this.stateKey}/applied.json`);
    return stored && JSON.parse(stored.body);
  }

  /** Remembers what was applied; undefined if nothing is left. */
  public async setApplied(applied: Applied | undefined): Promise<void> {
    const key = `${this.stateKey}/applied.json`;
    await (applied ? this.store.put(key, JSON.stringify(applied)) : this.store.delete(key));
  }

  public async erroredState(): Promise<string | undefined> {
    return (await this.store.get(`${this.stateKey}/errored.tfstate`))?.body;
  }

  public async setErroredState(text: string | undefined): Promise<void> {
    const key = `${this.stateKey}/errored.tfstate`;
    await (text ? this.store.put(key, text) : this.store.delete(key));
  }
}
