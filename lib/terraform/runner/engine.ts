import { createHash } from 'crypto';
import { mkdir, writeFile } from 'fs/promises';
import { dirname, join } from 'path';
import { unzipSync } from 'fflate';
import { bytesOf, keysBelow } from './aws';
import { EngineSettings, MirrorSettings } from './settings';

const TRIES = 3;

/**
 * Fetches the engine into a folder. Nothing is written before the archive's checksum was found right.
 *
 * @returns the path of the program
 */
export async function fetchEngine({ binary, sha256, url, location }: EngineSettings, folder: string): Promise<string> {
  const source = location ? `s3://${location.bucket}/${location.key}` : url ?? '';
  const archive = location ? await bytesOf(location) : await download(source);
  const found = createHash('sha256').update(archive).digest('hex');
  if (found !== sha256) {
    throw new Error(`the archive ${source} has the SHA-256 ${found}, not ${sha256}, which the runner's \`engine\` pins. Nothing was run.`);
  }
  const file = Object.values(unzipSync(archive, { filter: ({ name }) => name === binary }))[0];
  if (!file) {
    throw new Error(`the archive ${source} has no program \`${binary}\``);
  }
  const program = join(folder, binary);
  await writeFile(program, file, { mode: 0o755 });
  return program;
}

/**
 * Writes Terraform's CLI configuration: where providers come from.
 *
 * @returns the path of the file
 */
export async function configureCli(mirror: MirrorSettings | undefined, folder: string): Promise<string> {
  const file = join(folder, 'terraform.rc');
  await writeFile(file, mirror ? `provider_installation {\n${await installationFrom(mirror, folder)}}\n` : '');
  return file;
}

async function installationFrom({ url, bucket = '', prefix = '' }: MirrorSettings, folder: string): Promise<string> {
  if (url) {
    return `  network_mirror {\n    url = ${JSON.stringify(url)}\n  }\n`;
  }
  const mirror = join(folder, 'mirror');
  for (const key of await keysBelow(bucket, prefix)) {
    if (!key.endsWith('/')) { // a folder, as the console makes them
      const file = join(mirror, key.slice(prefix.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await bytesOf({ bucket, key }));
    }
  }
  return `  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n`;
}

async function download(url: string): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(url);
      if (!response.ok) {
        throw new Error(`${response.status} ${response.statusText}`);
      }
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (tries === TRIES) {
        throw new Error(`the engine could not be fetched from ${url}: ${reasonOf(error)}. In a closed network give the runner an engine from a bucket.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** tries));
    }
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Error };
  return cause ? `${message}, ${cause.message}` : message;
}
