import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetBuildsCommand, CodeBuildClient } from '@aws-sdk/client-codebuild';
import { Assembly } from './assembly';
import { StatesOptions, stateBucketOf } from './states';
import { Terminal } from './terminal';
import { S3Store } from '../runner/aws';
import { Newest, newestOf } from '../runner/newest';
import { Records } from '../runner/records';
import { Surroundings } from '../runner/surroundings';

const POLL_MILLISECONDS = 2_000;

/** The newest run of a root. */
interface Run extends Newest {
  readonly at: number;
  readonly records: Records;
}

/**
 * Prints the log of the newest run of a root, or of a stack's roots, until it has ended; then how it did.
 *
 * @param name of the root or stack; or its state key, if the bucket is named and there may be no assembly
 * @returns whether it went well
 */
export async function printLogs(name: string, options: StatesOptions, terminal: Terminal, sleep: Surroundings['sleep']): Promise<boolean> {
  const newest = await newestRunOf(name, options);
  if (!newest) {
    throw new Error(`${name} was never deployed`);
  }
  const { id, buildId, records } = newest;
  if (buildId) {
    await follow(buildId, terminal, sleep);
  } else {
    terminal.print(id.startsWith('cli-') ? `${id} runs where \`npx cdk-streaming-hub\` was called, and has no log` : `${id} has no build yet`);
  }
  const result = await records.result(id);
  if (result?.status === 'SUCCESS') {
    terminal.print('SUCCESS');
  } else {
    terminal.fail(result ? `FAILED: ${result.reason}` : `There is no result${buildId ? ': the run died. Its state was kept; deploy again to continue' : ' yet'}`);
  }
  return result?.status === 'SUCCESS';
}

async function newestRunOf(name: string, options: StatesOptions): Promise<Run | undefined> {
  const [bucket, stateKeys] = await placesOf(name, options);
  const store = new S3Store(bucket);
  const runs = await Promise.all(stateKeys.map(async (stateKey): Promise<Run[]> => {
    const records = new Records(store, stateKey);
    const newest = await newestOf(store, stateKey);
    return newest ? [{ ...newest, records, at: (await records.request(newest.id))?.at ?? 0 }] : [];
  }));
  return runs.flat().sort((one, other) => other.at - one.at)[0];
}

/** The bucket, and the state keys of all roots that are meant. */
async function placesOf(name: string, options: StatesOptions): Promise<[string, string[]]> {
  try {
    const assembly = new Assembly(options.app);
    const roots = assembly.rootsOf(name);
    return [await stateBucketOf(roots[0].stack, assembly, options), roots.map(({ stateKey }) => stateKey)];
  } catch (error) {
    if (options.bucket) {
      return [options.bucket, [name]];
    }
    throw error;
  }
}

/** Prints the log of a build until it has ended. */
async function follow(buildId: string, terminal: Terminal, sleep: Surroundings['sleep']): Promise<void> {
  const builds = new CodeBuildClient();
  for (let token: string | undefined; ;) {
    const { builds: [build] = [] } = await builds.send(new BatchGetBuildsCommand({ ids: [buildId] }));
    if (!build) {
      terminal.print(`CodeBuild does not know ${buildId} any more`);
      return;
    }
    const { groupName, streamName } = build.logs ?? {};
    token = groupName && streamName ? await printFrom(token, groupName, streamName, terminal) : token;
    if (build.buildStatus !== 'IN_PROGRESS') {
      return; // it was asked before the log was read, which is whole now
    }
    await sleep(POLL_MILLISECONDS);
  }
}

/** Prints what is in a log after a token. Where the log ends, CloudWatch answers with the token that it was given. */
async function printFrom(token: string | undefined, logGroupName: string, logStreamName: string, terminal: Terminal): Promise<string | undefined> {
  const logs = new CloudWatchLogsClient();
  for (let next = token; ;) {
    try {
      const command = new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, nextToken: next });
      const { events = [], nextForwardToken } = await logs.send(command);
      events.forEach(({ message = '' }) => terminal.print(message.trimEnd()));
      if (nextForwardToken === next) {
        return next;
      }
      next = nextForwardToken;
    } catch (error) {
      if ((error as Error).name !== 'ResourceNotFoundException') {
        throw error;
      }
      return next; // the stream is made with its first line
    }
  }
}
