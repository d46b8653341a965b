import { mkdtemp, rm } from 'fs/promises';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { localSurroundings } from '../../../lib/terraform/runner/local';

describe('a run on one machine', () => {
  let folder: string;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-'));
    server = createServer((request, response) => { response.writeHead(401).end(`${request.method} ${request.url} ${request.headers.authorization}`); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  test('asks by GET, with the key', async () => {
    const { ask } = await localSurroundings({ folder });

    expect(await ask(`${url}/subjects?limit=1`, { username: 'KEY', password: 'secret' }))
      .toEqual({ status: 401, body: `GET /subjects?limit=1 Basic ${Buffer.from('KEY:secret').toString('base64')}` });
  });

  test('fails to ask where nobody answers', async () => {
    const { ask } = await localSurroundings({ folder });

    await expect(ask('http://127.0.0.1:1/', { username: 'KEY', password: 'secret' })).rejects.toThrow('fetch failed');
  });

  test('waits, but no longer than until it is told to stop', async () => {
    const controller = new AbortController();
    const { sleep } = await localSurroundings({ folder, signal: controller.signal });

    await sleep(1);
    const waiting = sleep(600_000);
    controller.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});
