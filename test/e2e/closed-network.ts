import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'fs';
import { delimiter, dirname, join } from 'path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { standInProvider } from '../support/terraform';
import { World } from '../support/world';

const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'terraform-engine');
const BUCKET = 'closed-network';
const ENGINE = 'engine.zip';
const MIRROR = 'mirror/';
const PROVIDER = 'registry.terraform.io/confluentinc/confluent';
const VERSION = '2.83.0';
/** Runners take what is for their own machines, wherever this one stands in for them. */
const PLATFORM = 'linux_amd64';
/** A program in an archive that was made on Unix, which keeps permissions in the upper half. */
const EXECUTABLE = { os: 3, attrs: 0o755 * 2 ** 16 };

/** What a runner fetches in a network that reaches nothing but AWS: all of it is in a bucket of the user's. */
export interface ClosedNetwork {
  readonly bucket: string;
  readonly engine: string;
  readonly sha256: string;
  readonly mirror: string;
}

/** Puts the engine and the provider of a world into a bucket. */
export async function closedNetwork(world: World): Promise<ClosedNetwork> {
  const s3 = new S3Client();
  const engine = engineArchive();
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: ENGINE, Body: engine }));
  const archive = `${PROVIDER}/terraform-provider-confluent_${VERSION}_${PLATFORM}.zip`;
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${MIRROR}${archive}`, Body: providerArchive(world) }));
  return { bucket: BUCKET, engine: ENGINE, mirror: MIRROR, sha256: createHash('sha256').update(engine).digest('hex') };
}

/** The `terraform` of this machine; packed once, because it is large. */
function engineArchive(): Buffer {
  const program = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'terraform')).find(existsSync);
  if (!program) {
    throw new Error('there is no terraform on the PATH');
  }
  const { size, mtimeMs } = statSync(program);
  const file = join(CACHE, `${size}-${Math.floor(mtimeMs)}.zip`);
  if (!existsSync(file)) {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, zipSync({ terraform: [readFileSync(program), { ...EXECUTABLE, level: 1 }] }));
    renameSync(`${file}.${process.pid}`, file);
  }
  return readFileSync(file);
}

/** A program that starts the stand-in provider with a world. By the environment it would not learn of it: a run keeps that clean. */
function providerArchive({ file, ordersFile }: World): Uint8Array {
  const folder = join(dirname(standInProvider()), 'mirror', PROVIDER, VERSION);
  const binary = spawnSync('find', [folder, '-name', `terraform-provider-confluent_v${VERSION}`], { encoding: 'utf8' }).stdout.trim();
  const text = `#!/bin/sh\nSTAND_IN_WORLD='${file}' STAND_IN_ORDERS='${ordersFile}' exec '${binary}' "$@"\n`;
  return zipSync({ [`terraform-provider-confluent_v${VERSION}`]: [Buffer.from(text), EXECUTABLE] });
}
