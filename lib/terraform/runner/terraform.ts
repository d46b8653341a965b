import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { readFile, writeFile } from 'fs/promises';
import { join } from 'path';
import { createInterface } from 'readline';
import { Mask } from './mask';

/** A line of `terraform -json`. */
export interface TerraformEvent {
  readonly '@level': string;
  readonly '@message': string;
  readonly 'type': string;
  readonly 'diagnostic'?: Diagnostic;
  /** What could be written to no disk. */
  readonly 'state'?: unknown;
  readonly 'hook'?: { readonly resource: { readonly addr: string }; readonly action?: string; readonly elapsed_seconds?: number };
  readonly 'changes'?: { readonly add: number; readonly change: number; readonly remove: number; readonly operation: string };
}

/** What Terraform says is wrong. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** A resource in `terraform show -json` of a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** Such as `replace_because_tainted`. */
  readonly action_reason?: string;
  readonly change: {
    readonly actions: string[];
    readonly before: Record<string, any> | null;
    readonly after: Record<string, any> | null;
    readonly replace_paths?: (string | number)[][];
  };
}

/** What a plan would do. */
export interface Plan {
  readonly changes: ResourceChange[];
  /** Addresses of what is in the state, and was not found where it should be. */
  readonly gone: string[];
}

/** A resource in a state. */
export interface StateResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: StateInstance[];
}

export interface StateInstance {
  readonly schema_version: number;
  /** `tainted` if its creation failed half-way. */
  readonly status?: string;
  readonly attributes: Record<string, any>;
  /** What the provider keeps beside the attributes. */
  readonly private?: string;
  readonly sensitive_attributes?: unknown[];
}

/** A state, as far as the run knows it. */
export interface State {
  readonly version: number;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: StateResource[];
  readonly outputs: Record<string, { readonly value: any; readonly sensitive?: boolean }>;
}

/** The resource at an address of a state. */
export function resourceAt(state: State | undefined, address: string): StateResource | undefined {
  return state?.resources.find(({ mode, type, name }) => mode === 'managed' && `${type}.${name}` === address);
}

/** A text that changes with each change of a state. */
export function versionOf(state: State | undefined): string {
  return `${state?.lineage} ${state?.serial}`;
}

/** Terraform could not do what it was told. */
export class TerraformError extends Error {
  /** @param output what it printed that was no event: where no disk takes it, that is the state, with its secrets */
  constructor(
    public readonly command: string, public readonly diagnostics: Diagnostic[], public readonly rest: string, public readonly output: string = '',
  ) {
    super(diagnostics[0]?.summary ?? `terraform ${command} failed`);
  }
}

/** The run was told to stop. */
export class StoppedError extends Error {
  constructor(signal: AbortSignal, what: string) {
    const reason = typeof signal.reason === 'string' ? signal.reason : 'the time limit was reached';
    super(`${reason}; ${what} was stopped with its state saved. The next deployment continues.`);
  }
}

export interface TerraformOptions {
  /** The program: `terraform` or `tofu`. */
  readonly binary: string;
  /** The folder with the document. */
  readonly directory: string;
  /** The whole environment of the program; nothing of ours is inherited that a provider would take for a key. */
  readonly environment: Record<string, string>;
  readonly mask: Mask;
  /** Is told each event. */
  readonly onEvent: (event: TerraformEvent) => void;
  /** Ends the program gracefully. */
  readonly signal: AbortSignal;
}

/** Where Terraform keeps the state, in the folder that it works in. */
export const STATE = 'terraform.tfstate';

const PLAN = 'plan.bin';
/** What takes long; all else is short, and needed to end in good order. */
const INTERRUPTIBLE = ['init', 'plan', 'apply'];

