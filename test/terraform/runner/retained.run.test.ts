import { Stack } from 'aws-cdk-lib';
import { describeDeployed, failed, large, small, SUCCESS } from './deployed';
import { CONTROL, DATA, OTHER } from './rig';
import { ClusterType, KafkaCluster, KafkaTopic, Schema } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { FolderStore } from '../../../lib/terraform/runner/store';

jest.setTimeout(120_000);

const SCHEMA = Schema.avro('{"type":"record","name":"Payment","fields":[]}');

/** A hub whose topic `orders` is in the other stack. */
const moved = (hub: StreamingHub, other: Stack) => {
  small(hub);
  new KafkaTopic(other, 'Purchases', { cluster: hub.cluster, topicName: 'orders' });
};

const takenOver = (to: string, from: string) => `${to} was taken over: it had been left by ${from}`;

describeDeployed('what a deployed hub leaves in Confluent Cloud', (deployed) => {
  /** How many things were made. */
  const creations = (...types: string[]) => deployed.rig.world.calls().filter(({ operation, type, error }) =>
    operation === 'create' && !error && types.includes(`${type}`.replace('confluent_', '')));

  describe('when all of it is destroyed', () => {
    test('is taken over when it is deployed again, in as many rounds as it takes', async () => {
      const { rig } = deployed;
      const version = rig.version((hub) => {
        large(hub);
        hub.addTopic('payments', { value: SCHEMA });
      });
      await rig.deploy(version);
      expect(await rig.destroy(version)).toMatchObject([SUCCESS, SUCCESS]);
      deployed.isSound();
      const kept = rig.inWorld();
      const again = rig.version((hub) => {
        large(hub);
        hub.addTopic('payments', { value: SCHEMA });
      });

      expect(await rig.deploy(again)).toMatchObject([
        { ...SUCCESS, notes: ['Environment', 'Cluster'].map((name) => takenOver(`S/Hub/${name}`, `S/Hub/${name}`)) },
        { ...SUCCESS, notes: ['clicks', 'orders', 'payments', 'payments/Value'].map((name) => takenOver(`S/Hub/${name}`, `S/Hub/${name}`)) },
      ]);
      expect(rig.inStates()).toEqual(expect.arrayContaining(kept));
      expect(creations('environment', 'kafka_cluster', 'schema').length).toBe(3);
      expect(rig.calls('create', 'clicks')).toBe(1);
      expect(rig.left()).toEqual([]);
      await deployed.recovers(again, CONTROL);
    });

    test('is made anew where somebody deleted it since', async () => {
      const { rig, before } = deployed;
      await rig.run(before, DATA, { action: 'destroy' });
      rig.world.remove(rig.world.thing('confluent_kafka_topic', 'clicks'));

      expect(await rig.run(before, DATA)).toMatchObject(SUCCESS);
      expect(rig.calls('create', 'clicks')).toBe(2);
      await deployed.recovers();
    });

    test('is left alone by a plan, which says what would be done', async () => {
      const { rig, before } = deployed;
      await rig.run(before, DATA, { action: 'destroy' });
      const left = rig.left();

      expect(await rig.run(before, DATA, { action: 'plan' })).toMatchObject({ notes: ['S/Hub/clicks will be taken over: it was left by S/Hub/clicks'] });
      expect(rig.left()).toEqual(left);
      expect(rig.state(DATA).resources).toEqual([]);
    });
  });

  describe('when a topic moves to another stack', () => {
    test('is taken over by the stack that it moved to', async () => {
      const { rig, after } = deployed;
      await rig.deploy(after);
      const version = rig.version(moved);

      expect(await rig.run(version, DATA)).toMatchObject({ notes: ['S/Hub/orders is retained: Confluent Cloud keeps it, Terraform forgets it'] });
      expect(rig.left()).toEqual([expect.stringMatching(/^confluent_kafka_topic lkc-\w+\/orders$/)]);
      expect(await rig.run(version, OTHER)).toMatchObject({ ...SUCCESS, notes: [takenOver('T/Purchases', 'S/Hub/orders')] });
      expect(rig.calls('create', 'orders')).toBe(1);
      await deployed.recovers(version, CONTROL, OTHER);
    });

    test('cannot be taken over before the stack that it leaves is deployed, which the error says', async () => {
      const { rig, after } = deployed;
      await rig.deploy(after);
      const version = rig.version(moved);

      expect(await rig.run(version, OTHER)).toEqual(failed(/T\/Purchases .*400 Bad Request: Topic 'orders' already exists(.*\n)*.*deploy the stack that it left first/));
      expect(await rig.run(version, DATA)).toMatchObject(SUCCESS);
      expect(await rig.run(version, OTHER)).toMatchObject({ ...SUCCESS, notes: [takenOver('T/Purchases', 'S/Hub/orders')] });
      await deployed.recovers(version, OTHER);
    });

    test('is left again when the stack that it moved to fails and is deleted, and can go back', async () => {
      const { rig, after } = deployed;
      await rig.deploy(after);
      const version = rig.version((hub, other) => {
        moved(hub, other);
        new KafkaTopic(other, 'Broken', { cluster: hub.cluster, topicName: 'broken' });
      });
      await rig.run(version, DATA);
      rig.world.order({ name: 'broken', operation: 'create', mode: 'error', status: 400 });

      expect(await rig.run(version, OTHER)).toMatchObject({ status: 'FAILED' });
      expect(await rig.run(version, OTHER, { action: 'destroy' })).toMatchObject(SUCCESS);
      deployed.isSound();
      expect(await rig.run(after, DATA)).toMatchObject({ notes: [takenOver('S/Hub/orders', 'T/Purchases')] });
      await deployed.recovers();
    });

    test('is another one than that of the same name in another cluster', async () => {
      const { rig, before } = deployed;
      const version = rig.version((hub, other) => {
        const cluster = new KafkaCluster(other, 'Cluster', { environment: hub.environment, clusterType: ClusterType.basic() });
        new KafkaTopic(other, 'Topic', { cluster, topicName: 'clicks' });
      });
      await rig.run(before, DATA, { action: 'destroy' });

      expect(await rig.run(version, CONTROL)).toMatchObject(SUCCESS);
      expect(await rig.run(version, 'T/control-plane')).toMatchObject({ ...SUCCESS, notes: [] });
      expect(await rig.run(version, OTHER)).toMatchObject({ ...SUCCESS, notes: [] });
      deployed.isSound();
      await deployed.recovers(deployed.after, CONTROL);
    });
  });

  describe('belongs to nobody else', () => {
    test('once a run has claimed it, though its machine died before the apply', async () => {
      const { rig, after } = deployed;
      await rig.deploy(after);
      const version = rig.version(moved);
      await rig.run(version, DATA);
      rig.world.order({ name: 'orders', operation: 'read', mode: 'delay', delay: 60_000, marker: rig.marker });
      await rig.kill(version, OTHER);

      expect(rig.left()).toEqual([expect.stringContaining(`claimed by ${OTHER}`)]);
      expect(await rig.run(after, DATA)).toEqual(failed('already exists'));
      await deployed.recovers(version, OTHER);
      expect(rig.calls('create', 'orders')).toBe(1);
    });

    test('once a run has claimed it, though its machine died before the state was written', async () => {
      const { rig, before } = deployed;
      await rig.run(before, DATA, { action: 'destroy' });

      expect(await rig.run(before, DATA, { around: { store: new DyingStore(rig.folder) } })).toEqual(failed('killed'));
      expect(rig.left()).toEqual([expect.stringContaining(`claimed by ${DATA}`)]);
      expect(rig.state(DATA).resources).toEqual([]);
      await deployed.recovers();
      expect(rig.calls('create', 'clicks')).toBe(1);
    });

    test('while the state that it leaves may have it', async () => {
      const { rig, after } = deployed;
      await rig.deploy(after);
      const version = rig.version(moved);
      const store = new DyingStore(rig.folder);

      expect(await rig.run(version, DATA, { around: { store } })).toEqual(failed('killed'));
      expect(rig.left()).toEqual([expect.stringContaining('leaving')]);
      expect(await rig.run(version, OTHER)).toEqual(failed('already exists'));
      expect(await rig.run(after, DATA)).toMatchObject({ ...SUCCESS, notes: [] });
      deployed.isSound();
    });
  });
});

/** Writes a record of a retained resource, and then lets nothing more be done. */
class DyingStore extends FolderStore {
  public async put(key: string, body: string, tag?: string | null): Promise<string> {
    const next = await super.put(key, body, tag);
    if (key.startsWith('.retained/')) {
      throw new Error('killed');
    }
    return next;
  }
}
