import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { isComplete, onEvent } from '../../../lib/terraform/runner/handler';
import { Records } from '../../../lib/terraform/runner/records';
import { Result } from '../../../lib/terraform/runner/request';
import { ConflictError, Store } from '../../../lib/terraform/runner/store';

/** What stands in for the state bucket. */
const mockObjects = new Map<string, string>();
const mockAlive = new Set<string>();
const mockEnd = { status: 'STOPPED: by a person' };
const mockBroken = { get: false, newest: false };

jest.mock('../../../lib/terraform/runner/aws', () => ({
  S3Store: class implements Store {
    public async get(key: string) {
      if (mockBroken.get) throw new Error('S3 is away');
      const body = mockObjects.get(key);
      return body === undefined ? undefined : { body, tag: body };
    }

    public async put(key: string, body: string, tag?: string | null) {
      if (mockBroken.newest && body.includes('buildId')) throw new Error('S3 is away');
      if (tag !== undefined && (mockObjects.get(key) ?? null) !== tag) throw new ConflictError(key);
      mockObjects.set(key, body);
      return body;
    }

    public async delete(key: string) {
      mockObjects.delete(key);
    }

    public async keys() {
      return [...mockObjects.keys()];
    }
  },
  endOf: async (id: string) => mockAlive.has(id) ? undefined : mockEnd.status,
}));

const STACK = 'arn:aws:cloudformation:us-east-1:111111111111:stack/Platform/1';
const ROOT = {
  StateKey: 'Platform/data-plane', Document: { Bucket: 'assets', Key: 'a.json' }, Variables: { Partitions: '6' }, Outputs: ['Cluster'],
};
const SUCCESS: Result = { status: 'SUCCESS', outputs: { Cluster: 'lkc-1', Other: 'x' }, notes: [] };
const records = new Records({
  get: async (key) => {
    const body = mockObjects.get(key);
    return body === undefined ? undefined : { body, tag: body };
  },
  put: async (key, body) => {
    mockObjects.set(key, body);
    return body;
  },
  delete: async () => undefined,
  keys: async () => [...mockObjects.keys()],
}, ROOT.StateKey);

type Event = Parameters<typeof onEvent>[0];
let started: { name: string; value: string }[][];
let status: string;
let refusals: number;
const print = jest.spyOn(console, 'log').mockImplementation();
const printError = jest.spyOn(console, 'error').mockImplementation();

beforeEach(() => {
  mockObjects.clear();
  mockAlive.clear();
  Object.assign(mockBroken, { get: false, newest: false });
  mockEnd.status = 'STOPPED: by a person';
  started = [];
  status = 'CREATE_IN_PROGRESS';
  refusals = 0;
  jest.spyOn(CloudFormationClient.prototype, 'send').mockImplementation(async () => ({ Stacks: [{ StackStatus: status }] }));
  jest.spyOn(CodeBuildClient.prototype, 'send').mockImplementation(async (command: any) => {
    if (refusals-- > 0) throw Object.assign(new Error('no right yet'), { name: 'AccessDeniedException' });
    started.push(command.input.environmentVariablesOverride);
    mockAlive.add(`build-${started.length}`);
    return { build: { id: `build-${started.length}` } };
  });
});

afterAll(() => {
  print.mockRestore();
  printError.mockRestore();
});

function event(more: Partial<Event> = {}): Event {
  return {
    RequestType: 'Create', ResourceType: 'Custom::TerraformRoot', RequestId: `request-${Math.random()}`, StackId: STACK, LogicalResourceId: 'Root', ResourceProperties: ROOT, ...more,
  };
}

/** What both handlers make of an event whose run ends with a result. */
async function carryOut(asked: Event, result: Result = SUCCESS) {
  const begun = await onEvent(asked);
  if (begun.RunId === asked.RequestId) await records.setResult(asked.RequestId, result);
  return isComplete({ ...asked, ...begun });
}

/** Sets the clock forward, as seen by the request. */
async function age(id: string, minutes: number): Promise<void> {
  await records.setRequest({ ...(await records.request(id))!, at: Date.now() - minutes * 60_000 });
}

const build = (name: string, index = started.length - 1) => started[index].find((variable) => variable.name === name)!.value;

