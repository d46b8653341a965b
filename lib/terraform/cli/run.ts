import { readFileSync } from 'fs';
import { mkdtemp, rmdir } from 'fs/promises';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { Assembly } from './assembly';
import { linesOf, Planned, planOf } from './plan';
import { deployedSite, localSite, Site, SiteOptions, Task } from './site';
import { StatesOptions } from './states';
import { Stop } from './stop';
import { Terminal } from './terminal';
import { TerraformDocument } from '../runner/document';
import { localSurroundings } from '../runner/local';
import { Memory } from '../runner/memory';
import { Result } from '../runner/request';
import { Surroundings } from '../runner/surroundings';

/** How a root is to be run. */
export interface RunOptions extends SiteOptions, StatesOptions {
  /** A folder for the state, to have nothing to do with AWS. */
  readonly local?: string;
  readonly engine: string;
  /** A `.terraform.lock.hcl`. */
  readonly lockFile?: string;
  /** Whether nobody is asked. */
  readonly yes: boolean;
}

/** How developers tell Terraform where providers come from. */
const CONFIGURATION = ['TF_CLI_CONFIG_FILE', 'TF_PLUGIN_CACHE_DIR'];

/**
 * Runs a root of the assembly from this machine.
 *
 * @param twist what differs from ordinary surroundings
 * @returns whether it went well
 */
export async function runRoot(name: string, options: RunOptions, terminal: Terminal, twist: Partial<Surroundings>): Promise<boolean> {
  const assembly = new Assembly(options.app);
  const root = assembly.root(name);
  const document = new TerraformDocument(JSON.parse(readFileSync(join(root.document.bucket, root.document.key), 'utf8')));
  const scratch = await mkdtemp(join(tmpdir(), 'h')); // short, because providers put sockets below it
  const stop = new Stop();
  const binary = options.engine.includes('/') ? resolve(options.engine) : options.engine; // it is called in another folder
  try {
    const around: Surroundings = {
      ...await localSurroundings({
        folder: options.local ?? scratch, binary, environment: configuration(), signal: stop.signal, print: terminal.print,
      }),
      scratch,
      sleep: stop.sleep,
      lockFile: options.lockFile && readFileSync(options.lockFile, 'utf8'),
      ...twist,
    };
    const task = { assembly, root, document, around, stop };
    const site = options.local ? localSite(task, options) : await deployedSite(task, options);
    return await new CommandRun(task, site, terminal).execute(options);
  } finally {
    await rmdir(scratch).catch(() => undefined); // what is left there is a state that could be saved nowhere else
  }
}

class CommandRun {
  constructor(private readonly task: Task, private readonly site: Site, private readonly terminal: Terminal) {}

  public async execute({ action, yes }: RunOptions): Promise<boolean> {
    if (action === 'plan') {
      return this.preview('apply');
    }
    if (!yes && !(await this.preview(action) && await this.isConfirmed(action))) {
      return false;
    }
    return this.change(action);
  }

  /** Shows what an action would change. To destroy is to apply a document without resources. */
  private async preview(action: 'apply' | 'destroy'): Promise<boolean> {
    const { request, around } = this.site;
    const text = JSON.stringify(action === 'destroy' ? this.task.document.emptied().json : this.task.document.json);
    const planned = await this.task.stop.during(() => planOf(request, { ...around, fetch: async () => text }));
    return this.show(planned);
  }

  private async show({ plan, result }: Planned): Promise<boolean> {
    const last = await new Memory(this.site.around.store, this.task.root.stateKey).document();
    if (plan) {
      linesOf(plan, this.task.document, ...last ? [last] : []).forEach((line) => this.terminal.print(line));
    }
    return this.isSuccess(result);
  }

  private async isConfirmed(action: string): Promise<boolean> {
    const confirmed = await this.terminal.confirm(`${action} ${this.task.root.name}?`);
    if (!confirmed) {
      this.terminal.fail('Nothing was changed: it takes a `yes`, or --yes.');
    }
    return confirmed;
  }

  private async change(action: 'apply' | 'destroy'): Promise<boolean> {
    const { request, carryOut } = this.site;
    const result = await this.task.stop.during(() => carryOut({ ...request, action }));
    if (result.status === 'SUCCESS') {
      Object.entries(result.outputs).forEach(([output, value]) => this.terminal.print(`${output} = ${JSON.stringify(value)}`));
      this.terminal.print(`${this.task.root.name}: done`);
    }
    return this.isSuccess(result);
  }

  private isSuccess(result: Result): boolean {
    if (result.status === 'FAILED') {
      const missing = /spawn (.*) ENOENT$/.exec(result.reason)?.[1];
      this.terminal.fail(missing ? `there is no program \`${missing}\`: install Terraform 1.11 or newer, or name one by --engine` : result.reason);
    }
    return result.status === 'SUCCESS';
  }
}

function configuration(): Record<string, string> {
  return Object.fromEntries(CONFIGURATION.flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
}
