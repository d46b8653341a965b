import { at, TerraformDocument } from './document';
import { ResourceChange } from './terraform';

/** What must be added to a document before it may be applied. */
export interface Amendments {
  /** Resources that got another address. */
  readonly moved: { readonly from: string; readonly to: string }[];
  /** Resources that Terraform forgets and Confluent Cloud keeps. */
  readonly forgotten: string[];
  /** Resources of the last document that stay, because a rollback must not lose data. */
  readonly kept: string[];
  /** API keys of the last document that stay for this run, because the secrets that hold them have no other yet. */
  readonly inUse: string[];
  /** Resources of the last document that stay for this run, because planes that come later still need them. */
  readonly waiting: string[];
  /** Retained resources that Terraform would make again because their creation failed half-way: they are used as they are. */
  readonly untainted: string[];
}

export const NOTHING: Amendments = { moved: [], forgotten: [], kept: [], inUse: [], waiting: [], untainted: [] };

/** A change that the guard does not let happen. */
export class RefusedError extends Error {}

/** Retained resources would be made anew because Confluent Cloud does not show them. */
export class GoneError extends RefusedError {}

export interface GuardInput {
  readonly changes: ResourceChange[];
  /** Addresses in the state that Confluent Cloud does not show any more. */
  readonly gone: string[];
  /** Addresses of creations that are none: other deployments left the resources. */
  readonly leftBehind: string[];
  readonly document: TerraformDocument;
  /** The document of the last apply, if there was one. */
  readonly last: TerraformDocument;
  readonly rollback: boolean;
  readonly destroy: boolean;
  /** Addresses that go though they would be retained, because the creation of the root is rolled back. */
  readonly undone: string[];
  /** Addresses of what is forgotten though it would be deleted, because others may have made it. */
  readonly unsure: string[];
  /** API keys that secrets hold which this run writes. */
  readonly published: string[];
  /** Addresses of what planes that come later still need, and that no run kept for them yet. */
  readonly needed: string[];
  /** Paths of constructs that may be destroyed with all that is below them, or be made anew where they are gone. */
  readonly mayDestroy: string[];
}

/**
 * By which arguments one recognizes a resource whose address changed. All of them must be known, and equal.
 */
const NATURAL_KEYS: Record<string, string[]> = {
  confluent_api_key: ['owner', 'managed_resource'],
  confluent_business_metadata: ['name'],
  confluent_byok_key: ['aws.0.key_arn'],
  confluent_certificate_authority: ['display_name'],
  confluent_certificate_pool: ['display_name', 'certificate_authority'],
  confluent_cluster_link: ['link_name', 'link_mode', 'connection_mode'],
  confluent_connector: ['config_nonsensitive.name'],
  confluent_custom_connector_plugin: ['display_name', 'connector_class'],
  confluent_environment: ['display_name'],
  confluent_flink_artifact: ['display_name', 'cloud', 'region', 'environment'],
  confluent_flink_compute_pool: ['display_name'],
  confluent_flink_connection: ['display_name'],
  confluent_flink_materialized_table: ['display_name'],
  confluent_flink_statement: ['statement_name'],
  confluent_gateway: ['display_name', 'environment'],
  confluent_group_mapping: ['display_name'],
  confluent_identity_pool: ['display_name', 'identity_provider'],
  confluent_identity_provider: ['display_name'],
  confluent_ip_filter: ['filter_name'],
  confluent_ip_group: ['group_name'],
  confluent_kafka_acl: ['resource_type', 'resource_name', 'pattern_type', 'principal', 'operation', 'permission'],
  confluent_kafka_client_quota: ['display_name', 'kafka_cluster'],
  confluent_kafka_cluster: ['display_name', 'environment'],
  confluent_kafka_mirror_topic: ['source_kafka_topic', 'cluster_link', 'kafka_cluster.0.id'],
  confluent_kafka_topic: ['topic_name'],
  confluent_ksql_cluster: ['display_name', 'environment'],
  confluent_network: ['display_name', 'environment'],
  confluent_provider_integration: ['display_name', 'environment'],
  confluent_role_binding: ['principal', 'role_name', 'crn_pattern'],
  confluent_schema: ['subject_name'],
  confluent_schema_exporter: ['name'],
  confluent_schema_registry_dek: ['kek_name', 'subject_name', 'algorithm', 'version'],
  confluent_schema_registry_kek: ['name'],
  confluent_service_account: ['display_name'],
  confluent_subject_config: ['subject_name'],
  confluent_subject_mode: ['subject_name'],
  confluent_tableflow_topic: ['display_name', 'kafka_cluster'],
  confluent_tag: ['name'],
};

