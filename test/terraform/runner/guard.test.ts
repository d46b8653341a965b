import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { amendmentBlocks, guard, GuardInput } from '../../../lib/terraform/runner/guard';
import { ResourceChange } from '../../../lib/terraform/runner/terraform';

type Blocks = Record<string, { construct: string; removalPolicy?: string }>;

function documentOf(blocks: Blocks): TerraformDocument {
  const resource: Record<string, Record<string, object>> = {};
  for (const [address, comment] of Object.entries(blocks)) {
    const [type, name] = address.split('.');
    (resource[type] ??= {})[name] = { '//': comment };
  }
  return new TerraformDocument({ resource });
}

function change(address: string, actions: string[], more: Partial<ResourceChange['change']> = {}): ResourceChange {
  return { address, mode: 'managed', type: address.split('.')[0], change: { actions, before: null, after: null, ...more } };
}

function inputOf(input: Partial<GuardInput>): GuardInput {
  return { changes: [], document: documentOf({}), last: documentOf({}), rollback: false, destroy: false, mayDestroy: [], ...input };
}

const CLICKS = 'confluent_kafka_topic.Clicks';
const retained: Blocks = { [CLICKS]: { construct: 'Hub/Clicks', removalPolicy: 'retain' } };
const disposable: Blocks = { [CLICKS]: { construct: 'Hub/Clicks', removalPolicy: 'destroy' } };
const topic = (name: string) => ({ topic_name: name, partitions_count: 6 });

describe('a plan that destroys nothing', () => {
  test.each([['create'], ['update'], ['no-op'], ['read']])('passes with %s', (action) => {
    expect(guard(inputOf({ changes: [change(CLICKS, [action])], document: documentOf(retained) }))).toBeUndefined();
  });
});

describe('a retained resource', () => {
  test('is not replaced: the run stops and names construct and argument', () => {
    const changes = [change(CLICKS, ['delete', 'create'], { replace_paths: [['partitions_count']] })];

    expect(() => guard(inputOf({ changes, document: documentOf(retained), last: documentOf(retained) }))).toThrow(
      'This deployment would destroy and create again what has the removal policy RETAIN. Nothing was changed. What forces it:\n'
      + '  Hub/Clicks (confluent_kafka_topic.Clicks): partitions_count\n'
      + 'Take the change back; or, to lose the data, name the construct in the context `cdk-streaming-hub:destroy`.');
  });

  test('is not replaced in the order create, delete either', () => {
    const changes = [change(CLICKS, ['create', 'delete'], { replace_paths: [['topic_name']] })];

    expect(() => guard(inputOf({ changes, document: documentOf(retained) }))).toThrow(/topic_name/);
  });

  test('is not replaced because it is tainted, but used as it is', () => {
    const tainted = { ...change(CLICKS, ['delete', 'create']), action_reason: 'replace_because_tainted' };

    expect(guard(inputOf({ changes: [tainted], document: documentOf(retained) })))
      .toEqual({ moved: [], kept: [], forgotten: [], untainted: [CLICKS] });
  });

  test('is replaced when its construct was named', () => {
    const changes = [change(CLICKS, ['delete', 'create'], { replace_paths: [['partitions_count']] })];

    expect(guard(inputOf({ changes, document: documentOf(retained), mayDestroy: ['Hub/Clicks'] }))).toBeUndefined();
  });

  test('that left the app is forgotten', () => {
    const amendments = guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained) }));

    expect(amendments).toEqual({ moved: [], kept: [], forgotten: [CLICKS], untainted: [] });
    expect(amendmentBlocks(amendments!)).toEqual({ removed: [{ from: CLICKS, lifecycle: { destroy: false } }] });
  });

  test('that left the app is destroyed when its construct was named', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), mayDestroy: ['Hub/Clicks'] }))).toBeUndefined();
  });

  test('is forgotten when the whole root is destroyed', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), destroy: true })))
      .toEqual({ moved: [], kept: [], forgotten: [CLICKS], untainted: [] });
  });

  test('that a failed update made is kept by the rollback', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), rollback: true })))
      .toEqual({ moved: [], kept: [CLICKS], forgotten: [], untainted: [] });
  });
});

