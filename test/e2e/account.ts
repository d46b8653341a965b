import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Wishes } from './app';
import { Aws, CLOUD_KEY } from './aws';
import { Build } from './build';
import { Cdk, Output } from './cdk';
import { ClosedNetwork, closedNetwork } from './closed-network';
import { CodeBuild } from './code-build';
import { Front } from './front';
import { MiniStack, whyNoMiniStack } from './ministack';
import { until } from './until';
import { describeTerraform } from '../support/terraform';
import { World } from '../support/world';
import { cloudOf } from '../terraform/runner/cloud';

/** Groups tests that deploy to an account. Where something is missing for it they are skipped, but in CI they fail. */
export function describeAccount(name: string, tests: (account: () => Account) => void): void {
  const missing = process.env.CI ? undefined : whyNoMiniStack();
  if (missing) {
    describe.skip(`${name} (${missing})`, () => tests(() => { throw new Error(missing); }));
    return;
  }
  describeTerraform(name, () => {
    let account: Account;
    beforeAll(async () => { account = await Account.open(); });
    afterAll(async () => account?.close());
    tests(() => account);
  });
}

/** An app that a test deploys: an example, and how it differs from it. */
export type Version = Omit<Wishes, 'network'>;

/** The key that everything is made with. */
export const CLOUD_SECRET = 'secret-of-the-cloud';

/** Below this, `build-network.js` asks what is for Confluent Cloud. */
const CONFLUENT = '/_confluent/';

/** Both clouds on this machine, and the CDK that deploys to them. */
export class Account {
  public static async open(): Promise<Account> {
    const directory = mkdtempSync(join(tmpdir(), 'e')); // short, because providers put sockets below it
    const account = new Account(directory, await Front.listen());
    try {
      await account.prepare();
      return account;
    } catch (error) {
      await account.close();
      throw error;
    }
  }

  public readonly aws = new Aws();
  public readonly codeBuild: CodeBuild;
  public readonly world = new World();
  /** What functions print. */
  public readonly logFile: string;
  private readonly marker: string;
  private readonly cdk: Cdk;
  private ministack?: MiniStack;
  private network?: ClosedNetwork;

  private constructor(private readonly directory: string, private readonly front: Front) {
    const environment = environmentOf(front);
    Object.assign(process.env, environment); // for the clients of this process
    this.logFile = join(directory, 'emulator', 'log');
    this.marker = join(directory, 'marker');
    this.cdk = new Cdk({ directory: join(directory, 'cdk'), environment });
    this.codeBuild = new CodeBuild({ front, directory: join(directory, 'b') });
    const ask = cloudOf(this.world.file);
    front.serve(CONFLUENT, async ({ url = '', headers: { authorization = '' } }) => {
      const [username, password] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':');
      return ask(`https://${url.slice(CONFLUENT.length)}`, { username, password });
    });
  }

  public async deploy(version: Version): Promise<Output> {
    return this.cdk.deploy({ ...version, network: this.network! });
  }

  /** Deploys what must succeed. Returns the builds that it took. */
  public async deployed(version: Version): Promise<Build[]> {
    const before = this.codeBuild.builds.length;
    const { succeeded, text } = await this.deploy(version);
    if (!succeeded) {
      throw new Error(text);
    }
    return this.codeBuild.builds.slice(before);
  }

  /** Deploys until something is about to be made, which takes a while then. Returns the build, and the deployment that goes on. */
  public async deployUntil(version: Version, name: string): Promise<{ readonly build: Build; readonly deployment: Promise<Output> }> {
    this.world.order({ name, operation: 'create', mode: 'delay', delay: 60_000, marker: this.marker, times: 1 });
    const deployment = this.deploy(version);
    try {
      await until(`${name} is made`, () => existsSync(this.marker));
    } catch (error) {
      throw new Error(`${error}: ${(await deployment).text}`);
    } finally {
      this.world.order();
      rmSync(this.marker, { force: true });
    }
    return { deployment, build: this.codeBuild.running[0] };
  }

  /** Destroys stacks, or all. */
  public async destroy(version: Version, ...stacks: string[]): Promise<Output> {
    return this.cdk.destroy({ ...version, network: this.network! }, ...stacks.length > 0 ? stacks : ['--all']);
  }

  /** What is in Confluent Cloud, as `type id`. */
  public inWorld(): string[] {
    return this.world.things().map(({ type, id }) => `${type} ${id}`).sort();
  }

  /** Throws both clouds away. */
  public async close(): Promise<void> {
    await this.codeBuild.close();
    await this.ministack?.stop();
    await this.front.close();
    this.world.delete();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What users do before their first deployment. */
  private async prepare(): Promise<void> {
    mkdirSync(dirname(this.logFile));
    this.ministack = await MiniStack.start({ frontPort: this.front.port, logFile: this.logFile });
    this.front.behind = this.ministack.port;
    const secret = { username: 'CLOUD', password: CLOUD_SECRET };
    this.world.setKey(secret.username, { secret: secret.password, opens: 'cloud' });
    await new SecretsManagerClient().send(new CreateSecretCommand({ Name: CLOUD_KEY, SecretString: JSON.stringify(secret) }));
    this.network = await closedNetwork(this.world);
    await this.cdk.bootstrap();
  }
}

function environmentOf({ url }: Front): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3: url,
  };
}
