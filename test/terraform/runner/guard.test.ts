import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { amendmentBlocks, GoneError, guard, GuardInput } from '../../../lib/terraform/runner/guard';
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
  const nothing = { changes: [], gone: [], leftBehind: [], mayDestroy: [], document: documentOf({}), last: documentOf({}) };
  return { ...nothing, rollback: false, destroy: false, undone: [], unsure: [], published: [], needed: [], ...input };
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

describe('a resource that holds data', () => {
  const replacement = (document: Blocks, mayDestroy: string[] = [], actions = ['delete', 'create']) =>
    guard(inputOf({ changes: [change(CLICKS, actions, { replace_paths: [['partitions_count']] })], document: documentOf(document), mayDestroy }));

  test.each([
    ['retained', retained, [], 'its removal policy is RETAIN, it is not named'],
    ['retained and named', retained, ['Hub/Clicks'], 'its removal policy is RETAIN'],
    ['disposable', disposable, [], 'it is not named'],
    ['disposable, when another one is named', disposable, ['Hub/Click'], 'it is not named'],
  ])('is not replaced if it is %s: the run stops and says what is missing', (_, document, named, missing) => {
    expect(() => replacement(document, named)).toThrow(
      'This deployment would destroy and create again what holds data. Nothing was changed. What forces it, and what is missing to let it happen:\n'
      + `  Hub/Clicks (confluent_kafka_topic.Clicks): partitions_count; ${missing}\n`
      + 'Take the change back; or, to lose the data, give the construct the removal policy DESTROY and name it in the context '
      + '`cdk-streaming-hub:destroy`. It takes both.');
  });

  test('is not replaced in the order create, delete either', () => {
    expect(() => replacement(retained, [], ['create', 'delete'])).toThrow(/partitions_count/);
  });

  test.each(['Hub/Clicks', 'Hub'])('is replaced if it is disposable and %s is named', (path) => {
    expect(replacement(disposable, [path])).toBeUndefined();
  });
});

describe('a retained resource', () => {
  test('is not replaced because it is tainted, but used as it is', () => {
    const tainted = { ...change(CLICKS, ['delete', 'create']), action_reason: 'replace_because_tainted' };

    expect(guard(inputOf({ changes: [tainted], document: documentOf(retained) })))
      .toEqual({ moved: [], kept: [], inUse: [], waiting: [], forgotten: [], untainted: [CLICKS] });
  });

  test('that left the app is forgotten', () => {
    const amendments = guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained) }));

    expect(amendments).toEqual({ moved: [], kept: [], inUse: [], waiting: [], forgotten: [CLICKS], untainted: [] });
    expect(amendmentBlocks(amendments!)).toEqual({ removed: [{ from: CLICKS, lifecycle: { destroy: false } }] });
  });

  test('that left the app is forgotten even if its construct is named', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), mayDestroy: ['Hub/Clicks'] })))
      .toMatchObject({ forgotten: [CLICKS] });
  });

  test('is forgotten when the whole root is destroyed', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), destroy: true })))
      .toEqual({ moved: [], kept: [], inUse: [], waiting: [], forgotten: [CLICKS], untainted: [] });
  });

  test('that a failed update made is kept by the rollback', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(retained), rollback: true })))
      .toEqual({ moved: [], kept: [CLICKS], inUse: [], waiting: [], forgotten: [], untainted: [] });
  });
});

describe('a resource that may be destroyed', () => {
  test('is destroyed when it leaves the app', () => {
    expect(guard(inputOf({ changes: [change(CLICKS, ['delete'])], last: documentOf(disposable) }))).toBeUndefined();
  });

  test('is used as it is when it is tainted and not named, because somebody may have used it', () => {
    const tainted = { ...change(CLICKS, ['delete', 'create']), action_reason: 'replace_because_tainted' };

    expect(guard(inputOf({ changes: [tainted], document: documentOf(disposable) }))).toMatchObject({ untainted: [CLICKS] });
  });

  test('is replaced without being named if it holds no data', () => {
    const KEY = 'confluent_api_key.Key';
    const changes = [change(KEY, ['create', 'delete'], { replace_paths: [['owner']] })];

    expect(guard(inputOf({ changes, document: documentOf({ [KEY]: { construct: 'Hub/Key' } }) }))).toBeUndefined();
  });
});

