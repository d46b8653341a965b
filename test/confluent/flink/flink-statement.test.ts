import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import {
  ClusterType, Environment, FlinkComputePool, FlinkStatement, FlinkStatementProps, KafkaCluster, KafkaTopic, Schema, ServiceAccount, Sql,
} from '../../../lib/confluent';
import { address, carried, controlPlane, dataPlane, fixture, Fixture, organizationIn, ref, rendered, roles } from '../fixture';

const sql = Sql.inline('INSERT INTO `refined` SELECT * FROM `clicks`');

let given: Fixture;
let computePool: FlinkComputePool;

function use(clusterType?: ClusterType): void {
  given = fixture(clusterType);
  computePool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
}

beforeEach(() => use());

function make(props: Partial<FlinkStatementProps> = {}, id = 'Statement'): FlinkStatement {
  return new FlinkStatement(given.stack, id, { computePool, cluster: given.cluster, sql, ...props });
}

function topic(topicName: string, value?: Schema): KafkaTopic {
  return new KafkaTopic(given.stack, topicName, { cluster: given.cluster, topicName, value });
}

test('a statement with only the required props', () => {
  const statement = make();
  expect(rendered(statement)).toEqual({
    statement: 'INSERT INTO `refined` SELECT * FROM `clicks`',
    statement_name: statement.statementName,
    properties: {
      'sql.current-catalog': given.environment.environmentName,
      'sql.current-database': given.cluster.clusterName,
    },
    stopped: false,
    provider: expect.stringMatching(/^confluent\.Stack_Pool_Stack_Statement_Principal_flink_/),
  });
});

test('properties can be given', () => {
  expect(rendered(make({ properties: { 'sql.state-ttl': '1 d' } })).properties).toEqual({
    'sql.current-catalog': given.environment.environmentName, 'sql.current-database': given.cluster.clusterName, 'sql.state-ttl': '1 d',
  });
});

test('a statement can be stopped', () => {
  expect(rendered(make({ stopped: true })).stopped).toBe(true);
});

test('a statement that is resumed says so, for Flink keeps what is left out', () => {
  expect(rendered(make()).stopped).toBe(false);
});

describe('the name', () => {
  test('derives from the construct path, in the characters of Flink', () => {
    expect(make().statementName).toMatch(/^stack-statement-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  test('can be given, and has a hash of the statement behind it', () => {
    expect(make({ statementName: 'enrich.clicks' }).statementName).toMatch(/^enrich\.clicks-[0-9a-f]{8}$/);
  });

  test('is the same in each synth', () => {
    const first = make().statementName;
    use();
    expect(make().statementName).toBe(first);
  });

  test('fits Flink, however long the path', () => {
    expect(make({}, 'S'.repeat(200)).statementName).toMatch(/^[a-z0-9][-a-z0-9]{0,98}[a-z0-9]$/);
  });
});

describe('what Flink cannot change', () => {
  const changes: [string, () => Partial<FlinkStatementProps>][] = [
    ['another text', () => ({ sql: Sql.inline('SELECT 1') })],
    ['other properties', () => ({ properties: { 'sql.state-ttl': '1 d' } })],
    ['another principal', () => ({ principal: given.principal })],
    ['an imported principal', () => ({
      principal: ServiceAccount.fromServiceAccountAttributes(given.stack, 'Known', { serviceAccountId: 'sa-1', organization: given.organization }),
    })],
    ['another pool', () => ({ computePool: new FlinkComputePool(given.stack, 'Second', { environment: given.environment }) })],
    ['another database', () => ({
      cluster: new KafkaCluster(given.stack, 'Second', { environment: given.environment, clusterType: ClusterType.standard() }),
    })],
  ];

  test.each(changes)('%s makes it another statement and another resource', (_, change) => {
    const [before, name] = [address(make()), make({}, 'Same').statementName.slice(-8)];
    use();
    const changed = make(change());
    expect(address(changed)).not.toBe(before);
    expect(changed.statementName.slice(-8)).not.toBe(name);
  });

  test('the order of properties changes nothing', () => {
    const first = make({ properties: { a: '1', b: '2' } }).statementName;
    use();
    expect(make({ properties: { b: '2', a: '1' } }).statementName).toBe(first);
  });

  test('stopping leaves it the same', () => {
    const first = make().statementName;
    use();
    expect(make({ stopped: true }).statementName).toBe(first);
  });
});

test('an imported environment whose name is a token', () => {
  const stack = new Stack(new App(), 'Stack');
  const environmentId = new CfnParameter(stack, 'EnvironmentId').valueAsString;
  const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId, organization: organizationIn(stack) });
  const statement = new FlinkStatement(stack, 'Statement', {
    computePool: new FlinkComputePool(stack, 'Pool', { environment }),
    cluster: new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.standard() }),
    sql,
  });
  expect(rendered(statement).properties['sql.current-catalog']).toBe(carried(dataPlane(stack), 'Stack/EnvironmentId.Ref'));
  expect(statement.statementName).toMatch(/^stack-statement-[0-9a-f]{8}-[0-9a-f]{8}$/);
});

