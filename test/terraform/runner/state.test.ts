import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { mkdtemp, rm } from 'fs/promises';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { Request } from '../../../lib/terraform/runner/request';
import { run, Surroundings } from '../../../lib/terraform/runner/run';
import { describeTerraform } from '../../support/terraform';

describeTerraform('the state', () => {
  jest.setTimeout(60_000);

  /** Keeps a state as S3 does, with a lock; and fails when it is told to. */
  class StateServer {
    public state = '';
    public lock = '';
    public refuses = false;
    private readonly server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      request.on('end', () => {
        const [status, text] = this.answer(request.method!, body);
        response.writeHead(status, { 'content-length': Buffer.byteLength(text) }).end(text);
      });
    });

    public async start(): Promise<Record<string, any>> {
      await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
      const address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
      return { http: { address, lock_address: address, unlock_address: address, retry_max: 0 } };
    }

    public stop(): void {
      this.server.closeAllConnections();
      this.server.close();
    }

    private answer(method: string, body: string): [number, string] {
      switch (method) {
        case 'LOCK':
          if (this.lock) return [423, this.lock];
          this.lock = body;
          return [200, ''];
        case 'UNLOCK':
          this.lock = '';
          return [200, ''];
        case 'POST':
          if (this.refuses) return [503, 'slow down'];
          this.state = body;
          return [200, ''];
        default:
          return this.state ? [200, this.state] : [404, ''];
      }
    }
  }

  let folder: string;
  let server: StateServer;
  let around: Surroundings;
  let count = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 's-'));
    server = new StateServer();
    const backend = await server.start();
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch);
    around = { ...await localSurroundings({ folder }), scratch, backend: () => backend };
  });

  afterEach(async () => {
    server.stop();
    await rm(folder, { recursive: true });
  });

  /** A document of resources that are made one after the other, slowly enough that something can happen between them. */
  function requestOf(...names: string[]): Request {
    const key = `${++count}.json`;
    const blocks = names.map((name, index) => [name, {
      '//': { construct: `Hub/${name}` },
      'input': 'x'.repeat(10_000),
      ...index > 0 ? { depends_on: [`terraform_data.${names[index - 1]}`], provisioner: [{ 'local-exec': { command: 'sleep 2' } }] } : {},
    }]);
    writeFileSync(join(folder, key), JSON.stringify({ resource: { terraform_data: Object.fromEntries(blocks) } }));
    return {
      id: key, action: 'apply', stateKey: 'S/data-plane', document: { bucket: folder, key }, variables: {}, secretVariables: {}, secrets: {}, rollback: false, mayDestroy: [],
    };
  }

  const idsIn = (state: string) => JSON.parse(state).resources.map(({ instances }: any) => instances[0].attributes.id);

  describe('a lock', () => {
    const LOCK = JSON.stringify({ ID: 'of-the-dead', Operation: 'OperationTypeApply', Who: 'root@host' });

    test('left behind by a dead run is broken', async () => {
      server.lock = LOCK;
      const breakDeadLock: Surroundings['breakDeadLock'] = (_, unlock) => unlock('of-the-dead');

      expect(await run(requestOf('a'), { ...around, breakDeadLock })).toMatchObject({ status: 'SUCCESS' });
      expect(server.lock).toBe('');
    });

    test('of a run that lives is waited for', async () => {
      server.lock = LOCK;
      const timer = setTimeout(() => { server.lock = ''; }, 1500);

      expect(await run(requestOf('a'), around)).toMatchObject({ status: 'SUCCESS' });
      clearTimeout(timer);
    });
  });

  describe('a state that cannot be saved', () => {
    const failing = (request: Request, more: Partial<Surroundings> = {}) =>
      run(request, { ...around, print: (line) => { server.refuses ||= line.includes('created'); }, ...more });

    test('is kept beside its place, and the next run goes on with it', async () => {
      const request = requestOf('a', 'b');

      expect(await failing(request)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('Failed to save state') });
      const kept = (await around.store.get('S/data-plane/errored.tfstate'))!.body;
      expect(idsIn(kept).length).toBe(2);
      expect(readdirSync(around.scratch)).toEqual([]);

      server.refuses = false;
      server.lock = '';
      expect(await run(request, around)).toMatchObject({ status: 'SUCCESS' });
      expect(idsIn(server.state)).toEqual(idsIn(kept));
      expect(await around.store.get('S/data-plane/errored.tfstate')).toBeUndefined();
    });

    test('is saved at a second try', async () => {
      const request = requestOf('a');
      const print = (line: string) => { server.refuses = line.includes('created'); };

      expect(await run(request, { ...around, print })).toMatchObject({ status: 'FAILED' });
      expect(idsIn(server.state).length).toBe(1);
      expect(readdirSync(around.scratch)).toEqual([]);
    });

    test('is left in the scratch folder when it can be saved nowhere else', async () => {
      const store = {
        ...around.store,
        get: (key: string) => around.store.get(key),
        delete: async () => undefined,
        put: (key: string, body: string) => server.refuses ? Promise.reject(new Error('no space')) : around.store.put(key, body),
      };
      const result = await failing(requestOf('a'), { store });
      const [, file] = /saved nowhere but in (\S+errored\.tfstate)/.exec(JSON.stringify(result))!;

      expect(idsIn(readFileSync(file, 'utf8')).length).toBe(1);
    });
  });

  describe('a full disk', () => {
    let disk: string;
    let mounted: boolean;

    beforeEach(() => {
      disk = join(folder, 'disk');
      mkdirSync(disk);
      mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', disk]).status === 0;
    });

    afterEach(() => {
      if (mounted) execFileSync('umount', [disk]);
    });

    test('loses no state: the next run goes on when there is room again', async () => {
      if (!mounted) {
        console.warn('skipped: this test mounts a small file system, which is not permitted here');
        return;
      }
      const small: Surroundings = { ...around, backend: () => ({ local: { path: join(disk, 'terraform.tfstate') } }) };
      const request = requestOf('a', 'b');
      const fill = (line: string) => {
        try {
          if (line.includes('created')) writeFileSync(join(disk, 'filler'), Buffer.alloc(1_000_000));
        } catch {
          // it is full
        }
      };
      const failed = await run(request, { ...small, print: fill });
      rmSync(join(disk, 'filler'));
      rmSync(join(disk, 'terraform.tfstate'), { force: true }); // Terraform may leave half of it there, which S3 never does

      expect(failed.status).toBe('FAILED');
      const kept = (await around.store.get('S/data-plane/errored.tfstate'))!.body;
      expect(await run(request, small)).toEqual({ status: 'SUCCESS', outputs: {}, notes: [] });
      expect(idsIn(readFileSync(join(disk, 'terraform.tfstate'), 'utf8'))).toEqual(expect.arrayContaining(idsIn(kept)));
    });
  });
}, ['terraform']);
