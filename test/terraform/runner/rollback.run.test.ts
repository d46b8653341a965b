import { describeDeployed, failed, small, SUCCESS } from './deployed';
import { CLOUD_SECRET, CONTROL, DATA, Rig } from './rig';
import { ResourcePattern, ServiceAccount } from '../../../lib/confluent';

jest.setTimeout(120_000);

const WRONG = JSON.stringify({ username: 'CLOUD', password: 'not this one' });
const RIGHT = JSON.stringify({ username: 'CLOUD', password: CLOUD_SECRET });

/** Revokes the key that manages the topics. */
function revoke(rig: Rig): void {
  Object.entries(rig.world.keys).filter(([, { opens }]) => opens.startsWith('lkc-')).forEach(([id, key]) => rig.world.setKey(id, { ...key, secret: 'revoked' }));
}

describeDeployed('a deployment that failed before it changed anything', (deployed) => {
  test.each<[string, (rig: Rig) => void, RegExp]>([
    ['the secret with the Cloud API key is wrong', (rig) => rig.setSecret(WRONG), /401 Unauthorized. Nothing was changed/],
    ['the secret with the Cloud API key is gone', (rig) => rig.setSecret(''), /does not exist/],
    ['the key that manages topics was revoked', revoke, /401 Unauthorized. Nothing was changed.*`KeyRotation.serial`/],
  ])('is rolled back without a question, where %s', async (_, spoil, reason) => {
    const { rig, before, after } = deployed;
    spoil(rig);
    const [calls, state] = [rig.world.calls().length, rig.state(DATA)];

    expect(await rig.run(after, DATA)).toEqual(failed(reason));
    expect(rig.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(10_000); // nobody waits for a key that is not new
    expect(await rig.run(before, DATA, { rollback: true })).toMatchObject(SUCCESS);
    expect([rig.world.calls().length, rig.state(DATA)]).toEqual([calls, state]);
  });

  test('is rolled back where there is no engine any more, and answers as before', async () => {
    const { rig, before } = deployed;
    const first = await rig.run(before, CONTROL);

    expect(await rig.run(before, CONTROL, { rollback: true, around: { binary: 'no-such-program' } })).toEqual(first);
  });

  test('goes on when the key is right again', async () => {
    const { rig, before, after } = deployed;
    rig.setSecret(WRONG);
    expect(await rig.run(after, DATA)).toMatchObject({ status: 'FAILED' });
    expect(await rig.run(before, DATA, { rollback: true })).toMatchObject(SUCCESS);
    rig.setSecret(RIGHT);

    await deployed.recovers();
  });

  test('is not taken for one that was interrupted: then the rollback asks', async () => {
    const { rig, before, after } = deployed;
    rig.world.order({ name: 'orders', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
    await rig.kill(after, DATA);
    rig.setSecret(WRONG);

    expect(await rig.run(before, DATA, { rollback: true })).toEqual(failed('401 Unauthorized'));
    rig.setSecret(RIGHT);
    expect(await rig.run(before, DATA, { rollback: true })).toMatchObject(SUCCESS);
    await deployed.recovers();
  });
});

describeDeployed('a service account that leaves the app', (deployed) => {
  const withAccount = (rig: Rig) => rig.version((hub) => {
    small(hub);
    const account = new ServiceAccount(hub, 'Reader', { organization: hub.organization });
    hub.cluster.grantReadTopics(account, ResourcePattern.literal('clicks'));
  });
  const accounts = (rig: Rig) => rig.world.things('confluent_service_account').filter(({ name }) => name.includes('Reader')).length;

  test('stays until what is granted to it is gone, and goes with the next run', async () => {
    const { rig, before } = deployed;
    expect(await rig.deploy(withAccount(rig))).toMatchObject([SUCCESS, SUCCESS]);

    expect(await rig.run(before, CONTROL)).toMatchObject({
      ...SUCCESS, notes: ['S/Hub/Reader stays until the next run: planes that are applied later still need it'],
    });
    expect(await rig.run(before, DATA)).toMatchObject(SUCCESS);
    expect([accounts(rig), rig.world.things('confluent_kafka_acl').length]).toEqual([1, 0]);
    expect(await rig.run(before, CONTROL)).toMatchObject({ ...SUCCESS, notes: [] });
    expect(accounts(rig)).toBe(0);
    await deployed.recovers();
  });

  test('is what it was when the deployment that removed it is rolled back', async () => {
    const { rig, before } = deployed;
    const version = withAccount(rig);
    await rig.deploy(version);
    const [account] = rig.world.things('confluent_service_account').filter(({ name }) => name.includes('Reader'));
    await rig.run(before, CONTROL);

    expect(await rig.run(version, CONTROL, { rollback: true })).toMatchObject(SUCCESS);
    expect(rig.world.things('confluent_service_account')).toContainEqual(account);
    await deployed.recovers(version, CONTROL);
  });
});
