/**
 * Measures what the library costs a user: loading it, synthesizing with it, and its runs. `npm run compile` must have built it.
 */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { benchRuns } from './run';

const ROOT = join(__dirname, '..');
const RUNS = 9;

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: 'tsconfig.dev.json' },
  });
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Milliseconds that it takes to load `modules` after `before`, and the files that were loaded from a folder. */
function load(before: string[], modules: string[], folder: string): { milliseconds: number; files: number } {
  const code = `
    const require_ = (names) => names.forEach((name) => require(name));
    require_(${JSON.stringify(before)});
    const start = performance.now();
    require_(${JSON.stringify(modules)});
    const milliseconds = performance.now() - start;
    const files = Object.keys(require.cache).filter((file) => file.includes(${JSON.stringify(folder)})).length;
    console.log(JSON.stringify({ milliseconds, files }));`;
  const results = Array.from({ length: RUNS }, () => JSON.parse(node('-e', code)));
  return { milliseconds: median(results.map((result) => result.milliseconds)), files: results[0].files };
}

interface Synth {
  readonly spokes: number;
  readonly build: number;
  readonly synth: number;
  readonly border: number;
  readonly documents: number;
  readonly mebibytes: number;
}

function synth(spokes: number, runs: number): Synth {
  const results: Synth[] = Array.from({ length: runs }, () =>
    JSON.parse(node('--max-old-space-size=2048', '--import', 'tsx', 'bench/hub-and-spokes.ts', String(spokes))));
  const of = (key: keyof Synth) => median(results.map((result) => result[key]));
  return { spokes, build: of('build'), synth: of('synth'), border: of('border'), documents: of('documents'), mebibytes: of('mebibytes') };
}

async function main(): Promise<void> {
  if (!existsSync(join(ROOT, 'build', 'index.js'))) {
    throw new Error('build/ is missing: run `npm run compile` first');
  }
  const print = (what: string, value: string) => console.log(`${what.padEnd(70)}${value}`);
  const whole = load(['aws-cdk-lib', 'cdktf'], [ROOT], '/build/provider/');
  const built = (...files: string[]) => files.map((file) => join(ROOT, 'build', file));
  const used = load(['aws-cdk-lib', 'cdktf'], built('hub/streaming-hub', 'confluent/environment', 'confluent/kafka-cluster', 'confluent/kafka-topic'),
    '/build/provider/');
  const aws = load(['aws-cdk-lib'], built('aws', 'aws/kafka-pipe'), '/node_modules/cdktf/');
  print('load cdk-streaming-hub over aws-cdk-lib and cdktf (goal: 30 ms)', `${whole.milliseconds.toFixed(1)} ms, ${whole.files} bindings`);
  print('  with the classes and bindings of a hub with a topic', `${used.milliseconds.toFixed(1)} ms, ${used.files} bindings`);
  print('load cdk-streaming-hub/aws and its pipe over aws-cdk-lib', `${aws.milliseconds.toFixed(1)} ms, ${aws.files} files of cdktf`);
  for (const [spokes, runs] of [[10, 3], [100, 5], [1000, 1]]) {
    const { build, synth: total, border, documents, mebibytes } = synth(spokes, runs);
    print(`1 hub, ${spokes} spokes in ${spokes + 1} stacks`, `${build.toFixed(0)} ms constructs, ${total.toFixed(0)} ms synth, ${mebibytes.toFixed(0)} MiB`);
    print('  Terraform documents, by cdktf and the file system', `${documents.toFixed(0)} ms`);
    print('  the border, over all the rest (goal: 20 %)', `${border.toFixed(0)} ms, ${(100 * border / (build + total - border)).toFixed(1)} %`);
  }
  await benchRuns();
}

void main();