describe('a resource that may be destroyed', () => {
  test('is destroyed when it leaves the app', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(disposable) }))).toBeUndefined();
  });

  test('is replaced', () => {
    const changes = [change(CLICKS, ['delete', 'create'], { replace_paths: [['partitions_count']] })];

    expect(guard(inputOf({ changes, document: documentOf(disposable) }))).toBeUndefined();
  });
});

describe('a renamed construct', () => {
  const NEW = 'confluent_kafka_topic.Renamed';

  test('is recognized by type and natural key, and moved', () => {
    const amendments = guard(inputOf({
      changes: [change(CLICKS, ['delete'], { before: topic('clicks') }), change(NEW, ['create'], { after: topic('clicks') })],
      document: documentOf({ [NEW]: { construct: 'Hub/Renamed', removalPolicy: 'retain' } }),
      last: documentOf(retained),
    }));

    expect(amendments).toEqual({ moved: [{ from: CLICKS, to: NEW }], kept: [], forgotten: [], untainted: [] });
    expect(amendmentBlocks(amendments!)).toEqual({ moved: [{ from: CLICKS, to: NEW }] });
  });

  test('is moved before anything else is decided, because what is in it is recognized afterwards', () => {
    const [before, after] = ['confluent_kafka_cluster.Old', 'confluent_kafka_cluster.New'];

    expect(guard(inputOf({
      changes: [
        change(CLICKS, ['delete'], { before: topic('clicks') }), change(NEW, ['create'], { after: topic('clicks') }),
        change(before, ['delete'], { before: { display_name: 'c', environment: [{ id: 'env-1' }] } }),
        change(after, ['create'], { after: { display_name: 'c', environment: [{}] } }),
      ],
      last: documentOf({ ...retained, [before]: { construct: 'Old/Cluster', removalPolicy: 'retain' } }),
    }))).toEqual({ moved: [{ from: CLICKS, to: NEW }], kept: [], forgotten: [], untainted: [] });
  });

  test('of the same name in another cluster is another resource', () => {
    const document = new TerraformDocument({
      provider: { confluent: [{}, { alias: 'A' }, { alias: 'B' }] },
      resource: { confluent_kafka_topic: { Renamed: { provider: 'confluent.B' } } },
    });

    expect(guard(inputOf({
      changes: [change(CLICKS, ['delete'], { before: topic('clicks') }), change(NEW, ['create'], { after: topic('clicks') })],
      document,
      last: new TerraformDocument({ resource: { confluent_kafka_topic: { Clicks: { provider: 'confluent.A' } } } }),
    }))).toMatchObject({ moved: [], forgotten: [CLICKS] });
  });

  test('with another natural key is another resource', () => {
    expect(guard(inputOf({
      changes: [change(CLICKS, ['delete'], { before: topic('clicks') }), change(NEW, ['create'], { after: topic('orders') })],
      document: documentOf({ [NEW]: { construct: 'Hub/Renamed', removalPolicy: 'retain' } }),
      last: documentOf(retained),
    }))).toEqual({ moved: [], kept: [], forgotten: [CLICKS], untainted: [] });
  });

  test('is not guessed when two could be meant', () => {
    const OTHER = 'confluent_kafka_topic.Other';

    expect(guard(inputOf({
      changes: [
        change(CLICKS, ['delete'], { before: topic('clicks') }),
        change(NEW, ['create'], { after: topic('clicks') }),
        change(OTHER, ['create'], { after: topic('clicks') }),
      ],
      last: documentOf(retained),
    }))).toEqual({ moved: [], kept: [], forgotten: [CLICKS], untainted: [] });
  });

  test('of a cluster under another name is refused with the line to add', () => {
    const [before, after] = ['confluent_kafka_cluster.Old', 'confluent_kafka_cluster.New'];

    expect(() => guard(inputOf({
      changes: [change(before, ['delete'], { before: { display_name: 'Old-1A' } }), change(after, ['create'], { after: { display_name: 'New-2B' } })],
      document: documentOf({ [after]: { construct: 'New/Cluster', removalPolicy: 'retain' } }),
      last: documentOf({ [before]: { construct: 'Old/Cluster', removalPolicy: 'retain' } }),
    }))).toThrow('Old/Cluster left the app, and New/Cluster came. Nothing was changed. If the construct was only renamed, give it the name it had: '
      + "`clusterName: 'Old-1A'`. If it is another one, deploy the removal and the addition one after the other.");
  });
});
