import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { CLOUD_SECRET, CONTROL, DATA, Rig, Version } from './rig';
import { KafkaTopic } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { becomeNewest } from '../../../lib/terraform/runner/newest';
import { FolderStore } from '../../../lib/terraform/runner/store';
import { describeTerraform } from '../../support/terraform';

jest.setTimeout(120_000);

const small = (hub: StreamingHub) => {
  hub.addTopic('clicks');
  hub.addTopic('scratch', { removalPolicy: RemovalPolicy.DESTROY });
};
const large = (hub: StreamingHub) => {
  small(hub);
  hub.addTopic('orders');
};

describeTerraform('a hub that is deployed', () => {
  let base: Rig;
  let before: Version;
  let after: Version;
  let rig: Rig;

  beforeAll(async () => {
    base = new Rig();
    before = base.version(small);
    after = base.version(large);
    expect(await base.deploy(before)).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
  });

  afterAll(() => base.world.delete());

  beforeEach(() => {
    rig = new Rig(base);
  });

  afterEach(() => rig.world.delete());

  /** After the next ordinary run state and world agree, and nothing was lost on the way. */
  async function recovers(version: Version = after, ...roots: string[]): Promise<void> {
    rig.world.order();
    for (const root of [...roots, DATA]) {
      expect(await rig.run(version, root)).toMatchObject({ status: 'SUCCESS' });
    }
    expect(rig.inStates()).toEqual(rig.inWorld());
    expect(rig.lost()).toEqual([]);
  }

  const failed = (text: string | RegExp) => ({ status: 'FAILED', reason: expect.stringMatching(text) });

  describe('goes on after', () => {
    test('kill -9 of all processes while planning', async () => {
      rig.world.order({ name: 'orders', operation: 'plan', mode: 'delay', delay: 60_000, marker: rig.marker });
      await rig.kill(after, DATA);

      await recovers();
    });

    test('kill -9 of all processes while applying', async () => {
      rig.world.order({ name: 'orders', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
      await rig.kill(after, DATA);

      await recovers();
    });

    test('kill -9 after keys were made and before they were published', async () => {
      const fresh = new Rig();
      await fresh.kill(before, CONTROL, { stopAtPublish: fresh.marker });
      rig.world.delete();
      rig = fresh;

      await recovers(after, CONTROL);
      expect(rig.world.things('confluent_api_key').length).toBe(2);
    });

    test.each(['crash', 'kill-terraform'] as const)('a %s while applying', async (mode) => {
      rig.world.order({ name: 'orders', operation: 'create', mode });

      expect(await rig.run(after, DATA)).toMatchObject({ status: 'FAILED' });
      await recovers();
    });

    test.each([429, 500])('the answer %s', async (status) => {
      rig.world.order({ name: 'orders', operation: 'create', mode: 'error', status, message: 'later', times: 1 });

      expect(await rig.run(after, DATA)).toEqual(failed(`S/Hub/orders \\(confluent_kafka_topic\\..*\\): error creating Kafka Topic "orders": ${status}`));
      await recovers();
    });

    test('its time limit, with the state saved', async () => {
      const controller = new AbortController();
      rig.world.order({ name: 'orders', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
      const running = rig.run(after, DATA, { around: { signal: controller.signal } });
      await rig.marked();
      controller.abort();

      expect(await running).toEqual(failed('the time limit was reached during `terraform apply`'));
      expect(await rig.run(after, DATA, { around: { signal: controller.signal } })).toEqual(failed('the time limit was reached during `terraform init`'));
      await recovers();
    });

    test('a creation that failed half-way: what is retained is used as it is', async () => {
      rig.world.order({ name: 'orders', operation: 'create', mode: 'error', when: 'tainted' });

      expect(await rig.run(after, DATA)).toEqual(failed('error creating Kafka Topic "orders": 500'));
      rig.world.order();
      expect(await rig.run(after, DATA, { action: 'plan' })).toMatchObject({ notes: [expect.stringContaining('S/Hub/orders')] });
      expect(rig.inStates()).toContainEqual(expect.stringContaining('tainted'));
      expect(await rig.run(after, DATA)).toMatchObject({
        status: 'SUCCESS', notes: ['S/Hub/orders was made by a deployment that failed, and is used as it is'],
      });
      expect(rig.calls('create', 'orders')).toBe(1);
      await recovers();
    });

    test('a deployment that died after a retained resource had left the app', async () => {
      await rig.run(after, DATA);
      const without = rig.version((hub) => {
        small(hub);
        hub.addTopic('returns');
      });
      rig.world.order({ name: 'returns', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
      await rig.kill(without, DATA);

      expect(await rig.run(without, DATA)).toMatchObject({ status: 'SUCCESS' });
      expect(rig.lost()).toEqual([]);
      expect(rig.world.thing('confluent_kafka_topic', 'orders')).toBeDefined();
    });
  });

  describe('with requests that meet', () => {
    test('answers the same again when the answer was lost', async () => {
      const request = rig.request(after, CONTROL);
      const first = await rig.carryOut(request);

      expect(await rig.carryOut(request)).toEqual(first);
      await recovers(after, CONTROL);
    });

    test('carries out two at once one after the other', async () => {
      const results = await Promise.all([rig.run(after, DATA), rig.run(after, DATA)]);

      expect(results).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
      expect(rig.calls('create', 'orders')).toBe(1);
      await recovers();
    });

    test('stops the older one before it changes anything', async () => {
      const [older, newer] = [rig.request(after, DATA), rig.request(before, DATA, { rollback: true })];
      const store = new FolderStore(rig.folder);
      await becomeNewest(store, DATA, older.id);
      rig.world.order({ name: 'orders', operation: 'plan', mode: 'delay', delay: 1000, marker: rig.marker });
      const running = rig.carryOut(older);
      await rig.marked();
      await becomeNewest(store, DATA, newer.id);

      expect(await running).toEqual(failed('a newer deployment'));
      expect(await rig.carryOut(newer)).toMatchObject({ status: 'SUCCESS' });
      expect(rig.calls('create', 'orders')).toBe(0);
    });
  });

  describe('with a secret', () => {
    test.each([
      ['missing', '', 'does not exist'],
      ['malformed', 'CLOUD:secret', 'is not a JSON object with the key "username"'],
      ['wrong', '{"username":"CLOUD","password":"another secret"}', '401 Unauthorized.*\n(.*\n)*.*Cloud \\(or Global\\) API key'],
    ])('that is %s, changes nothing', async (_, text, reason) => {
      rig.setSecret(text);

      expect(await rig.run(after, CONTROL)).toEqual(failed(reason));
      rig.setSecret(JSON.stringify({ username: 'CLOUD', password: CLOUD_SECRET }));
      await recovers(after, CONTROL);
    });

    test('that was rotated, takes the new one', async () => {
      rig.world.setKey('CLOUD', { secret: 'the new secret', opens: 'cloud' });
      rig.setSecret('{"username":"CLOUD","password":"the new secret"}');

      await recovers(after, CONTROL);
    });

    test('that the provider prints, hides it everywhere', async () => {
      const more = rig.version((hub) => {
        small(hub);
        new KafkaTopic(hub, 'Key', { cluster: hub.cluster, topicName: 'key' });
      });
      rig.world.order(
        { name: 'key', operation: 'create', mode: 'error', status: 500, message: `key ${CLOUD_SECRET} and ${Object.values(rig.world.keys).pop()!.secret}` });
      const result = await rig.run(more, DATA);

      for (const secret of [CLOUD_SECRET, ...Object.values(rig.world.keys).map((key) => key.secret)]) {
        expect(JSON.stringify([result, rig.lines])).not.toContain(JSON.stringify(secret).slice(1, -1));
      }
      expect(result).toEqual(failed('key \\*\\*\\* and \\*\\*\\*'));
      await recovers(more);
    });
  });

  describe('without', () => {
    test('its state, says what is there and makes nothing twice', async () => {
      const file = join(rig.folder, CONTROL, 'terraform.tfstate');
      const calls = rig.world.calls().length;
      renameSync(file, `${file}.away`);

      expect(await rig.run(after, CONTROL)).toEqual(failed(/The state of S\/control-plane is gone.*Nothing was changed(.*\n)*.*S\/Hub\/Cluster \(confluent_kafka_cluster/));
      expect(rig.world.calls().length).toBe(calls);
      renameSync(`${file}.away`, file);
      await recovers(after, CONTROL);
    });

    test('the memory of its removal policies, keeps what holds data', async () => {
      rmSync(join(rig.folder, DATA, 'document.json'));
      const other = rig.version((hub) => { hub.addTopic('returns'); });

      expect(await rig.run(other, DATA)).toMatchObject({ notes: ['clicks', 'scratch'].map((name) => expect.stringMatching(`Hub_${name}.* is retained`)) });
      expect(rig.lost()).toEqual([]);
      expect(rig.world.thing('confluent_kafka_topic', 'clicks')).toBeDefined();
    });

    test('the asset that it was made from, can go back to it and be destroyed', async () => {
      const old = rig.request(before, DATA, { rollback: true });
      const gone = { ...old, document: { ...old.document, key: 'gone.json' } };
      const file = join(rig.folder, DATA, 'applied.json');
      const applied = JSON.parse(readFileSync(file, 'utf8'));
      await new FolderStore(rig.folder).put(`${DATA}/applied.json`, JSON.stringify({ ...applied, location: gone.document }));

      expect(await rig.carryOut(gone)).toMatchObject({ status: 'SUCCESS' });
      expect(await rig.carryOut({ ...gone, document: { ...gone.document, key: 'never.json' } })).toEqual(failed('the document of S/data-plane is gone'));
      expect(await rig.carryOut({ ...gone, action: 'destroy', document: { ...gone.document, key: 'never.json' } })).toMatchObject({ status: 'SUCCESS' });
      expect(rig.lost()).toEqual([]);
      expect(rig.calls('delete', 'scratch')).toBe(1);
    });
  });

  describe('rolled back', () => {
    test('keeps what a failed update made and holds data, and the next deployment goes on with it', async () => {
      const broken = rig.version((hub) => {
        large(hub);
        hub.addTopic('broken').node.addDependency(hub.node.findChild('orders'));
      });
      rig.world.order({ name: 'broken', mode: 'error', operation: 'create' });

      expect(await rig.run(broken, DATA)).toMatchObject({ status: 'FAILED' });
      expect(await rig.run(before, DATA, { rollback: true })).toMatchObject({
        status: 'SUCCESS', notes: ['S/Hub/orders is kept, although the deployment that made it was rolled back'],
      });
      expect(rig.inStates()).toEqual(rig.inWorld());
      await recovers(broken);
      expect(rig.calls('create', 'orders')).toBe(1);
    });
  });

  describe('that is renamed', () => {
    const named = (id: string) => (hub: StreamingHub) => {
      small(hub);
      new KafkaTopic(hub, id, { cluster: hub.cluster, topicName: 'orders' });
    };

    test('moves its topics in the state', async () => {
      await rig.run(rig.version(named('Orders')), DATA);
      const renamed = rig.version(named('Purchases'));

      expect(await rig.run(renamed, DATA)).toMatchObject({ notes: ['S/Hub/Orders is now S/Hub/Purchases'] });
      expect(rig.state(DATA).resources.map(({ name }: { name: string }) => name)).toContainEqual(expect.stringMatching(/Purchases/));
      await recovers(renamed);
      expect(rig.calls('create', 'orders')).toBe(1);
    });
  });

  test('that is renamed as a whole, moves everything in as many rounds as it takes', async () => {
    const request = rig.request(before, CONTROL);
    const text = readFileSync(join(request.document.bucket, request.document.key), 'utf8');
    const calls = rig.world.calls().length;
    writeFileSync(join(rig.folder, 'renamed.json'), text.replaceAll('"Hub_', '"Renamed_').replaceAll('.Hub_', '.Renamed_').replaceAll('S/Hub', 'S/Renamed'));
    const result = await rig.carryOut({ ...request, document: { bucket: rig.folder, key: 'renamed.json' } });

    expect(result).toMatchObject({ status: 'SUCCESS', notes: expect.arrayContaining(['S/Hub/Cluster is now S/Renamed/Cluster']) });
    expect(rig.world.calls().slice(calls).filter(({ operation }) => operation !== 'update')).toEqual([]);
    expect(rig.inStates()).toEqual(rig.inWorld());
  });

  describe('destroyed', () => {
    test('keeps what is retained, as often as it is asked', async () => {
      expect(await rig.destroy(before)).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
      expect(await rig.destroy(before)).toMatchObject([{ notes: ['nothing to destroy: there is no state'] }, { notes: ['nothing to destroy: there is no state'] }]);
      expect(rig.inStates()).toEqual([]);
      expect(rig.world.things().map(({ name }) => name).sort()).toEqual([expect.stringContaining('Cluster'), expect.stringContaining('Environment'), 'clicks']);
    });

    test('goes on after it was killed', async () => {
      rig.world.order({ name: 'scratch', operation: 'delete', mode: 'delay', delay: 60_000, marker: rig.marker });
      const request = rig.request(before, DATA, { action: 'destroy' });
      await rig.kill(before, DATA, { request });

      expect(await rig.destroy(before)).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
      expect(rig.inStates()).toEqual([]);
      expect(rig.lost()).toEqual([]);
    });

    test('and made again, tells who holds the name', async () => {
      await rig.run(before, DATA, { action: 'destroy' });

      expect(await rig.run(before, DATA)).toEqual(failed(/S\/Hub\/clicks .*409 Conflict(.*\n)*.*RETAIN that left an app before/));
    });
  });
});

describeTerraform('a hub whose first deployment fails', () => {
  let rig: Rig;
  let version: Version;

  beforeEach(() => {
    rig = new Rig();
    version = rig.version(small);
  });

  afterEach(() => rig.world.delete());

  test('is destroyed without what it never had', async () => {
    rig.setSecret('');

    expect(await rig.run(version, CONTROL)).toMatchObject({ status: 'FAILED' });
    expect(await rig.run(version, CONTROL, { action: 'destroy' })).toMatchObject({ status: 'SUCCESS' });
  });

  test('is destroyed, but for what is retained', async () => {
    rig.world.order({ type: 'confluent_kafka_cluster', operation: 'create', mode: 'error', status: 402 });

    expect(await rig.run(version, CONTROL)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('A quota') });
    expect(await rig.run(version, CONTROL, { action: 'destroy' })).toMatchObject({ status: 'SUCCESS' });
    expect(rig.inWorld()).toEqual([expect.stringContaining('confluent_environment')]);
    expect(rig.inStates()).toEqual([]);
  });

  test('is tried again, though a key was lost and its secret printed', async () => {
    rig.world.order({ type: 'confluent_api_key', name: '.*Cluster.*', operation: 'create', mode: 'secret-in-error', when: 'after', times: 1 });
    const result = await rig.run(version, CONTROL);
    const lost = Object.values(rig.world.keys).map(({ secret }) => secret);

    expect(result).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('***') });
    lost.forEach((secret) => expect(JSON.stringify([result, rig.lines])).not.toContain(secret));
    expect(await rig.deploy(version)).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
    expect(rig.inWorld().filter((thing) => !rig.inStates().includes(thing))).toEqual([expect.stringContaining('confluent_api_key')]);
    expect(existsSync(join(rig.folder, CONTROL, 'errored.tfstate'))).toBe(false);
  });
});