describe('an event of a root', () => {
  test('starts a build that is told its request, and answers with the state key, which never changes', async () => {
    const begun = await onEvent(event({ RequestId: 'one' }));

    expect(begun).toEqual({ PhysicalResourceId: ROOT.StateKey, RunId: 'one', BuildId: 'build-1', IsContinued: false });
    expect([build('STATE_KEY'), build('REQUEST_ID'), build('OLDER_BUILD')]).toEqual([ROOT.StateKey, 'one', '']);
    expect(await records.request('one')).toMatchObject({
      id: 'one', action: 'apply', rollback: false, stateKey: ROOT.StateKey, document: { bucket: 'assets', key: 'a.json' }, variables: { Partitions: '6' },
    });
  });

  test('is not complete before there is a result; then it answers with the outputs that are asked for', async () => {
    const asked = { ...event(), ...await onEvent(event({ RequestId: 'one' })), RequestId: 'one' };
    expect(await isComplete(asked)).toEqual({ IsComplete: false });
    await records.setResult('one', SUCCESS);

    expect(await isComplete(asked)).toEqual({ IsComplete: true, Data: { Run: 'one', Cluster: 'lkc-1' } });
  });

  test('starts one build, though it is delivered twice', async () => {
    const asked = event();
    const begun = await onEvent(asked);

    expect(await onEvent(asked)).toEqual(begun);
    expect(started.length).toBe(1);
  });

  test('names the build before it, which must end first', async () => {
    await onEvent(event());
    await onEvent(event({ RequestType: 'Update', OldResourceProperties: { ...ROOT, Document: { Bucket: 'assets', Key: 'b.json' } } }));

    expect(build('OLDER_BUILD')).toBe('build-1');
  });

  test('names the build before it, though the request between them never got one', async () => {
    const other = { ...ROOT, Document: { Bucket: 'assets', Key: 'b.json' } };
    await onEvent(event());
    jest.spyOn(CodeBuildClient.prototype, 'send').mockRejectedValueOnce(new Error('CodeBuild is away') as never);
    await expect(onEvent(event({ RequestType: 'Update', OldResourceProperties: other }))).rejects.toThrow('CodeBuild is away');
    await onEvent(event({ RequestType: 'Update', OldResourceProperties: other }));

    expect(build('OLDER_BUILD')).toBe('build-1');
  });

  test('does not fail once its build runs, though the note of it could not be written', async () => {
    mockBroken.newest = true;

    expect(await onEvent(event())).toMatchObject({ BuildId: 'build-1' });
  });

  test('says that CloudFormation goes back', async () => {
    status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await onEvent(event({ RequestId: 'one' }));

    expect(await records.request('one')).toMatchObject({ rollback: true });
  });

  test('waits for rights that are new', async () => {
    refusals = 2;
    const waiting = jest.spyOn(global, 'setTimeout').mockImplementation(((go: () => void) => go()) as any);
    await onEvent(event()).finally(() => waiting.mockRestore());

    expect(started.length).toBe(1);
  });
});

describe('an update', () => {
  const update = (properties: object, old: object) => event({
    RequestType: 'Update', ResourceProperties: { ...ROOT, ...properties }, OldResourceProperties: { ...ROOT, ...old },
  });

  test('that changes only which outputs are asked for starts no build', async () => {
    await carryOut(event({ RequestId: 'one' }));

    expect(await carryOut(update({ Outputs: ['Other'] }, {}))).toEqual({ IsComplete: true, Data: { Run: 'one', Other: 'x' } });
    expect(started.length).toBe(1);
  });

  test.each(['Document', 'Variables', 'SecretVariables', 'Secrets', 'MayDestroy'])('that changes %s starts one', async (name) => {
    await carryOut(event());
    await carryOut(update({}, { [name]: 'another' }));

    expect(started.length).toBe(2);
  });

  test('starts one after a run that failed', async () => {
    await expect(carryOut(event(), { status: 'FAILED', reason: 'no' })).rejects.toThrow('no');
    await carryOut(update({ Outputs: ['Other'] }, {}));

    expect(started.length).toBe(2);
  });
});

describe('a run that does not succeed', () => {
  async function outcome(more: Partial<Event> = {}, minutes = 1) {
    const asked = event({ RequestId: 'one', ...more });
    const begun = await onEvent(asked);
    await records.setProgress('one', '3/14 confluent_kafka_topic Platform/Hub/Clicks created 2 s');
    await age('one', minutes);
    return () => isComplete({ ...asked, ...begun });
  }

  test('fails with its own reason, without the stack of the handler', async () => {
    const look = await outcome();
    await records.setResult('one', { status: 'FAILED', reason: 'Platform/Hub: quota' });

    await expect(look()).rejects.toMatchObject({ message: 'Platform/Hub: quota', stack: 'Platform/Hub: quota' });
  });

  test('that died is found out, with the last line that it printed', async () => {
    const look = await outcome();
    expect(await look()).toEqual({ IsComplete: false });
    mockAlive.clear();

    await expect(look()).rejects.toThrow('the run died without a result: build build-1 STOPPED: by a person. The last it said was: 3/14 confluent_kafka_topic '
      + 'Platform/Hub/Clicks created 2 s. Its state was kept; deploy again to continue.');
  });

  test('is not taken for dead before CodeBuild can know it', async () => {
    const look = await outcome({}, 0);
    mockAlive.clear();
    mockEnd.status = '';

    expect(await look()).toEqual({ IsComplete: false });
    await age('one', 1);
    await expect(look()).rejects.toThrow('the run died');
  });

  test('is asked for again when S3 is away', async () => {
    const look = await outcome();
    mockBroken.get = true;

    expect(await look()).toEqual({ IsComplete: false });
  });

  test('fails before CloudFormation gives up', async () => {
    await expect((await outcome({}, 56))()).rejects.toThrow('the run takes longer than CloudFormation waits. The last it said was: 3/14');
  });

  test('is waited for further where something slow is new in the document', async () => {
    const slow = { ...ROOT, Continuation: 'h2' };
    const look = await outcome({ ResourceProperties: slow, RequestType: 'Update', OldResourceProperties: { ...ROOT, Continuation: 'h1' } }, 56);

    expect(await look()).toEqual({ IsComplete: true, Data: { Run: 'one' } });
  });

  test('is not waited for further where nothing slow is new, because no further resource would', async () => {
    const old = { ...ROOT, Continuation: 'h1', Variables: {} };
    const look = await outcome({ ResourceProperties: { ...ROOT, Continuation: 'h1' }, RequestType: 'Update', OldResourceProperties: old }, 56);

    await expect(look()).rejects.toThrow('takes longer');
  });

  test('says which output is too large for an answer', async () => {
    const look = await outcome();
    await records.setResult('one', { ...SUCCESS, outputs: { Cluster: 'x'.repeat(4_000) } });

    await expect(look()).rejects.toThrow(/the outputs are \d+ bytes, and CloudFormation takes 3400 at once\. The largest is Cluster \(4002 bytes\)/);
  });
});

