import { randomUUID } from 'crypto';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetProjectsCommand, CodeBuildClient, Project, StartBuildInput } from '@aws-sdk/client-codebuild';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Build } from './build';
import { Front, ServiceError } from './front';

/** CodeBuild takes no longer value, and no longer names and values together. */
const [MAX_VALUE, MAX_ENVIRONMENT] = [4096, 5500];
const MAX_LOG_EVENT = 200_000;
const MINUTE = 60_000;

export interface CodeBuildOptions {
  readonly front: Front;
  /** Below which each build gets a folder. */
  readonly directory: string;
}

/**
 * CodeBuild on this machine. MiniStack keeps the projects, but says of each build that it succeeded at once; here the builds are
 * run.
 */
export class CodeBuild {
  /** All builds, oldest first. */
  public readonly builds: Build[] = [];
  private readonly tokens = new Map<string, { readonly input: string; readonly build: Build }>();
  private readonly projects = new CodeBuildClient();
  private readonly s3 = new S3Client();
  private readonly logs = new CloudWatchLogsClient();

  constructor(private readonly options: CodeBuildOptions) {
    const { front } = options;
    front.on('CodeBuild_20161006.StartBuild', async (input) => ({ build: describe(await this.start(input)) }));
    front.on('CodeBuild_20161006.BatchGetBuilds', async ({ ids }) => {
      const found = this.builds.filter(({ options: { id } }) => ids.includes(id));
      return { builds: found.map(describe), buildsNotFound: ids.filter((id: string) => !found.some((build) => build.options.id === id)) };
    });
    front.on('CodeBuild_20161006.StopBuild', async ({ id }) => {
      const build = this.builds.find((each) => each.options.id === id);
      if (!build) {
        throw new ServiceError('ResourceNotFoundException', `The provided build ID ${id} does not exist`);
      }
      build.end('STOPPED');
      return { build: describe(build) };
    });
  }

  /** Builds that have not ended. */
  public get running(): Build[] {
    return this.builds.filter(({ status }) => status === 'IN_PROGRESS');
  }

  /** Kills what still runs. */
  public async close(): Promise<void> {
    this.builds.forEach((build) => build.kill());
    await Promise.all(this.builds.map(({ ended }) => ended));
  }

  private async start(input: StartBuildInput): Promise<Build> {
    const { idempotencyToken: token, ...rest } = input;
    const text = JSON.stringify(rest);
    const known = token === undefined ? undefined : this.tokens.get(token);
    if (known) {
      if (known.input !== text) {
        throw new ServiceError('InvalidInputException', 'Request parameters do not match those of the idempotency token');
      }
      return known.build;
    }
    const build = await this.run(await this.project(input.projectName), input);
    this.builds.push(build);
    if (token !== undefined) {
      this.tokens.set(token, { input: text, build });
    }
    return build;
  }

  private async project(name: string | undefined): Promise<Project> {
    const { projects } = await this.projects.send(new BatchGetProjectsCommand({ names: [name ?? ''] }));
    if (!projects?.[0]) {
      throw new ServiceError('ResourceNotFoundException', `Project cannot be found: ${name}`);
    }
    return projects[0];
  }

  private async run(project: Project, input: StartBuildInput): Promise<Build> {
    const projectName = project.name ?? '';
    const id = `${projectName}:${randomUUID()}`;
    const number = this.builds.length + 1;
    const directory = join(this.options.directory, `${number}`);
    const source = await this.sourceOf(project);
    mkdirSync(directory, { recursive: true });
    return new Build({
      id,
      number,
      projectName,
      directory,
      source,
      buildspec: input.buildspecOverride ?? project.source?.buildspec ?? '',
      environment: { ...this.awsEnvironment(id, project), ...environmentOf(project, input) },
      timeout: (input.timeoutInMinutesOverride ?? project.timeoutInMinutes ?? 60) * MINUTE,
      publishLog: (text) => this.publishLog(projectName, id, text),
    });
  }

  private async sourceOf({ source }: Project): Promise<Buffer> {
    if (source?.type !== 'S3' || !source.location) {
      throw new ServiceError('InvalidInputException', `this executor takes sources from S3, got: ${source?.type} ${source?.location}`);
    }
    const [bucket, ...key] = source.location.replace(/^arn:aws:s3:::/, '').split('/');
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key.join('/') }));
    return Buffer.from(await Body!.transformToByteArray());
  }

  /** No keys are in the environment of a build: they come from an address that it names. Its network is not that of this machine. */
  private awsEnvironment(id: string, { serviceRole = '' }: Project): Record<string, string> {
    const { front } = this.options;
    return {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${front.url}/_credentials?${new URLSearchParams({ build: id, role: serviceRole })}`,
      NODE_OPTIONS: `--no-warnings --require ${join(__dirname, 'build-network.js')}`,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: front.url,
      AWS_ENDPOINT_URL_S3: front.url,
      CODEBUILD_BUILD_ARN: arnOf(id),
      CODEBUILD_INITIATOR: 'e2e',
    };
  }

  private async publishLog(project: string, id: string, text: string): Promise<void> {
    const names = { logGroupName: groupOf(project), logStreamName: streamOf(id) };
    const lines = text.split('\n').filter((line) => line !== '');
    await this.logs.send(new CreateLogGroupCommand(names)).catch(() => undefined); // it may be there
    await this.logs.send(new CreateLogStreamCommand(names));
    if (lines.length > 0) {
      const logEvents = lines.map((message) => ({ message: message.slice(0, MAX_LOG_EVENT), timestamp: Date.now() }));
      await this.logs.send(new PutLogEventsCommand({ ...names, logEvents }));
    }
  }
}

function environmentOf({ environment }: Project, { environmentVariablesOverride = [] }: StartBuildInput): Record<string, string> {
  const variables = [...environment?.environmentVariables ?? [], ...environmentVariablesOverride];
  const other = variables.find(({ type = 'PLAINTEXT' }) => type !== 'PLAINTEXT');
  if (other) {
    throw new ServiceError('InvalidInputException', `this executor has only plain variables, got: ${other.name} of ${other.type}`);
  }
  const values: Record<string, string> = Object.fromEntries(variables.map(({ name = '', value = '' }) => [name, value]));
  if (Object.values(values).some(({ length }) => length > MAX_VALUE)) {
    throw new ServiceError('InvalidInputException', `EnvironmentVariable should be at most ${MAX_VALUE} characters`);
  }
  if (Object.entries(values).flat().join('').length > MAX_ENVIRONMENT) {
    throw new ServiceError('InvalidInputException', `Environment variables should have at most ${MAX_ENVIRONMENT} characters together`);
  }
  return values;
}

function describe({ status, startTime, endTime, options: { id, number, projectName, timeout } }: Build): unknown {
  return {
    id,
    projectName,
    startTime,
    endTime,
    arn: arnOf(id),
    buildNumber: number,
    buildStatus: status,
    buildComplete: endTime !== undefined,
    currentPhase: endTime === undefined ? 'BUILD' : 'COMPLETED',
    timeoutInMinutes: timeout / MINUTE,
    logs: { groupName: groupOf(projectName), streamName: streamOf(id) },
  };
}

function arnOf(id: string): string {
  return `arn:aws:codebuild:us-east-1:000000000000:build/${id}`;
}

function groupOf(project: string): string {
  return `/aws/codebuild/${project}`;
}

function streamOf(id: string): string {
  return id.split(':')[1];
}
