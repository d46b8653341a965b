import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKey, ApiKeyScope, ClusterType, Environment, KafkaCluster, KeyRotation, SchemaExporter, ServiceAccount } from '../../../lib/confluent';
import { Spoke, StreamingHub } from '../../../lib/hub';
import { connectionOf } from '../../support/fixtures';
import { describeTerraform } from '../../support/terraform';
import { CONTROL, DATA, Rig, Version } from '../../terraform/runner/rig';
import { controlPlane, organizationIn, ref, rendered } from '../fixture';

jest.setTimeout(300_000);

function makeKey(rotation?: KeyRotation, context?: { [key: string]: any }): ApiKey {
  const stack = new Stack(new App({ context }), 'Stack');
  const owner = new ServiceAccount(stack, 'Account', { organization: organizationIn(stack) });
  return new ApiKey(stack, 'Key', { owner, keyScope: ApiKeyScope.cloud(), rotation });
}

/** What tells the keys apart that are rendered for one construct. */
function serialsOf(key: ApiKey): string[] {
  return Object.values(controlPlane(key).findResources('confluent_api_key')).map(({ description }) => description);
}

const DAY = Duration.days(1);
const SINCE = new Date('2026-01-01');
const at = (now: string, period = Duration.days(30)) => makeKey(KeyRotation.every(period, SINCE), { 'cdk-streaming-hub:now': now });

describe('by serial', () => {
  test.each([
    [1, 'Stack/Key'],
    [2, 'Stack/Key (2)'],
    [3, 'Stack/Key (3)'],
  ])('%d is %p', (serial, key) => {
    expect(serialsOf(makeKey(KeyRotation.serial(serial)))).toEqual([key]);
  });

  test('the first is the key that there is without rotation', () => {
    expect(controlPlane(makeKey(KeyRotation.serial(1))).toJSON()).toEqual(controlPlane(makeKey()).toJSON());
  });

  test('the newest is the one that is published, under the same name', () => {
    const outputs = [1, 2].map((serial) => controlPlane(makeKey(KeyRotation.serial(serial))).findOutputs('*', { description: 'Written to Stack/Key/Secret' }));
    expect(Object.keys(outputs[0])).toEqual(Object.keys(outputs[1]));
    const key = makeKey(KeyRotation.serial(2));
    expect(rendered(key).description).toBe('Stack/Key (2)');
    expect(Object.values(outputs[1])[0].value.username).toBe(ref(key, 'id'));
  });

  test('there is one secret, whatever the serial', () => {
    Template.fromStack(Stack.of(makeKey(KeyRotation.serial(7)))).resourceCountIs('AWS::SecretsManager::Secret', 1);
  });

  test.each([0, -1])('%d is refused', (serial) => {
    expect(() => makeKey(KeyRotation.serial(serial))).toThrow(`Stack/Key: \`rotation (serial)\` must be at least 1, got: ${serial}`);
  });

  test('a part of a number is refused', () => {
    expect(() => makeKey(KeyRotation.serial(1.5))).toThrow('Stack/Key: `rotation (serial)` must be a whole number, got: 1.5');
  });
});

describe('by schedule', () => {
  test.each([
    ['2026-01-01', 'Stack/Key'],
    ['2026-01-30T23:59:59Z', 'Stack/Key'],
    ['2026-01-31', 'Stack/Key (2)'],
    ['2026-04-01', 'Stack/Key (4)'],
  ])('%s is %p', (now, key) => {
    expect(serialsOf(at(now))).toEqual([key]);
  });

  test('it is now, if nothing else is said', () => {
    expect(serialsOf(makeKey(KeyRotation.every(DAY, new Date(Date.now() - 1000))))).toEqual(['Stack/Key']);
    expect(serialsOf(makeKey(KeyRotation.every(DAY, new Date(Date.now() - DAY.toMilliseconds() - 1000))))).toEqual(['Stack/Key (2)']);
  });

  test.each([
    ['a time that cannot be read', () => at('soon'), 'the context `cdk-streaming-hub:now` must be a date in ISO 8601, got: soon'],
    ['a beginning in the future', () => at('2025-12-31'), '`rotation (since)` must be a date in the past, got: 2026-01-01T00:00:00.000Z'],
    ['no date', () => makeKey(KeyRotation.every(DAY, new Date('?'))), '`rotation (since)` must be a date in the past, got: Invalid Date'],
    ['a period that is too short', () => at('2026-01-01', Duration.hours(1)),
      '`rotation (period)` must be at least one day, got: 1 hour. Each rotation is a deployment.'],
  ])('%s is refused', (_, make, problem) => {
    expect(make).toThrow(`Stack/Key: ${problem}`);
  });
});

describe('of a hub', () => {
  const secretOf = (stack: Stack) => Secret.fromSecretNameV2(stack, 'Cloud', 'confluent/cloud-key');
  const keysOf = (stack: Stack) => Object.values(controlPlane(stack).findResources('confluent_api_key')).map(({ description }) => description).sort();

  test('the keys of the administrator are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(2) });
    expect(keysOf(stack)).toEqual([
      'Stack/Hub/Cluster/AdminKey (2)',
      'Stack/Hub/Environment/SchemaRegistry/AdminKey (2)',
    ]);
  });

  test('an environment that is given has its own rotation', () => {
    const stack = new Stack(new App(), 'Stack');
    const { environment } = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard() });
    expect(() => new StreamingHub(stack, 'Other', { environment, cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(2) }))
      .toThrow('Stack/Other: `keyRotation` must not be given with an `environment`, which has its own');
  });

  test('the keys of a spoke are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    const hub = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard() });
    const spoke = new Spoke(stack, 'Spoke', { hub, keyRotation: KeyRotation.serial(2) });
    void [spoke.apiKey, spoke.schemaRegistryKey];
    expect(keysOf(stack).filter((name) => name.includes('Spoke'))).toEqual([
      'Stack/Spoke/ApiKey (2)', 'Stack/Spoke/SchemaRegistryKey (2)',
    ]);
  });

  test('keys for an environment that stands elsewhere are replaced', () => {
    const stack = new Stack(new App(), 'Stack');
    const organization = organizationIn(stack);
    const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization, keyRotation: KeyRotation.serial(2) });
    void new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() }).adminKey;
    expect(keysOf(stack)).toEqual(['Stack/Cluster/AdminKey (2)']);
  });

  test('what uses a key does not change with it', () => {
    const [first, second] = [1, 2].map((serial) => {
      const stack = new Stack(new App(), 'Stack');
      const hub = new StreamingHub(stack, 'Hub', { credentials: secretOf(stack), cluster: ClusterType.standard(), keyRotation: KeyRotation.serial(serial) });
      hub.addTopic('clicks');
      const template = Template.fromStack(stack);
      return template.findResources('Custom::TerraformRoot', { Properties: { StateKey: Match.stringLikeRegexp('data-plane$') } });
    });
    expect(second).toEqual(first);
  });
});

test('what has a copy of a key is deployed again with another key', () => {
  const [first, same, second] = [1, 1, 2].map((serial) => {
    const stack = new Stack(new App(), 'Stack');
    const organization = organizationIn(stack);
    const make = (id: string) => new Environment(stack, id, { organization, keyRotation: KeyRotation.serial(serial) }).schemaRegistry;
    new SchemaExporter(stack, 'Exporter', { source: make('From'), destination: make('To') });
    return Template.fromStack(stack).findResources('Custom::TerraformRoot', { Properties: { StateKey: 'Stack/links' } });
  });
  expect(same).toEqual(first);
  expect(second).not.toEqual(first);
});

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