describe('what comes after a root', () => {
  const after = (type: string, properties: object, more: Partial<Event> = {}) => event({
    ResourceType: `Custom::TerraformRoot${type}`, LogicalResourceId: 'After', ResourceProperties: { ...ROOT, Outputs: undefined, ...properties } as any, ...more,
  });

  beforeEach(() => onEvent(event({ RequestId: 'one' })));

  test('a page answers with the outputs of the run, and starts nothing', async () => {
    await records.setResult('one', SUCCESS);

    expect(await carryOut(after('Outputs', { Run: 'one', Outputs: ['Other'] }))).toEqual({ IsComplete: true, Data: { Run: 'one', Other: 'x' } });
    expect(started.length).toBe(1);
  });

  test('a continuation waits another hour for the newest run, and hands over to the next', async () => {
    const asked = after('Continuation', { Waited: '1', Continued: 'true' });
    const begun = await onEvent(asked);
    await age('one', 100);
    expect(await isComplete({ ...asked, ...begun })).toEqual({ IsComplete: false });
    await age('one', 111);

    expect(await isComplete({ ...asked, ...begun })).toEqual({ IsComplete: true, Data: { Run: 'one' } });
  });

  test('the last continuation fails when time is up, or the build is dead', async () => {
    const asked = after('Continuation', { Waited: '1', Continued: 'false' });
    const begun = await onEvent(asked);
    await age('one', 111);
    await expect(isComplete({ ...asked, ...begun })).rejects.toThrow('takes longer');
    mockAlive.clear();

    await expect(isComplete({ ...asked, ...begun })).rejects.toThrow('the run died');
  });

  test.each(['Outputs', 'Continuation'])('%s are deleted without a run', async (type) => {
    expect(await carryOut(after(type, { Run: 'one' }, { RequestType: 'Delete' }))).toEqual({ IsComplete: true });
    expect(started.length).toBe(1);
  });
});

describe('a deletion', () => {
  const deletion = (more: Partial<Event> = {}) => event({ RequestType: 'Delete', PhysicalResourceId: ROOT.StateKey, ...more });

  test('destroys, by the state key', async () => {
    await carryOut(event());
    expect(await carryOut(deletion({ RequestId: 'two' }))).toEqual({ IsComplete: true, Data: {} });

    expect(await records.request('two')).toMatchObject({ action: 'destroy', stateKey: ROOT.StateKey });
  });

  test('destroys what a create left that failed before it had an ID', async () => {
    expect(await onEvent(deletion({ PhysicalResourceId: 'Platform-Root-1ABC' }))).toMatchObject({ PhysicalResourceId: ROOT.StateKey, BuildId: 'build-1' });
  });

  test('does nothing once another resource has the state, and that one goes on', async () => {
    await carryOut(event());
    await carryOut(event({ LogicalResourceId: 'Renamed' }));
    status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

    expect(await carryOut(deletion())).toEqual({ IsComplete: true });
    expect(started.length).toBe(2);
    await carryOut(deletion({ LogicalResourceId: 'Renamed', RequestId: 'last' }));
    expect(await records.request('last')).toMatchObject({ action: 'destroy' });
  });

  test('of a resource that a failed update made gives the state back to the one that had it', async () => {
    await carryOut(event());
    await carryOut(event({ LogicalResourceId: 'Renamed' }));
    status = 'UPDATE_ROLLBACK_IN_PROGRESS';

    expect(await carryOut(deletion({ LogicalResourceId: 'Renamed' }))).toEqual({ IsComplete: true });
    expect(started.length).toBe(2);
    status = 'DELETE_IN_PROGRESS';
    await carryOut(deletion({ RequestId: 'last' }));
    expect(await records.request('last')).toMatchObject({ action: 'destroy' });
  });

  test('of a stack that was made again under its name leaves the new one alone', async () => {
    await carryOut(event({ StackId: `${STACK}old` }));
    await carryOut(event());

    expect(await carryOut(deletion({ StackId: `${STACK}old` }))).toEqual({ IsComplete: true });
    expect(started.length).toBe(2);
  });
});
