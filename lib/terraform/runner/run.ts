import { mkdtemp, rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { TerraformDocument } from './document';
import { reasonOf } from './failure';
import { amendmentBlocks, Amendments, guard } from './guard';
import { Mask } from './mask';
import { newestOf } from './newest';
import { Progress } from './progress';
import { DocumentLocation, Request, Result } from './request';
import { Store } from './store';
import { Terraform } from './terraform';

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

/**
 * Applies a root, from the fetched document to the published outputs. Whatever happens is in the result; a run that is killed
 * leaves a state that the next one continues from.
 */
export async function run(request: Request, surroundings: Surroundings): Promise<Result> {
  const mask = new Mask();
  const directory = await mkdtemp(join(surroundings.scratch, 'r'));
  let document: TerraformDocument | undefined;
  try {
    document = new TerraformDocument(JSON.parse(await surroundings.fetch(request.document)));
    return await new Run(request, surroundings, document, directory, mask).execute();
  } catch (error) {
    return { status: 'FAILED', reason: reasonOf(error, document, mask) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

class Run {
  private readonly notes: string[] = [];
  private readonly lastKey: string;

  constructor(
    private readonly request: Request,
    private readonly around: Surroundings,
    private readonly document: TerraformDocument,
    private readonly directory: string,
    private readonly mask: Mask,
  ) {
    this.lastKey = `${request.stateKey}/document.json`;
  }

  public async execute(): Promise<Result> {
    const wanted = this.request.action === 'destroy' ? this.document.emptied() : this.document;
    await this.write(wanted, {});
    const terraform = await this.terraform();
    await terraform.init();
    await this.around.breakDeadLock(this.request.stateKey, (id) => terraform.unlock(id));
    if (this.request.action === 'destroy' && !await terraform.hasState()) {
      return { status: 'SUCCESS', outputs: {}, notes: ['nothing to destroy: there is no state'] };
    }
    const applied = await this.plan(terraform, wanted);
    if (this.request.action === 'plan') {
      return { status: 'SUCCESS', outputs: {}, notes: this.notes };
    }
    await requireNewest(this.around.store, this.request);
    // if the machine dies from here on, the next run finds this document beside the state and knows what was retained
    await this.around.store.put(this.lastKey, JSON.stringify(applied.json));
    await terraform.apply();
    return { status: 'SUCCESS', outputs: await this.publish(terraform), notes: this.notes };
  }

  /** Plans until the guard has nothing to add. Returns the document that was planned last. */
  private async plan(terraform: Terraform, wanted: TerraformDocument): Promise<TerraformDocument> {
    const stored = await this.around.store.get(this.lastKey);
    const last = stored ? new TerraformDocument(JSON.parse(stored.body)) : this.document;
    let all: Amendments = { moved: [], forgotten: [], kept: [] };
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const document = wanted.with(all.kept, last);
      await this.write(document, amendmentBlocks(all));
      const amendments = guard({
        changes: await terraform.plan(),
        document,
        last,
        rollback: this.request.rollback,
        destroy: this.request.action === 'destroy',
        mayDestroy: this.around.mayDestroy,
      });
      if (!amendments) {
        return document;
      }
      this.note(amendments, last);
      all = {
        moved: [...all.moved, ...amendments.moved],
        forgotten: [...all.forgotten, ...amendments.forgotten],
        kept: [...all.kept, ...amendments.kept],
      };
    }
    throw new Error(`the plan did not settle after ${MAX_ROUNDS} rounds of amendments: ${JSON.stringify(all)}`);
  }

  private note({ moved, forgotten, kept }: Amendments, last: TerraformDocument): void {
    const name = (address: string) => last.constructOf(address) ?? address;
    const notes = [
      ...moved.map(({ from, to }) => `${name(from)} is now ${this.document.constructOf(to) ?? to}`),
      ...forgotten.map((address) => `${name(address)} is retained: Confluent Cloud keeps it, Terraform forgets it`),
      ...kept.map((address) => `${name(address)} is kept, although the deployment that made it was rolled back`),
    ];
    this.notes.push(...notes);
    notes.forEach((note) => this.around.print(note));
  }

  /** Secrets go to Secrets Manager, all else to CloudFormation. */
  private async publish(terraform: Terraform): Promise<Record<string, unknown>> {
    const outputs = await terraform.outputs();
    for (const [name, arn] of Object.entries(this.request.secrets)) {
      const value = outputs[name]?.value;
      if (value) {
        this.mask.add(value.password);
        await this.around.secrets.write(arn, JSON.stringify(value));
      }
    }
    const published = Object.entries(outputs).filter(([name, { sensitive }]) => !(name in this.request.secrets) && !sensitive);
    return {
      ...Object.fromEntries(published.map(([name, { value }]) => [name, value])),
      ...this.request.secrets,
    };
  }

  private async write(document: TerraformDocument, blocks: Record<string, any>): Promise<void> {
    const terraform = { ...document.json.terraform, backend: this.around.backend(this.request.stateKey) };
    await writeFile(join(this.directory, 'main.tf.json'), JSON.stringify({ ...document.json, ...blocks, terraform }, undefined, 2));
  }

  private async terraform(): Promise<Terraform> {
    const declared = this.document.json.variable ?? {};
    const values = Object.fromEntries(Object.entries(this.request.variables).filter(([name]) => name in declared));
    await writeFile(join(this.directory, 'terraform.tfvars.json'), JSON.stringify(values), { mode: 0o600 });
    const { binary, environment, print, signal } = this.around;
    return new Terraform({
      binary,
      signal,
      directory: this.directory,
      mask: this.mask,
      onEvent: new Progress(this.document, print).onEvent,
      environment: {
        ...environment, ...await this.secretEnvironment(), TMPDIR: this.directory, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1',
      },
    });
  }

  /** Secret variables, as the engine reads them from its environment. */
  private async secretEnvironment(): Promise<Record<string, string>> {
    const texts: Record<string, string> = {};
    const environment: Record<string, string> = {};
    for (const [name, { secretArn, field }] of Object.entries(this.request.secretVariables)) {
      texts[secretArn] ??= await this.around.secrets.read(secretArn);
      const value = fieldOf(texts[secretArn], secretArn, field);
      this.mask.add(value);
      environment[`TF_VAR_${name}`] = value;
    }
    return environment;
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

/**
 * Fails if a newer request exists, as after a rollback that CloudFormation began because an answer was lost: this run must
 * not overwrite what that one does.
 */
async function requireNewest(store: Store, request: Request): Promise<void> {
  const newest = await newestOf(store, request.stateKey);
  if (newest && newest.id !== request.id) {
    throw new Error('a newer deployment of this root has begun; this one changed nothing.');
  }
}
