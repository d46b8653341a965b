import { CLOUD_SECRET, CONTROL, DATA, Rig, Version } from './rig';
import { ClusterType, KafkaCluster } from '../../../lib/confluent';
import { Ask } from '../../../lib/terraform/runner/ready';
import { describeTerraform } from '../../support/terraform';

jest.setTimeout(120_000);

describeTerraform('before an API key is used', () => {
  let base: Rig;
  let rig: Rig;
  let version: Version;
  /** URLs that were asked. */
  let asked: string[];

  beforeAll(async () => {
    base = new Rig();
    version = base.version((hub) => { hub.addTopic('clicks'); });
    expect(await base.run(version, CONTROL)).toMatchObject({ status: 'SUCCESS' });
  });

  afterAll(() => base.world.delete());

  beforeEach(() => {
    rig = new Rig(base);
    asked = [];
  });

  afterEach(() => rig.world.delete());

  /** Runs a root where hosts that match a pattern answer otherwise, a number of times. */
  async function run(stateKey: string, pattern: RegExp, answer: () => Promise<{ status: number; body: string }>, times = Infinity, of = version) {
    const around = await rig.surroundings();
    const ask: Ask = async (url, key) => {
      asked.push(url);
      return pattern.test(url) && times-- > 0 ? answer() : around.ask(url, key);
    };
    return rig.run(of, stateKey, { around: { ask } });
  }

  const status = (code: number) => async () => ({ status: code, body: '' });
  const secrets = () => [CLOUD_SECRET, ...Object.values(rig.world.keys).map(({ secret }) => secret)];

  test('each is asked for once, where it is for', async () => {
    expect(await run(DATA, /nothing/, status(200))).toMatchObject({ status: 'SUCCESS' });
    expect(asked).toEqual([
      'https://api.confluent.cloud/org/v2/environments?page_size=1',
      expect.stringMatching(/^https:\/\/pkc-\w+\.us-east-1\.aws\.confluent\.cloud:443\/kafka\/v3\/clusters\/lkc-\w+$/),
    ]);
    expect(rig.waits).toEqual([]);
  });

  test('it is waited for until it works', async () => {
    expect(await run(DATA, /pkc-/, status(401), 2)).toMatchObject({ status: 'SUCCESS' });
    expect(rig.waits).toEqual([2000, 4000]);
    expect(rig.lines[0]).toMatch(/^pkc-\S+ answers 401 to the API key in arn-of-HubClusterAdminKey\w+: asking again in 2 s$/);
  });

  test('the run fails if it never works, and says which it is', async () => {
    const result = await run(DATA, /pkc-/, status(401));

    expect(result).toEqual({
      status: 'FAILED',
      reason: expect.stringMatching(/^pkc-\S+ refuses the API key in arn-of-HubClusterAdminKey\w+: 401 Unauthorized\. Nothing was changed\./),
    });
    expect(rig.waits.reduce((sum, wait) => sum + wait)).toBe(300_000);
    expect(rig.world.things('confluent_kafka_topic')).toEqual([]);
    secrets().forEach((secret) => expect(JSON.stringify([result, rig.lines])).not.toContain(JSON.stringify(secret).slice(1, -1)));
  });

  test('a Cloud key that does not work is told from a new one: it is waited for shortly', async () => {
    expect(await run(CONTROL, /api\.confluent\.cloud/, status(401))).toEqual({
      status: 'FAILED', reason: expect.stringMatching(/^api\.confluent\.cloud refuses the API key in arn:\S+:secret:confluent\/api-key: 401.*Cloud \(or Global\)/),
    });
    expect(rig.waits).toEqual([2000, 4000]);
  });

  test('what it may not ask is no reason to fail', async () => {
    expect(await run(DATA, /pkc-/, status(403))).toMatchObject({ status: 'SUCCESS' });
    expect(rig.waits).toEqual([5000, 10_000, 15_000]);
  });

  test('a private network is no reason to fail', async () => {
    const unreachable = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }));

    expect(await run(DATA, /pkc-/, unreachable)).toMatchObject({ status: 'SUCCESS' });
    expect(rig.lines).toContainEqual(expect.stringMatching(/^pkc-\S+ cannot be asked from here whether an API key works: getaddrinfo ENOTFOUND$/));
    expect(rig.waits).toEqual([]);
  });

  describe('that was just made', () => {
    const more = () => rig.version((hub) => {
      hub.addTopic('clicks');
      void new KafkaCluster(hub, 'Second', { environment: hub.environment, clusterType: ClusterType.basic() }).adminKey;
    });
    const published = (secretArn: string) => rig.surroundings().then(({ secrets: kept }) => kept.read(secretArn));

    test('it is published when it works', async () => {
      const [kafka] = [/\/kafka\/v3\/clusters\//];

      expect(await run(CONTROL, kafka, status(401), 2, more())).toMatchObject({ status: 'SUCCESS' });
      expect(rig.waits).toEqual([2000, 4000]);
      expect(asked.slice(1)).toEqual([
        expect.stringMatching(/^https:\/\/api\.confluent\.cloud\/cmk\/v2\/clusters\/lkc-\w+\?environment=env-\w+$/),
        ...Array(3).fill(expect.stringMatching(/^https:\/\/pkc-\S+\/kafka\/v3\/clusters\/lkc-\w+$/)),
      ]);
    });

    test('it is not published if it does not work, but by the next deployment', async () => {
      const two = more();
      const arn = Object.values(rig.request(two, CONTROL).secrets).find((each) => each.includes('Second'))!;

      expect(await run(CONTROL, /\/kafka\/v3\/clusters\//, status(401), Infinity, two)).toEqual({
        status: 'FAILED', reason: expect.stringMatching(/^pkc-\S+ refuses the new API key of S\/Hub\/Second\/AdminKey: 401.*The next deployment publishes it\.$/),
      });
      await expect(published(arn)).rejects.toThrow('does not exist');
      expect(await rig.run(two, CONTROL)).toMatchObject({ status: 'SUCCESS' });
      expect(JSON.parse(await published(arn)).username).toMatch(/^\w{16}$/);
      expect(rig.inStates()).toEqual(rig.inWorld());
    });

    test.each([
      ['the Cloud API does not know it', status(404)],
      ['the Cloud API says something else', async () => ({ status: 200, body: '<html>' })],
    ])('it is published unasked if %s', async (_, answer) => {
      expect(await run(CONTROL, /\/cmk\//, answer, Infinity, more())).toMatchObject({ status: 'SUCCESS' });
      expect(asked.length).toBe(2);
    });
  });
});
