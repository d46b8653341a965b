import { BatchGetBuildsCommand, CodeBuildClient } from '@aws-sdk/client-codebuild';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isRunning } from './local';
import { ObjectLocation } from './settings';
import { ConflictError, Store, Stored } from './store';
import { Secrets } from './surroundings';

const s3 = new S3Client();

/** A store in a bucket. S3 replaces objects whole, and lets a writer say what it replaces. */
export class S3Store implements Store {
  constructor(private readonly bucket: string) {}

  public async get(key: string): Promise<Stored | undefined> {
    try {
      const { Body, ETag = '' } = await s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return { body: await Body?.transformToString() ?? '', tag: ETag };
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') {
        return undefined;
      }
      throw error;
    }
  }

  public async put(key: string, body: string, tag?: string | null): Promise<string> {
    const condition = tag === undefined ? {} : tag === null ? { IfNoneMatch: '*' } : { IfMatch: tag };
    try {
      const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ...condition }));
      return ETag;
    } catch (error) {
      // the last is said of an object that must have a tag and is gone
      if (['PreconditionFailed', 'ConditionalRequestConflict', ...tag ? ['NoSuchKey'] : []].includes((error as Error).name)) {
        throw new ConflictError(`${key} was changed by somebody else`);
      }
      throw error;
    }
  }

  public async delete(key: string): Promise<void> {
    await s3.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }

  public async keys(): Promise<string[]> {
    return keysBelow(this.bucket, '');
  }
}

/** The bytes of an object. */
export async function bytesOf({ bucket, key }: ObjectLocation): Promise<Uint8Array> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return await Body?.transformToByteArray() ?? new Uint8Array();
}

/** The text of an object. */
export async function textOf(location: ObjectLocation): Promise<string> {
  return Buffer.from(await bytesOf(location)).toString('utf8');
}

/** The keys of all objects below a prefix. */
export async function keysBelow(bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  return keys;
}

/** Secrets Manager, in the region of each secret. */
export class AwsSecrets implements Secrets {
  public async read(arn: string): Promise<string> {
    try {
      const { SecretString } = await clientOf(arn).send(new GetSecretValueCommand({ SecretId: arn }));
      return SecretString ?? '';
    } catch (error) {
      throw new Error(`the secret ${arn} cannot be read: ${(error as Error).message}. Either it does not exist any more, or the runner may not `
        + 'read it or use its KMS key: Secrets Manager answers a missing right in both cases. Nothing was changed.');
    }
  }

  public async write(arn: string, value: string): Promise<void> {
    await clientOf(arn).send(new PutSecretValueCommand({ SecretId: arn, SecretString: value }));
  }
}

function clientOf(arn: string): SecretsManagerClient {
  const [prefix, , , region] = arn.split(':');
  return new SecretsManagerClient(prefix === 'arn' ? { region } : {});
}

/** Whether a build still runs. One that nobody knows any more does not. */
export async function isAlive(buildId: string): Promise<boolean> {
  return (await endOf(buildId)) === undefined;
}

/** How a build ended, in CodeBuild's words; undefined if it still runs, empty if nobody knows it. */
export async function endOf(buildId: string): Promise<string | undefined> {
  const { builds: [build] = [] } = await new CodeBuildClient().send(new BatchGetBuildsCommand({ ids: [buildId] }));
  const messages = build?.phases?.flatMap(({ contexts = [] }) => contexts.map(({ message }) => message)).filter(Boolean) ?? [];
  return build?.buildStatus === 'IN_PROGRESS' ? undefined : [build?.buildStatus, ...messages.slice(-1)].filter(Boolean).join(': ');
}

/** Whether the run that holds a state still lives, wherever it runs. */
export async function isHolderAlive(holder: string): Promise<boolean> {
  const [, buildId] = /^build (.+)$/.exec(holder) ?? [];
  return buildId ? isAlive(buildId) : isRunning(holder);
}