describe('a resource that Confluent Cloud does not show any more', () => {
  const gone = (document: Blocks, more: Partial<GuardInput> = {}) =>
    guard(inputOf({ changes: [change(CLICKS, ['create'])], gone: [CLICKS], document: documentOf(document), last: documentOf(document), ...more }));

  test('is not made anew if it is retained: it may be there, and not be seen', () => {
    expect(() => gone(retained)).toThrow(new GoneError(
      'Confluent Cloud does not show what an earlier deployment made and has the removal policy RETAIN. Nothing was changed.\n'
      + '  Hub/Clicks (confluent_kafka_topic.Clicks)\n'
      + 'Either it was deleted there, or the API key lacks the rights to see it: then give them to the owner of the key. '
      + 'To make it anew, without the data that it had, name the construct in the context `cdk-streaming-hub:destroy`.'));
  });

  test.each<[string, Blocks, Partial<GuardInput>]>([
    ['it is disposable', disposable, {}],
    ['its construct is named', retained, { mayDestroy: ['Hub'] }],
    ['it was left behind by another deployment, and is deleted since', retained, { leftBehind: [CLICKS] }],
    ['all is destroyed', retained, { destroy: true }],
  ])('is made anew if %s', (_, document, more) => {
    expect(gone(document, more)).toBeUndefined();
  });

  test('does not matter if it left the app', () => {
    expect(guard(inputOf({ gone: [CLICKS], last: documentOf(retained) }))).toBeUndefined();
  });
});

