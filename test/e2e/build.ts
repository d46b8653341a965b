import { ChildProcess, spawn } from 'child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { unzipSync } from 'fflate';

export type BuildStatus = 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'TIMED_OUT';

/** What a build is made of. */
export interface BuildOptions {
  readonly id: string;
  readonly number: number;
  readonly projectName: string;
  /** A folder that is the build's own. Its path must be short, because providers put sockets below it. */
  readonly directory: string;
  /** The archive with the sources. */
  readonly source: Buffer;
  /** In YAML or JSON. */
  readonly buildspec: string;
  readonly environment: Record<string, string>;
  readonly timeout: number;
  /** Takes the log before others see that the build has ended. */
  readonly publishLog: (text: string) => Promise<void>;
}

/** Phases, in order. CodeBuild has more, which nothing here uses. */
const PHASES = ['install', 'pre_build', 'build'];

/** One build: the commands of a buildspec in a process group with an environment of its own, as in a container. */
export class Build {
  public status: BuildStatus = 'IN_PROGRESS';
  public readonly startTime = Date.now() / 1000;
  public endTime?: number;
  /** Is resolved when the build has ended, however it did. */
  public readonly ended: Promise<void>;
  public readonly logFile: string;
  private readonly child: ChildProcess;

  constructor(public readonly options: BuildOptions) {
    const { directory, source, buildspec, timeout } = options;
    this.logFile = join(directory, 'log');
    const sources = join(directory, 'src');
    unpack(source, sources);
    this.child = spawn('/bin/sh', ['-e', this.script(buildspec)], {
      cwd: sources,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...this.ownEnvironment(sources), ...variablesOf(buildspec), ...options.environment },
    });
    const log = createWriteStream(this.logFile);
    this.child.stdout!.pipe(log, { end: false });
    this.child.stderr!.pipe(log, { end: false });
    const timer = setTimeout(() => this.end('TIMED_OUT'), timeout);
    this.ended = new Promise((resolve) => this.child.once('close', (code) => {
      clearTimeout(timer);
      log.end(() => resolve(this.close(code)));
    }));
  }

  /** The state key of the root that it applies. */
  public get root(): string {
    return this.options.environment.STATE_KEY;
  }

  public get log(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }

  /** Ends the build as its user does, or the time limit. */
  public end(status: 'STOPPED' | 'TIMED_OUT'): void {
    if (this.status === 'IN_PROGRESS') {
      this.status = status;
      this.kill();
    }
  }

  /** Kills all processes with `kill -9`, as when the machine is lost. */
  public kill(): void {
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  }

  private async close(code: number | null): Promise<void> {
    await this.options.publishLog(this.log);
    this.endTime = Date.now() / 1000;
    if (this.status === 'IN_PROGRESS') {
      this.status = code === 0 ? 'SUCCEEDED' : 'FAILED';
    }
  }

  /** All commands in one shell, the first that fails being the last. */
  private script(buildspec: string): string {
    const { phases } = JSON.parse(buildspec);
    const unknown = Object.keys(phases).filter((phase) => !PHASES.includes(phase));
    if (unknown.length > 0) {
      throw new Error(`this executor has no phase ${unknown.join(', ')}`);
    }
    const file = join(this.options.directory, 'script');
    writeFileSync(file, PHASES.flatMap((phase) => phases[phase]?.commands ?? []).join('\n'));
    return file;
  }

  /** No program is there but Node.js and those of the operating system. */
  private ownEnvironment(sources: string): Record<string, string> {
    const { id, number, directory, projectName } = this.options;
    const [bin, tmp] = [join(directory, 'bin'), join(directory, 't')];
    [bin, tmp].forEach((folder) => mkdirSync(folder));
    symlinkSync(process.execPath, join(bin, 'node'));
    return {
      PATH: `${bin}:/usr/bin:/bin`,
      HOME: directory,
      TMPDIR: tmp,
      CODEBUILD_BUILD_ID: id,
      CODEBUILD_BUILD_NUMBER: `${number}`,
      CODEBUILD_SRC_DIR: sources,
      CODEBUILD_LOG_PATH: id.slice(projectName.length + 1),
    };
  }
}

function variablesOf(buildspec: string): Record<string, string> {
  return JSON.parse(buildspec).env?.variables ?? {};
}

function unpack(archive: Buffer, folder: string): void {
  for (const [name, content] of Object.entries(unzipSync(archive))) {
    const file = join(folder, name);
    if (name.endsWith('/')) {
      mkdirSync(file, { recursive: true });
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
