import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient, StartBuildCommand } from '@aws-sdk/client-codebuild';
import { endOf, S3Store } from './aws';
import { becomeNewest, newestOf, noteBuild, olderBuildOf } from './newest';
import { Owner, Recorded, Records } from './records';
import { requestOf, RootProperties } from './request';
import { OLDER_BUILD, PROJECT, REQUEST_ID, STATE_BUCKET, STATE_KEY } from './settings';

/*
 * The two handlers of the custom resources of a root. The first writes down what is asked and starts a build; the second looks
 * for its result. Neither waits, and both may be called again for the same event.
 */

/** CloudFormation waits an hour for each resource, and the framework needs some of it to answer. */
const WAIT_MINUTES = 55;

/** An answer holds 4,096 bytes, with what CloudFormation wants to know besides. */
const MAX_ANSWER = 3_400;

const ROOT = 'Custom::TerraformRoot';

/** A build that was just started may not be known yet. */
const YOUNG_MILLISECONDS = 30_000;

/** New rights of a role are not known everywhere at once. */
const TRIES = 10;
const RETRY_MILLISECONDS = 5_000;

interface Properties extends RootProperties {
  /** Of `Custom::TerraformRootOutputs`: the run whose outputs are asked for. */
  readonly Run?: string;
  /** Of `Custom::TerraformRootContinuation`: how many resources waited for the run before it. */
  readonly Waited?: string;
  /** Of `Custom::TerraformRootContinuation`: whether another one comes after it. */
  readonly Continued?: string;
  /** CloudFormation creates or updates the continuations of a root when this changes. */
  readonly Continuation?: string;
}

interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** `Custom::TerraformRoot` applies a root. The others come after it: a continuation waits further for its run, outputs are more of them. */
  readonly ResourceType: string;
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

/** What the first handler answers. The framework hands all of it to the second. */
interface Begun {
  readonly PhysicalResourceId: string;
  /** The run to wait for, if any. */
  readonly RunId?: string;
  readonly BuildId?: string;
  /** Whether a further resource waits when this one has waited long enough. */
  readonly IsContinued?: boolean;
}

/** Begins what an event asks for. The physical ID is the state key, so that no update is taken for a replacement. */
export async function onEvent(event: Event): Promise<Begun> {
  const { ResourceProperties: properties, OldResourceProperties: old } = event;
  const stateKey = properties.StateKey;
  const store = new S3Store(process.env[STATE_BUCKET] ?? '');
  if (event.ResourceType !== ROOT) {
    const newest = await newestOf(store, stateKey);
    return {
      PhysicalResourceId: `${stateKey}/${event.LogicalResourceId}`,
      RunId: event.RequestType === 'Delete' ? undefined : properties.Run ?? newest?.id,
      BuildId: newest?.buildId,
      IsContinued: properties.Continued === 'true',
    };
  }
  const begun = {
    PhysicalResourceId: stateKey,
    IsContinued: event.RequestType !== 'Delete' && properties.Continuation !== undefined && properties.Continuation !== old?.Continuation,
  };
  const records = new Records(store, stateKey);
  const rollback = await isRollback(event);
  if (event.RequestType === 'Delete' && !await mayDelete(event, rollback, records)) {
    return begun;
  }
  const same = await unchanged(event, store, records);
  return { ...begun, ...same ? { RunId: same } : await begin(event, rollback, store, records) };
}

/**
 * Looks for the result. An error that is thrown here fails the deployment at once, so only the run's own failure is; whatever
 * else goes wrong is tried again.
 */
export async function isComplete(event: Event & Partial<Begun>): Promise<{ IsComplete: boolean; Data?: Record<string, unknown> }> {
  if (event.RunId === undefined) {
    return { IsComplete: true };
  }
  const outcome = await outcomeOf(event, event.RunId).catch((error) => {
    console.error(error);
    return undefined;
  });
  if (outcome === undefined) {
    return { IsComplete: false };
  }
  if (typeof outcome === 'string') {
    throw Object.assign(new Error(outcome), { stack: outcome }); // the stack of this program helps nobody
  }
  return { IsComplete: true, Data: outcome };
}

/** A reason to fail, or the answer; undefined if there is neither yet. */
async function outcomeOf(event: Event & Partial<Begun>, id: string): Promise<string | Record<string, unknown> | undefined> {
  const { StateKey: stateKey, Outputs: names = [], Waited: waited = '0' } = event.ResourceProperties;
  const records = new Records(new S3Store(process.env[STATE_BUCKET] ?? ''), stateKey);
  const early = await records.result(id);
  const end = early || event.BuildId === undefined ? undefined : await endOf(event.BuildId);
  const result = end === undefined ? early : await records.result(id); // it may have been written in between
  if (result?.status === 'FAILED') {
    return result.reason;
  }
  if (result) {
    return event.RequestType === 'Delete' ? {} : answerOf(result.outputs, names, id);
  }
  const { at = Date.now() } = await records.request(id) ?? {};
  const progress = await records.progress(id);
  console.log(JSON.stringify({ stateKey, run: id, progress }));
  if (end || (end === '' && Date.now() - at > YOUNG_MILLISECONDS)) {
    return `the run died without a result: build ${event.BuildId} ${end}. ${said(progress)}Its state was kept; deploy again to continue.`;
  }
  if (Date.now() - at < (Number(waited) + 1) * WAIT_MINUTES * 60_000) {
    return undefined;
  }
  return event.IsContinued ? { Run: id } : `the run takes longer than CloudFormation waits. ${said(progress)}`
    + 'It is stopped by the next deployment, which continues.';
}

