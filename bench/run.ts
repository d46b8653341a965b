import { spawnSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { readSecretVariables, Result } from '../lib/terraform/runner/request';
import { Terraform } from '../lib/terraform/runner/terraform';
import { environmentOf, missingOf } from '../test/support/terraform';
import { CONTROL, DATA, Rig, Version } from '../test/terraform/runner/rig';

/** How many topics a root has, and how often it is measured. */
const SIZES = [[10, 5], [100, 3], [1000, 1]];

/** What the engine does without us. */
const BARE = ['init', 'plan', 'apply'];

/** Milliseconds of one run. */
interface Time {
  readonly total: number;
  /** What was not spent in commands that are run without us too. Of the total, these vary by more than all that is besides. */
  readonly besides: number;
}

/** Milliseconds in each command of the engine. */
class Spent {
  private readonly commands = new Map<string, number>();

  public watch(): void {
    const engine = Terraform.prototype as unknown as { run(command: string, args: string[]): Promise<string> }; // it is private
    const [{ run }, commands] = [engine, this.commands];
    engine.run = async function (command, args) {
      const start = performance.now();
      try {
        return await run.call(this, command, args);
      } finally {
        commands.set(command, (commands.get(command) ?? 0) + performance.now() - start);
      }
    };
  }

  /** Returns it, and begins anew. */
  public take(): Record<string, number> {
    const taken = Object.fromEntries(this.commands);
    this.commands.clear();
    return taken;
  }
}

const spent = new Spent();

/** The same root by the engine alone, in a new folder as a build has it. */
async function bare(rig: Rig, version: Version): Promise<Time> {
  const request = rig.request(version, DATA);
  const { fetch, secrets: { read } } = await rig.surroundings();
  const secrets = Object.entries(await readSecretVariables(request.secretVariables, read)).map(([name, value]) => [`TF_VAR_${name}`, value]);
  const { terraform, ...rest } = JSON.parse(await fetch(request.document));
  const backend = { local: { path: join(rig.world.directory, 'bare.tfstate') } };
  const folder = join(rig.world.directory, `b${performance.now()}`);
  const start = performance.now();
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ ...rest, terraform: { ...terraform, backend } }));
  writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(request.variables));
  for (const args of [['init', '-input=false'], ['plan', '-input=false', '-out=plan.bin'], ['apply', '-input=false', 'plan.bin']]) {
    const env = { ...environmentOf(rig.world), ...Object.fromEntries(secrets) };
    const { status, stderr } = spawnSync('terraform', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`terraform ${args[0]} failed: ${stderr}`);
    }
  }
  return { total: performance.now() - start, besides: 0 };
}

async function ours(rig: Rig, version: Version): Promise<Time & { readonly details: string }> {
  const request = rig.request(version, DATA);
  const start = performance.now();
  succeeded(await rig.carryOut(request));
  const total = performance.now() - start;
  const commands = spent.take();
  const within = (names: string[]) => names.reduce((sum, name) => sum + commands[name], 0);
  const more = Object.keys(commands).filter((name) => !BARE.includes(name));
  const besides = total - within(BARE);
  const details = [...more.map((name) => `${name} ${commands[name].toFixed(0)}`), `our own ${(besides - within(more)).toFixed(0)}`];
  return { total, besides, details: details.join(', ') };
}

function succeeded(result: Result): void {
  if (result.status === 'FAILED') {
    throw new Error(result.reason);
  }
}

/** A first run, and one that finds nothing to change, on a copy, so that each measurement begins with the same world. */
async function twice<T>(base: Rig, measure: (rig: Rig) => Promise<T>): Promise<[T, T]> {
  const rig = new Rig(base);
  try {
    return [await measure(rig), await measure(rig)];
  } finally {
    rig.world.delete();
  }
}

function median<T>(values: T[], of: (value: T) => number): T {
  return [...values].sort((one, other) => of(one) - of(other))[Math.floor(values.length / 2)];
}

/** The constant and the part that make up `y` of `x`: the line with the smallest squares. */
function fit(points: { readonly x: number; readonly y: number }[]): [number, number] {
  const mean = (of: (point: { x: number; y: number }) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const part = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  return [y - part * x, part];
}

/**
 * Prints what the program of the run takes over bare `terraform init`, `plan` and `apply` of the same root, with the stand-in
 * provider and a state in a folder.
 */
export async function benchRuns(): Promise<void> {
  process.env.CDK_VALIDATION = 'false'; // of templates, which is not measured here
  const missing = missingOf(['terraform', 'go']);
  if (missing.length > 0) {
    console.log(`a run is not measured: ${missing.join(' and ')} not found`);
    return;
  }
  spent.watch();
  const row = (what: string, ...cells: string[]) => console.log(what.padEnd(46) + cells.map((cell) => cell.padStart(9)).join(''));
  row('a run over bare terraform init, plan, apply', 'bare ms', 'ours ms', 'over ms', '%', 'besides*');
  const points: { x: number; y: number }[] = [];
  for (const [topics, runs] of SIZES) {
    const base = new Rig();
    const version = base.version((hub) => Array.from({ length: topics }, (_, i) => hub.addTopic(`topic.${i}`)));
    succeeded(await base.run(version, CONTROL));
    spent.take();
    const times: { readonly bare: Time[]; readonly ours: Awaited<ReturnType<typeof ours>>[] }[] = [];
    for (let i = 0; i < runs; i++) {
      times.push({ bare: await twice(base, (rig) => bare(rig, version)), ours: await twice(base, (rig) => ours(rig, version)) });
    }
    base.world.delete();
    ['first', 'without a change'].forEach((kind, i) => {
      const { total: x } = median(times.map((time) => time.bare[i]), ({ total }) => total);
      const { total, besides: y, details } = median(times.map((time) => time.ours[i]), (time) => time.total);
      points.push({ x, y });
      row(`  ${topics} topics, ${kind}`, ...[x, total, total - x].map((value) => value.toFixed(0)), (100 * (total - x) / x).toFixed(1), y.toFixed(0));
      console.log(`    * ${details}`);
    });
  }
  const [constant, part] = fit(points);
  console.log(`  * besides init, plan and apply: ${constant.toFixed(0)} ms and ${(100 * part).toFixed(1)} % (goal: a constant and 5 %)`);
  console.log('  With 1,000 topics the stand-in, which writes its whole world for each of them, takes most of the time, and differently each time.');
}
