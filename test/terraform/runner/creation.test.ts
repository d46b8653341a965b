import { failed, small, SUCCESS } from './deployed';
import { CONTROL, DATA, Rig, Version } from './rig';
import { describeTerraform } from '../../support/terraform';

jest.setTimeout(120_000);

describeTerraform('a creation that is rolled back', () => {
  let rig: Rig;
  let version: Version;

  beforeEach(() => {
    rig = new Rig();
    version = rig.version(small);
  });

  afterEach(() => rig.world.delete());

  const create = (root: string) => rig.run(version, root, { creation: true });
  const undo = (root: string) => rig.run(version, root, { action: 'destroy', rollback: true });

  test('leaves nothing behind that would be billed, protected or not, and can be made again', async () => {
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    rig.world.order({ name: 'scratch', operation: 'create', mode: 'error', status: 402, message: 'quota' });
    expect(await create(DATA)).toEqual(failed('quota'));
    rig.world.order();

    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);
    expect([rig.inWorld(), rig.inStates(), rig.left()]).toEqual([[], [], []]);
    expect([await create(CONTROL), await create(DATA)]).toMatchObject([{ ...SUCCESS, notes: [] }, { ...SUCCESS, notes: [] }]);
    expect(rig.inStates()).toEqual(rig.inWorld());
  });

  test('keeps what it took over, for whoever comes next', async () => {
    expect(await rig.deploy(version)).toMatchObject([SUCCESS, SUCCESS]);
    expect(await rig.destroy(version)).toMatchObject([SUCCESS, SUCCESS]);
    const left = rig.inWorld();
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    expect(await create(DATA)).toMatchObject(SUCCESS);

    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);
    expect(rig.inWorld()).toEqual(left);
    expect(rig.left()).toEqual(left);
    expect(rig.lost()).toEqual([]);
  });

  test('keeps what a state that was there before has', async () => {
    expect(await rig.deploy(version)).toMatchObject([SUCCESS, SUCCESS]);
    expect(await create(CONTROL)).toMatchObject(SUCCESS); // of a stack that was deleted, but for its roots
    expect(await undo(CONTROL)).toMatchObject(SUCCESS);

    expect(rig.lost()).toEqual([]);
    expect(rig.left()).toEqual(expect.arrayContaining([expect.stringContaining('confluent_environment'), expect.stringContaining('confluent_kafka_cluster')]));
  });

  test('keeps everything if nothing is known of it', async () => {
    expect(await rig.deploy(version)).toMatchObject([SUCCESS, SUCCESS]);
    expect([await undo(DATA), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);

    expect(rig.lost()).toEqual([]);
  });

  test('is undone as often as it is asked, and after it was killed', async () => {
    expect(await create(CONTROL)).toMatchObject(SUCCESS);
    rig.world.order({ type: 'confluent_kafka_cluster', operation: 'delete', mode: 'delay', delay: 60_000, marker: rig.marker });
    const request = rig.request(version, CONTROL, { action: 'destroy', rollback: true });
    await rig.kill(version, CONTROL, { request });
    expect([await undo(CONTROL), await undo(CONTROL)]).toMatchObject([SUCCESS, SUCCESS]);

    expect(rig.inWorld()).toEqual([]);
  });
});
