import { RemovalPolicy } from 'aws-cdk-lib';
import { describeFresh, failed, SUCCESS } from './deployed';
import { CONTROL, DATA, Rig } from './rig';
import { ConfluentResource } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';

jest.setTimeout(120_000);

describeFresh('a hub that may be destroyed, with a topic of another team in it', (fresh) => {
  const disposable = (hub: StreamingHub) => {
    [hub.environment, hub.cluster].forEach((part) => (part as unknown as ConfluentResource).applyRemovalPolicy(RemovalPolicy.DESTROY));
    hub.addTopic('orders', { removalPolicy: RemovalPolicy.DESTROY }); // so that the control plane has the outputs for it
  };
  const TEAM = 'Team/data-plane';

  async function deployed(rig: Rig) {
    const hub = rig.version(disposable);
    expect(await rig.run(hub, CONTROL)).toMatchObject(SUCCESS);
    const request = rig.request(rig.version((retained) => { retained.addTopic('orders'); }), DATA);
    expect(await rig.carryOut({ ...request, stateKey: TEAM })).toMatchObject(SUCCESS);
    return { hub, request };
  }

  test('is not destroyed while the team has it, unless that is named', async () => {
    const { rig } = fresh;
    const { hub } = await deployed(rig);
    const things = rig.inWorld();

    expect(await rig.run(hub, CONTROL, { action: 'destroy' })).toEqual(failed(
      /^env-\w+ and lkc-\w+ would be deleted with data in it that is to be retained. Nothing was changed.\n {2}S\/Hub\/orders \(lkc-\w+\/orders\)\n.*`cdk-streaming-hub:destroy`/));
    expect(rig.inWorld()).toEqual(things);
    expect(await rig.run(hub, CONTROL, { action: 'destroy', mayDestroy: ['S/Hub/orders'] })).toMatchObject(SUCCESS);
    expect(rig.world.things('confluent_kafka_cluster')).toEqual([]);
  });

  test('is not destroyed after the team left it in Confluent Cloud', async () => {
    const { rig } = fresh;
    const { hub, request } = await deployed(rig);
    expect(await rig.carryOut({ ...request, id: 'destroy', stateKey: TEAM, action: 'destroy' })).toMatchObject(SUCCESS);

    expect(await rig.run(hub, CONTROL, { action: 'destroy' })).toEqual(failed(/S\/Hub\/orders \(lkc-\w+\/orders\)/));
    expect(rig.world.things('confluent_kafka_topic').length).toBe(1);
  });
});
