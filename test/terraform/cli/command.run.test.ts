import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { callIn, valuesOf } from './rig';
import { describeTerraform } from '../../support/terraform';
import { describeDeployed, small } from '../runner/deployed';
import { CLOUD_SECRET, CONTROL, DATA, Rig } from '../runner/rig';

describeTerraform('a root that is run with a state of its own', () => {
  let rig: Rig;
  let values: string[];
  let args: (action: string) => string[];

  beforeEach(async () => {
    rig = new Rig();
    const version = rig.version(small);
    await rig.surroundings();
    values = valuesOf(rig, version, CONTROL);
    args = (action) => ['run', CONTROL, '--action', action, '--app', version.directory, '--local', rig.folder];
  });

  afterEach(() => rig.world.delete());

  test('takes a value for each variable, and says at once which are missing', async () => {
    const { code, errors } = await callIn(rig, args('plan'));

    expect(code).toBe(1);
    expect(errors).toEqual([expect.stringMatching(new RegExp('^variables without a value: AWS_Region_\\w+ \\(AWS::Region\\); '
      + 'S_ApiKey_username_\\w+ \\(S/ApiKey: username, secret\\); S_ApiKey_password_\\w+ \\(S/ApiKey: password, secret\\)\\. '
      + 'Give them by --variables, secrets by --secrets$'))]);
  });

  test('takes secrets from the file of secrets only', async () => {
    const [, , , secrets] = values;
    const { errors } = await callIn(rig, [...args('plan'), '--variables', secrets]);

    expect(errors).toEqual([expect.stringMatching(/S_ApiKey_password_\w+ \(S\/ApiKey: password, secret\)/)]);
  });

  test('does not quote a file that is no JSON', async () => {
    const file = join(rig.world.directory, 'secrets.json');
    writeFileSync(file, `{"key": "${CLOUD_SECRET}`);
    const { errors } = await callIn(rig, [...args('plan'), '--secrets', file]);

    expect(errors).toEqual([`${file} is no file with a JSON object: names of variables, and their values`]);
  });

  test('needs an engine', async () => {
    const { code, errors } = await callIn(rig, [...args('plan'), ...values, '--engine', 'tarraform']);

    expect([code, ...errors]).toEqual([1, 'there is no program `tarraform`: install Terraform 1.11 or newer, or name one by --engine']);
  });

  test('a plan tells of each creation, and changes nothing', async () => {
    const said = await callIn(rig, [...args('plan'), ...values]);

    expect(said).toMatchObject({ code: 0, errors: [], questions: [] });
    expect(said.lines).toEqual(expect.arrayContaining(['+ confluent_environment S/Hub/Environment', '+ confluent_kafka_cluster S/Hub/Cluster']));
    expect(said.lines.at(-1)).toMatch(/^\d+ to create, 0 to change, 0 to destroy\.$/);
    expect(rig.inWorld()).toEqual([]);
    expect(existsSync(join(rig.folder, CONTROL))).toBe(false);
  });

  test('who does not say yes has changed nothing', async () => {
    const said = await callIn(rig, [...args('apply'), ...values], false);

    expect(said).toMatchObject({ code: 1, questions: [`apply ${CONTROL}?`], errors: ['Nothing was changed: it takes a `yes`, or --yes.'] });
    expect(said.lines).toContain('+ confluent_environment S/Hub/Environment');
    expect(rig.inWorld()).toEqual([]);
    expect(existsSync(join(rig.folder, CONTROL))).toBe(false);
  });

  test('an apply keeps the keys that it makes in the folder, and shows none', async () => {
    const said = await callIn(rig, [...args('apply'), ...values], true);
    const { outputs } = rig.state(CONTROL);
    const keys = Object.keys(outputs).filter((name) => outputs[name].sensitive);

    expect(said).toMatchObject({ code: 0, errors: [] });
    expect(said.lines.at(-1)).toBe(`${CONTROL}: done`);
    expect(keys.length).toBeGreaterThan(0);
    for (const name of keys) {
      expect(JSON.parse(readFileSync(join(rig.folder, 'secrets', name), 'utf8'))).toEqual(outputs[name].value);
      expect(said.text).not.toContain(outputs[name].value.password);
    }
    expect(said.text).not.toContain(CLOUD_SECRET);
  });

  test('a destruction leaves what is retained, and says so before', async () => {
    await callIn(rig, [...args('apply'), ...values, '--yes']);
    const said = await callIn(rig, [...args('destroy'), ...values], true);

    expect(said).toMatchObject({ code: 0, questions: [`destroy ${CONTROL}?`], errors: [] });
    expect(said.lines).toContain('S/Hub/Environment is retained: Confluent Cloud keeps it, Terraform forgets it');
    expect(said.lines).toContainEqual(expect.stringMatching(/^- confluent_service_account S\//));
    expect(rig.world.things().map(({ type }) => type).sort()).toEqual(['confluent_environment', 'confluent_kafka_cluster']);
    expect(rig.inStates()).toEqual([]);
  });
});

describeDeployed('a root that is there', (deployed) => {
  const run = (version: { directory: string }, action: string, answer = false) => callIn(deployed.rig,
    ['run', DATA, '--action', action, '--app', version.directory, '--local', deployed.rig.folder, ...valuesOf(deployed.rig, deployed.before, DATA)], answer);

  test('is not changed by what is deployed already', async () => {
    expect(await run(deployed.before, 'plan')).toMatchObject({ code: 0, lines: ['No resource would change.'] });
  });

  test('has each change in a line, with what changes or forces it', async () => {
    const version = deployed.rig.version((hub) => {
      hub.addTopic('clicks', { partitions: 9 });
      hub.addTopic('orders');
    });

    expect((await run(version, 'plan')).lines).toEqual([
      '~ confluent_kafka_topic S/Hub/clicks (partitions_count)',
      '+ confluent_kafka_topic S/Hub/orders',
      '- confluent_kafka_topic S/Hub/scratch',
      '1 to create, 1 to change, 1 to destroy.',
    ]);
  });

  test('is not planned if the guard refuses', async () => {
    const version = deployed.rig.version((hub) => hub.addTopic('clicks', { partitions: 1 }));
    const said = await run(version, 'apply', true);

    expect(said).toMatchObject({ code: 1, questions: [] });
    expect(said.lines).toContain('-/+ confluent_kafka_topic S/Hub/clicks (partitions_count)');
    expect(said.errors).toEqual([expect.stringMatching(/^This deployment would destroy and create again what holds data\. Nothing was changed\./)]);
  });
});
