import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { mkdtemp, rm } from 'fs/promises';
import { hostname, tmpdir } from 'os';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { Request } from '../../../lib/terraform/runner/request';
import { run } from '../../../lib/terraform/runner/run';
import { FolderStore } from '../../../lib/terraform/runner/store';
import { Surroundings } from '../../../lib/terraform/runner/surroundings';
import { describeTerraform } from '../../support/terraform';

const STATE = 'S/data-plane/terraform.tfstate';
const LOCK = `${STATE}.tflock`;

/** A store that refuses to save states, or does something first, when it is told to. */
class FaultyStore extends FolderStore {
  public onState?: () => Promise<void>;
  public states: string[] = [];

  public async put(key: string, body: string, tag?: string | null): Promise<string> {
    if (key === STATE) {
      await this.onState?.();
      this.states.push(body);
    }
    return super.put(key, body, tag);
  }
}

describeTerraform('the state', () => {
  jest.setTimeout(60_000);

  let folder: string;
  let store: FaultyStore;
  let around: Surroundings;
  let count = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 's-'));
    store = new FaultyStore(folder);
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch);
    around = { ...await localSurroundings({ folder }), store, scratch, sleep: () => sleep(50) };
  });

  afterEach(() => rm(folder, { recursive: true }));

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
      id: key,
      action: 'apply',
      stateKey: 'S/data-plane',
      document: { bucket: folder, key },
      files: {},
      variables: {},
      secretVariables: {},
      secrets: {},
      rollback: false,
      creation: false,
      mayDestroy: [],
    };
  }

  const idsIn = (state: string): string[] => JSON.parse(state).resources.map(({ instances }: any) => instances[0].attributes.id);
  const saved = async () => (await store.get(STATE))?.body ?? '{"resources":[]}';

  test('is saved after each resource, not only in the end', async () => {
    await run(requestOf('a', 'b', 'c'), around);
    const counts = store.states.map((state) => idsIn(state).length);

    expect(counts).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(idsIn(await saved()).length).toBe(3);
  });

  test('is read, not locked and not saved, for a plan', async () => {
    await run(requestOf('a'), around);
    store.states = [];
    await store.put(LOCK, JSON.stringify({ ID: 'other', Info: around.holder }));

    expect(await run({ ...requestOf('a', 'b'), action: 'plan' }, around)).toMatchObject({ status: 'SUCCESS' });
    expect(store.states).toEqual([]);
  });

  describe('has a lock', () => {
    const lockOf = (holder: string) => store.put(LOCK, JSON.stringify({ ID: 'other', Info: holder, Who: 'root@host', Created: '2026-01-01' }));

    test('while a run works, of the shape that Terraform\'s S3 backend gives it, and none afterwards', async () => {
      let lock: any;
      store.onState = async () => { lock ??= JSON.parse((await store.get(LOCK))!.body); };
      await run(requestOf('a'), around);

      expect(lock).toMatchObject({
        ID: expect.any(String), Operation: 'OperationTypeApply', Info: around.holder, Who: expect.stringContaining(`@${hostname()}`), Path: STATE,
      });
      expect(await store.get(LOCK)).toBeUndefined();
    });

    test('that a failed run gives back', async () => {
      await run({ ...requestOf('a'), variables: {}, secretVariables: { x: { secretArn: 'none', field: 'y' } } }, around);

      expect(await store.get(LOCK)).toBeUndefined();
    });

    test('that is taken over when a dead run left it behind', async () => {
      await lockOf(`process 99999999 on ${hostname()}`);

      expect(await run(requestOf('a'), around)).toMatchObject({ status: 'SUCCESS' });
      expect(await store.get(LOCK)).toBeUndefined();
    });

    test('that is waited for while its run lives', async () => {
      await lockOf(around.holder);
      const lines: string[] = [];
      const release = sleep(1_000).then(() => store.delete(LOCK));

      expect(await run(requestOf('a'), { ...around, print: (line) => lines.push(line) })).toMatchObject({ status: 'SUCCESS' });
      await release;
      expect(lines).toContain(`waiting for ${around.holder}, which holds the state`);
    });

    test.each(['', `process 1 on not-${hostname()}`])('that is not broken when nobody can say whether its holder "%s" is dead', async (holder) => {
      await lockOf(holder);

      expect(await run(requestOf('a'), { ...around, sleep: async () => undefined })).toEqual({
        status: 'FAILED',
        reason: `the state S/data-plane has been locked by ${holder || 'root@host'} since 2026-01-01. If nobody works on it any more, `
          + `delete ${LOCK} and deploy again. Nothing was changed.`,
      });
      expect(await store.get(LOCK)).toBeDefined();
    });

    test('that one of two runs gets which begin at once', async () => {
      const results = await Promise.all([run(requestOf('a'), around), run(requestOf('a'), around)]);

      expect(results.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
      expect(new Set(store.states.flatMap(idsIn)).size).toBe(1);
    });
  });

  describe('that cannot be saved', () => {
    test('is saved when the store is back', async () => {
      let refusals = 3;
      store.onState = async () => {
        if (refusals-- > 0) throw new Error('slow down');
      };

      expect(await run(requestOf('a'), around)).toMatchObject({ status: 'SUCCESS' });
      expect(idsIn(await saved()).length).toBe(1);
      expect(readdirSync(around.scratch)).toEqual([]);
    });

    test('stays on the machine, and the error says where', async () => {
      store.onState = () => Promise.reject(new Error('access denied'));
      const result = await run(requestOf('a'), around);
      const [, file] = /^the state could be saved nowhere but in (\S+): access denied\./.exec((result as any).reason)!;

      expect(idsIn(readFileSync(file, 'utf8')).length).toBe(1);
    });

    test('because somebody changed it meanwhile, replaces nothing', async () => {
      const theirs = '{"resources":[],"serial":77}';
      store.onState = async () => {
        store.onState = undefined;
        await store.put(STATE, theirs);
      };

      expect(await run(requestOf('a'), around)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('was made by somebody else') });
      expect(await saved()).toBe(theirs);
    });
  });

  describe('on a full disk', () => {
    let mounted: boolean;

    beforeEach(() => {
      mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', around.scratch]).status === 0;
    });

    afterEach(() => {
      if (mounted) execFileSync('umount', [around.scratch]);
    });

    test('loses nothing: the next run goes on when there is room again', async () => {
      if (!mounted) {
        console.warn('skipped: this test mounts a small file system, which is not permitted here');
        return;
      }
      const filler = join(around.scratch, 'filler');
      const fill = (line: string) => {
        try {
          if (line.includes('Hub/a created')) writeFileSync(filler, Buffer.alloc(4_000_000));
        } catch {
          // it is full
        }
      };
      const made: string[] = [];
      const failed = await run(requestOf('a', 'b'), { ...around, print: (line) => { made.push(line); fill(line); } });
      rmSync(filler);

      expect(failed.status).toBe('FAILED');
      const kept = idsIn(await saved());
      expect(kept.length).toBe(made.filter((line) => line.includes('created')).length);
      expect(await run(requestOf('a', 'b'), around)).toMatchObject({ status: 'SUCCESS' });
      expect(idsIn(await saved())).toEqual(expect.arrayContaining(kept));
    });
  });
}, ['terraform']);