/**
 * Reads a plan before anything is touched. Returns what must be added to the document, after which it is planned again, or
 * nothing when the plan may be applied as it is.
 *
 * @throws RefusedError if data would be lost, or perhaps made a second time
 */
export function guard(input: GuardInput): Amendments | undefined {
  const { document, last } = input;
  const changes = input.changes.filter(({ mode }) => mode === 'managed');
  const removed = changes.filter(({ change }) => change.actions.length === 1 && change.actions[0] === 'delete');
  const created = changes.filter(({ address, change }) =>
    change.actions.includes('create') && !change.actions.includes('delete') && !input.leftBehind.includes(address));
  const moved = input.destroy ? [] : movesOf(removed, created, input);
  if (moved.length > 0) {
    return { ...NOTHING, moved }; // what is in them, or refers to them, can be recognized in the next plan only
  }
  const replaced = changes.filter(({ address, change }) =>
    change.actions.includes('delete') && change.actions.includes('create') && document.holdsData(address) && !mayBeReplaced(address));
  const untainted = replaced.filter(({ action_reason: reason }) => reason === 'replace_because_tainted');
  if (untainted.length > 0) {
    return { ...NOTHING, untainted: untainted.map(({ address }) => address) };
  }
  const retained = removed.filter(({ address }) => isRetained(address));
  refuseGone();
  refuseReplacements();
  refuseProtected();
  refuseAmbiguity();
  const leaving = retained.map(({ address }) => address);
  const kept = input.rollback && !input.destroy ? leaving.filter((address) => canStay(last.block(address))) : [];
  const forgotten = leaving.filter((address) => !kept.includes(address));
  const inUse = input.destroy ? [] : removed.filter(({ address, change }) =>
    input.published.includes(change.before?.id) && canStay(last.block(address))).map(({ address }) => address);
  const waiting = input.destroy ? [] : removed.map(({ address }) => address).filter((address) =>
    input.needed.includes(address) && ![...leaving, ...inUse].includes(address) && canStay(last.block(address)));
  return leaving.length + inUse.length + waiting.length > 0 ? { ...NOTHING, kept, inUse, waiting, forgotten } : undefined;

  function canStay(block: Record<string, any> | undefined): boolean {
    return block !== undefined && document.hasProvider(block.provider);
  }

  function isRetained(address: string): boolean {
    return !input.undone.includes(address) && (input.unsure.includes(address) || (document.block(address) ? document : last).isRetained(address));
  }

  function mayBeReplaced(address: string): boolean {
    return !document.isRetained(address) && isNamed(address);
  }

  function isNamed(address: string): boolean {
    return input.mayDestroy.some((path) => `${constructOf(address)}/`.startsWith(`${path}/`));
  }

  function constructOf(address: string): string {
    return document.constructOf(address) ?? last.constructOf(address) ?? address;
  }

  /** A key without the right to read something is told that it is not there, so making it anew could make it a second time. */
  function refuseGone(): void {
    const refused = created.filter(({ address }) => input.gone.includes(address) && isRetained(address) && !isNamed(address));
    if (refused.length > 0 && !input.destroy) {
      throw new GoneError('Confluent Cloud does not show what an earlier deployment made and has the removal policy RETAIN. Nothing was changed.\n'
        + `${refused.map(({ address }) => `  ${constructOf(address)} (${address})`).join('\n')}\n`
        + 'Either it was deleted there, or the API key lacks the rights to see it: then give them to the owner of the key. '
        + 'To make it anew, without the data that it had, name the construct in the context `cdk-streaming-hub:destroy`.');
    }
  }

  function refuseReplacements(): void {
    if (replaced.length > 0) {
      const reasons = replaced.map(({ address, change }) =>
        `  ${constructOf(address)} (${address}): ${(change.replace_paths ?? []).map((path) => path.join('.')).join(', ')}; ${missing(address)}`);
      throw new RefusedError(`This ${input.rollback ? 'rollback' : 'deployment'} would destroy and create again what holds data. Nothing was changed. `
        + `What forces it, and what is missing to let it happen:\n${reasons.join('\n')}\n`
        + (input.rollback ? 'Deploy the change again to keep what is there; or, ' : 'Take the change back; or, ')
        + 'to lose the data, give the construct the removal policy DESTROY '
        + 'and name it in the context `cdk-streaming-hub:destroy`. It takes both.');
    }
  }

  /** What is protected on purpose stays, also where its removal policy is DESTROY. */
  function refuseProtected(): void {
    const refused = changes.filter(({ address, change }) => change.actions.includes('delete') && change.before?.deletion_protection === true
      && !isRetained(address) && !input.undone.includes(address) && (document.block(address) ?? last.block(address))?.deletion_protection === true);
    if (refused.length > 0) {
      throw new RefusedError(`Protected from deletion: ${refused.map(({ address }) => constructOf(address)).join(', ')}. Nothing was changed. `
        + 'Deploy the construct once with `deletionProtection: false` before it is removed.');
    }
  }

  function missing(address: string): string {
    return [
      ...document.isRetained(address) ? ['its removal policy is RETAIN'] : [],
      ...isNamed(address) ? [] : ['it is not named'],
    ].join(', ');
  }

  /** One left, one came, and they could be the same: guessing wrong would lose data or double it. */
  function refuseAmbiguity(): void {
    if (input.destroy || input.rollback) {
      return;
    }
    for (const { address, type } of retained) {
      const candidates = created.filter((other) => other.type === type && ['confluent_environment', 'confluent_kafka_cluster'].includes(type));
      if (candidates.length > 0) {
        const came = candidates.map((candidate) => constructOf(candidate.address)).join(' and ');
        throw new RefusedError(`${constructOf(address)} left the app, and ${came} came. Nothing was changed. `
          + 'If the construct was only renamed or moved, give it back its ID and place in the tree, or the name that it has in Confluent Cloud: '
          + `\`${type === 'confluent_environment' ? 'environmentName' : 'clusterName'}: '${removedName(address)}'\` `
          + `of \`${type === 'confluent_environment' ? 'Environment' : 'KafkaCluster'}\`. `
          + 'If it is another one, deploy the removal and the addition one after the other.');
      }
    }
  }

  function removedName(address: string): string {
    return removed.find((change) => change.address === address)?.change.before?.display_name ?? '';
  }
}

