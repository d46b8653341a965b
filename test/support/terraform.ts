import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { World } from './world';

const SOURCES = join(__dirname, 'stand-in-provider');
const SCHEMA = join(__dirname, '..', '..', 'schema', 'confluent.json');
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'stand-in-provider');
const VERSION = '2.83.0';
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386' };

/** Groups tests that run Terraform, with the stand-in provider or without. Where a tool is missing they are skipped, but in CI they fail. */
export function describeTerraform(name: string, tests: () => void, tools: string[] = ['terraform', 'go']): void {
  requireRunTest();
  const missing = missingOf(tools);
  if (missing.length === 0) {
    describe(name, tests);
  } else if (process.env.CI) {
    test(`${name}: the tools are there`, () => {
      throw new Error(`not on the PATH, or broken: ${missing.join(', ')}`);
    });
  } else {
    describe.skip(skipped(name, missing), tests);
  }
}

/** Says that tests are skipped, and returns their name with the reason. */
export function skipped(name: string, missing: string[]): string {
  const why = `${name} (${missing.join(' and ')} not found)`;
  process.stderr.write(`skipped: ${why}\n`);
  return why;
}

/** Which of the tools are not on the PATH, or broken. */
export function missingOf(tools: string[]): string[] {
  return tools.filter((tool) => spawnSync(tool, ['version'], { env: { ...process.env, CHECKPOINT_DISABLE: '1' } }).status !== 0);
}

/** Fails in a file that `npm test` runs, which needs nothing but Node. */
export function requireRunTest(): void {
  const { testPath = '' } = expect.getState();
  if (!/\.(run\.test|e2e)\.ts$/.test(testPath)) {
    throw new Error(`${basename(testPath)}: tests that run Terraform are in files named *.run.test.ts`);
  }
}

let cliConfig: string | undefined;

/** Builds the stand-in provider, if it has changed. Returns the CLI configuration that makes Terraform use it, offline. */
export function standInProvider(): string {
  cliConfig ??= built();
  return cliConfig;
}

function built(): string {
  const names = readdirSync(SOURCES).filter((name) => /\.(go|json|mod|sum)$/.test(name)).sort();
  const hash = createHash('sha256');
  for (const file of [...names.map((name) => join(SOURCES, name)), SCHEMA]) {
    hash.update(file).update(readFileSync(file));
  }
  const home = join(CACHE, hash.digest('hex').slice(0, 12));
  const config = join(home, 'terraform.rc');
  if (!existsSync(config)) {
    mkdirSync(CACHE, { recursive: true });
    const made = mkdtempSync(join(CACHE, 'build-'));
    build(made, home);
    try {
      renameSync(made, home);
    } catch (error) {
      rmSync(made, { recursive: true });
      if (!existsSync(config)) throw error; // otherwise another process was faster
    }
  }
  return config;
}

