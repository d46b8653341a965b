import { mkdtemp, rm } from 'fs/promises';
import { join } from 'path';
import { Creation } from './creation';
import { frozen, TerraformDocument } from './document';
import { reasonOf } from './failure';
import { fetchFiles } from './files';
import { amendmentBlocks, GoneError, guard, NOTHING, notesOf, refuseLeaks, refuseLostState } from './guard';
import { Mask } from './mask';
import { Memory } from './memory';
import { requireNewest } from './newest';
import { Progress } from './progress';
import { Readiness } from './ready';
import { fieldOf, readSecretVariables, Request, Result } from './request';
import { Found, Retained } from './retained';
import { Retry } from './retry';
import { StateFile, UnsavedError } from './state-file';
import { Surroundings } from './surroundings';
import { Plan, State, Terraform, TerraformError } from './terraform';

/** Each amendment can make others possible; more rounds than nested renames are never needed. */
const MAX_ROUNDS = 8;

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

/** A plan that the guard lets pass, with all that it was made of. */
interface Settled {
  readonly document: TerraformDocument;
  /** The document of the last run. */
  readonly last: TerraformDocument;
  readonly plan: Plan;
  readonly forgotten: string[];
}

class Run {
  private readonly notes = new Set<string>();
  /** Addresses of keys that this run makes. */
  private readonly newKeys = new Set<string>();
  private readonly engine: Terraform;
  private readonly state: StateFile;
  private readonly creation: Creation;
  private readonly retained: Retained;
  private readonly retry: Retry;

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
    this.creation = new Creation(memory, this.engine);
    this.retained = new Retained(store, memory, request.stateKey, this.engine);
    this.retry = new Retry(around);
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
    const wanted = action === 'destroy' ? this.document.emptied() : this.document;
    await this.engine.setDocument(wanted.json);
    if (action !== 'destroy') {
      await fetchFiles(this.request, this.directory, this.around);
    }
    await this.engine.init(this.around.lockFile);
    if (action === 'plan') {
      await this.state.load();
      return this.carryOut(wanted);
    }
    await this.state.lock();
    try {
      await this.state.load();
      return await this.carryOut(wanted);
    } finally {
      // what was done is done, and once this run has ended its lock is taken over
      await this.state.unlock().catch((error) => this.around.print(`the state stays locked: ${error.message}`));
    }
  }

  /**
   * If the machine dies here before `apply`, nothing has happened but that a lock is left, which the next run takes over, and
   * that what was taken over may be in the state.
   */
  private async carryOut(wanted: TerraformDocument): Promise<Result> {
    const { action, stateKey, creation, rollback } = this.request;
    const state = await this.engine.state();
    if (action !== 'plan') {
      await this.retained.settle(false);
    }
    const lost = await this.memory.lost(state);
    if (action === 'destroy' && !state?.resources.length) {
      this.note('nothing to destroy: there is no state', ...lost.map((name) => `${name} stays in Confluent Cloud, because its state is gone`));
      await this.memory.setApplied(undefined);
      return this.success({});
    }
    refuseLostState(stateKey, lost);
    this.hideKeysOf(state);
    const readiness = new Readiness(this.document, this.request, await this.provideVariables(), this.around.ask, this.around);
    await readiness.ofProviders();
    if (action === 'plan') {
      await this.plan(wanted, []);
      return this.success({});
    }
    if (creation) {
      await this.creation.begin(state);
    }
    await this.applyUntilDone(wanted, action === 'destroy' && rollback && state ? await this.creation.undo(state) : []);
    await readiness.ofNewKeys([...this.newKeys], this.newKeys.size > 0 ? await this.engine.state() : undefined);
    return this.success(await this.publish());
  }

  /** Plans and applies again where what failed may pass. */
  private async applyUntilDone(wanted: TerraformDocument, undone: string[]): Promise<void> {
    for (;;) {
      let settled: Settled | undefined;
      try {
        settled = await this.plan(wanted, undone);
        return await this.apply(settled);
      } catch (error) {
        if (error instanceof GoneError && this.request.rollback) {
          this.note(`Nothing was rolled back here. ${error.message}`); // the deployment was refused for it, and so changed nothing
          return;
        }
        await this.retry.after(error, settled?.plan, wanted);
      }
    }
  }

  private async apply({ document, last, plan, forgotten }: Settled): Promise<void> {
    await requireNewest(this.around.store, this.request.stateKey, this.request.id);
    // if the machine dies from here on, the next run must know the removal policies of what is made now, and of what was to leave
    await this.memory.setDocument(document.withAll(last));
    await this.retained.leave(forgotten, last);
    plan.changes.filter(({ type, change }) => type === 'confluent_api_key' && change.actions.includes('create'))
      .forEach(({ address }) => this.newKeys.add(address));
    const saveLast = this.state.watch();
    try {
      await this.engine.apply();
    } catch (error) {
      await saveLast(error instanceof TerraformError ? error.output : '');
      throw error;
    }
    await saveLast();
    // if the machine dies from here on, the next run finds nothing to change, and publishes
    await this.retained.settle(true);
    await this.memory.setDocument(document);
    await this.memory.setApplied(this.request.action === 'apply' ? { location: this.request.document, text: this.text } : undefined);
  }

  /** Plans until the guard has nothing to add. */
  private async plan(wanted: TerraformDocument, undone: string[]): Promise<Settled> {
    const last = await this.memory.document() ?? this.document;
    const kept: Parameters<TerraformDocument['with']>[0] = {};
    const { rollback, action, mayDestroy, variables } = this.request;
    let all = NOTHING;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const document = wanted.with(kept);
      await this.engine.setDocument({ ...document.json, ...amendmentBlocks(all) });
      const plan = await this.engine.plan();
      this.around.onPlan?.(plan);
      const settled = { document, last, plan, forgotten: all.forgotten };
      const found = action === 'destroy' ? [] : await this.retained.find(plan, document, variables, rollback);
      const leftBehind = found.map(({ address }) => address);
      const published = deletesKeys(plan) ? await this.published() : [];
      const amendments = guard({ ...plan, document, last, rollback, destroy: action === 'destroy', mayDestroy, leftBehind, undone, published });
      const absent = found.filter(({ address }) => !plan.gone.includes(address));
      if (absent.length > 0 && action !== 'plan') {
        await this.takeOver(absent, document);
        continue; // what is in them can be recognized in the next plan only
      }
      this.note(...absent.map(({ address, remains }) => `${document.nameOf(address)} will be taken over: it was left by ${remains.construct}`));
      if (!amendments || absent.length > 0) {
        return settled;
      }
      this.note(...notesOf(amendments, this.document, last));
      if (amendments.untainted.length > 0 && action === 'plan') {
        return settled; // a plan changes nothing, not even the state
      }
      for (const address of amendments.untainted) {
        await this.engine.untaint(address);
      }
      if (amendments.untainted.length > 0) {
        await this.state.save();
      }
      for (const address of [...amendments.kept, ...amendments.inUse]) {
        const [block, values] = [last.block(address), plan.changes.find((change) => change.address === address)?.change.before];
        if (block && values) {
          kept[address] = frozen(block, values);
        }
      }
      all = { ...all, moved: [...all.moved, ...amendments.moved], forgotten: [...all.forgotten, ...amendments.forgotten] };
    }
    throw new Error(`the plan did not settle after ${MAX_ROUNDS} rounds of amendments: ${JSON.stringify(all)}`);
  }

  private async takeOver(found: Found[], document: TerraformDocument): Promise<void> {
    await requireNewest(this.around.store, this.request.stateKey, this.request.id);
    await this.creation.take(found.map(({ remains: { type, instance } }) => ({ type, id: instance.attributes.id })));
    const taken = await this.retained.takeOver(found, document);
    await this.state.save();
    this.note(...taken.map(({ address, remains }) => `${document.nameOf(address)} was taken over: it had been left by ${remains.construct}`));
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
    const outputs = (await this.engine.state())?.outputs ?? {};
    for (const [name, arn] of Object.entries(this.request.secrets)) {
      const text = outputs[name] && JSON.stringify(outputs[name].value);
      if (text && text !== await this.around.secrets.read(arn).catch(() => undefined)) {
        await this.around.secrets.write(arn, text);
      }
    }
    const published = Object.entries(outputs).filter(([name, { sensitive }]) => !(name in this.request.secrets) && !sensitive);
    return { ...Object.fromEntries(published.map(([name, { value }]) => [name, value])), ...this.request.secrets };
  }

  /** Errors of the provider may print keys that were made before. */
  private hideKeysOf(state: State | undefined): void {
    state?.resources.filter(({ type }) => type === 'confluent_api_key')
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.secret))
      .filter((secret) => typeof secret === 'string')
      .forEach((secret) => this.mask.add(secret));
  }

  /** IDs of the keys in secrets that this run may write others to. Where there is none, nobody uses one. */
  private async published(): Promise<string[]> {
    const { secrets } = this.around;
    const ids = await Promise.all(Object.values(this.request.secrets).map((arn) =>
      secrets.read(arn).then((text) => [fieldOf(text, arn, 'username')]).catch(() => [])));
    return ids.flat();
  }

  /** Returns the values of all variables. */
  private async provideVariables(): Promise<Record<string, unknown>> {
    const declared = this.document.json.variable ?? {};
    const values = Object.fromEntries(Object.entries(this.request.variables).filter(([name]) => name in declared));
    const secrets = await readSecretVariables(this.request, (arn) => this.around.secrets.read(arn));
    Object.values(secrets).forEach((secret) => this.mask.add(secret));
    await this.engine.setVariables(values, secrets);
    return { ...values, ...secrets };
  }
}

function deletesKeys({ changes }: Plan): boolean {
  return changes.some(({ type, change }) => type === 'confluent_api_key' && change.actions.includes('delete'));
}
