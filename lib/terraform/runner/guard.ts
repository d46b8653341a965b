import { TerraformDocument } from './document';
import { ResourceChange } from './terraform';

/** What must be added to a document before it may be applied. */
export interface Amendments {
  /** Resources that got another address. */
  readonly moved: { readonly from: string; readonly to: string }[];
  /** Resources that Terraform forgets and Confluent Cloud keeps. */
  readonly forgotten: string[];
  /** Resources of the last document that stay, because a rollback must not lose data. */
  readonly kept: string[];
  /** Retained resources that Terraform would make again because their creation failed half-way: they are used as they are. */
  readonly untainted: string[];
}

export const NOTHING: Amendments = { moved: [], forgotten: [], kept: [], untainted: [] };

/** A change that the guard does not let happen. */
export class RefusedError extends Error {}

export interface GuardInput {
  readonly changes: ResourceChange[];
  readonly document: TerraformDocument;
  /** The document of the last apply, if there was one. */
  readonly last: TerraformDocument;
  readonly rollback: boolean;
  readonly destroy: boolean;
  /** Construct paths whose destruction was asked for by name. */
  readonly mayDestroy: string[];
}

/**
 * By which arguments one recognizes a resource whose address changed. All of them must be known, and equal.
 */
const NATURAL_KEYS: Record<string, string[]> = {
  confluent_api_key: ['owner', 'managed_resource'],
  confluent_connector: ['config_nonsensitive.name'],
  confluent_environment: ['display_name'],
  confluent_flink_compute_pool: ['display_name'],
  confluent_flink_statement: ['statement_name'],
  confluent_kafka_acl: ['resource_type', 'resource_name', 'pattern_type', 'principal', 'operation', 'permission'],
  confluent_kafka_cluster: ['display_name', 'environment'],
  confluent_kafka_topic: ['topic_name'],
  confluent_provider_integration: ['display_name', 'environment'],
  confluent_role_binding: ['principal', 'role_name', 'crn_pattern'],
  confluent_schema: ['subject_name'],
  confluent_service_account: ['display_name'],
  confluent_subject_config: ['subject_name'],
};

/**
 * Reads a plan before anything is touched. Returns what must be added to the document, after which it is planned again, or
 * nothing when the plan may be applied as it is.
 *
 * @throws RefusedError if a retained resource would be destroyed
 */
export function guard(input: GuardInput): Amendments | undefined {
  const { changes, document, last } = input;
  const removed = changes.filter(({ mode, change }) => mode === 'managed' && change.actions.length === 1 && change.actions[0] === 'delete');
  const created = changes.filter(({ mode, change }) => mode === 'managed' && change.actions.includes('create') && !change.actions.includes('delete'));
  const moved = input.destroy ? [] : movesOf(removed, created, input);
  if (moved.length > 0) {
    return { ...NOTHING, moved }; // what is in them, or refers to them, can be recognized in the next plan only
  }
  const untainted = changes.filter(({ address, action_reason: reason }) => reason === 'replace_because_tainted' && isRetained(address) && !mayDestroy(address));
  if (untainted.length > 0) {
    return { ...NOTHING, untainted: untainted.map(({ address }) => address) };
  }
  const gone = removed.filter(({ address }) => isRetained(address));
  refuseReplacements();
  refuseAmbiguity();
  const leaving = gone.filter(({ address }) => !mayDestroy(address)).map(({ address }) => address);
  const kept = input.rollback ? leaving.filter((address) => canStay(last.block(address))) : [];
  const forgotten = leaving.filter((address) => !kept.includes(address));
  return leaving.length > 0 ? { ...NOTHING, kept, forgotten } : undefined;

  function canStay(block: Record<string, any> | undefined): boolean {
    return block !== undefined && document.hasProvider(block.provider);
  }

  function isRetained(address: string): boolean {
    return document.block(address) ? document.isRetained(address) : last.isRetained(address);
  }

  function mayDestroy(address: string): boolean {
    return input.mayDestroy.includes(constructOf(address));
  }

  function constructOf(address: string): string {
    return document.constructOf(address) ?? last.constructOf(address) ?? address;
  }

  function refuseReplacements(): void {
    const refused = changes.filter(({ mode, address, change }) => mode === 'managed'
      && change.actions.includes('delete') && change.actions.includes('create') && isRetained(address) && !mayDestroy(address));
    if (refused.length > 0) {
      const reasons = refused.map(({ address, change }) =>
        `  ${constructOf(address)} (${address}): ${(change.replace_paths ?? []).map((path) => path.join('.')).join(', ')}`);
      throw new RefusedError('This deployment would destroy and create again what has the removal policy RETAIN. Nothing was changed. '
        + `What forces it:\n${reasons.join('\n')}\n`
        + 'Take the change back; or, to lose the data, name the construct in the context `cdk-streaming-hub:destroy`.');
    }
  }

  /** One left, one came, and they could be the same: guessing wrong would lose data or double it. */
  function refuseAmbiguity(): void {
    if (input.destroy || input.rollback) {
      return;
    }
    for (const { address, type } of gone) {
      const candidates = created.filter((other) => other.type === type && ['confluent_environment', 'confluent_kafka_cluster'].includes(type));
      if (candidates.length === 1 && !mayDestroy(address)) {
        throw new RefusedError(`${constructOf(address)} left the app, and ${constructOf(candidates[0].address)} came. Nothing was changed. `
          + 'If the construct was only renamed, give it the name it had: '
          + `\`${type === 'confluent_environment' ? 'environmentName' : 'clusterName'}: '${removedName(address)}'\`. `
          + 'If it is another one, deploy the removal and the addition one after the other.');
      }
    }
  }

  function removedName(address: string): string {
    return removed.find((change) => change.address === address)?.change.before?.display_name ?? '';
  }
}

function movesOf(removed: ResourceChange[], created: ResourceChange[], { document, last }: GuardInput): Amendments['moved'] {
  const same = (from: ResourceChange, to: ResourceChange) => from.type === to.type && isSame(from, to) && !leftProvider(from.address, to.address);
  return removed.flatMap((from) => {
    const candidates = created.filter((to) => same(from, to));
    const rivals = removed.filter((other) => candidates.length === 1 && same(other, candidates[0]));
    return candidates.length === 1 && rivals.length === 1 ? [{ from: from.address, to: candidates[0].address }] : [];
  });

  /** The same name in another cluster, while the cluster it was in is still there, is another resource. */
  function leftProvider(from: string, to: string): boolean {
    const [before, after] = [last.block(from)?.provider, document.block(to)?.provider];
    return before !== after && document.hasProvider(before);
  }
}

function isSame(from: ResourceChange, to: ResourceChange): boolean {
  const keys = NATURAL_KEYS[from.type];
  return keys !== undefined && keys.every((key) => {
    const [before, after] = [at(from.change.before, key), at(to.change.after, key)];
    return after !== undefined && after !== null && JSON.stringify(before) === JSON.stringify(after);
  });
}

function at(object: any, path: string): any {
  return path.split('.').reduce((value, key) => value?.[key], object);
}

/** The blocks that tell Terraform of amendments. */
export function amendmentBlocks({ moved, forgotten }: Amendments): Record<string, any> {
  return {
    ...(moved.length > 0 ? { moved } : {}),
    ...(forgotten.length > 0 ? { removed: forgotten.map((from) => ({ from, lifecycle: { destroy: false } })) } : {}),
  };
}
