import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { callIn, Said } from './rig';
import { becomeNewest, newestOf, noteBuild } from '../../../lib/terraform/runner/newest';
import { Records } from '../../../lib/terraform/runner/records';
import { FolderStore, Store } from '../../../lib/terraform/runner/store';
import { describeDeployed, large } from '../runner/deployed';
import { CLOUD_SECRET, DATA, Version } from '../runner/rig';

/** Which builds run, and the folder of each bucket. */
const mockAws = { alive: [] as string[], buckets: {} as Record<string, string> };

jest.mock('../../../lib/terraform/runner/aws', () => {
  const { FolderStore: Folder } = jest.requireActual<typeof import('../../../lib/terraform/runner/store')>('../../../lib/terraform/runner/store');
  const storeOf = (bucket: string) => new Folder(mockAws.buckets[bucket] ?? '/nowhere');
  return {
    S3Store: function (bucket: string) {
      return storeOf(bucket);
    },
    AwsSecrets: class {
      public read = async (arn: string) => (await storeOf('states').get(`secrets/${arn}`))?.body ?? Promise.reject(new Error(`no secret ${arn}`));
      public write = (arn: string, value: string) => storeOf('states').put(`secrets/${arn}`, value);
    },
    isAlive: async (id: string) => mockAws.alive.includes(id),
    isHolderAlive: async (holder: string) => mockAws.alive.includes(holder),
  };
});