describe('an API key', () => {
  const [OLD, NEW] = ['confluent_api_key.Key', 'confluent_api_key.Key2'];
  const key = (id?: string) => ({ id, owner: [{ id: 'sa-1' }], managed_resource: [] });
  const rotation = (more: Partial<GuardInput> = {}) => guard(inputOf({
    changes: [change(OLD, ['delete'], { before: key('OLDKEY') }), change(NEW, ['create'], { after: key() })],
    document: documentOf({ [NEW]: { construct: 'Hub/Key' } }),
    last: documentOf({ [OLD]: { construct: 'Hub/Key' } }),
    published: ['OLDKEY'],
    ...more,
  }));

  test('stays while the secret that holds it gets another one', () => {
    expect(rotation()).toEqual({ moved: [], kept: [], inUse: [OLD], waiting: [], forgotten: [], untainted: [] });
  });

  test('goes when the secret has another one', () => {
    expect(rotation({ published: ['OTHERKEY'] })).toBeUndefined();
  });

  test('goes with its root', () => {
    expect(rotation({ destroy: true })).toBeUndefined();
  });

  test('of a construct that was renamed is the same key', () => {
    expect(rotation({ document: documentOf({ [NEW]: { construct: 'Hub/Renamed' } }) }))
      .toMatchObject({ moved: [{ from: OLD, to: NEW }], inUse: [] });
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

    expect(amendments).toEqual({ moved: [{ from: CLICKS, to: NEW }], kept: [], inUse: [], waiting: [], forgotten: [], untainted: [] });
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
    }))).toEqual({ moved: [{ from: CLICKS, to: NEW }], kept: [], inUse: [], waiting: [], forgotten: [], untainted: [] });
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
    }))).toEqual({ moved: [], kept: [], inUse: [], waiting: [], forgotten: [CLICKS], untainted: [] });
  });

  test('is not guessed where another deployment left the resource', () => {
    expect(guard(inputOf({
      changes: [change('confluent_kafka_cluster.Old', ['delete']), change('confluent_kafka_cluster.New', ['create'])],
      last: documentOf({ 'confluent_kafka_cluster.Old': { construct: 'Old/Cluster', removalPolicy: 'retain' } }),
      leftBehind: ['confluent_kafka_cluster.New'],
    }))).toMatchObject({ forgotten: ['confluent_kafka_cluster.Old'] });
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
    }))).toEqual({ moved: [], kept: [], inUse: [], waiting: [], forgotten: [CLICKS], untainted: [] });
  });

  test('of a cluster under another name is refused with the line to add', () => {
    const [before, after] = ['confluent_kafka_cluster.Old', 'confluent_kafka_cluster.New'];

    expect(() => guard(inputOf({
      changes: [change(before, ['delete'], { before: { display_name: 'Old-1A' } }), change(after, ['create'], { after: { display_name: 'New-2B' } })],
      document: documentOf({ [after]: { construct: 'New/Cluster', removalPolicy: 'retain' } }),
      last: documentOf({ [before]: { construct: 'Old/Cluster', removalPolicy: 'retain' } }),
    }))).toThrow('Old/Cluster left the app, and New/Cluster came. Nothing was changed. '
      + 'If the construct was only renamed or moved, give it back its ID and place in the tree, or the name that it has in Confluent Cloud: '
      + "`clusterName: 'Old-1A'` of `KafkaCluster`. If it is another one, deploy the removal and the addition one after the other.");
  });

  test('of two clusters that have no names is refused, and not made twice', () => {
    const cluster = 'confluent_kafka_cluster';
    const changes = ['A', 'B'].flatMap((name) => [
      change(`${cluster}.Old${name}`, ['delete'], { before: { display_name: `Old-${name}` } }),
      change(`${cluster}.New${name}`, ['create'], { after: { display_name: `New-${name}` } }),
    ]);
    const blocks = (prefix: string): Blocks => Object.fromEntries(['A', 'B'].map((name) =>
      [`${cluster}.${prefix}${name}`, { construct: `${prefix}/${name}`, removalPolicy: 'retain' }]));

    expect(() => guard(inputOf({ changes, document: documentOf(blocks('New')), last: documentOf(blocks('Old')) })))
      .toThrow('Old/A left the app, and New/A and New/B came. Nothing was changed.');
  });
});

describe('what planes that are applied later still need', () => {
  const ACCOUNT = 'confluent_service_account.Account';
  const leaves = (more: Partial<GuardInput> = {}) => guard(inputOf({
    changes: [change(ACCOUNT, ['delete'], { before: { id: 'sa-1' } })], last: documentOf({ [ACCOUNT]: { construct: 'Web/Account' } }), needed: [ACCOUNT], ...more,
  }));

  test('stays for this run', () => {
    expect(leaves()).toEqual({ moved: [], kept: [], inUse: [], waiting: [ACCOUNT], forgotten: [], untainted: [] });
  });

  test('goes when they do not, and with its root', () => {
    expect([leaves({ needed: [] }), leaves({ destroy: true })]).toEqual([undefined, undefined]);
  });
});

describe('what is protected on purpose', () => {
  const CLUSTER = 'confluent_kafka_cluster.Cluster';
  const leaves = (more: Partial<GuardInput> = {}) => {
    const last = new TerraformDocument({
      resource: {
        confluent_kafka_cluster: {
          Cluster: {
            'deletion_protection': true, '//': { construct: 'Hub/Cluster', removalPolicy: 'destroy' },
          },
        },
      },
    });
    return guard(inputOf({ changes: [change(CLUSTER, ['delete'], { before: { deletion_protection: true } })], last, ...more }));
  };

  test('is not deleted, though its removal policy is DESTROY', () => {
    expect(() => leaves()).toThrow('Protected from deletion: Hub/Cluster. Nothing was changed. '
      + 'Deploy the construct once with `deletionProtection: false` before it is removed.');
  });

  test('is deleted when its creation is undone', () => {
    expect(leaves({ undone: [CLUSTER], destroy: true })).toBeUndefined();
  });
});
