import { Retry } from '../../../lib/terraform/runner/retry';
import { Diagnostic, Plan, TerraformError } from '../../../lib/terraform/runner/terraform';

const TOPIC = 'confluent_kafka_topic.T';

const failed = (...summaries: string[]) =>
  new TerraformError('apply', summaries.map((summary): Diagnostic => ({ severity: 'error', summary, address: TOPIC })), '');
const creating = (...addresses: string[]): Plan => ({
  gone: [],
  changes: addresses.map((address) =>
    ({ address, mode: 'managed', type: address.split('.')[0], change: { actions: ['create'], before: null, after: {} } })),
});

/** For how many seconds it is waited before each try. */
async function waitsAfter(error: unknown, plan?: Plan, hasNewKeys = true): Promise<number[]> {
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => { waits.push(milliseconds / 1000); };
  const retry = new Retry({ sleep, signal: new AbortController().signal, print: () => undefined });
  for (;;) {
    try {
      await retry.after(error, plan, hasNewKeys);
    } catch (thrown) {
      expect(thrown).toBe(error);
      return waits;
    }
  }
}

test.each([
  'error creating Kafka Topic: 429 Too Many Requests',
  'error reading Kafka Topic: 503 Service Unavailable: try later',
  'error reading Kafka Topic: GET https://x giving up after 5 attempt(s)',
])('tries again with ever longer waits after %s', async (summary) => {
  const waits = await waitsAfter(failed(summary));

  expect(waits.length).toBe(3);
  [10, 20, 40].forEach((wait, index) => {
    expect(waits[index]).toBeGreaterThanOrEqual(wait * 0.7);
    expect(waits[index]).toBeLessThanOrEqual(wait * 1.3);
  });
});

test.each(['401 Unauthorized', '403 Forbidden: access denied'])('gives new rights less than three minutes to be felt after %s', async (text) => {
  const waits = await waitsAfter(failed(text), creating(TOPIC));

  expect(waits.length).toBe(4);
  expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(190);
});

test.each<[string, Plan | undefined, boolean]>([
  ['what was there is changed', creating(), true],
  ['nothing was planned', undefined, true],
  ['there are no new rights', creating(TOPIC), false],
])('does not wait for rights if %s', async (_, plan, hasNewKeys) => {
  expect(await waitsAfter(failed('401 Unauthorized'), plan, hasNewKeys)).toEqual([]);
});

test('waits for rights that the same apply makes', async () => {
  expect((await waitsAfter(failed('403 Forbidden'), creating(TOPIC, 'confluent_role_binding.R'), false)).length).toBe(4);
});

test('does not make a key again, which may be there', async () => {
  const KEY = 'confluent_api_key.K';
  const error = new TerraformError('apply', [{ severity: 'error', summary: '401 Unauthorized', address: KEY }], '');

  expect(await waitsAfter(error, creating(KEY))).toEqual([]);
});

test.each([
  ['another error', failed('error creating Kafka Topic: 409 Conflict')],
  ['a number that is no status', failed('the topic has 500 partitions')],
  ['one error that passes and one that does not', failed('429 Too Many Requests', '409 Conflict')],
  ['a connection that there is not', failed('GET https://x giving up after 5 attempt(s): dial tcp: no such host')],
  ['an engine that died', new TerraformError('apply', [], 'panic')],
  ['an error of our own', new Error('429 Too Many Requests')],
])('does not try again after %s', async (_, error) => {
  expect(await waitsAfter(error, creating(TOPIC))).toEqual([]);
});
