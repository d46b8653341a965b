import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { call } from './rig';
import { becomeNewest, noteBuild } from '../../../lib/terraform/runner/newest';
import { Records } from '../../../lib/terraform/runner/records';
import { Request, Result } from '../../../lib/terraform/runner/request';
import { FolderStore, Store } from '../../../lib/terraform/runner/store';

jest.mock('../../../lib/terraform/runner/aws', () => ({
  S3Store: jest.requireActual<typeof import('../../../lib/terraform/runner/store')>('../../../lib/terraform/runner/store').FolderStore,
}));

const STATE_KEY = 'S/data-plane';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  store = new FolderStore(folder);
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A store in a folder has the name of the folder where one in S3 has that of the bucket. */
const logs = () => call(['logs', STATE_KEY, '--state-bucket', folder, '--app', '/nowhere'], { sleep: async () => undefined });

async function requested(id: string, buildId?: string, result?: Result): Promise<void> {
  const records = new Records(store, STATE_KEY);
  await records.setRequest({ id, at: 1 } as Request & { at: number });
  await becomeNewest(store, STATE_KEY, id);
  if (buildId) await noteBuild(store, STATE_KEY, id, buildId);
  if (result) await records.setResult(id, result);
}

/** CodeBuild and CloudWatch, which answer what they are told, one after the other. */
function answering(builds: object[], events: (object | Error)[]): void {
  jest.spyOn(CodeBuildClient.prototype, 'send').mockImplementation(async () => ({ builds: [builds.shift()] }));
  jest.spyOn(CloudWatchLogsClient.prototype, 'send').mockImplementation(async () => {
    const answer = events.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

const building = { buildStatus: 'IN_PROGRESS', logs: { groupName: 'group', streamName: 'stream' } };
const built = { ...building, buildStatus: 'SUCCEEDED' };
const page = (nextForwardToken: string, ...messages: string[]) => ({ nextForwardToken, events: messages.map((message) => ({ message: `${message}\n` })) });

test('the log of a build is followed until it ends', async () => {
  await requested('event-1', 'project:1', { status: 'SUCCESS', outputs: {}, notes: [] });
  const missing = Object.assign(new Error('no stream'), { name: 'ResourceNotFoundException' });
  answering(
    [{ buildStatus: 'IN_PROGRESS' }, building, building, built],
    [missing, page('a', 'one', 'two'), page('a'), page('b', 'three'), page('b')],
  );

  expect(await logs()).toMatchObject({ code: 0, lines: ['one', 'two', 'three', 'SUCCESS'], errors: [] });
});

test('a run that failed is told with its reason', async () => {
  await requested('event-1', 'project:1', { status: 'FAILED', reason: 'the name is taken' });
  answering([built], [page('a', 'one'), page('a')]);

  expect(await logs()).toMatchObject({ code: 1, lines: ['one'], errors: ['FAILED: the name is taken'] });
});

test('a build that nobody knows any more has died', async () => {
  await requested('event-1', 'project:1');
  answering([], []);

  expect(await logs()).toMatchObject({
    code: 1,
    lines: ['CodeBuild does not know project:1 any more'],
    errors: ['There is no result: the run died. Its state was kept; deploy again to continue'],
  });
});

test('a run of the command has a result and no log', async () => {
  await requested('cli-1', undefined, { status: 'SUCCESS', outputs: {}, notes: [] });

  expect(await logs()).toMatchObject({ code: 0, lines: ['cli-1 runs where `npx cdk-streaming-hub` was called, and has no log', 'SUCCESS'] });
});

test('a deployment that has just begun has neither', async () => {
  await requested('event-1');

  expect(await logs()).toMatchObject({ code: 1, lines: ['event-1 has no build yet'], errors: ['There is no result yet'] });
});

test('what was never deployed has nothing', async () => {
  expect(await logs()).toMatchObject({ code: 1, errors: [`${STATE_KEY} was never deployed`] });
});
