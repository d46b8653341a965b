import { existsSync } from 'fs';
import { mkdtemp, readFile, rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { frozen, TerraformDocument } from './document';
import { reasonOf } from './failure';
import { amendmentBlocks, Amendments, guard, NOTHING, RefusedError } from './guard';
import { Mask } from './mask';
import { Memory } from './memory';
import { requireNewest } from './newest';
import { Progress } from './progress';
import { DocumentLocation, Request, Result } from './request';
import { Store } from './store';
import { ERRORED_STATE, State, Terraform, TerraformError } from './terraform';

/** Reads and writes secrets. */
export interface Secrets {
  /** The text of a secret, or an error that names it. */
  read(arn: string): Promise<string>;
  write(arn: string, value: string): Promise<void>;
}

/** What a run needs from where it runs. */
export interface Surroundings {
  readonly store: Store;
  readonly secrets: Secrets;
  /** The document at a location. */
  readonly fetch: (location: DocumentLocation) => Promise<string>;
  /** The engine's program. */
  readonly binary: string;
  /** Terraform's `backend` block for a state key. */
  readonly backend: (stateKey: string) => Record<string, any>;
  /** Breaks the lock of a state if the run that holds it is dead. */
  readonly breakDeadLock: (stateKey: string, unlock: (id: string) => Promise<void>) => Promise<void>;
  /** Environment of the engine besides variables: credentials for the backend, CLI configuration. */
  readonly environment: Record<string, string>;
  /** A folder for scratch files; its path must be short, because providers put sockets into it. */
  readonly scratch: string;
  readonly print: (line: string) => void;
  /** Is aborted when the time is nearly up. */
  readonly signal: AbortSignal;
  /** Construct paths whose destruction was asked for by name. */
  readonly mayDestroy: string[];
}

/** Each amendment can make others possible; more rounds than nested renames are never needed. */
const MAX_ROUNDS = 8;

/** How often a plan is made again because another run changed the state before it could be applied. */
const MAX_PLANS = 3;

/**
 * Applies a root, from the fetched document to the published outputs. Whatever happens is in the result; a run that is killed
 * leaves a state that the next one continues from.
 */
export async function run(request: Request, surroundings: Surroundings): Promise<Result> {
  const mask = new Mask();
  const around = { ...surroundings, print: (line: string) => surroundings.print(mask.apply(line)) };
  let document: TerraformDocument | undefined;
  try {
    const directory = await mkdtemp(join(around.scratch, 'r'));
    try {
      const memory = new Memory(around.store, request.stateKey);
      const text = await textOf(request, around, memory);
      document = new TerraformDocument(JSON.parse(text));
      return await new Run(request, around, memory, text, document, directory, mask).execute();
    } finally {
      // plan and state hold keys; only a state that could be saved nowhere else is worth more than their secrecy
      if (!existsSync(join(directory, ERRORED_STATE))) {
        await rm(directory, { recursive: true, force: true });
      }
    }
  } catch (error) {
    return { status: 'FAILED', reason: reasonOf(error, document, mask) };
  }
}

/** The document, which may be gone from where it was: assets of old deployments are deleted some day. */
async function textOf({ action, document, stateKey }: Request, around: Surroundings, memory: Memory): Promise<string> {
  try {
    return await around.fetch(document);
  } catch (error) {
    const applied = await memory.applied();
    if (applied?.location.bucket === document.bucket && applied.location.key === document.key) {
      return applied.text;
    }
    const last = await memory.document();
    if (action === 'destroy') {
      return JSON.stringify(last?.json ?? {});
    }
    throw new Error(`the document of ${stateKey} is gone (${document.bucket}/${document.key}): ${error instanceof Error ? error.message : error}`);
  }
}

class Run {
  private notes: string[] = [];
  private readonly engine: Terraform;

  constructor(
    private readonly request: Request,
    private readonly around: Surroundings,
    private readonly memory: Memory,
    private readonly text: string,
    private readonly document: TerraformDocument,
    private readonly directory: string,
    private readonly mask: Mask,
  ) {
    const { binary, environment, print, signal } = around;
    this.engine = new Terraform({
      binary,
      signal,
      directory,
      mask,
      onEvent: new Progress(document, print).onEvent,
      environment: { ...environment, TMPDIR: directory, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    });
  }

  /** If the machine dies in any line before `apply`, nothing has happened but that a lock may be left, which the next run breaks. */
  public async execute(): Promise<Result> {
    const { action, stateKey } = this.request;
    if (action !== 'plan') {
      await requireNewest(this.around.store, stateKey, this.request.id);
    }
    this.refuseSensitiveOutputs();
    const wanted = action === 'destroy' ? this.document.emptied() : this.document;
    await this.write(wanted, {});
    await this.engine.init();
    await this.around.breakDeadLock(stateKey, (id) => this.engine.unlock(id));
    await this.restoreErroredState();
    const state = await this.engine.state();
    if (action === 'destroy' && !state?.resources.length) {
      return { status: 'SUCCESS', outputs: {}, notes: ['nothing to destroy: there is no state'] };
    }
    await this.refuseLostState(state);
    this.hideKeysOf(state);
    await this.provideVariables();
    if (action === 'plan') {
      await this.plan(wanted);
      return { status: 'SUCCESS', outputs: {}, notes: this.notes };
    }
    await this.apply(wanted);
    return { status: 'SUCCESS', outputs: await this.publish(), notes: this.notes };
  }

  private async apply(wanted: TerraformDocument): Promise<void> {
    for (let plans = 1; ; plans++) {
      const document = await this.plan(wanted);
      await requireNewest(this.around.store, this.request.stateKey, this.request.id);
      // if the machine dies from here on, the next run must know the removal policies of what is made now, and of what was to leave
      const last = await this.memory.document();
      await this.memory.setDocument(last ? document.withAll(last) : document);
      try {
        await this.engine.apply();
      } catch (error) {
        await this.saveErroredState();
        if (error instanceof TerraformError && error.isStale && plans < MAX_PLANS) {
          continue;
        }
        throw error;
      }
      // if the machine dies from here on, the next run finds nothing to change, and publishes
      await this.memory.setDocument(document);
      await this.memory.setApplied(this.request.action === 'apply' ? { location: this.request.document, text: this.text } : undefined);
      return;
    }
  }

  /** Plans until the guard has nothing to add. Returns the document that was planned last. */
  private async plan(wanted: TerraformDocument): Promise<TerraformDocument> {
    const last = await this.memory.document() ?? this.document;
    const kept: Parameters<TerraformDocument['with']>[0] = {};
    let all = NOTHING;
    this.notes = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const document = wanted.with(kept);
      await this.write(document, amendmentBlocks(all));
      const changes = await this.engine.plan();
      const { rollback, action } = this.request;
      const amendments = guard({ changes, document, last, rollback, destroy: action === 'destroy', mayDestroy: this.around.mayDestroy });
      if (!amendments) {
        return document;
      }
      this.note(amendments, last);
      if (amendments.untainted.length > 0 && action === 'plan') {
        return document; // a plan changes nothing, not even the state
      }
      for (const address of amendments.untainted) {
        await this.engine.untaint(address);
      }
      for (const address of amendments.kept) {
        const [block, values] = [last.block(address), changes.find((change) => change.address === address)?.change.before];
        if (block && values) {
          kept[address] = frozen(block, values);
        }
      }
      all = { ...all, moved: [...all.moved, ...amendments.moved], forgotten: [...all.forgotten, ...amendments.forgotten] };
    }
    throw new Error(`the plan did not settle after ${MAX_ROUNDS} rounds of amendments: ${JSON.stringify(all)}`);
  }

  private note({ moved, forgotten, kept, untainted }: Amendments, last: TerraformDocument): void {
    const name = (address: string) => last.constructOf(address) ?? this.document.constructOf(address) ?? address;
    const notes = [
      ...moved.map(({ from, to }) => `${name(from)} is now ${this.document.constructOf(to) ?? to}`),
      ...forgotten.map((address) => `${name(address)} is retained: Confluent Cloud keeps it, Terraform forgets it`),
      ...kept.map((address) => `${name(address)} is kept, although the deployment that made it was rolled back`),
      ...untainted.map((address) => `${name(address)} was made by a deployment that failed, and is used as it is`),
    ];
    this.notes.push(...notes);
    notes.forEach((note) => this.around.print(note));
  }

  /** Secrets go to Secrets Manager, all else to CloudFormation. Whatever of it was done by a run that died is done again. */
  private async publish(): Promise<Record<string, unknown>> {
    const outputs = await this.engine.outputs();
    for (const [name, arn] of Object.entries(this.request.secrets)) {
      const text = outputs[name] && JSON.stringify(outputs[name].value);
      if (text && text !== await this.around.secrets.read(arn).catch(() => undefined)) {
        await this.around.secrets.write(arn, text);
      }
    }
    const published = Object.entries(outputs).filter(([name, { sensitive }]) => !(name in this.request.secrets) && !sensitive);
    return { ...Object.fromEntries(published.map(([name, { value }]) => [name, value])), ...this.request.secrets };
  }

  private refuseSensitiveOutputs(): void {
    const refused = this.document.sensitiveOutputs.filter((name) => !(name in this.request.secrets));
    if (refused.length > 0 && this.request.action !== 'destroy') {
      throw new RefusedError(`A sensitive value would become an attribute that CloudFormation shows: ${refused.join(', ')}. Nothing was changed. `
        + 'Pass it on as a secret, or remove the output.');
    }
  }

  /** Without its state a root would be made a second time, or fail because all names are taken. */
  private async refuseLostState(state: State | undefined): Promise<void> {
    const applied = await this.memory.applied();
    const made = applied && !state ? new TerraformDocument(JSON.parse(applied.text)) : undefined;
    if (made && made.addresses.length > 0) {
      const names = made.addresses.map((address) => `  ${made.constructOf(address) ?? ''} (${address})`);
      throw new RefusedError(`The state of ${this.request.stateKey} is gone, but an earlier deployment made these. Nothing was changed.\n`
        + 'Restore the state object from the versions that its bucket keeps; or, to begin anew, delete '
        + `${this.request.stateKey}/applied.json beside it.\n${names.join('\n')}`);
    }
  }

  /** Errors of the provider may print keys that were made before. */
  private hideKeysOf(state: State | undefined): void {
    Object.keys(this.request.secrets).map((name) => state?.outputs[name]?.value?.password)
      .filter((password) => typeof password === 'string')
      .forEach((password) => this.mask.add(password));
  }

  /** A state that could not be saved, as when the disk is full or S3 is away, must outlive this folder. */
  private async saveErroredState(): Promise<void> {
    const file = join(this.directory, ERRORED_STATE);
    if (!existsSync(file)) {
      return;
    }
    try {
      await this.engine.push(ERRORED_STATE).catch(async () => this.memory.setErroredState(await readFile(file, 'utf8')));
    } catch {
      throw new Error(`the state could be saved nowhere but in ${file}. Save it by \`terraform state push\` before the next deployment.`);
    }
    await rm(file);
  }

  private async restoreErroredState(): Promise<void> {
    const text = await this.memory.erroredState();
    if (text) {
      await writeFile(join(this.directory, 'restored.tfstate'), text, { mode: 0o600 });
      await this.engine.push('restored.tfstate');
      await this.memory.setErroredState(undefined);
    }
  }

  private async write(document: TerraformDocument, blocks: Record<string, any>): Promise<void> {
    const terraform = { ...document.json.terraform, backend: this.around.backend(this.request.stateKey) };
    await writeFile(join(this.directory, 'main.tf.json'), JSON.stringify({ ...document.json, ...blocks, terraform }, undefined, 2));
  }

  /** Ordinary variables go to a file, secret ones to the engine's environment. */
  private async provideVariables(): Promise<void> {
    const declared = this.document.json.variable ?? {};
    const values = Object.fromEntries(Object.entries(this.request.variables).filter(([name]) => name in declared));
    await writeFile(join(this.directory, 'terraform.tfvars.json'), JSON.stringify(values), { mode: 0o600 });
    const texts: Record<string, string> = {};
    for (const [name, { secretArn, field }] of Object.entries(this.request.secretVariables)) {
      texts[secretArn] ??= await this.around.secrets.read(secretArn);
      const value = fieldOf(texts[secretArn], secretArn, field);
      this.mask.add(value);
      this.engine.setVariable(name, value);
    }
  }
}

function fieldOf(text: string, arn: string, field: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text)[field];
  } catch {
    throw new Error(`the secret ${arn} is not a JSON object with the key "${field}"`);
  }
  if (typeof value !== 'string' || value === '') {
    throw new Error(`the secret ${arn} has no text under the key "${field}"`);
  }
  return value;
}
