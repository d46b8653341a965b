import { mkdtemp } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { AwsSecrets, bytesOf, isHolderAlive, S3Store, textOf } from './aws';
import { configureCli, fetchEngine } from './engine';
import { messageOf } from './failure';
import { localSurroundings } from './local';
import { Records } from './records';
import { Request, Result } from './request';
import { OLDER_BUILD, REQUEST_ID, Settings, SETTINGS, STATE_KEY } from './settings';
import { Store } from './store';
import { Surroundings } from './surroundings';
import { runInTurn } from './turn';

/*
 * The program of a CodeBuild build. It carries out one request and leaves its result in the state bucket. If the machine dies
 * anywhere in it there is no result, which the handler finds out by asking CodeBuild.
 */

/** What is left to end in good order when the time is up: to stop the engine, save the state and write the result. */
const GRACE_MINUTES = 4;
const PROGRESS_MILLISECONDS = 2_000;

async function main(): Promise<void> {
  const settings: Settings = JSON.parse(variable(SETTINGS));
  const [stateKey, id, older] = [variable(STATE_KEY), variable(REQUEST_ID), variable(OLDER_BUILD)];
  const store = new S3Store(settings.stateBucket);
  const records = new Records(store, stateKey);
  const request = await records.request(id);
  if (!request) {
    throw new Error(`there is no request ${id} of ${stateKey} in ${settings.stateBucket}`);
  }
  if (await records.result(id)) {
    return; // CodeBuild ran this build before, and does so again
  }
  const result = await carryOut(request, older, settings, store, records);
  await records.setResult(id, result.status === 'SUCCESS' ? result : { ...result, reason: `${result.reason}\n${whereLogsAre(stateKey)}` });
  console.log(result.status === 'SUCCESS' ? 'done' : result.reason);
}

async function carryOut(request: Request, older: string, settings: Settings, store: Store, records: Records): Promise<Result> {
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort('the build was stopped'));
  const limit = setTimeout(() => stop.abort('the time limit was reached'), (settings.timeoutMinutes - GRACE_MINUTES) * 60_000);
  try {
    const around = await surroundingsOf(request, settings, store, records, stop.signal);
    return await runInTurn(request, older, around, (reason) => stop.abort(reason));
  } catch (error) {
    return { status: 'FAILED', reason: messageOf(error) };
  } finally {
    clearTimeout(limit);
  }
}

async function surroundingsOf(
  { id }: Request, settings: Settings, store: Store, records: Records, signal: AbortSignal,
): Promise<Surroundings> {
  const scratch = await mkdtemp(join(tmpdir(), 'h')); // short, because providers put sockets below it
  return {
    ...await localSurroundings({ folder: scratch, signal, environment: { TF_CLI_CONFIG_FILE: await configureCli(settings.mirror, scratch) } }),
    store,
    secrets: new AwsSecrets(),
    fetch: textOf,
    fetchFile: bytesOf,
    binary: await fetchEngine(settings.engine, scratch),
    holder: `build ${process.env.CODEBUILD_BUILD_ID}`,
    isAlive: isHolderAlive,
    scratch,
    print: progressOf(id, records),
    lockFile: settings.lockFile && await textOf(settings.lockFile),
  };
}

/** Prints lines, and keeps the last one where the handler sees it. */
function progressOf(id: string, records: Records): (line: string) => void {
  let last = 0;
  return (line) => {
    console.log(line);
    if (Date.now() - last > PROGRESS_MILLISECONDS) {
      last = Date.now();
      records.setProgress(id, line).catch(() => undefined); // the line is in the log
    }
  };
}

function whereLogsAre(stateKey: string): string {
  const { CODEBUILD_BUILD_ID: buildId = '', AWS_REGION: region } = process.env;
  const project = buildId.split(':')[0];
  return `Log: https://${region}.console.aws.amazon.com/codesuite/codebuild/projects/${project}/build/${encodeURIComponent(buildId)}/log`
    + ` or \`npx cdk-streaming-hub logs ${stateKey}\``;
}

function variable(name: string): string {
  return process.env[name] ?? '';
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