function said(progress: string | undefined): string {
  return progress ? `The last it said was: ${progress}. ` : '';
}

/** What CloudFormation is answered. */
function answerOf(outputs: Record<string, unknown>, names: string[], id: string): string | Record<string, unknown> {
  const answer = { Run: id, ...Object.fromEntries(names.map((name) => [name, outputs[name]])) };
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '');
  if (size(answer) <= MAX_ANSWER) {
    return answer;
  }
  const [largest] = [...names].sort((a, b) => size(outputs[b]) - size(outputs[a]));
  return `the outputs are ${size(answer)} bytes, and CloudFormation takes ${MAX_ANSWER} at once. The largest is ${largest} `
    + `(${size(outputs[largest])} bytes): it cannot be read from AWS. Everything was applied.`;
}

/** Starts a build for the request, unless that was done for this event already. */
async function begin(event: Event, rollback: boolean, store: S3Store, records: Records): Promise<Partial<Begun>> {
  const { StateKey: stateKey } = event.ResourceProperties;
  const id = event.RequestId;
  const deleting = event.RequestType === 'Delete';
  const request: Recorded = await records.request(id)
    ?? {
      ...requestOf(event.ResourceProperties, {
        id, rollback, action: deleting ? 'destroy' : 'apply', creation: event.RequestType === 'Create',
      }),
      at: Date.now(),
    };
  await records.setRequest(request);
  const before = await becomeNewest(store, stateKey, id);
  if (!deleting) {
    await claim(event, records);
  }
  if (before?.id === id && before.buildId) {
    return { RunId: id, BuildId: before.buildId };
  }
  const buildId = await startBuild(stateKey, id, olderBuildOf(before) ?? '');
  // without the note a newer request would not know what to wait for; the build is running, so this event must not fail
  await noteBuild(store, stateKey, id, buildId).catch((error) => console.error(error));
  return { RunId: id, BuildId: buildId };
}

/** Each request has one build, however often this is called. */
async function startBuild(stateKey: string, id: string, older: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      const { build } = await new CodeBuildClient().send(new StartBuildCommand({
        projectName: process.env[PROJECT],
        idempotencyToken: id.slice(0, 64),
        environmentVariablesOverride: [
          { name: STATE_KEY, value: stateKey },
          { name: REQUEST_ID, value: id },
          { name: OLDER_BUILD, value: older },
        ],
      }));
      return build?.id ?? '';
    } catch (error) {
      if ((error as Error).name !== 'AccessDeniedException' || tries === TRIES) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }
}

/** The last run, if it succeeded and would be no other now: where an update changes nothing but which outputs are asked for. */
async function unchanged({ RequestType: type, ResourceProperties: now, OldResourceProperties: old }: Event, store: S3Store, records: Records) {
  const asked = (properties: Properties | undefined) => {
    const { Document, Files, Variables, SecretVariables, Secrets, MayDestroy } = properties ?? {};
    return JSON.stringify([Document, Files, Variables, SecretVariables, Secrets, MayDestroy]);
  };
  if (type !== 'Update' || asked(now) !== asked(old)) {
    return undefined;
  }
  const last = await newestOf(store, now.StateKey);
  const request = last && await records.request(last.id);
  const isOfNow = request?.action === 'apply' && request.document.key === now.Document.Key; // not of a developer's machine
  return last && isOfNow && (await records.result(last.id))?.status === 'SUCCESS' ? last.id : undefined;
}

/** The root belongs to the resource that last asked for it. */
async function claim({ StackId: stackId, LogicalResourceId: logicalId }: Event, records: Records): Promise<void> {
  const before = await records.owner();
  if (!isSame(before, { stackId, logicalId })) {
    await records.setOwner({ stackId, logicalId, before });
  }
}

/**
 * Whether a root goes with the resource that is deleted. It stays if another resource has it now, and if a failed update
 * that gave it to another resource is rolled back.
 */
async function mayDelete({ StackId: stackId, LogicalResourceId: logicalId }: Event, rollback: boolean, records: Records): Promise<boolean> {
  const owner = await records.owner();
  const deleted = { stackId, logicalId };
  if (!owner || (isSame(owner, deleted) && !(rollback && owner.before?.stackId === stackId))) {
    return true;
  }
  await records.setOwner(isSame(owner, deleted) ? owner.before ?? owner : { ...owner, before: undefined });
  return false;
}

function isSame(one: Owner | undefined, other: Owner): boolean {
  return one?.stackId === other.stackId && one.logicalId === other.logicalId;
}

/** Whether CloudFormation goes back, which its events do not say. */
async function isRollback({ StackId }: Event): Promise<boolean> {
  const { Stacks } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName: StackId }));
  return Stacks?.[0]?.StackStatus?.includes('ROLLBACK') ?? false;
}