describe('the provider', () => {
  test('has all of Flink, known when it is planned', () => {
    make();
    const template = dataPlane(given.stack);
    template.hasProvider({
      organization_id: carried(template, 'Stack/Organization.id'),
      environment_id: carried(template, 'Stack/Environment.id'),
      flink_compute_pool_id: carried(template, 'Stack/Pool.id'),
      flink_principal_id: carried(template, 'Stack/Statement/Principal.id'),
      flink_rest_endpoint: carried(template, 'Stack/Pool.rest_endpoint'),
      flink_api_key: carried(template, 'Stack/Pool/AdminKey/Published: username'),
      flink_api_secret: carried(template, 'Stack/Pool/AdminKey/Published: password'),
    });
  });

  test('is one for each principal, which it would override', () => {
    const [one, two, three] = [make({ principal: given.principal }, 'One'), make({ principal: given.principal }, 'Two'), make({}, 'Three')];
    expect(rendered(one).provider).toBe(rendered(two).provider);
    expect(rendered(one).provider).not.toBe(rendered(three).provider);
  });
});

describe('rights', () => {
  function rightsOf(path: string): string[] {
    return roles(given.stack).filter((role) => role.startsWith(`${path}: `)).map((role) => role.slice(path.length + 2));
  }

  const TRANSACTIONS = ['DeveloperRead transactional-id=_confluent-flink_*', 'DeveloperWrite transactional-id=_confluent-flink_*'];

  test('the administrator may run statements as the principal', () => {
    const statement = make();
    controlPlane(given.stack).hasResource('confluent_role_binding', {
      principal: `User:${ref(given.environment.administrator, 'id')}`,
      role_name: 'Assigner',
      crn_pattern: Match.stringLikeRegexp('^.{data.confluent_organization.*resource_name}/service-account='),
    });
    expect(rightsOf('Stack/Statement/Principal')).toContain(`Assigner service-account=${ref(statement.principal, 'id')}`);
  });

  test('the principal may write in transactions of Flink', () => {
    make();
    expect(rightsOf('Stack/Statement/Principal')).toEqual([expect.stringMatching(/^Assigner /), ...TRANSACTIONS]);
  });

  test('the principal may read topics and their schemas', () => {
    make({ reads: [topic('clicks')] });
    expect(rightsOf('Stack/Statement/Principal').slice(3)).toEqual([
      'DeveloperRead topic=clicks', 'DeveloperRead subject=clicks-key', 'DeveloperRead subject=clicks-value',
    ]);
  });

  test('the principal may write to topics and register their schemas', () => {
    make({ writes: [topic('refined')] });
    expect(rightsOf('Stack/Statement/Principal').slice(3)).toEqual([
      'DeveloperWrite topic=refined', 'DeveloperWrite subject=refined-key', 'DeveloperWrite subject=refined-value',
    ]);
  });

  test('nothing is granted twice', () => {
    const clicks = topic('clicks', Schema.avro('"string"'));
    make({ principal: given.principal, reads: [clicks], writes: [clicks] }, 'One');
    make({ principal: given.principal, reads: [clicks], writes: [clicks] }, 'Two');
    const all = roles(given.stack);
    expect(all).toEqual([...new Set(all)]);
  });

  test('stand in the stack of the principal', () => {
    const team = new Stack(given.app, 'Team');
    new FlinkStatement(team, 'Statement', { computePool, cluster: given.cluster, sql, reads: [topic('clicks')] });
    given.app.synth();
    expect(given.stack.dependencies).toEqual([]);
    expect(roles(team)).toHaveLength(6);
  });

  test('on a basic cluster are not enough for a principal of its own', () => {
    use(ClusterType.basic());
    expect(() => make({ reads: [topic('clicks')] })).toThrow('Stack/Statement: Flink takes roles, and a basic cluster has none on topics. '
      + 'Use ClusterType.standard(), or give a `principal` that is administrator of the cluster: cluster.grantAdmin(principal).');
  });

  test('on a basic cluster can be those of an administrator', () => {
    use(ClusterType.basic());
    given.cluster.grantAdmin(given.principal);
    make({ reads: [topic('clicks')], principal: given.principal });
    expect(rightsOf('Stack/Principal')).toEqual([expect.stringMatching(/^CloudClusterAdmin /), expect.stringMatching(/^Assigner /)]);
  });
});

