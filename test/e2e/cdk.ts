import { spawn } from 'child_process';
import { mkdirSync } from 'fs';
import { join } from 'path';
import type { Wishes } from './app';

const ROOT = join(__dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const APP = `${process.execPath} --import tsx test/e2e/app.ts`;
const ENVIRONMENT = 'aws://000000000000/us-east-1';

/** A function that cannot be started leaves CloudFormation waiting for an hour. */
const PATIENCE = 180_000;

/** What a command of the CDK said. */
export interface Output {
  readonly succeeded: boolean;
  readonly text: string;
}

export interface CdkOptions {
  /** Where the CLI keeps what it knows of accounts, and the app its assemblies. */
  readonly directory: string;
  readonly environment: Record<string, string>;
}

/** The CDK's command line, as users call it. */
export class Cdk {
  private count = 0;

  constructor(private readonly options: CdkOptions) {
    mkdirSync(options.directory, { recursive: true });
  }

  public async bootstrap(): Promise<void> {
    const { succeeded, text } = await this.run(['bootstrap', ENVIRONMENT]);
    if (!succeeded) {
      throw new Error(`bootstrap failed:\n${text}`);
    }
  }

  public async deploy(wishes: Wishes): Promise<Output> {
    return this.run(['deploy', '--all', '--require-approval', 'never', '--progress', 'events'], wishes);
  }

  public async destroy(wishes: Wishes, ...stacks: string[]): Promise<Output> {
    return this.run(['destroy', '--force', ...stacks], wishes);
  }

  /** Does not block, because the emulator's front is in this process. */
  private run(args: string[], wishes?: Wishes): Promise<Output> {
    const { directory, environment } = this.options;
    const app = wishes ? ['--app', APP, '-c', `wishes=${JSON.stringify(wishes)}`] : [];
    const all = [...app, '--output', join(directory, `cdk.out${this.count++}`), '--no-color', '--ci', ...args];
    return new Promise((resolve, reject) => {
      const child = spawn(CDK, all, {
        cwd: wishes ? ROOT : directory, // where no cdk.json names another app
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          HOME: directory,
          CDK_HOME: directory,
          CDK_DISABLE_CLI_TELEMETRY: 'true',
          CDK_VALIDATION: 'false', // of templates, which other tests do
          TSX_TSCONFIG_PATH: 'tsconfig.dev.json',
          NODE_NO_WARNINGS: '1',
          ...environment,
        },
      });
      const texts: string[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => texts.push(text));
      }
      child.on('error', reject);
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        texts.push(`\n\`cdk ${args[0]}\` did not end`);
      }, PATIENCE);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ succeeded: code === 0, text: texts.join('') });
      });
    });
  }
}
