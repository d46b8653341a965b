import { refuseTakenAlong } from './containment';
import { Creation, Undo } from './creation';
import { frozen, TerraformDocument } from './document';
import { Amendments, amendmentBlocks, guard, NOTHING, notesOf } from './guard';
import { Memory } from './memory';
import { keysIn, neededLater } from './needs';
import { requireNewest } from './newest';
import { Request } from './request';
import { Found, Retained } from './retained';
import { StateFile } from './state-file';
import { Surroundings } from './surroundings';
import { Plan, Terraform } from './terraform';

/** Each amendment can make others possible; more rounds than nested renames are never needed. */
const MAX_ROUNDS = 8;

/** A plan that the guard lets pass, with all that it was made of. */
export interface Settled {
  readonly document: TerraformDocument;
  /** The document of the last run. */
  readonly last: TerraformDocument;
  readonly plan: Plan;
  readonly forgotten: string[];
  /** Addresses of what stays until the next run. */
  readonly waiting: string[];
}

/** What planning works with. */
interface PlanningTask {
  readonly request: Request;
  readonly around: Surroundings;
  readonly memory: Memory;
  readonly document: TerraformDocument;
  readonly engine: Terraform;
  readonly state: StateFile;
  readonly creation: Creation;
  readonly retained: Retained;
  readonly note: (...notes: string[]) => void;
}

/**
 * Plans, and adds to the document what the guard asks for. If the machine dies in it, nothing has happened but that what was
 * taken over is in the state.
 */
export class Planning {
  constructor(private readonly task: PlanningTask) {}

  /** Plans until the guard has nothing to add. */
  public async settle(wanted: TerraformDocument, { made: undone, unsure }: Undo): Promise<Settled> {
    const last = await this.task.memory.document() ?? this.task.document;
    const kept: Parameters<TerraformDocument['with']>[0] = {};
    const waited = await this.task.memory.waiting();
    const { rollback, action, mayDestroy, variables } = this.task.request;
    let all = NOTHING;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const document = wanted.with(kept);
      await this.task.engine.setDocument({ ...document.json, ...amendmentBlocks(all) });
      const plan = await this.task.engine.plan();
      this.task.around.onPlan?.(plan);
      const settled = { document, last, plan, forgotten: all.forgotten, waiting: all.waiting };
      const found = action === 'destroy' ? [] : await this.task.retained.find(plan, document, variables, rollback);
      const leftBehind = found.map(({ address }) => address);
      const published = deletesKeys(plan) ? await keysIn(Object.values(this.task.request.secrets), this.task.around.secrets) : [];
      const needed = (await this.neededLater(plan)).filter((address) => !waited.includes(address));
      const amendments = guard({ ...plan, document, last, rollback, destroy: action === 'destroy', mayDestroy, leftBehind, undone, unsure, published, needed });
      const absent = found.filter(({ address }) => !plan.gone.includes(address));
      if (absent.length > 0 && action !== 'plan') {
        await this.takeOver(absent, document);
        continue; // what is in them can be recognized in the next plan only
      }
      this.task.note(...absent.map(({ address, remains }) => `${document.nameOf(address)} will be taken over: it was left by ${remains.construct}`));
      if (!amendments || absent.length > 0) {
        await refuseTakenAlong(plan, this.task.around.store, mayDestroy);
        return settled;
      }
      this.task.note(...notesOf(amendments, this.task.document, last));
      if (amendments.untainted.length > 0 && action === 'plan') {
        return settled; // a plan changes nothing, not even the state
      }
      for (const address of amendments.untainted) {
        await this.task.engine.untaint(address);
      }
      if (amendments.untainted.length > 0) {
        await this.task.state.save();
      }
      this.keep(kept, amendments, plan, last);
      all = {
        ...all,
        moved: [...all.moved, ...amendments.moved],
        forgotten: [...all.forgotten, ...amendments.forgotten],
        waiting: [...all.waiting, ...amendments.waiting],
      };
    }
    throw new Error(`the plan did not settle after ${MAX_ROUNDS} rounds of amendments: ${JSON.stringify(all)}`);
  }

  /** Adds what stays as it is, though it left the document, to the blocks that are kept. */
  private keep(kept: Parameters<TerraformDocument['with']>[0], amendments: Amendments, { changes }: Plan, last: TerraformDocument): void {
    for (const address of [...amendments.kept, ...amendments.inUse, ...amendments.waiting]) {
      const [block, values] = [last.block(address), changes.find((change) => change.address === address)?.change.before];
      if (block && values) {
        kept[address] = frozen(block, values);
      }
    }
  }

  private async neededLater({ changes }: Plan): Promise<string[]> {
    const { action, stateKey } = this.task.request;
    const deletions = changes.filter(({ mode, change }) => mode === 'managed' && change.actions.join() === 'delete');
    return action === 'destroy' ? [] : neededLater(deletions, stateKey, this.task.around.store, this.task.around.secrets);
  }

  private async takeOver(found: Found[], document: TerraformDocument): Promise<void> {
    await requireNewest(this.task.around.store, this.task.request.stateKey, this.task.request.id);
    await this.task.creation.take(found.map(({ remains: { type, instance } }) => ({ type, id: instance.attributes.id })));
    const taken = await this.task.retained.takeOver(found, document);
    await this.task.state.save();
    this.task.note(...taken.map(({ address, remains }) => `${document.nameOf(address)} was taken over: it had been left by ${remains.construct}`));
  }
}

function deletesKeys({ changes }: Plan): boolean {
  return changes.some(({ type, change }) => type === 'confluent_api_key' && change.actions.includes('delete'));
}
