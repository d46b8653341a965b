import { App, Stack } from 'aws-cdk-lib';
import { ClusterType, Environment, FlinkStatementOptions, Sql } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';
import { Deployment } from '../../support/deployment';
import { describeTerraform } from '../../support/terraform';
import { World } from '../../support/world';
import { organizationIn } from '../fixture';

jest.setTimeout(300_000);

const v1 = Sql.inline('INSERT INTO refined SELECT * FROM clicks');
const v2 = Sql.inline('INSERT INTO refined SELECT * FROM clicks WHERE page IS NOT NULL');
const v3 = Sql.inline('INSERT INTO refined SELECT * FROM clicks WHERE page <> \'\'');

describeTerraform('a statement that is changed', () => {
  let world: World;
  beforeEach(() => { world = new World(); });
  afterEach(() => world.delete());

  function deploy(options: FlinkStatementOptions): string[] {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
    const hub = new StreamingHub(stack, 'Hub', { environment, cluster: ClusterType.standard(), flink: {} });
    hub.addFlinkStatement('Enrich', options);
    const changes: string[] = [];
    new Deployment(app.synth(), world).deploy(({ module, values }) => {
      module.init();
      changes.push(...module.plan(values).changes.filter((change) => change.startsWith('confluent_flink_statement')));
      module.apply(values);
      expect(module.plan(values).changes).toEqual([]);
    });
    return changes.map((change) => change.split(': ')[1]);
  }

  const statements = () => world.things('confluent_flink_statement').map(({ name, attributes }) =>
    ({ name, sql: attributes.statement, stopped: attributes.stopped, from: attributes.properties['sql.tables.initial-offset-from'] }));
  const calls = () => world.calls().filter(({ type }) => type === 'confluent_flink_statement')
    .map(({ operation, name }) => `${operation} ${name}`);

  test('starts where the old one stopped, and stays as it is when that one is forgotten', () => {
    deploy({ sql: v1 });
    const [{ name: first }] = statements();

    deploy({ sql: v2, previous: { sql: v1 } });
    const second = statements().find(({ name }) => name !== first)!.name;
    expect(statements()).toEqual(expect.arrayContaining([
      { name: first, sql: v1.text, stopped: true, from: undefined },
      { name: second, sql: v2.text, stopped: false, from: first },
    ]));
    expect(calls()).toEqual([`create ${first}`, `update ${first}`, `create ${second}`]);

    expect(deploy({ sql: v2 })).toEqual(['delete']);
    expect(statements()).toEqual([{ name: second, sql: v2.text, stopped: false, from: first }]);

    deploy({ sql: v3, previous: { sql: v2 } });
    expect(statements()).toEqual(expect.arrayContaining([
      { name: second, sql: v2.text, stopped: true, from: first },
      { name: expect.any(String), sql: v3.text, stopped: false, from: second },
    ]));
  });

  test('can be changed again at once', () => {
    deploy({ sql: v1 });
    deploy({ sql: v2, previous: { sql: v1 } });
    const second = statements().find(({ stopped }) => !stopped)!.name;
    expect(deploy({ sql: v3, previous: { sql: v2 } }).sort()).toEqual(['create', 'delete', 'update']);
    expect(statements()).toEqual(expect.arrayContaining([expect.objectContaining({ sql: v3.text, stopped: false, from: second })]));
  });

  test('starts over without its past', () => {
    deploy({ sql: v1 });
    expect(deploy({ sql: v2 }).sort()).toEqual(['create', 'delete']);
    expect(statements()).toEqual([{ name: expect.any(String), sql: v2.text, stopped: false, from: undefined }]);
  });
});
