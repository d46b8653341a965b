import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ClusterType, KeyRotation } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { connectionOf } from '../../support/fixtures';
import { describeTerraform } from '../../support/terraform';
import { CONTROL, DATA, Rig, Version } from '../../terraform/runner/rig';

jest.setTimeout(300_000);

describeTerraform('a hub whose keys are rotated', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
  });

  afterEach(() => rig.world.delete());

  /** Synthesizes the hub with a serial, and with topics. */
  const version = (serial: number, ...topics: string[]): Version => {
    const app = new App({ outdir: join(rig.world.directory, `r${Math.random().toString(36).slice(2, 8)}`) });
    const stack = new Stack(app, 'S');
    const { runner } = connectionOf(stack);
    const credentials = stack.node.findChild('ApiKey') as Secret;
    const hub = new StreamingHub(stack, 'Hub', { credentials, runner, cluster: ClusterType.basic(), keyRotation: KeyRotation.serial(serial) });
    topics.forEach((topic) => hub.addTopic(topic));
    const assembly = app.synth();
    return { directory: assembly.directory, templates: Object.fromEntries(assembly.stacks.map(({ stackName, template }) => [stackName, template])) };
  };

  const deploy = async (serial: number, ...topics: string[]) => {
    for (const result of await rig.deploy(version(serial, 'clicks', ...topics))) {
      expect(result).toMatchObject({ status: 'SUCCESS' });
    }
    return published();
  };

  /** The ID of the key in the secret of the cluster's administrator. It works, or this fails. */
  const published = (): string => {
    const folder = join(rig.folder, 'secrets');
    const [file] = readdirSync(folder).filter((name) => /ClusterAdminKeySecret/.test(name));
    const { username, password } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    expect(rig.world.keys[username]?.secret).toBe(password);
    return username;
  };

  /** The IDs of the keys that open the cluster. */
  const valid = () => Object.entries(rig.world.keys).filter(([, { opens }]) => opens.startsWith('lkc-')).map(([id]) => id).sort();

  test('has a new key in the secret after each raise, and the one before it still works', async () => {
    const keys: string[] = [];
    for (const serial of [1, 2, 3, 7]) {
      keys.push(await deploy(serial));
      expect(valid()).toEqual(keys.slice(-2).sort());
    }
    expect(new Set(keys).size).toBe(4);
  });

  test('has only the newest key after the next deployment', async () => {
    const keys = [await deploy(1), await deploy(2)];
    expect(await deploy(2, 'orders')).toBe(keys[1]);
    expect(valid()).toEqual([keys[1]]);
  });

  test('keeps the key in the secret when the deployment that rotates it dies before the new one is there', async () => {
    const first = await deploy(1);
    const { secrets } = await rig.surroundings();
    const around = { secrets: { ...secrets, write: () => Promise.reject(new Error('the machine is gone')) } };
    expect(await rig.run(version(2, 'clicks'), CONTROL, { around })).toMatchObject({ status: 'FAILED' });
    expect(published()).toBe(first);
    const second = await deploy(2);
    expect(second).not.toBe(first);
    expect(valid()).toEqual([first, second].sort());
  });

  test('makes topics by the new key in the deployment that makes it', async () => {
    await deploy(1);
    const second = await deploy(2, 'orders');
    expect(rig.world.thing('confluent_kafka_topic', 'orders').madeBy).toBe(second);
    const third = await deploy(3, 'orders', 'returns');
    expect(rig.world.thing('confluent_kafka_topic', 'returns').madeBy).toBe(third);
  });

  test('has the earlier key in the secret when a rotation is rolled back', async () => {
    const first = await deploy(1);
    const second = await deploy(2);
    expect(await rig.run(version(1, 'clicks'), CONTROL, { rollback: true })).toMatchObject({ status: 'SUCCESS' });
    expect(await rig.run(version(1, 'clicks'), DATA, { rollback: true })).toMatchObject({ status: 'SUCCESS' });
    expect(published()).toBe(first);
    expect(valid()).toEqual([first, second].sort());
  });
});
