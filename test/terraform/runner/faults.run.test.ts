import { readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { describeDeployed, failed, small, SUCCESS } from './deployed';
import { CLOUD_SECRET, CONTROL, DATA, Rig } from './rig';
import { KafkaTopic } from '../../../lib/confluent';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { becomeNewest } from '../../../lib/terraform/runner/newest';
import { FolderStore } from '../../../lib/terraform/runner/store';

jest.setTimeout(120_000);

describeDeployed('a hub that is deployed', (deployed) => {
  describe('goes on after', () => {
    test('kill -9 of all processes while planning', async () => {
      deployed.rig.world.order({ name: 'orders', operation: 'plan', mode: 'delay', delay: 60_000, marker: deployed.rig.marker });
      await deployed.rig.kill(deployed.after, DATA);

      await deployed.recovers();
    });

    test('kill -9 of all processes while applying', async () => {
      deployed.rig.world.order({ name: 'orders', operation: 'create', mode: 'delay', delay: 60_000, marker: deployed.rig.marker });
      await deployed.rig.kill(deployed.after, DATA);

      await deployed.recovers();
    });

    test('kill -9 after keys were made and before they were published', async () => {
      const fresh = new Rig();
      await fresh.kill(deployed.before, CONTROL, { stopAtPublish: fresh.marker });
      deployed.rig.world.delete();
      deployed.rig = fresh;

      await deployed.recovers(deployed.after, CONTROL);
      expect(deployed.rig.world.things('confluent_api_key').length).toBe(2);
    });

    test.each(['crash', 'kill-terraform'] as const)('a %s while applying', async (mode) => {
      deployed.rig.world.order({ name: 'orders', operation: 'create', mode });

      expect(await deployed.rig.run(deployed.after, DATA)).toMatchObject({ status: 'FAILED' });
      await deployed.recovers();
    });

    test.each([
      [429, 'Too Many Requests'],
      [500, 'Internal Server Error'],
    ])('the answer %i by itself, in the same run', async (status, text) => {
      const { rig, after } = deployed;
      rig.world.order({ name: 'orders', operation: 'create', mode: 'error', status, message: 'later', times: 2 });

      expect(await rig.run(after, DATA)).toMatchObject(SUCCESS);
      expect(rig.lines).toContainEqual(expect.stringMatching(`^error creating Kafka Topic "orders": ${status} ${text}: later: trying again in \\d+ s \\(1 of `));
      expect(rig.waits.length).toBe(2);
      await deployed.recovers();
    });

    test.each([[500, 3], [403, 0], [400, 0]])('the lasting answer %i, after trying again %i times', async (status, times) => {
      const { rig, after } = deployed;
      rig.world.order({ name: 'orders', operation: 'create', mode: 'error', status, message: 'never' });

      expect(await rig.run(after, DATA)).toEqual(failed(`S/Hub/orders \\(confluent_kafka_topic\\..*\\): error creating Kafka Topic "orders": ${status}`));
      expect(rig.waits.length).toBe(times);
      await deployed.recovers();
    });

    test.each([
      [undefined, 'the time limit was reached'],
      ['a newer deployment of this root has begun', 'a newer deployment of this root has begun'],
    ])('being stopped with the reason %s, with its state saved', async (reason, text) => {
      const { rig, after } = deployed;
      const controller = new AbortController();
      const around = { signal: controller.signal };
      rig.world.order({ name: 'orders', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
      const running = rig.run(after, DATA, { around });
      await rig.marked();
      controller.abort(reason);

      expect(await running).toEqual({ status: 'FAILED', reason: `${text}; \`terraform apply\` was stopped with its state saved. The next deployment continues.` });
      expect(await rig.run(after, DATA, { around })).toEqual(failed(`${text}; \`terraform init\` was stopped`));
      await deployed.recovers();
    });

    test('being stopped while it waited', async () => {
      const { rig, after } = deployed;
      const controller = new AbortController();
      rig.world.order({ name: 'orders', operation: 'create', mode: 'error', status: 500 });
      const { sleep } = await localSurroundings({ folder: rig.folder, signal: controller.signal });
      const print = (line: string) => { if (line.includes('trying again')) setTimeout(() => controller.abort('enough')); };

      expect(await rig.run(after, DATA, { around: { sleep, print, signal: controller.signal } }))
        .toEqual({ status: 'FAILED', reason: 'enough; a wait was stopped with its state saved. The next deployment continues.' });
      await deployed.recovers();
    });

    test('a creation that failed half-way: what is retained is used as it is', async () => {
      deployed.rig.world.order({ name: 'orders', operation: 'create', mode: 'error', status: 400, when: 'tainted' });

      expect(await deployed.rig.run(deployed.after, DATA)).toEqual(failed('error creating Kafka Topic "orders": 400'));
      deployed.rig.world.order();
      expect(await deployed.rig.run(deployed.after, DATA, { action: 'plan' })).toMatchObject({ notes: [expect.stringContaining('S/Hub/orders')] });
      expect(deployed.rig.inStates()).toContainEqual(expect.stringContaining('tainted'));
      expect(await deployed.rig.run(deployed.after, DATA)).toMatchObject({
        status: 'SUCCESS', notes: ['S/Hub/orders was made by a deployment that failed, and is used as it is'],
      });
      expect(deployed.rig.calls('create', 'orders')).toBe(1);
      await deployed.recovers();
    });

    test('a deployment that died after a retained resource had left the app', async () => {
      await deployed.rig.run(deployed.after, DATA);
      const without = deployed.rig.version((hub) => {
        small(hub);
        hub.addTopic('returns');
      });
      deployed.rig.world.order({ name: 'returns', operation: 'create', mode: 'delay', delay: 60_000, marker: deployed.rig.marker });
      await deployed.rig.kill(without, DATA);

      await deployed.recovers(without);
      expect(deployed.rig.world.thing('confluent_kafka_topic', 'orders')).toBeDefined();
    });
  });

  describe('with requests that meet', () => {
    test('answers the same again when the answer was lost', async () => {
      const request = deployed.rig.request(deployed.after, CONTROL);
      const first = await deployed.rig.carryOut(request);

      expect(await deployed.rig.carryOut(request)).toEqual(first);
      await deployed.recovers(deployed.after, CONTROL);
    });

    test('carries out two at once one after the other', async () => {
      const { sleep } = await localSurroundings({ folder: deployed.rig.folder });
      const around = { sleep: () => sleep(50) };
      const results = await Promise.all([1, 2].map(() => deployed.rig.run(deployed.after, DATA, { around })));

      expect(results).toMatchObject([SUCCESS, SUCCESS]);
      expect(deployed.rig.calls('create', 'orders')).toBe(1);
      await deployed.recovers();
    });

    test('stops the older one before it changes anything', async () => {
      const [older, newer] = [deployed.rig.request(deployed.after, DATA), deployed.rig.request(deployed.before, DATA, { rollback: true })];
      const store = new FolderStore(deployed.rig.folder);
      await becomeNewest(store, DATA, older.id);
      deployed.rig.world.order({ name: 'orders', operation: 'plan', mode: 'delay', delay: 1000, marker: deployed.rig.marker });
      const running = deployed.rig.carryOut(older);
      await deployed.rig.marked();
      await becomeNewest(store, DATA, newer.id);

      expect(await running).toEqual(failed('a newer deployment'));
      expect(await deployed.rig.carryOut(newer)).toMatchObject(SUCCESS);
      expect(deployed.rig.calls('create', 'orders')).toBe(0);
      deployed.isSound();
    });
  });

  describe('with a secret', () => {
    test.each([
      ['missing', '', 'does not exist'],
      ['malformed', 'CLOUD:secret', 'is not a JSON object with the key "username"'],
      ['wrong', '{"username":"CLOUD","password":"another secret"}', 'refuses the API key in arn:.*:secret:confluent/api-key: 401 Unauthorized. Nothing was changed. .*Cloud \\(or Global\\) API key'],
    ])('that is %s, changes nothing', async (_, text, reason) => {
      deployed.rig.setSecret(text);

      expect(await deployed.rig.run(deployed.after, CONTROL)).toEqual(failed(reason));
      deployed.rig.setSecret(JSON.stringify({ username: 'CLOUD', password: CLOUD_SECRET }));
      await deployed.recovers(deployed.after, CONTROL);
    });

    test('that was rotated, takes the new one', async () => {
      deployed.rig.world.setKey('CLOUD', { secret: 'the new secret', opens: 'cloud' });
      deployed.rig.setSecret('{"username":"CLOUD","password":"the new secret"}');

      await deployed.recovers(deployed.after, CONTROL);
    });

    test('that is rotated between plan and apply, fails, and the next run takes the new one', async () => {
      const { rig } = deployed;
      const folder = join(rig.folder, 'secrets');
      const secrets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)).filter((file) => statSync(file).isFile());
      const onPlan = () => Object.entries(rig.world.keys).filter(([, { opens }]) => opens.startsWith('lkc-')).forEach(([username, key]) => {
        rig.world.setKey(username, { ...key, secret: 'rotated meanwhile' });
        const file = secrets.find((each) => readFileSync(each, 'utf8').includes(username))!;
        writeFileSync(file, JSON.stringify({ username, password: 'rotated meanwhile' }));
      });

      expect(await rig.run(deployed.after, DATA, { around: { onPlan } })).toEqual(failed('401'));
      expect(rig.calls('create', 'orders')).toBe(0);
      await deployed.recovers();
    });

    test('that the provider prints, hides it everywhere', async () => {
      const more = deployed.rig.version((hub) => {
        small(hub);
        new KafkaTopic(hub, 'Key', { cluster: hub.cluster, topicName: 'key' });
      });
      deployed.rig.world.order(
        { name: 'key', operation: 'create', mode: 'error', status: 500, message: `key ${CLOUD_SECRET} and ${Object.values(deployed.rig.world.keys).pop()!.secret}` });
      const result = await deployed.rig.run(more, DATA);

      for (const secret of [CLOUD_SECRET, ...Object.values(deployed.rig.world.keys).map((key) => key.secret)]) {
        expect(JSON.stringify([result, deployed.rig.lines])).not.toContain(JSON.stringify(secret).slice(1, -1));
      }
      expect(result).toEqual(failed('key \\*\\*\\* and \\*\\*\\*'));
      await deployed.recovers(more);
    });
  });

  test('whose lock file does not have the provider, is not touched', async () => {
    const { rig, after } = deployed;

    expect(await rig.run(after, DATA, { around: { lockFile: '# no provider' } })).toEqual(failed(/terraform init failed: (.*\n)*.*-lockfile=readonly/));
    await deployed.recovers();
  });
});