/**
 * The engine's command line. Values are passed by files and environment variables, never by arguments.
 */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  /** Says what to work on. It is indented, because an error quotes whole lines of it. */
  public async setDocument(json: Record<string, any>): Promise<void> {
    await this.write('main.tf.json', JSON.stringify(json, undefined, 2));
  }

  /** Gives variables their values: ordinary ones by a file, secret ones by the environment. */
  public async setVariables(values: Record<string, unknown>, secrets: Record<string, string>): Promise<void> {
    await this.write('terraform.tfvars.json', JSON.stringify(values));
    Object.entries(secrets).forEach(([name, value]) => { this.options.environment[`TF_VAR_${name}`] = value; });
  }

  /** @param lockFile the dependency lock file; without one, any provider that the document allows is taken */
  public async init(lockFile: string | undefined): Promise<void> {
    if (lockFile) {
      await this.write('.terraform.lock.hcl', lockFile);
    }
    await this.run('init', ['-input=false', '-no-color', ...lockFile ? ['-lockfile=readonly'] : []]);
  }

  /**
   * Plans, and says what would change.
   *
   * @param targets addresses of the only resources to plan for; default: all
   */
  public async plan(targets: string[] = []): Promise<Plan> {
    await this.run('plan', ['-json', '-input=false', `-out=${PLAN}`, ...targets.map((address) => `-target=${address}`)]);
    const shown = JSON.parse(await this.run('show', ['-json', PLAN]));
    const drift: ResourceChange[] = shown.resource_drift ?? [];
    return {
      changes: shown.resource_changes ?? [],
      gone: drift.filter(({ change }) => change.actions.includes('delete')).map(({ address }) => address),
    };
  }

  /** Applies what was planned. */
  public async apply(): Promise<void> {
    await this.run('apply', ['-json', '-input=false', PLAN]);
  }

  /** The state, if there is one. */
  public async state(): Promise<State | undefined> {
    const file = join(this.options.directory, STATE);
    return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  }

  /** Replaces the state, unless what is there is newer. */
  public async push(state: string): Promise<void> {
    await this.write('pushed.tfstate', state);
    await this.run('state', ['push', 'pushed.tfstate']);
  }

  /** Accepts a resource whose creation failed half-way. */
  public async untaint(address: string): Promise<void> {
    await this.run('untaint', [address]);
  }

  private async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.options.directory, name), text, { mode: 0o600 });
  }

  private run(command: string, args: string[]): Promise<string> {
    const { binary, directory, environment, mask, onEvent, signal } = this.options;
    if (signal.aborted && INTERRUPTIBLE.includes(command)) {
      return Promise.reject(new StoppedError(signal, `\`terraform ${command}\``));
    }
    return new Promise((resolve, reject) => {
      const child = spawn(binary, [command, ...args], { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      const interrupt = () => INTERRUPTIBLE.includes(command) && child.kill('SIGINT');
      signal.addEventListener('abort', interrupt);
      const lines: string[] = [];
      const errors: string[] = [];
      const diagnostics: Diagnostic[] = [];
      createInterface(child.stdout).on('line', (line) => {
        const event = args[0] === '-json' && INTERRUPTIBLE.includes(command) ? parseEvent(line, mask) : undefined;
        if (!event || event.state) {
          lines.push(event?.state ? JSON.stringify(JSON.parse(line).state) : line);
          return;
        }
        if (event.diagnostic?.severity === 'error') {
          diagnostics.push(event.diagnostic);
        }
        onEvent(event);
      });
      createInterface(child.stderr).on('line', (line) => errors.push(mask.apply(line)));
      child.on('error', reject);
      child.on('close', (code) => {
        signal.removeEventListener('abort', interrupt);
        if (code === 0) {
          resolve(lines.join('\n'));
        } else if (signal.aborted && INTERRUPTIBLE.includes(command)) {
          reject(new StoppedError(signal, `\`terraform ${command}\``));
        } else {
          reject(new TerraformError(command, diagnostics, errors.join('\n').trim(), lines.join('\n')));
        }
      });
    });
  }
}

/** Secrets are hidden in each text, because the line has them in JSON's notation. Not all JSON is an event. */
function parseEvent(line: string, mask: Mask): TerraformEvent | undefined {
  try {
    const event = JSON.parse(line, (_, value) => typeof value === 'string' ? mask.apply(value) : value);
    return '@level' in event ? event : undefined;
  } catch {
    return undefined;
  }
}
