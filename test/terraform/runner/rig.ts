import { ChildProcess, spawn } from 'child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Job } from './child';
import { cloudOf } from './cloud';
import { ClusterType } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { Request, requestOf, Result } from '../../../lib/terraform/runner/request';
import { run } from '../../../lib/terraform/runner/run';
import { Surroundings } from '../../../lib/terraform/runner/surroundings';
import { Environment, evaluate } from '../../support/cloudformation';
import { Json } from '../../support/document';
import { connectionOf } from '../../support/fixtures';
import { environmentOf } from '../../support/terraform';
import { World } from '../../support/world';

export const CONTROL = 'S/control-plane';
export const DATA = 'S/data-plane';
/** The data plane of another stack, if it has one. */
export const OTHER = 'T/data-plane';
/** The secret of the key that everything is made with. */
export const CLOUD_SECRET = 'secret-of-"the"-<cloud>';
const CLOUD_ARN = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:confluent/api-key';

/** A synthesized app with one hub, and perhaps another stack that uses it. */
export interface Version {
  readonly directory: string;
  /** By the name of the stack. */
  readonly templates: Record<string, Json>;
}

/** How a run differs from an ordinary one. */
export interface Twist {
  readonly action?: Request['action'];
  readonly rollback?: boolean;
  readonly creation?: boolean;
  readonly mayDestroy?: string[];
  readonly around?: Partial<Surroundings>;
}

/**
 * The two roots of a hub, the world that they are applied to, and the folder with states and secrets.
 */
export class Rig {
  public readonly world = new World();
  public readonly folder = join(this.world.directory, 's');
  public readonly marker = join(this.world.directory, 'marker');
  public readonly lines: string[] = [];
  /** For how many milliseconds runs have waited, or would have. */
  public readonly waits: number[] = [];
  private readonly outputs: Record<string, any> = {};
  private count = 0;
  private cloudKey = JSON.stringify({ username: 'CLOUD', password: CLOUD_SECRET });

  /** @param base one that is already deployed, and is copied */
  constructor(base?: Rig) {
    if (base) {
      cpSync(base.world.directory, this.world.directory, { recursive: true });
      Object.assign(this.outputs, base.outputs);
    } else {
      this.world.setKey('CLOUD', { secret: CLOUD_SECRET, opens: 'cloud' });
    }
  }

  public version(make: (hub: StreamingHub, other: Stack) => void): Version {
    const app = new App({ outdir: join(this.world.directory, `v${this.count++}${Math.random().toString(36).slice(2, 6)}`) });
    const [stack, other] = [new Stack(app, 'S'), new Stack(app, 'T')];
    const { runner } = connectionOf(stack);
    const credentials = stack.node.findChild('ApiKey') as Secret;
    make(new StreamingHub(stack, 'Hub', { credentials, runner, cluster: ClusterType.basic() }), other);
    const assembly = app.synth();
    return { directory: assembly.directory, templates: Object.fromEntries(assembly.stacks.map(({ stackName, template }) => [stackName, template])) };
  }

  /** The request that CloudFormation would make for a root. */
  public request({ directory, templates }: Version, stateKey: string, twist: Twist = {}): Request {
    const { action = 'apply', rollback = false, creation = false, mayDestroy = [] } = twist;
    const [stackName] = stateKey.split('/');
    const { Properties } = Object.values<Json>(templates[stackName].Resources)
      .find(({ Type, Properties: { StateKey } }) => Type === 'Custom::TerraformRoot' && StateKey === stateKey)!;
    const { Document: _, ...rest } = JSON.parse(JSON.stringify(Properties), (__, value) => this.followed(value, templates));
    const properties = { ...evaluate(rest, this.cloudFormation(templates[stackName])), Document: { Bucket: directory, Key: '' }, MayDestroy: mayDestroy };
    const folder = join('terraform', stateKey);
    const document = { bucket: directory, key: join(folder, readdirSync(join(directory, folder))[0]) };
    return { ...requestOf(properties, { id: `request-${this.count++}`, action, rollback, creation }), document };
  }

  /** Runs one root. */
  public async run(version: Version, stateKey: string, twist: Twist = {}): Promise<Result> {
    return this.carryOut(this.request(version, stateKey, twist), twist.around);
  }

  public async carryOut(request: Request, around: Partial<Surroundings> = {}): Promise<Result> {
    const result = await run(request, { ...await this.surroundings(), ...around });
    if (result.status === 'SUCCESS') {
      this.outputs[request.stateKey] = result.outputs;
    }
    return result;
  }

