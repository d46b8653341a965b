import { ChildProcess, spawn, spawnSync } from 'child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'fs';
import { createServer } from 'net';
import { dirname, join } from 'path';
import { setTimeout as sleep } from 'timers/promises';

const VERSION = '1.5.33';
const PACKAGES = join(__dirname, '..', '..', 'node_modules');
const CACHE = join(PACKAGES, '.cache', `ministack-${VERSION}`);
const MINUTE = 60_000;

/** Why the emulator cannot be had here, or undefined if it can. */
export function whyNoMiniStack(): string | undefined {
  try {
    installed();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The Python that has MiniStack; it is made once for a version. */
function installed(): string {
  const python = join(CACHE, 'bin', 'python');
  if (!existsSync(python)) {
    mkdirSync(dirname(CACHE), { recursive: true });
    const made = mkdtempSync(`${CACHE}-`);
    try {
      run('python3', ['-m', 'venv', made]);
      run(join(made, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `ministack==${VERSION}`]);
      renameSync(made, CACHE); // only what is complete gets the name that is looked for
    } catch (error) {
      rmSync(made, { recursive: true, force: true });
      if (!existsSync(python)) throw error; // otherwise another process was faster
    }
  }
  return python;
}

function run(program: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 5 * MINUTE });
  if (status !== 0) {
    throw new Error(`\`${program} ${args.join(' ')}\` failed: ${error?.message ?? stderr}`);
  }
}

export interface MiniStackOptions {
  /** Where clients of the emulator connect to. It gives this address to all that it starts, and waits for answers there. */
  readonly frontPort: number;
  readonly logFile: string;
}

/** AWS on this machine: a server in Python that carries out templates and runs Lambda functions as processes. */
export class MiniStack {
  public static async start(options: MiniStackOptions): Promise<MiniStack> {
    const python = installed();
    const ministack = new MiniStack(python, await freePort(), options);
    await ministack.healthy();
    return ministack;
  }

  private readonly server: ChildProcess;
  private readonly ended: Promise<unknown>;

  private constructor(python: string, public readonly port: number, private readonly options: MiniStackOptions) {
    // as `ministack --detach` does it, but with a port that differs from the advertised one
    const args = ['-m', 'hypercorn', 'emulator:app', '--bind', `127.0.0.1:${port}`, '--keep-alive', '75'];
    const log = openSync(options.logFile, 'w');
    this.server = spawn(python, args, { detached: true, stdio: ['ignore', log, log], env: environmentOf(options) });
    closeSync(log);
    this.ended = new Promise((resolve) => this.server.once('exit', resolve));
    process.once('exit', this.kill);
  }

  /** Ends the server and the functions that it runs. */
  public async stop(): Promise<void> {
    process.off('exit', this.kill);
    this.kill();
    await this.ended;
  }

  /** What it holds is thrown away, so that there is no need to be kind. */
  private readonly kill = (): void => {
    try {
      process.kill(-this.server.pid!, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  };

  private async healthy(): Promise<void> {
    for (let i = 0; i < 300 && this.server.exitCode === null; i++) {
      if (await fetch(`http://127.0.0.1:${this.port}/_ministack/health`).then(({ ok }) => ok, () => false)) {
        return;
      }
      await sleep(100);
    }
    await this.stop();
    throw new Error(`MiniStack does not answer:\n${readFileSync(this.options.logFile, 'utf8')}`);
  }
}

function environmentOf({ frontPort, logFile }: MiniStackOptions): Record<string, string> {
  const front = `http://127.0.0.1:${frontPort}`;
  return {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: dirname(logFile),
    TMPDIR: dirname(logFile),
    PYTHONPATH: __dirname,
    PYTHONDONTWRITEBYTECODE: '1',
    AUTH: 'true', // roles may do what their policies say, and no more
    GATEWAY_PORT: `${frontPort}`,
    MINISTACK_HOST: '127.0.0.1',
    LAMBDA_EXECUTOR: 'local',
    SFN_WAIT_SCALE: '0.1',
    AWS_EC2_METADATA_DISABLED: 'true',
    // functions inherit what follows; their runtime has the SDK
    NODE_PATH: PACKAGES,
    NODE_NO_WARNINGS: '1',
    AWS_ENDPOINT_URL: front,
    AWS_ENDPOINT_URL_S3: front,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