/** A mirror as `terraform providers mirror` makes one, unpacked, and a CLI configuration that names it. */
function build(into: string, home: string): void {
  const platform = `${process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;
  const folder = join('mirror', 'registry.terraform.io', 'confluentinc', 'confluent', VERSION, platform);
  mkdirSync(join(into, folder), { recursive: true });
  const binary = join(into, folder, `terraform-provider-confluent_v${VERSION}`);
  const { status, error, stderr } = spawnSync('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', binary, '.'], { cwd: SOURCES, encoding: 'utf8' });
  if (status !== 0) {
    throw error ?? new Error(`go build failed:\n${stderr}`);
  }
  copyFileSync(SCHEMA, join(into, folder, 'confluent.json'));
  writeFileSync(join(into, 'terraform.rc'), `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(join(home, 'mirror'))}\n  }\n}\n`);
}

/** The environment in which Terraform, and what calls it, has `world` for Confluent Cloud. Variables of the developer's own are left out. */
export function environmentOf(world: World): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF_|CONFLUENT_|KAFKA_|SCHEMA_REGISTRY_|FLINK_|TABLEFLOW_|CATALOG_|STAND_IN_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    TF_CLI_CONFIG_FILE: standInProvider(),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    TMPDIR: world.directory, // short, because the path of a Unix socket must be
    STAND_IN_WORLD: world.file,
    STAND_IN_ORDERS: world.ordersFile,
  };
}

/** Values of a document's variables. Secrets are passed as a runner should: not in files, not in arguments. */
export interface VariableValues {
  readonly plain?: Record<string, unknown>;
  readonly secret?: Record<string, string>;
}

/** A problem that Terraform reports. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** A command of Terraform that failed. */
export class TerraformError extends Error {
  constructor(public readonly command: string, public readonly diagnostics: Diagnostic[], output: string) {
    const found = diagnostics.map(({ address, summary, detail }) => [address, summary, detail].filter(Boolean).join(': '));
    super(`terraform ${command} failed: ${found.length > 0 ? found.join('\n') : output}`);
  }
}

/** What a plan would do. */
export interface Plan {
  /** All of the plan, as `terraform show -json` has it. */
  readonly json: any;
  readonly file: string;
  /** Such as `confluent_kafka_topic.clicks: create`, without what stays as it is. */
  readonly changes: string[];
}

/** A root module in a folder of its own, with its state. */
export class TerraformModule {
  public readonly planFile: string;
  public readonly stateFile: string;

  constructor(private readonly directory: string, private readonly world: World, document: string) {
    mkdirSync(directory, { recursive: true });
    this.planFile = join(directory, 'plan');
    this.stateFile = join(directory, 'terraform.tfstate');
    this.setDocument(document);
  }

  /** Puts another version of the document there. */
  public setDocument(text: string): void {
    writeFileSync(join(this.directory, 'main.tf.json'), text);
  }

  public init(): void {
    this.run(['init', '-input=false', '-no-color']);
  }

  /** Returns what `validate` has to say, warnings too. */
  public validate(): Diagnostic[] {
    return JSON.parse(this.run(['validate', '-json'], {}, [0, 1])).diagnostics;
  }

  public plan(values: VariableValues = {}): Plan {
    this.run(['plan', '-input=false', '-json', `-out=${this.planFile}`, ...this.variableFile(values)], values);
    const json = JSON.parse(this.run(['show', '-json', this.planFile]));
    const changes = (json.resource_changes ?? [])
      .filter(({ mode, change }: any) => mode === 'managed' && change.actions.join() !== 'no-op')
      .map(({ address, change }: any) => `${address}: ${change.actions.join('-')}`);
    const outputs = Object.entries<any>(json.output_changes ?? {}).filter(([, change]) => change.actions.join() !== 'no-op');
    return { json, file: this.planFile, changes: [...changes, ...outputs.map(([name, change]) => `output.${name}: ${change.actions.join('-')}`)] };
  }

  /** Applies the last plan. Ephemeral values are not in it, so they are given again. */
  public apply(values: VariableValues = {}): void {
    this.run(['apply', '-input=false', '-json', this.planFile], { secret: values.secret });
  }

  public destroy(values: VariableValues = {}): void {
    this.run(['apply', '-destroy', '-auto-approve', '-input=false', '-json', ...this.variableFile(values)], values);
  }

  /** Drops resources from the state; they stay in Confluent Cloud. */
  public forget(addresses: string[]): void {
    if (addresses.length > 0) this.run(['state', 'rm', ...addresses]);
  }

  public outputs(): Record<string, any> {
    const outputs: Record<string, { value: any }> = JSON.parse(this.run(['output', '-json']));
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The addresses of the resources in the state; a killed run may leave an empty file. */
  public resources(): string[] {
    const text = existsSync(this.stateFile) ? readFileSync(this.stateFile, 'utf8') : '';
    return JSON.parse(text || '{"resources": []}').resources.filter(({ mode }: any) => mode === 'managed').map(({ type, name }: any) => `${type}.${name}`);
  }

  private variableFile({ plain = {} }: VariableValues): string[] {
    const file = join(this.directory, 'values.tfvars.json');
    writeFileSync(file, JSON.stringify(plain));
    return [`-var-file=${file}`];
  }

  private run(args: string[], { secret = {} }: VariableValues = {}, accept = [0]): string {
    const env = { ...environmentOf(this.world), ...Object.fromEntries(Object.entries(secret).map(([name, value]) => [`TF_VAR_${name}`, value])) };
    const { status, error, stdout, stderr } = spawnSync('terraform', args, { cwd: this.directory, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status === null || !accept.includes(status)) {
      throw error ?? new TerraformError(args[0], diagnosticsIn(stdout), stdout + stderr);
    }
    return stdout;
  }
}

/** The errors in what a command with `-json` prints. */
function diagnosticsIn(output: string): Diagnostic[] {
  return output.split('\n').filter((line) => line.startsWith('{') && line.includes('"type":"diagnostic"'))
    .map((line) => JSON.parse(line).diagnostic as Diagnostic)
    .filter(({ severity }) => severity === 'error');
}