  /** Runs both roots, as an ordinary deployment does. */
  public async deploy(version: Version): Promise<Result[]> {
    const control = await this.run(version, CONTROL);
    return control.status === 'SUCCESS' ? [control, await this.run(version, DATA)] : [control];
  }

  public async destroy(version: Version): Promise<Result[]> {
    return [await this.run(version, DATA, { action: 'destroy' }), await this.run(version, CONTROL, { action: 'destroy' })];
  }

  /** Starts a run in a process of its own, waits for the marker, and kills the process with all that it started. */
  public async kill(version: Version, stateKey: string, more: Partial<Job> = {}): Promise<void> {
    const job: Job = { request: this.request(version, stateKey), folder: this.folder, environment: this.environment, ...more };
    const file = join(this.world.directory, 'job.json');
    this.putSecret();
    writeFileSync(file, JSON.stringify(job));
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'child.ts'), file], {
      detached: true, stdio: 'ignore', env: { ...process.env, TMPDIR: this.world.directory },
    });
    await this.marked(child);
    process.kill(-child.pid!, 'SIGKILL');
    this.world.order();
  }

  /** Waits until an order with the marker is followed. */
  public async marked(child?: ChildProcess): Promise<void> {
    for (let i = 0; i < 600 && !existsSync(this.marker); i++) {
      if (child && child.exitCode !== null) throw new Error(`the run ended with ${child.exitCode} before the marker was there`);
      await sleep(50);
    }
  }

  public async surroundings(): Promise<Surroundings> {
    this.putSecret();
    const around = await localSurroundings({ folder: this.folder, environment: this.environment, print: (line) => this.lines.push(line) });
    const wait = async (milliseconds: number) => { this.waits.push(milliseconds); };
    return { ...around, scratch: this.world.directory, sleep: wait, ask: cloudOf(this.world.file) };
  }

  /** Changes the secret with the cloud key; an empty text removes it. */
  public setSecret(text: string): void {
    this.cloudKey = text;
  }

  /** What is in the states, as `type id`, and a word if it is not sound. */
  public inStates(): string[] {
    const folders = readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('terraform.tfstate')).map(dirname);
    return folders.flatMap((stateKey) => this.state(stateKey).resources).filter(({ mode }: Json) => mode === 'managed')
      .flatMap(({ type, instances }: Json) => instances.map((instance: Json) => `${type} ${instance.attributes.id}${instance.status ?? ''}`)).sort();
  }

  /** What retained resources there are records of, as `type id`; with a word if not every root may take it over. */
  public left(): string[] {
    const folder = join(this.folder, '.retained');
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')) : [];
    return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))).map(({ type, instance, leaving, claimedBy }) =>
      `${type} ${instance.attributes.id}${leaving ? ' leaving' : ''}${claimedBy ? ` claimed by ${claimedBy}` : ''}`).sort();
  }

  public inWorld(): string[] {
    return this.world.things().map(({ type, id }) => `${type} ${id}`).sort();
  }

  public state(stateKey: string): Json {
    const file = join(this.folder, stateKey, 'terraform.tfstate');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return JSON.parse(text || '{"resources":[]}');
  }

  /** How often something was made or deleted. */
  public calls(operation: string, name: string): number {
    return this.world.calls().filter((call) => call.operation === operation && call.name === name && !call.error).length;
  }

  /** Deletions of what must not be deleted. */
  public lost(): string[] {
    return this.world.calls().filter(({ operation, type, name }) => operation === 'delete'
      && (['confluent_environment', 'confluent_kafka_cluster', 'confluent_schema'].includes(type) || (type === 'confluent_kafka_topic' && name !== 'scratch')))
      .map(({ type, name }) => `${type} ${name}`);
  }

  private putSecret(): void {
    const file = join(this.folder, 'secrets', CLOUD_ARN);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    if (this.cloudKey) writeFileSync(file, this.cloudKey);
  }

  private get environment(): Record<string, string> {
    return environmentOf(this.world) as Record<string, string>;
  }

  /** What a weak reference to another stack refers to. */
  private followed(value: any, templates: Record<string, Json>): any {
    const { StackName, OutputName } = value?.['Fn::GetStackOutput'] ?? {};
    return StackName ? evaluate(templates[StackName].Outputs[OutputName].Value, this.cloudFormation(templates[StackName])) : value;
  }

  private cloudFormation(template: Json): Environment {
    const pseudo: Record<string, string> = { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '111111111111', 'AWS::Partition': 'aws' };
    return {
      ref: (name) => pseudo[name] ?? `arn-of-${name}`,
      getAtt: (logicalId, name) => this.outputs[template.Resources[logicalId].Properties.StateKey]?.[name] ?? '',
      importValue: (name) => name,
    };
  }
}
