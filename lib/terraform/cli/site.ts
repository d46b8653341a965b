import { randomUUID } from 'crypto';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { Assembly, Root } from './assembly';
import { StatesOptions, stateBucketOf } from './states';
import { Stop } from './stop';
import { AwsSecrets, isAlive, isHolderAlive, S3Store } from '../runner/aws';
import { TerraformDocument } from '../runner/document';
import { becomeNewest, newestOf, olderBuildOf } from '../runner/newest';
import { Records } from '../runner/records';
import { Request, Result } from '../runner/request';
import { run } from '../runner/run';
import { Surroundings } from '../runner/surroundings';
import { runInTurn } from '../runner/turn';

/** Where a root is run: the request without its action, and how it is carried out. */
export interface Site {
  readonly request: Request;
  readonly around: Surroundings;
  /** Carries out a request that may change something. */
  readonly carryOut: (request: Request) => Promise<Result>;
}

/** A root, and the machine that it is run from. */
export interface Task {
  readonly assembly: Assembly;
  readonly root: Root;
  readonly document: TerraformDocument;
  readonly around: Surroundings;
  readonly stop: Stop;
}

/** What is to be done, and files that give variables their values. */
export interface SiteOptions {
  readonly action: Request['action'];
  readonly variables?: string;
  readonly secrets?: string;
}

/** A site in a folder, which has the state, the memory and the secrets. */
export function localSite({ root, document, around }: Task, { variables, secrets }: SiteOptions): Site {
  const file = resolve(secrets ?? '');
  const values = plain(document, valuesIn(variables));
  const given = Object.keys(valuesIn(secrets)).filter((name) => name in declared(document));
  const request: Request = {
    ...blank(root),
    variables: values,
    secretVariables: Object.fromEntries(given.map((name) => [name, { secretArn: file, field: name }])),
    secrets: Object.fromEntries(document.sensitiveOutputs.map((name) => [name, name])),
  };
  requireAll(request, document, 'Give them by --variables, secrets by --secrets');
  const read = async (arn: string) => arn === file ? readFileSync(file, 'utf8') : around.secrets.read(arn);
  const own = { ...around, secrets: { ...around.secrets, read } };
  return { request, around: own, carryOut: (what) => run(what, own) };
}

/** A site in the account where the root is deployed: what the newest deployment was told, with the document that is here. */
export async function deployedSite(task: Task, options: SiteOptions & StatesOptions): Promise<Site> {
  const { root, document } = task;
  if (options.secrets) {
    throw new Error('--secrets is for --local: the secrets of what is deployed are in Secrets Manager');
  }
  const { stateKey } = root;
  const stateBucket = await stateBucketOf(root.stack, task.assembly, options);
  const store = new S3Store(stateBucket);
  const newest = await newestOf(store, stateKey);
  const last = newest && await new Records(store, stateKey).request(newest.id);
  if (!last) {
    throw new Error(`${root.name} was never deployed: ${stateBucket} knows nothing of ${stateKey}`);
  }
  const unknown = document.sensitiveOutputs.filter((name) => !(name in last.secrets));
  if (unknown.length > 0 && options.action === 'apply') {
    throw new Error(`${unknown.join(', ')}: there is no secret to write to. Deploy ${root.stack.name}`);
  }
  const request: Request = {
    ...blank(root),
    variables: { ...last.variables, ...plain(document, valuesIn(options.variables)) },
    secretVariables: last.secretVariables,
    secrets: { ...Object.fromEntries(unknown.map((name) => [name, ''])), ...last.secrets }, // a plan writes none
  };
  requireAll(request, document, `Give them by --variables; for secrets deploy ${root.stack.name}`);
  if (options.action !== 'plan' && newest.buildId && await isAlive(newest.buildId)) {
    task.around.print(`${newest.buildId} applies ${root.name} now, and will be stopped.`);
  }
  const around = { ...task.around, store, secrets: new AwsSecrets(), isAlive: isHolderAlive };
  return { request, around, carryOut: (what) => carryOut(what, around, task.stop) };
}

/** Does what the handler and the build of a deployment do together. */
async function carryOut(request: Request, around: Surroundings, stop: Stop): Promise<Result> {
  const { store } = around;
  const records = new Records(store, request.stateKey);
  await records.setRequest({ ...request, at: Date.now() });
  const before = await becomeNewest(store, request.stateKey, request.id);
  const result = await runInTurn(request, olderBuildOf(before), around, (reason) => stop.now(reason));
  await records.setResult(request.id, result);
  return result;
}

function blank({ stateKey, document, files, mayDestroy }: Root): Request {
  const nothing = { variables: {}, secretVariables: {}, secrets: {} };
  return { id: `cli-${randomUUID()}`, action: 'plan', stateKey, document, files, mayDestroy, rollback: false, creation: false, ...nothing };
}

/** @throws if a variable has no value, with the names of all */
function requireAll({ variables, secretVariables }: Request, document: TerraformDocument, hint: string): void {
  const missing = Object.entries(declared(document))
    .filter(([name, { default: value }]) => value === undefined && !(name in variables) && !(name in secretVariables))
    .map(([name, { description, sensitive }]) => `${name} (${[description, ...sensitive ? ['secret'] : []].filter(Boolean).join(', ')})`);
  if (missing.length > 0) {
    throw new Error(`variables without a value: ${missing.join('; ')}. ${hint}`);
  }
}

function declared(document: TerraformDocument): Record<string, { description?: string; default?: unknown; sensitive?: boolean }> {
  return document.json.variable ?? {};
}

/** The values of what is not secret: a secret that is given as if it were not one would be shown. */
function plain(document: TerraformDocument, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !declared(document)[name]?.sensitive));
}

/** An error of the parser would quote what may be secret. */
function valuesIn(file: string | undefined): Record<string, unknown> {
  try {
    const values = JSON.parse(file === undefined ? '{}' : readFileSync(file, 'utf8'));
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return values;
    }
  } catch {
    // as if it held something else
  }
  throw new Error(`${file} is no file with a JSON object: names of variables, and their values`);
}
