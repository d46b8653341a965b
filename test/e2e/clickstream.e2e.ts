import { setTimeout as sleep } from 'timers/promises';
import { CodeBuildClient, StopBuildCommand } from '@aws-sdk/client-codebuild';
import { describeAccount } from './account';
import { until } from './until';

jest.setTimeout(240_000);

const CLICKSTREAM = { example: 'clickstream' };
const GROWN = { ...CLICKSTREAM, topics: { orders: 6 } };
const PLATFORM = ['Platform/control-plane', 'Platform/data-plane'];
const WEB_TEAM = ['WebTeam/control-plane', 'WebTeam/data-plane'];
/** Is made when much else of the team is there. */
const INTEGRATION = 'WebTeam-Web-Clicks-Connector-Integration-.*';

/** One story: each chapter begins with what the one before has left. */
describeAccount('clickstream', (account) => {
  /** What Confluent Cloud has and no state has is lost, and the other way around. */
  const expectAgreement = async () => expect(await account().aws.inStates()).toEqual(account().inWorld());
  const ofTheTeam = () => account().world.things().filter(({ name }) => /^WebTeam/.test(name)).map(({ type }) => type).sort();

  test('is deployed, the hub before the team', async () => {
    const builds = await account().deployed(CLICKSTREAM);

    expect(builds.map(({ root }) => root)).toEqual([...PLATFORM, ...WEB_TEAM]);
    expect(builds.filter(({ log }) => log.includes('cannot be asked'))).toEqual([]);
    expect(account().world.things('confluent_kafka_topic').map(({ name }) => name).sort()).toEqual(['clicks.raw', 'clicks.refined', 'inventory']);
    expect(account().world.things('confluent_flink_statement').length).toBe(1);
    await expectAgreement();
  });

  test('knows in each cloud what the other has made', async () => {
    const { attributes: { config_nonsensitive: config } } = account().world.things('confluent_connector')[0];
    const { attributes: { aws: [aws] } } = account().world.things('confluent_provider_integration')[0];

    expect(config['kinesis.stream']).toBe(await account().aws.resourceOf('WebTeam', 'AWS::Kinesis::Stream'));
    expect(aws.customer_role_arn).toMatch(/^arn:aws:iam::000000000000:role\/WebTeam-/);
    for (const { username, password } of Object.values(await account().aws.keys())) {
      expect(account().world.keys[username].secret).toBe(password);
    }
  });

  test('is built again in the hub only, if only the hub changed', async () => {
    const builds = await account().deployed(GROWN);

    expect(builds.map(({ root }) => root)).toEqual([PLATFORM[1]]);
    await expectAgreement();
  });

  test('goes on without the team', async () => {
    const before = account().codeBuild.builds.length;
    const { succeeded } = await account().destroy(GROWN, 'WebTeam');

    expect(succeeded).toBe(true);
    expect(account().codeBuild.builds.slice(before).map(({ root }) => root)).toEqual([...WEB_TEAM].reverse());
    expect(ofTheTeam()).toEqual([]);
    await expectAgreement();
  });

  test('leaves nothing of a team whose first deployment somebody stopped', async () => {
    const { build, deployment } = await account().deployUntil(GROWN, INTEGRATION);
    await until('a key was made', () => ofTheTeam().includes('confluent_api_key'));
    await sleep(2_000); // it is saved within a second
    await new CodeBuildClient().send(new StopBuildCommand({ id: build.options.id }));
    const { succeeded, text } = await deployment;

    expect(build.status).toBe('STOPPED');
    expect(succeeded).toBe(false);
    expect(text).toContain('the run died without a result');
    expect(await account().aws.statusOf('WebTeam')).toBe('ROLLBACK_COMPLETE');
    expect(ofTheTeam()).toEqual([]);
    await expectAgreement();
  });

  test('has the team again with the next deployment', async () => {
    const builds = await account().deployed(GROWN);

    expect(builds.map(({ root }) => root)).toEqual(WEB_TEAM);
    expect(ofTheTeam()).toContain('confluent_connector');
    await expectAgreement();
  });

  test('leaves what holds data when all is destroyed', async () => {
    expect((await account().destroy(GROWN)).succeeded).toBe(true);

    expect([...new Set(account().world.things().map(({ type }) => type))].sort()).toEqual([
      'confluent_environment', 'confluent_kafka_cluster', 'confluent_kafka_topic', 'confluent_schema',
    ]);
    expect(await account().aws.inStates()).toEqual([]);
    expect(await account().aws.keys()).toEqual({});
  });
});