describeDeployed('a root that is deployed', (deployed) => {
  let store: Store;
  let records: Records;

  beforeEach(async () => {
    const { rig, before } = deployed;
    store = new FolderStore(rig.folder);
    records = new Records(store, DATA);
    Object.assign(mockAws, { alive: [], buckets: { states: rig.folder } });
    const request = { ...rig.request(before, DATA), id: 'event-1', at: 1 };
    await records.setRequest(request);
    await becomeNewest(store, DATA, request.id);
    await noteBuild(store, DATA, request.id, 'project:1');
  });

  const command = (action: string, { directory } = deployed.after) =>
    ['run', DATA, '--action', action, '--app', directory, '--state-bucket', 'states'];
  const run = (action: string, options: string[] = [], { answer = false, version = deployed.after } = {}): Promise<Said> =>
    callIn(deployed.rig, [...command(action, version), ...options], answer);

  /** Everything that is kept, by its name. */
  const kept = () => JSON.stringify([deployed.rig.inStates(), deployed.rig.inWorld(), readFileSync(join(deployed.rig.folder, DATA, 'newest.json'), 'utf8')]);

  test('is planned with the document that is here, and the values that it was deployed with', async () => {
    const before = kept();
    const said = await run('plan');

    expect(said).toMatchObject({ code: 0, lines: ['+ confluent_kafka_topic S/Hub/orders', '1 to create, 0 to change, 0 to destroy.'], errors: [] });
    expect(kept()).toBe(before);
    expect(said.text).not.toContain(CLOUD_SECRET);
  });

  test('is not changed by who does not say yes', async () => {
    const before = kept();

    expect(await run('apply')).toMatchObject({ code: 1, questions: [`apply ${DATA}?`] });
    expect(await run('destroy')).toMatchObject({ code: 1, questions: [`destroy ${DATA}?`] });
    expect(kept()).toBe(before);
  });

  test('is applied as the newest request, of which there is a record', async () => {
    expect(await run('apply', [], { answer: true })).toMatchObject({ code: 0, errors: [] });

    const newest = await newestOf(store, DATA);
    expect(newest).toEqual({ number: 2, id: expect.stringMatching(/^cli-[\w-]{36}$/), olderBuildId: 'project:1' });
    expect(await records.request(newest!.id)).toMatchObject({ action: 'apply', document: { bucket: deployed.after.directory }, at: expect.any(Number) });
    expect(await records.result(newest!.id)).toMatchObject({ status: 'SUCCESS' });
    expect(deployed.rig.inWorld()).toContainEqual(expect.stringMatching(/^confluent_kafka_topic .*orders$/));
    deployed.isSound();
  });

  test('is applied again with what the command was told before', async () => {
    await run('apply', ['--yes']);

    expect(await run('plan')).toMatchObject({ code: 0, lines: ['No resource would change.'] });
  });

  test('is destroyed, but for what is retained', async () => {
    expect(await run('destroy', ['--yes'])).toMatchObject({ code: 0, errors: [] });
    expect(deployed.rig.lost()).toEqual([]);
    expect(deployed.rig.state(DATA).resources).toEqual([]);
  });

  test('waits for the build of the request before', async () => {
    mockAws.alive = ['project:1'];
    const sleep = async () => { mockAws.alive = []; };
    const said = await callIn(deployed.rig, [...command('apply'), '--yes'], false, { sleep });

    expect(said).toMatchObject({ code: 0 });
    expect(said.lines.slice(0, 2)).toEqual([`project:1 applies ${DATA} now, and will be stopped.`, 'waiting for project:1']);
  });

  test('makes room for a newer deployment', async () => {
    const { world, marker } = deployed.rig;
    world.order({ type: 'confluent_kafka_topic', operation: 'create', mode: 'delay', delay: 60_000, marker });
    const running = run('apply', ['--yes']);
    await deployed.rig.marked();
    await becomeNewest(store, DATA, 'event-2');

    expect(await running).toMatchObject({ code: 1, errors: [expect.stringMatching(/^a newer deployment of this root has begun; .* was stopped with its state saved/)] });
    deployed.isSound();
  }, 30_000);

  test('a run that fails leaves its result', async () => {
    deployed.rig.world.order({ type: 'confluent_kafka_topic', operation: 'create', mode: 'error', status: 400, message: 'no such thing' });
    const said = await run('apply', ['--yes']);
    const newest = await newestOf(store, DATA);

    expect(said).toMatchObject({ code: 1, errors: [expect.stringContaining('no such thing')] });
    expect(await records.result(newest!.id)).toEqual({ status: 'FAILED', reason: said.errors[0] });
  });

  test('is not run if it was never deployed', async () => {
    mockAws.buckets.empty = join(deployed.rig.world.directory, 'empty');

    expect(await run('plan', ['--state-bucket', 'empty']))
      .toMatchObject({ code: 1, errors: [`${DATA} was never deployed: empty knows nothing of ${DATA}`] });
  });

  test('takes no secrets from a file', async () => {
    expect((await run('plan', ['--secrets', 'secrets.json'])).errors)
      .toEqual(['--secrets is for --local: the secrets of what is deployed are in Secrets Manager']);
  });

  describe('with a document that needs more', () => {
    let version: Version;

    beforeEach(async () => {
      const request = (await records.request('event-1'))!;
      const [name] = Object.keys(request.variables);
      const { [name]: _, ...variables } = request.variables;
      await records.setRequest({ ...request, variables });
      version = deployed.before;
    });

    test('says which variables have no value', async () => {
      expect((await run('plan', [], { version })).errors).toEqual([
        expect.stringMatching(/^variables without a value: \w+ \(.+\)\. Give them by --variables; for secrets deploy S$/),
      ]);
    });

    test('takes their values from a file', async () => {
      const { variables } = deployed.rig.request(version, DATA);
      await store.put('variables.json', JSON.stringify(variables));

      expect(await run('plan', ['--variables', join(deployed.rig.folder, 'variables.json')], { version }))
        .toMatchObject({ code: 0, lines: ['No resource would change.'] });
    });
  });

  test('must be told the bucket if no runner is in the app', async () => {
    const said = await callIn(deployed.rig, ['run', DATA, '--action', 'plan', '--app', deployed.after.directory]);

    expect(said.errors).toEqual([
      expect.stringMatching(/ has no runner for aws:\/\/unknown-account\/unknown-region: name the bucket with the states by --state-bucket$/),
    ]);
  });

  test('is in the bucket of the runner in its app', async () => {
    const send = jest.spyOn(CloudFormationClient.prototype, 'send').mockImplementation(async () => ({ StackResourceDetail: { PhysicalResourceId: 'states' } }));
    const { directory } = deployed.rig.version(large);
    const template = { Resources: { States: { Type: 'AWS::S3::Bucket', Metadata: { 'cdk-streaming-hub': 'states' } } } };
    writeFileSync(join(directory, 'T.template.json'), JSON.stringify(template));
    const said = await callIn(deployed.rig, ['run', DATA, '--action', 'plan', '--app', directory]);

    expect(said).toMatchObject({ code: 0, errors: [] });
    expect(send.mock.calls[0][0].input).toEqual({ StackName: 'T', LogicalResourceId: 'States' });
  });
});