function movesOf(removed: ResourceChange[], created: ResourceChange[], { document, last }: GuardInput): Amendments['moved'] {
  const same = (from: ResourceChange, to: ResourceChange) => from.type === to.type && isSame(from, to)
    && !isRemade(from.address, to.address) && !leftProvider(from.address, to.address);
  return removed.flatMap((from) => {
    const candidates = created.filter((to) => same(from, to));
    const rivals = removed.filter((other) => candidates.length === 1 && same(other, candidates[0]));
    return candidates.length === 1 && rivals.length === 1 ? [{ from: from.address, to: candidates[0].address }] : [];
  });

  /** What the same construct makes under another address is another resource on purpose. */
  function isRemade(from: string, to: string): boolean {
    const construct = last.constructOf(from);
    return construct !== undefined && construct === document.constructOf(to);
  }

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

/** The blocks that tell Terraform of amendments. */
export function amendmentBlocks({ moved, forgotten }: Amendments): Record<string, any> {
  return {
    ...(moved.length > 0 ? { moved } : {}),
    ...(forgotten.length > 0 ? { removed: forgotten.map((from) => ({ from, lifecycle: { destroy: false } })) } : {}),
  };
}

/** What people are told of amendments. */
export function notesOf(amendments: Amendments, document: TerraformDocument, last: TerraformDocument): string[] {
  const { moved, forgotten, kept, inUse, waiting, untainted } = amendments;
  const nameOf = (address: string) => last.constructOf(address) ?? document.nameOf(address);
  return [
    ...moved.map(({ from, to }) => `${nameOf(from)} is now ${document.nameOf(to)}`),
    ...forgotten.map((address) => `${nameOf(address)} is retained: Confluent Cloud keeps it, Terraform forgets it`),
    ...kept.map((address) => `${nameOf(address)} is kept, although the deployment that made it was rolled back`),
    ...inUse.map((address) => `${nameOf(address)} stays until the next run: this one replaces it in its secret`),
    ...waiting.map((address) => `${nameOf(address)} stays until the next run: planes that are applied later still need it`),
    ...untainted.map((address) => `${nameOf(address)} was made by a deployment that failed, and is used as it is`),
  ];
}

/** @throws RefusedError if CloudFormation would show what is secret */
export function refuseLeaks(document: TerraformDocument, secrets: string[]): void {
  const refused = document.sensitiveOutputs.filter((name) => !secrets.includes(name));
  if (refused.length > 0) {
    throw new RefusedError(`A sensitive value would become an attribute that CloudFormation shows: ${refused.join(', ')}. Nothing was changed. `
      + 'Pass it on as a secret, or remove the output.');
  }
}

/**
 * Without its state a root would be made a second time, or fail because all names are taken.
 *
 * @param lost what was in the state
 * @throws RefusedError if there was something in it
 */
export function refuseLostState(stateKey: string, lost: string[]): void {
  if (lost.length > 0) {
    throw new RefusedError(`The state of ${stateKey} is gone, but an earlier deployment made these. Nothing was changed.\n`
      + `Restore the state object from the versions that its bucket keeps; or, to begin anew, delete ${stateKey}/applied.json beside it.\n`
      + lost.map((name) => `  ${name}`).join('\n'));
  }
}
