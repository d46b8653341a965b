import { describeAccount } from './account';
import { Wishes } from './app';

jest.setTimeout(240_000);

/** A hub that may take hours, so that further custom resources wait for it, and a topic that moves from one stack to another. */
describeAccount('two stacks', (account) => {
  const withTopicIn = (moving?: Wishes['moving']) => ({ example: 'two-stacks', moving });
  const topics = () => account().world.things('confluent_kafka_topic').map(({ name }) => name).sort();
  const [HUB, TEAM] = ['Hub/data-plane', 'Team/data-plane'];

  /** What Confluent Cloud has and no state has is lost, and the other way around. */
  const expectAgreement = async () => expect(await account().aws.inStates()).toEqual(account().inWorld());

  test('are deployed, with outputs that are read after all waiting', async () => {
    const builds = await account().deployed(withTopicIn('Team'));

    expect(builds.map(({ root }) => root)).toEqual(['Hub/control-plane', HUB, TEAM]);
    expect(topics()).toEqual(['moving', 'own-Hub', 'own-Team']);
    await expectAgreement();
  });

  test('do not make the topic a second time where it comes before it has left, and say what to do', async () => {
    const { succeeded, text } = await account().deploy(withTopicIn('Hub'));

    expect(succeeded).toBe(false);
    expect(text).toContain('Hub/MovingInHub (confluent_kafka_topic');
    expect(text).toContain('deploy the stack that it left first');
    await expectAgreement();
  });

  test('hand the topic over when it has left: it keeps its ID and its data', async () => {
    const [{ id }] = account().world.things('confluent_kafka_topic').filter(({ name }) => name === 'moving');
    expect((await account().deployed(withTopicIn())).map(({ root }) => root)).toEqual([TEAM]);
    expect(account().world.thing('confluent_kafka_topic', 'moving')).toMatchObject({ id });

    expect((await account().deployed(withTopicIn('Hub'))).map(({ root }) => root)).toEqual([HUB]);
    expect(account().world.thing('confluent_kafka_topic', 'moving')).toMatchObject({ id });
    expect(account().world.calls().filter(({ operation, name, error }) => name === 'moving' && operation === 'create' && !error).length).toBe(1);
    await expectAgreement();
  });
});
