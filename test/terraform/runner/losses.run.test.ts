import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { describeDeployed, describeFresh, failed, large, small, SUCCESS } from './deployed';
import { CONTROL, DATA } from './rig';
import { KafkaTopic } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { FolderStore } from '../../../lib/terraform/runner/store';

jest.setTimeout(120_000);

describeDeployed('a hub that is deployed', (deployed) => {
  describe('without', () => {
    test('its state, says what is there and makes nothing twice', async () => {
      const file = join(deployed.rig.folder, CONTROL, 'terraform.tfstate');
      const calls = deployed.rig.world.calls().length;
      renameSync(file, `${file}.away`);

      expect(await deployed.rig.run(deployed.after, CONTROL)).toEqual(failed(/The state of S\/control-plane is gone.*Nothing was changed(.*\n)*.*S\/Hub\/Cluster \(confluent_kafka_cluster/));
      expect(deployed.rig.world.calls().length).toBe(calls);
      renameSync(`${file}.away`, file);
      await deployed.recovers(deployed.after, CONTROL);
    });

    test('the memory of its removal policies, keeps what holds data', async () => {
      rmSync(join(deployed.rig.folder, DATA, 'document.json'));
      const other = deployed.rig.version((hub) => { hub.addTopic('returns'); });

      expect(await deployed.rig.run(other, DATA)).toMatchObject({ notes: ['clicks', 'scratch'].map((name) => expect.stringMatching(`Hub_${name}.* is retained`)) });
      await deployed.recovers(other);
      expect(deployed.rig.world.thing('confluent_kafka_topic', 'clicks')).toBeDefined();
    });

    test('the asset that it was made from, can go back to it and be destroyed', async () => {
      const old = deployed.rig.request(deployed.before, DATA, { rollback: true });
      const gone = { ...old, document: { ...old.document, key: 'gone.json' } };
      const file = join(deployed.rig.folder, DATA, 'applied.json');
      const applied = JSON.parse(readFileSync(file, 'utf8'));
      await new FolderStore(deployed.rig.folder).put(`${DATA}/applied.json`, JSON.stringify({ ...applied, location: gone.document }));

      expect(await deployed.rig.carryOut(gone)).toMatchObject(SUCCESS);
      expect(await deployed.rig.carryOut({ ...gone, document: { ...gone.document, key: 'never.json' } })).toEqual(failed('the document of S/data-plane is gone'));
      expect(await deployed.rig.carryOut({ ...gone, action: 'destroy', document: { ...gone.document, key: 'never.json' } })).toMatchObject(SUCCESS);
      expect(deployed.rig.calls('delete', 'scratch')).toBe(1);
      await deployed.recovers();
    });

    test('something retained in Confluent Cloud, changes nothing until it is named', async () => {
      const { rig, before, after } = deployed;
      rig.world.remove(rig.world.thing('confluent_kafka_topic', 'clicks'));
      const [calls, state] = [rig.world.calls().length, rig.state(DATA)];

      expect(await rig.run(after, DATA)).toEqual(failed(/does not show.*\n {2}S\/Hub\/clicks \(confluent_kafka_topic\.Hub_clicks_\w+\)\n.*name the construct in/));
      expect(await rig.run(before, DATA, { rollback: true })).toMatchObject({ ...SUCCESS, notes: [] });
      expect([rig.world.calls().length, rig.state(DATA)]).toEqual([calls, state]);

      expect(await rig.run(after, DATA, { mayDestroy: ['S/Hub'] })).toMatchObject(SUCCESS);
      expect(rig.calls('create', 'clicks')).toBe(2);
      await deployed.recovers();
    });

    test('the right to see something retained, changes nothing until it is seen', async () => {
      const { rig, before, after } = deployed;
      rig.world.order({ type: 'confluent_kafka_cluster', operation: 'read', mode: 'error', status: 403 });
      const [calls, state] = [rig.world.calls().length, rig.state(CONTROL)];

      expect(await rig.run(after, CONTROL)).toEqual(failed(/does not show.*\n {2}S\/Hub\/Cluster \(confluent_kafka_cluster\.Hub_Cluster_\w+\)\n.*name the construct in/));
      expect(await rig.run(before, CONTROL, { rollback: true })).toMatchObject({ ...SUCCESS, notes: [] });
      expect([rig.world.calls().length, rig.state(CONTROL)]).toEqual([calls, state]);

      await deployed.recovers(after, CONTROL);
      expect(rig.world.things('confluent_kafka_cluster').length).toBe(1);
    });

    test('the right to see a topic, fails and changes nothing: only the Cloud API says 403 for what is gone', async () => {
      const { rig, after } = deployed;
      rig.world.order({ name: 'clicks', operation: 'read', mode: 'error', status: 403 });
      const calls = rig.world.calls().length;

      expect(await rig.run(after, DATA)).toEqual(failed(/S\/Hub\/clicks .*: error reading Kafka Topic ".*\/clicks": 403 Forbidden/));
      expect(rig.world.calls().length).toBe(calls);
      await deployed.recovers();
    });
  });

  test('with fewer partitions for a topic is refused, unless it may lose its records and is named', async () => {
    const { rig, before } = deployed;
    const fewer = rig.version((hub) => {
      hub.addTopic('clicks', { partitions: 3 });
      hub.addTopic('scratch', { partitions: 3, removalPolicy: RemovalPolicy.DESTROY });
    });
    const fewerScratch = rig.version((hub) => {
      hub.addTopic('clicks');
      hub.addTopic('scratch', { partitions: 3, removalPolicy: RemovalPolicy.DESTROY });
    });

    expect(await rig.run(fewer, DATA, { mayDestroy: ['S/Hub'] })).toEqual(failed(/S\/Hub\/clicks .*: partitions_count; its removal policy is RETAIN\n/));
    expect(await rig.run(fewerScratch, DATA)).toEqual(failed(/S\/Hub\/scratch .*: partitions_count; it is not named\n/));
    expect(await rig.run(before, DATA, { rollback: true })).toMatchObject(SUCCESS);
    expect(await rig.run(fewerScratch, DATA, { mayDestroy: ['S/Hub/scratch'] })).toMatchObject(SUCCESS);
    expect(rig.calls('delete', 'scratch')).toBe(1);
    await deployed.recovers(fewerScratch);
  });

  describe('rolled back', () => {
    test('keeps what a failed update made and holds data, and the next deployment goes on with it', async () => {
      const broken = deployed.rig.version((hub) => {
        large(hub);
        hub.addTopic('broken').node.addDependency(hub.node.findChild('orders'));
      });
      deployed.rig.world.order({ name: 'broken', mode: 'error', operation: 'create' });

      expect(await deployed.rig.run(broken, DATA)).toMatchObject({ status: 'FAILED' });
      expect(await deployed.rig.run(deployed.before, DATA, { rollback: true })).toMatchObject({
        status: 'SUCCESS', notes: ['S/Hub/orders is kept, although the deployment that made it was rolled back'],
      });
      deployed.isSound();
      await deployed.recovers(broken);
      expect(deployed.rig.calls('create', 'orders')).toBe(1);
    });

    test('takes back what the failed update forgot', async () => {
      const { rig, before } = deployed;
      const broken = rig.version((hub) => { hub.addTopic('broken'); });
      rig.world.order({ name: 'broken', mode: 'error', operation: 'create', status: 400 });

      expect(await rig.run(broken, DATA)).toMatchObject({ status: 'FAILED' });
      expect(rig.state(DATA).resources).toEqual([]);
      expect(await rig.run(before, DATA, { rollback: true })).toMatchObject({ notes: ['S/Hub/clicks was taken over: it had been left by S/Hub/clicks'] });
      expect(rig.calls('create', 'clicks')).toBe(1);
      deployed.isSound();
      await deployed.recovers();
    });
  });

  describe('that is renamed', () => {
    const named = (id: string) => (hub: StreamingHub) => {
      small(hub);
      new KafkaTopic(hub, id, { cluster: hub.cluster, topicName: 'orders' });
    };

    test('moves its topics in the state', async () => {
      await deployed.rig.run(deployed.rig.version(named('Orders')), DATA);
      const renamed = deployed.rig.version(named('Purchases'));

      expect(await deployed.rig.run(renamed, DATA)).toMatchObject({ notes: ['S/Hub/Orders is now S/Hub/Purchases'] });
      expect(deployed.rig.state(DATA).resources.map(({ name }: { name: string }) => name)).toContainEqual(expect.stringMatching(/Purchases/));
      await deployed.recovers(renamed);
      expect(deployed.rig.calls('create', 'orders')).toBe(1);
    });
  });

  test('that is renamed as a whole, moves everything in as many rounds as it takes', async () => {
    const request = deployed.rig.request(deployed.before, CONTROL);
    const text = readFileSync(join(request.document.bucket, request.document.key), 'utf8');
    const calls = deployed.rig.world.calls().length;
    writeFileSync(join(deployed.rig.folder, 'renamed.json'), text.replaceAll('"Hub_', '"Renamed_').replaceAll('.Hub_', '.Renamed_').replaceAll('S/Hub', 'S/Renamed'));
    const result = await deployed.rig.carryOut({ ...request, document: { bucket: deployed.rig.folder, key: 'renamed.json' } });

    expect(result).toMatchObject({ status: 'SUCCESS', notes: expect.arrayContaining(['S/Hub/Cluster is now S/Renamed/Cluster']) });
    expect(deployed.rig.world.calls().slice(calls).filter(({ operation }) => operation !== 'update')).toEqual([]);
    deployed.isSound();
  });

  describe('destroyed', () => {
    const NOTHING = { ...SUCCESS, notes: ['nothing to destroy: there is no state'] };

    test('keeps what is retained, as often as it is asked', async () => {
      expect(await deployed.rig.destroy(deployed.before)).toMatchObject([SUCCESS, SUCCESS]);
      expect(await deployed.rig.destroy(deployed.before)).toMatchObject([NOTHING, NOTHING]);
      expect(deployed.rig.inStates()).toEqual([]);
      expect(deployed.rig.world.things().map(({ name }) => name).sort()).toEqual([expect.stringContaining('Cluster'), expect.stringContaining('Environment'), 'clicks']);
      deployed.isSound();
    });

    test('goes on after it was killed', async () => {
      deployed.rig.world.order({ name: 'scratch', operation: 'delete', mode: 'delay', delay: 60_000, marker: deployed.rig.marker });
      const request = deployed.rig.request(deployed.before, DATA, { action: 'destroy' });
      await deployed.rig.kill(deployed.before, DATA, { request });

      expect(await deployed.rig.destroy(deployed.before)).toMatchObject([SUCCESS, SUCCESS]);
      expect(deployed.rig.inStates()).toEqual([]);
      deployed.isSound();
      await deployed.recovers(deployed.after, CONTROL);
    });

    test('without its state, names what stays', async () => {
      rmSync(join(deployed.rig.folder, DATA, 'terraform.tfstate'));
      const notes = [
        ...NOTHING.notes,
        ...['clicks', 'scratch'].map((name) => expect.stringMatching(`^S/Hub/${name} \\(confluent_kafka_topic\\.Hub_.*\\) stays in Confluent Cloud`)),
      ];

      expect(await deployed.rig.run(deployed.before, DATA, { action: 'destroy' })).toMatchObject({ ...SUCCESS, notes });
      expect(deployed.rig.lines.slice(-notes.length)).toEqual(notes);
    });
  });
});

describeFresh('a hub whose first deployment fails', (fresh) => {
  test('is destroyed without what it never had', async () => {
    fresh.rig.setSecret('');

    expect(await fresh.rig.run(fresh.version, CONTROL)).toMatchObject({ status: 'FAILED' });
    expect(await fresh.rig.run(fresh.version, CONTROL, { action: 'destroy' })).toMatchObject(SUCCESS);
  });

  test('is destroyed, but for what is retained, and made again with it', async () => {
    fresh.rig.world.order({ type: 'confluent_kafka_cluster', operation: 'create', mode: 'error', status: 402 });

    expect(await fresh.rig.run(fresh.version, CONTROL)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('A quota') });
    expect(await fresh.rig.run(fresh.version, CONTROL, { action: 'destroy' })).toMatchObject(SUCCESS);
    expect(fresh.rig.inWorld()).toEqual([expect.stringContaining('confluent_environment')]);
    expect(fresh.rig.inStates()).toEqual([]);

    fresh.rig.world.order();
    expect(await fresh.rig.deploy(fresh.version)).toMatchObject([
      { ...SUCCESS, notes: ['S/Hub/Environment was taken over: it had been left by S/Hub/Environment'] }, SUCCESS,
    ]);
    expect(fresh.rig.inStates()).toEqual(fresh.rig.inWorld());
    expect(fresh.rig.left()).toEqual([]);
  });

  test('is tried again, though a key was lost and its secret printed', async () => {
    fresh.rig.world.order({ type: 'confluent_api_key', name: '.*Cluster.*', operation: 'create', mode: 'secret-in-error', when: 'after', times: 1 });
    const result = await fresh.rig.run(fresh.version, CONTROL);
    const lost = Object.values(fresh.rig.world.keys).map(({ secret }) => secret);

    expect(result).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('***') });
    lost.forEach((secret) => expect(JSON.stringify([result, fresh.rig.lines])).not.toContain(secret));
    expect(await fresh.rig.deploy(fresh.version)).toMatchObject([SUCCESS, SUCCESS]);
    expect(fresh.rig.inWorld().filter((thing) => !fresh.rig.inStates().includes(thing))).toEqual([expect.stringContaining('confluent_api_key')]);
    expect(existsSync(join(fresh.rig.folder, CONTROL, 'errored.tfstate'))).toBe(false);
  });
});
