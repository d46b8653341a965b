import { mkdtemp, rm } from 'fs/promises';
import { join } from 'path';
import { Creation, NOTHING_TO_UNDO, Undo } from './creation';
import { TerraformDocument } from './document';
import { reasonOf } from './failure';
import { fetchFiles } from './files';
import { GoneError, refuseLeaks, refuseLostState } from './guard';
import { Mask } from './mask';
import { Applied, Memory, Values } from './memory';
import { requireNewest } from './newest';
import { Planning, Settled } from './planning';
import { Progress } from './progress';
import { planToLift, protectedIn } from './protection';
import { misplaced, missingProviders, refuseMisplaced } from './reach';
import { Readiness } from './ready';
import { orderOf, readSecretVariables, Request, Result } from './request';
import { Retained } from './retained';
import { Retry } from './retry';
import { StateFile, UnsavedError } from './state-file';
import { Surroundings } from './surroundings';
import { State, Terraform, TerraformError, versionOf } from './terraform';

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
    let unsaved = false;
    try {
      const memory = new Memory(around.store, request.stateKey);
      const text = await memory.textOf(request, around.fetch);
      document = new TerraformDocument(JSON.parse(text));
      return await new Run(request, around, memory, text, document, directory, mask).execute();
    } catch (error) {
      unsaved = error instanceof UnsavedError;
      throw error;
    } finally {
      // plan and state hold keys; only a state that could be saved nowhere else is worth more than their secrecy
      if (!unsaved) {
        await rm(directory, { recursive: true, force: true });
      }
    }
  } catch (error) {
    return { status: 'FAILED', reason: reasonOf(error, document, mask) };
  }
}

class Run {
  private readonly notes = new Set<string>();
  /** Addresses of keys that this run makes. */
  private readonly newKeys = new Set<string>();
  /** Values of all variables. */
  private values: Record<string, unknown> = {};
  /** IDs of the keys of all provider blocks, and whether one of them was never let in before. */
  private keys: Pick<Readiness, 'keys' | 'hasNewKeys'> = { keys: [], hasNewKeys: true };
  private readonly engine: Terraform;
  private readonly state: StateFile;
  private readonly creation: Creation;
  private readonly retained: Retained;
  private readonly retry: Retry;
  private readonly planning: Planning;

