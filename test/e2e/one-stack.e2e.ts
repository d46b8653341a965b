import { describeAccount } from './account';

jest.setTimeout(240_000);

const ONE_STACK = { example: 'one-stack' };

/** A hub and its runner in one stack: what the runner needs must be there before the hub, and after it. */
describeAccount('one stack', (account) => {
  test('is deployed', async () => {
    await account().deployed(ONE_STACK);

    expect(account().world.thing('confluent_kafka_topic', 'hello')).toBeDefined();
    expect(await account().aws.inStates()).toEqual(account().inWorld());
  });

  test('leaves nothing of what failed', async () => {
    account().world.order({ name: 'refused', operation: 'create', mode: 'error', status: 400 });
    const { succeeded } = await account().deploy({ ...ONE_STACK, topics: { refused: 1 } });
    account().world.order();

    expect(succeeded).toBe(false);
    expect(await account().aws.inStates()).toEqual(account().inWorld());
  });

  test('is destroyed, but for what holds data', async () => {
    const { succeeded, text } = await account().destroy(ONE_STACK);

    expect(text).not.toContain('DELETE_FAILED');
    expect(succeeded).toBe(true);
    expect(await account().aws.statusOf('OneStack')).toBeUndefined();
    expect(await account().aws.inStates()).toEqual([]);
    expect([...new Set(account().world.things().map(({ type }) => type))].sort()).toEqual([
      'confluent_environment', 'confluent_kafka_cluster', 'confluent_kafka_topic',
    ]);
  });
});
