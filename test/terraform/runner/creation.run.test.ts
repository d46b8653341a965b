import { describeFresh, failed, SUCCESS } from './deployed';
import { CONTROL, DATA, OTHER } from './rig';
import { Compatibility, KafkaTopic, Schema } from '../../../lib/confluent';

jest.setTimeout(120_000);

describeFresh('a creation that is rolled back', (fresh) => {
  const create = (root: string, version = fresh.version) => fresh.rig.run(version, root, { creation: true });
  const undo = (root: string, version = fresh.version) => fresh.rig.run(version, root, { action: 'destroy', rollback: true });

  test('leaves nothing behind that would be billed, protected or not, and can be made again', async () => {
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    fresh.rig.world.order({ name: 'scratch', operation: 'create', mode: 'error', status: 402, message: 'quota' });
    expect(await create(DATA)).toEqual(failed('quota'));
    fresh.rig.world.order();

    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);
    expect([fresh.rig.inWorld(), fresh.rig.inStates(), fresh.rig.left()]).toEqual([[], [], []]);
    expect([await create(CONTROL), await create(DATA)]).toMatchObject([{ ...SUCCESS, notes: [] }, { ...SUCCESS, notes: [] }]);
    expect(fresh.rig.inStates()).toEqual(fresh.rig.inWorld());
  });

  test('keeps what it took over, for whoever comes next', async () => {
    expect(await fresh.rig.deploy(fresh.version)).toMatchObject([SUCCESS, SUCCESS]);
    expect(await fresh.rig.destroy(fresh.version)).toMatchObject([SUCCESS, SUCCESS]);
    const left = fresh.rig.inWorld();
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    expect(await create(DATA)).toMatchObject(SUCCESS);

    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);
    expect(fresh.rig.inWorld()).toEqual(left);
    expect(fresh.rig.left()).toEqual(left);
    expect(fresh.rig.lost()).toEqual([]);
  });

  test('keeps what a state that was there before has', async () => {
    expect(await fresh.rig.deploy(fresh.version)).toMatchObject([SUCCESS, SUCCESS]);
    expect(await create(CONTROL)).toMatchObject(SUCCESS); // of a stack that was deleted, but for its roots
    expect(await undo(CONTROL)).toMatchObject(SUCCESS);

    expect(fresh.rig.lost()).toEqual([]);
    expect(fresh.rig.left()).toEqual(expect.arrayContaining([expect.stringContaining('confluent_environment'), expect.stringContaining('confluent_kafka_cluster')]));
  });

  test('keeps everything if nothing is known of it', async () => {
    expect(await fresh.rig.deploy(fresh.version)).toMatchObject([SUCCESS, SUCCESS]);
    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);

    expect(fresh.rig.lost()).toEqual([]);
  });

  test('is undone as often as it is asked, and after it was killed', async () => {
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    fresh.rig.world.order({ type: 'confluent_kafka_cluster', operation: 'delete', mode: 'delay', delay: 60_000, marker: fresh.rig.marker });
    const request = fresh.rig.request(fresh.version, CONTROL, { action: 'destroy', rollback: true });
    await fresh.rig.kill(fresh.version, CONTROL, { request });
    expect([await undo(CONTROL), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);

    expect(fresh.rig.inWorld()).toEqual([]);
  });

  test('keeps what others may have made, because making it again is no error', async () => {
    const { rig } = fresh;
    const value = Schema.avro('{"type":"record","name":"Order","fields":[]}');
    const before = rig.version((hub) => {
      hub.addTopic('orders', { value, compatibility: Compatibility.FULL });
    });
    const version = rig.version((hub, other) => {
      new KafkaTopic(other, 'Orders', { cluster: hub.cluster, topicName: 'orders', value, compatibility: Compatibility.FULL });
    });
    expect(await rig.deploy(before)).toMatchObject([SUCCESS, SUCCESS]);
    expect(await rig.run(version, CONTROL)).toMatchObject(SUCCESS);
    const things = rig.inWorld();

    expect(await create(OTHER, version)).toEqual(failed('already exists'));
    expect(await undo(OTHER, version)).toMatchObject(SUCCESS);
    expect(rig.inWorld()).toEqual(things);
    expect(rig.world.calls().filter(({ operation }) => operation === 'delete')).toEqual([]);
  });
});