describe('order', () => {
  test('a statement comes after its topics and their schemas', () => {
    const [clicks, refined] = [topic('clicks', Schema.avro('"string"')), topic('refined')];
    expect(rendered(make({ reads: [clicks], writes: [refined] })).depends_on).toEqual([
      address(clicks), address(clicks.node.findChild('Value')), address(refined),
    ]);
  });

  test('a statement can come after another', () => {
    const [create, insert] = [make({ sql: Sql.inline('CREATE TABLE `refined` (a INT)') }, 'Create'), make({}, 'Insert')];
    insert.node.addDependency(create);
    expect(rendered(insert).depends_on).toEqual([address(create)]);
  });
});

describe.each<[string, Partial<FlinkStatementProps>, string]>([
  ['no text', { sql: Sql.inline(' ') }, '`sql` must have 1 to 131072 characters, got 0: '],
  ['a name in other characters', { statementName: 'Enrich' },
    '`statementName` must match ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$, got: Enrich'],
  ['a long name', { statementName: 'a'.repeat(92) }, `\`statementName\` must have 1 to 91 characters, got 92: ${'a'.repeat(92)}`],
])('%s', (_, props, message) => {
  test('is refused', () => expect(() => make(props)).toThrow(`Stack/Statement: ${message}`));
});

describe.each<[string, (token: string) => Partial<FlinkStatementProps>, string]>([
  ['text', (token) => ({ sql: Sql.inline(`SELECT ${token}`) }),
    '`sql` must be known at synth, got a token. The name of the statement derives from it: give it as plain text.'],
  ['properties', (token) => ({ properties: { 'sql.state-ttl': token } }),
    '`properties` must be known at synth, got a token. The name of the statement derives from them: give them as plain text.'],
  ['name', (token) => ({ statementName: token }), '`statementName` must be known at synth, got a token. Give it as plain text.'],
])('the %s', (_, props, message) => {
  test('must be known at synth', () => {
    expect(() => make(props(new CfnParameter(given.stack, 'Parameter').valueAsString))).toThrow(`Stack/Statement: ${message}`);
  });
});

test('Flink on a freight cluster is refused', () => {
  use(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Statement: Flink cannot use a freight cluster');
});

test('an import has its name', () => {
  expect(FlinkStatement.fromStatementName(given.stack, 'Import', 'enrich-1').statementName).toBe('enrich-1');
});
