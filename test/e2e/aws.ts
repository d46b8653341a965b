import { CloudFormationClient, DescribeStackResourcesCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectCommand, GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A resource in a state. */
interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly instances: { readonly status?: string; readonly attributes: { readonly id: string } }[];
}

/** What is in the account, as its owner sees it. */
export class Aws {
  private readonly s3 = new S3Client();
  private readonly secretsManager = new SecretsManagerClient();
  private readonly cloudFormation = new CloudFormationClient();

  /** The status of a stack; undefined if it is not there. */
  public async statusOf(stack: string): Promise<string | undefined> {
    return (await this.describe(stack))?.StackStatus;
  }

  public async outputsOf(stack: string): Promise<Record<string, string | undefined>> {
    return Object.fromEntries((await this.describe(stack))?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]) ?? []);
  }

  /** The physical ID of the one resource of a type in a stack. */
  public async resourceOf(stack: string, type: string): Promise<string | undefined> {
    const { StackResources = [] } = await this.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stack }));
    return StackResources.find(({ ResourceType }) => ResourceType === type)?.PhysicalResourceId;
  }

  /** Secrets that stacks have made, as `{"username", "password"}`, by their names. */
  public async keys(): Promise<Record<string, { readonly username: string; readonly password: string }>> {
    const { SecretList = [] } = await this.secretsManager.send(new ListSecretsCommand({}));
    const made = SecretList.filter(({ Name }) => Name !== CLOUD_KEY);
    return Object.fromEntries(await Promise.all(made.map(async ({ ARN, Name }) => {
      const { SecretString = '' } = await this.secretsManager.send(new GetSecretValueCommand({ SecretId: ARN }));
      return [Name, JSON.parse(SecretString)];
    })));
  }

  /** What all states hold, as `type id`, and a word if it is not sound. */
  public async inStates(): Promise<string[]> {
    const states = Object.entries(await this.objects(await this.stateBucket())).filter(([key]) => key.endsWith('.tfstate'));
    const resources: StateResource[] = states.flatMap(([, text]) => JSON.parse(text).resources);
    return resources.filter(({ mode }) => mode === 'managed').flatMap(({ type, instances }) =>
      instances.map(({ status = '', attributes: { id } }) => `${type} ${id}${status}`)).sort();
  }

  /** The texts of all objects in a bucket, by their keys. */
  public async objects(bucket: string): Promise<Record<string, string>> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Object.fromEntries(await Promise.all(Contents.map(async ({ Key = '' }) => [Key, await this.text(bucket, Key)])));
  }

  public async put(bucket: string, key: string, text: string): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
  }

  public async delete(bucket: string, key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }

  public async stateBucket(): Promise<string> {
    return this.bucket(/states/);
  }

  public async bucket(pattern: RegExp): Promise<string> {
    const { Buckets = [] } = await this.s3.send(new ListBucketsCommand({}));
    const names = Buckets.map(({ Name = '' }) => Name);
    const found = names.filter((name) => pattern.test(name));
    if (found.length !== 1) {
      throw new Error(`of the buckets ${names.join(', ')}, one must match ${pattern}`);
    }
    return found[0];
  }

  private async text(bucket: string, key: string): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString('latin1') ?? '';
  }

  private async describe(stack: string) {
    const { Stacks } = await this.cloudFormation.send(new DescribeStacksCommand({ StackName: stack })).catch(() => ({ Stacks: [] }));
    return Stacks?.[0];
  }
}

/** The name of the secret with the Cloud API key, as the examples have it. */
export const CLOUD_KEY = 'confluent/cloud-api-key';
