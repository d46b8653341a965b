import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { strToU8, zipSync } from 'fflate';
import { configureCli, fetchEngine } from '../../../lib/terraform/runner/engine';

const mockObjects: Record<string, Uint8Array> = {};

jest.mock('../../../lib/terraform/runner/aws', () => ({
  bytesOf: async ({ bucket, key }: { bucket: string; key: string }) => mockObjects[`${bucket}/${key}`] ?? Promise.reject(new Error(`no ${key}`)),
  keysBelow: async (bucket: string, prefix: string) => Object.keys(mockObjects)
    .filter((name) => name.startsWith(`${bucket}/${prefix}`)).map((name) => name.slice(bucket.length + 1)),
}));

const ARCHIVE = zipSync({ 'LICENSE.txt': strToU8('…'), 'terraform': strToU8('#!/bin/sh\necho "I am the engine"\n') });
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex');

let folder: string;
let server: Server;
let url: string;
let answers: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  answers = [];
  server = createServer((_, response) => response.writeHead(answers.shift() ?? 200).end(ARCHIVE));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/terraform.zip`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('an engine', () => {
  test('is fetched from its URL, and runs', async () => {
    const program = await fetchEngine({ binary: 'terraform', sha256: SHA256, url }, folder);

    expect(spawnSync(program, { encoding: 'utf8' }).stdout).toBe('I am the engine\n');
    expect(readdirSync(folder)).toEqual(['terraform']);
  });

  test('is fetched from a bucket', async () => {
    mockObjects['tools/terraform.zip'] = ARCHIVE;

    expect(await fetchEngine({ binary: 'terraform', sha256: SHA256, location: { bucket: 'tools', key: 'terraform.zip' } }, folder))
      .toBe(join(folder, 'terraform'));
  });

  test('of another checksum is not written, and not run', async () => {
    const wrong = 'ab'.repeat(32);

    await expect(fetchEngine({ binary: 'terraform', sha256: wrong, url }, folder)).rejects.toThrow(
      `the archive ${url} has the SHA-256 ${SHA256}, not ${wrong}, which the runner's \`engine\` pins. Nothing was run.`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is named if it is not in the archive', async () => {
    await expect(fetchEngine({ binary: 'tofu', sha256: SHA256, url }, folder)).rejects.toThrow(`the archive ${url} has no program \`tofu\``);
  });

  test('is asked for again when the server is busy, and not for ever', async () => {
    const hasty = jest.spyOn(global, 'setTimeout').mockImplementation(((go: () => void) => setImmediate(go)) as any);
    try {
      answers = [503, 503];
      await fetchEngine({ binary: 'terraform', sha256: SHA256, url }, folder);
      answers = [503, 503, 503];
      await expect(fetchEngine({ binary: 'terraform', sha256: SHA256, url }, folder)).rejects.toThrow(
        `the engine could not be fetched from ${url}: 503 Service Unavailable. In a closed network give the runner an engine from a bucket.`);
    } finally {
      hasty.mockRestore();
    }
  });
});

describe('providers come', () => {
  const configuration = async (...args: Parameters<typeof configureCli>) => readFileSync(await configureCli(...args), 'utf8');

  test('from their registry, if nothing is said', async () => {
    expect(await configuration(undefined, folder)).toBe('');
  });

  test('from a mirror with a URL', async () => {
    expect(await configuration({ url: 'https://mirror.example/' }, folder)).toBe(
      'provider_installation {\n  network_mirror {\n    url = "https://mirror.example/"\n  }\n}\n');
  });

  test('from a bucket, whose files are laid out as Terraform wants them', async () => {
    const path = 'registry.terraform.io/confluentinc/confluent/terraform-provider-confluent_2.83.0_linux_amd64.zip';
    mockObjects[`tools/mirror/${path}`] = strToU8('provider');
    mockObjects['tools/mirror/'] = strToU8('');
    mockObjects['tools/other'] = strToU8('');

    expect(await configuration({ bucket: 'tools', prefix: 'mirror/' }, folder)).toBe(
      `provider_installation {\n  filesystem_mirror {\n    path = "${folder}/mirror"\n  }\n}\n`);
    expect(readFileSync(join(folder, 'mirror', path), 'utf8')).toBe('provider');
  });
});