  constructor(
    private readonly request: Request,
    private readonly around: Surroundings,
    private readonly memory: Memory,
    private readonly text: string,
    private readonly document: TerraformDocument,
    private readonly directory: string,
    private readonly mask: Mask,
  ) {
    const { binary, environment, print, signal, store } = around;
    this.state = new StateFile(request.stateKey, directory, around);
    this.engine = new Terraform({
      binary,
      signal,
      directory,
      mask,
      onEvent: new Progress(document, print).onEvent,
      environment: { ...environment, TMPDIR: directory, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    });
    this.creation = new Creation(memory);
    this.retained = new Retained(store, memory, request.stateKey, this.engine);
    this.retry = new Retry(around);
    const { engine, state, creation, retained } = this;
    this.planning = new Planning({ request, around, memory, document, engine, state, creation, retained, note: (...notes) => this.note(...notes) });
  }

  /** If the machine dies before the state is locked, nothing has happened. */
  public async execute(): Promise<Result> {
    const { action, stateKey } = this.request;
    if (action !== 'plan') {
      await requireNewest(this.around.store, stateKey, this.request.id);
    }
    if (action !== 'destroy') {
      refuseLeaks(this.document, Object.keys(this.request.secrets));
    }
    if (action === 'plan') {
      await this.state.load();
      return this.begin();
    }
    await this.state.lock();
    try {
      await this.state.load();
      return await this.begin();
    } finally {
      // what was done is done, and once this run has ended its lock is taken over
      await this.state.unlock().catch((error) => this.around.print(`the state stays locked: ${error.message}`));
    }
  }

  /** If the machine dies here, nothing has happened but that a lock is left, which the next run takes over. */
  private async begin(): Promise<Result> {
    const { action } = this.request;
    const [state, applied] = [await this.engine.state(), await this.memory.applied()];
    if (action !== 'plan') {
      await this.retained.settle(false);
    }
    if (action === 'destroy' && !state?.resources.length) {
      return this.leaveNothing(state);
    }
    if (await this.isRolledBack(state, applied)) {
      return this.success(this.answer(state)); // whatever the deployment failed for, such as a refused key, must not make this fail too
    }
    await this.engine.setDocument((action === 'destroy' ? this.document.emptied() : this.document).json);
    if (action !== 'destroy') {
      await fetchFiles(this.request, this.directory, this.around);
    }
    await this.engine.init(this.around.lockFile);
    return this.carryOut(state, applied);
  }

  private async leaveNothing(state: State | undefined): Promise<Result> {
    const lost = await this.memory.lost(state);
    this.note('nothing to destroy: there is no state', ...lost.map((name) => `${name} stays in Confluent Cloud, because its state is gone`));
    await this.memory.setApplied(undefined);
    return this.success({});
  }

  /** Whether a rollback goes back to what is there: the deployment that failed has changed nothing, and no apply was interrupted. */
  private async isRolledBack(state: State | undefined, applied: Applied | undefined): Promise<boolean> {
    const { action, rollback } = this.request;
    return action === 'apply' && rollback && applied?.order === orderOf(this.request) && applied.state === versionOf(state)
      && !await this.memory.isApplying();
  }

  /**
   * If the machine dies here before `apply`, nothing has happened but that a lock is left, which the next run takes over, and
   * that what was taken over may be in the state.
   */
  private async carryOut(state: State | undefined, applied: Applied | undefined): Promise<Result> {
    const { action, stateKey, creation, rollback } = this.request;
    refuseLostState(stateKey, await this.memory.lost(state));
    this.hideKeysOf(state);
    const last = await this.memory.document() ?? this.document;
    const wanted = await this.withProvidersOf(last, action === 'destroy' ? this.document.emptied() : this.document, state);
    const readiness = new Readiness(this.document, this.request, this.values, applied?.keys ?? [], this.around.ask, this.around);
    this.keys = readiness;
    await readiness.ofProviders();
    if (action === 'plan') {
      this.refuseMisplaced(state, wanted, last);
      await this.planning.settle(wanted, NOTHING_TO_UNDO);
      return this.success({});
    }
    if (creation) {
      await this.creation.begin(state);
    }
    await this.dropMisplaced(state, wanted, last);
    await this.applyUntilDone(wanted, action === 'destroy' && rollback && state ? await this.creation.undo(state) : NOTHING_TO_UNDO);
    await readiness.ofNewKeys([...this.newKeys], this.newKeys.size > 0 ? await this.engine.state() : undefined);
    const outputs = await this.publish();
    await this.memory.setApplying(false); // until here, a rollback has something to do
    return this.success(outputs);
  }

  /** The document with the provider blocks of the last one that resources of the state are still reached by. */
  private async withProvidersOf(last: TerraformDocument, wanted: TerraformDocument, state: State | undefined): Promise<TerraformDocument> {
    const missing = missingProviders(state, wanted, last);
    await this.provideVariables(this.document.withProviders(missing, last), valuesBeside(this.request, await this.memory.values()));
    return wanted.withProviders(missing, last);
  }

  /** @returns what is misplaced, and may be made anew where it is looked for now */
  private refuseMisplaced(state: State | undefined, wanted: TerraformDocument, last: TerraformDocument): string[] {
    const found = misplaced(state, wanted, this.values);
    const nameOf = (address: string) => wanted.constructOf(address) ?? last.nameOf(address);
    const isNamed = (address: string) => this.request.mayDestroy.some((path) => `${nameOf(address)}/`.startsWith(`${path}/`));
    refuseMisplaced(found.filter(({ address }) => !isNamed(address)), nameOf);
    return found.map(({ address }) => address);
  }

  /** What was in something that is gone with all that was in it leaves the state. */
  private async dropMisplaced(state: State | undefined, wanted: TerraformDocument, last: TerraformDocument): Promise<void> {
    const dropped = this.request.action === 'destroy' ? [] : this.refuseMisplaced(state, wanted, last);
    if (state && dropped.length > 0) {
      const resources = state.resources.filter(({ mode, type, name }) => mode !== 'managed' || !dropped.includes(`${type}.${name}`));
      await this.engine.push(JSON.stringify({ ...state, serial: state.serial + 1, resources }));
      await this.state.save();
      this.note(...dropped.map((address) => `${wanted.constructOf(address) ?? last.nameOf(address)} is looked for in another place: what was in the one before is not managed any more`));
    }
  }

  /** Plans and applies again where what failed may pass. */
  private async applyUntilDone(wanted: TerraformDocument, undo: Undo): Promise<void> {
    for (;;) {
      let settled: Settled | undefined;
      try {
        settled = await this.planning.settle(wanted, undo);
        if (await this.lift(settled)) {
          settled = await this.planning.settle(wanted, undo);
        }
        return await this.apply(settled);
      } catch (error) {
        if (error instanceof GoneError && this.request.rollback) {
          this.note(`Nothing was rolled back here. ${error.message}`); // the deployment was refused for it, and so changed nothing
          return;
        }
        await this.retry.after(error, settled?.plan, this.keys.hasNewKeys);
      }
    }
  }

  /** Lifts the protection of what is to be deleted. */
  private async lift({ document, last, plan }: Settled): Promise<boolean> {
    const found = protectedIn(plan, document, last);
    if (found.length > 0) {
      await requireNewest(this.around.store, this.request.stateKey, this.request.id);
      await planToLift(found, document, await this.engine.state(), this.engine);
      await this.memory.setApplying(true);
      await this.applyPlan();
      this.note(...found.map(({ address }) => `${last.nameOf(address)} was protected from deletion, and is not any more`));
    }
    return found.length > 0;
  }

  private async apply({ document, last, plan, forgotten, waiting }: Settled): Promise<void> {
    await requireNewest(this.around.store, this.request.stateKey, this.request.id);
    // if the machine dies from here on, the next run must know the removal policies of what is made now, and of what was to leave
    const values = valuesBeside(this.request, await this.memory.values());
    await this.memory.setApplying(true);
    await this.memory.setValues(values);
    await this.memory.setDocument(document.withAll(last));
    await this.retained.leave(forgotten, last);
    plan.changes.filter(({ type, change }) => type === 'confluent_api_key' && change.actions.includes('create'))
      .forEach(({ address }) => this.newKeys.add(address));
    await this.applyPlan();
    // if the machine dies from here on, the next run finds nothing to change, and publishes
    await this.retained.settle(true);
    await this.memory.setDocument(document);
    await this.memory.setValues(valuesOf(document, values));
    await this.memory.setWaiting(waiting);
    await this.memory.setApplied(this.request.action === 'apply' ? await this.applied() : undefined);
  }

  private async applyPlan(): Promise<void> {
    const saveLast = this.state.watch();
    try {
      await this.engine.apply();
    } catch (error) {
      await saveLast(error instanceof TerraformError ? error.output : '');
      throw error;
    }
    await saveLast();
  }

  private async applied(): Promise<Applied> {
    const { document: location } = this.request;
    return { location, text: this.text, order: orderOf(this.request), keys: this.keys.keys, state: versionOf(await this.engine.state()) };
  }

  private note(...notes: string[]): void {
    notes.filter((note) => !this.notes.has(note)).forEach((note) => {
      this.notes.add(note);
      this.around.print(note);
    });
  }

  private success(outputs: Record<string, unknown>): Result {
    return { status: 'SUCCESS', outputs, notes: [...this.notes] };
  }

  /** Secrets go to Secrets Manager, all else to CloudFormation. Whatever of it was done by a run that died is done again. */
  private async publish(): Promise<Record<string, unknown>> {
    const state = await this.engine.state();
    for (const [name, arn] of Object.entries(this.request.secrets)) {
      const output = state?.outputs[name];
      const text = output && JSON.stringify(output.value);
      if (text && text !== await this.around.secrets.read(arn).catch(() => undefined)) {
        await this.around.secrets.write(arn, text);
      }
    }
    return this.answer(state);
  }

  /** What CloudFormation is told. */
  private answer(state: State | undefined): Record<string, unknown> {
    const published = Object.entries(state?.outputs ?? {}).filter(([name, { sensitive }]) => !(name in this.request.secrets) && !sensitive);
    return { ...Object.fromEntries(published.map(([name, { value }]) => [name, value])), ...this.request.secrets };
  }

  /** Errors of the provider may print keys that were made before. */
  private hideKeysOf(state: State | undefined): void {
    state?.resources.filter(({ type }) => type === 'confluent_api_key')
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.secret))
      .filter((secret) => typeof secret === 'string')
      .forEach((secret) => this.mask.add(secret));
  }

  /** Gives all variables of a document their values. */
  private async provideVariables(document: TerraformDocument, given: Values): Promise<void> {
    const { variables, secretVariables } = valuesOf(document, given);
    const secrets = await readSecretVariables(secretVariables, (arn) => this.around.secrets.read(arn));
    Object.values(secrets).forEach((secret) => this.mask.add(secret));
    await this.engine.setVariables(variables, secrets);
    this.values = { ...variables, ...secrets };
  }
}

/** Values that were given now, and of other variables those before. */
function valuesBeside(now: Values, before: Values): Values {
  return { variables: { ...before.variables, ...now.variables }, secretVariables: { ...before.secretVariables, ...now.secretVariables } };
}

/** The values of the variables that a document has. */
function valuesOf(document: TerraformDocument, { variables, secretVariables }: Values): Values {
  const declared = document.json.variable ?? {};
  const only = <T>(values: Record<string, T>) => Object.fromEntries(Object.entries(values).filter(([name]) => name in declared));
  return { variables: only(variables), secretVariables: only(secretVariables) };
}
