import { App, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Cloud, ClusterType, Environment, FlinkComputePool, FlinkStatement, FlinkStatementProps, KafkaCluster, KafkaTopic, ResourcePattern, Schema,
  SecretField, ServiceAccount, Sql,
} from '../../../lib/confluent';
import { address, carried, comment, controlPlane, dataPlane, fixture, Fixture, organizationIn, ref, rendered, roles } from '../fixture';

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
    lifecycle: { ignore_changes: ['properties["sql.tables.initial-offset-from"]'] },
  });
});

test('secret properties are read by the run', () => {
  const secret = Secret.fromSecretNameV2(given.stack, 'Service', 'service');
  const statement = make({ sensitiveProperties: { 'sql.secrets.openaikey': SecretField.of(secret, 'key') } });
  expect(rendered(statement).properties_sensitive).toEqual({ 'sql.secrets.openaikey': carried(dataPlane(given.stack), 'Stack/Service: key') });
});

test('the removal policy can be given', () => {
  const [retained, other] = [make({ removalPolicy: RemovalPolicy.RETAIN }), make({}, 'Other')];
  expect(comment(retained).removalPolicy).toBe('retain');
  expect(comment(other).removalPolicy).toBeUndefined();
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
    ['secret properties', () => ({ sensitiveProperties: { a: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Service', 'service'), 'key') } })],
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

  test('from where it starts leaves it the same', () => {
    const first = make().statementName;
    use();
    expect(make({ properties: { 'sql.tables.initial-offset-from': 'old' } }).statementName).toBe(first);
    use();
    expect(make({ previous: { sql: Sql.inline('INSERT INTO a SELECT 1') } }).statementName).toBe(first);
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

  test('the principal may create and drop tables', () => {
    make({ manages: [ResourcePattern.literal('refined'), ResourcePattern.prefixed('tmp.')] });
    expect(rightsOf('Stack/Statement/Principal').slice(3)).toEqual([
      'DeveloperManage topic=refined', 'DeveloperRead topic=refined', 'DeveloperWrite topic=refined',
      'DeveloperWrite subject=refined-key', 'DeveloperManage subject=refined-key',
      'DeveloperWrite subject=refined-value', 'DeveloperManage subject=refined-value',
      'DeveloperManage topic=tmp.*', 'DeveloperRead topic=tmp.*', 'DeveloperWrite topic=tmp.*',
      'DeveloperWrite subject=tmp.*', 'DeveloperManage subject=tmp.*',
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

describe('a previous statement', () => {
  const old = Sql.inline('INSERT INTO `refined` SELECT `id` FROM `clicks`');

  function blocks(): Record<string, any> {
    const found = Object.values(dataPlane(given.stack).findResources('confluent_flink_statement'));
    return Object.fromEntries(found.map(({ '//': _, ...block }) => [block.statement, block]));
  }

  test('is stopped, and the new one starts after it and from it', () => {
    const before = make({ sql: old });
    const [oldAddress, { lifecycle, ...oldBlock }] = [address(before), rendered(before)];
    use();
    const after = make({ previous: { sql: old } });
    expect(blocks()[old.text]).toEqual({ ...oldBlock, lifecycle, stopped: true });
    expect(rendered(after)).toMatchObject({
      stopped: false,
      properties: { 'sql.tables.initial-offset-from': before.statementName },
      lifecycle,
      depends_on: [oldAddress],
    });
  });

  test('can have had other properties', () => {
    const properties = { 'sql.state-ttl': '1 d' };
    const before = make({ properties });
    use();
    make({ previous: { sql, properties } });
    expect(Object.values(dataPlane(given.stack).findResources('confluent_flink_statement')).map(({ statement_name: name }) => name))
      .toContain(before.statementName);
  });

  test('has the removal policy of the statement', () => {
    make({ previous: { sql: old }, removalPolicy: RemovalPolicy.RETAIN });
    const found = Object.values(dataPlane(given.stack).findResources('confluent_flink_statement'));
    expect(found.map(({ '//': { removalPolicy } }) => removalPolicy)).toEqual(['retain', 'retain']);
  });

  const KINDS = 'INSERT INTO, CREATE TABLE AS, EXECUTE STATEMENT SET';

  test.each<[string, () => Partial<FlinkStatementProps>, string]>([
    ['the same', () => ({ previous: { sql } }), '`previous` is the statement itself. Give what it was before it was changed, or leave it out.'],
    ['of another kind', () => ({ previous: { sql: Sql.inline('DROP TABLE a') } }),
      `\`previous\` is for ${KINDS}: other statements have no place in their topics to go on from. Leave it out.`],
    ['of a statement of another kind', () => ({ sql: Sql.inline('DROP TABLE a'), previous: { sql } }),
      `\`previous\` is for ${KINDS}: other statements have no place in their topics to go on from. Leave it out.`],
    ['beside another start', () => ({ previous: { sql: old }, properties: { 'sql.tables.initial-offset-from': 'a' } }),
      '`properties` must not set sql.tables.initial-offset-from where `previous` does'],
    ['empty', () => ({ previous: { sql: Sql.inline('') } }), '`previous.sql` must have 1 to 131072 characters, got 0: '],
    ['with long properties', () => ({ previous: { sql: old, properties: { a: 'a'.repeat(8192) } } }),
      '`previous.properties` must have up to 8192 characters, got: 8193'],
  ])('that is %s is refused', (_, props, message) => {
    expect(() => make(props())).toThrow(`Stack/Statement: ${message}`);
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
  ['several statements', { sql: Sql.inline('SELECT 1; SELECT 2') },
    '`sql` must be one statement, got: 2. For several: new FlinkStatements(…, { sql: Sql.allFromFile(path) }).'],
  ['nothing but a comment', { sql: Sql.inline('-- SELECT 1') },
    '`sql` must be one statement, got: 0. For several: new FlinkStatements(…, { sql: Sql.allFromFile(path) }).'],
  ['long properties', { properties: { a: 'a'.repeat(8192) } }, '`properties` must have up to 8192 characters, got: 8193'],
  ['a stopped statement that is done at once', { sql: Sql.inline('DROP TABLE a'), stopped: true },
    '`stopped` is for INSERT INTO, CREATE TABLE AS, EXECUTE STATEMENT SET: what else a statement does, it does once. Leave it out.'],
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

test('a property that is given twice is refused', () => {
  const sensitiveProperties = { a: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Service', 'service'), 'key') };
  expect(() => make({ properties: { a: '1' }, sensitiveProperties })).toThrow(
    'Stack/Statement: a is given in `properties` and in `sensitiveProperties`. Give it once.');
});

test.each(["SET 'sql.state-ttl' = '1 d'", 'USE CATALOG `a`'])('%s changes no session', (text) => {
  make({ sql: Sql.inline(text) });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Statement', Match.stringLikeRegexp('SET, RESET and USE change a session'));
});

describe('the region of pool and cluster', () => {
  const poolIn = (region: string, cloud?: Cloud) =>
    FlinkComputePool.fromFlinkComputePoolAttributes(given.stack, `Pool${region}`, { computePoolId: 'lfcp-1', region, cloud, environment: given.environment });
  const clusterIn = (region: string, cloud?: Cloud) =>
    new KafkaCluster(given.stack, `Cluster${region}`, { environment: given.environment, clusterType: ClusterType.standard(), region, cloud });

  test('must be one', () => {
    expect(() => make({ computePool: poolIn('us-east-1'), cluster: clusterIn('eu-west-1') })).toThrow('Stack/Statement: the compute pool Stack/Poolus-east-1 '
      + 'is in AWS us-east-1, and the cluster Stack/Clustereu-west-1 in AWS eu-west-1: Flink sees the topics of its own region only. '
      + 'Use a pool in the region of the cluster.');
  });

  test('must be that of all topics', () => {
    const elsewhere = new KafkaTopic(given.stack, 'Topic', { cluster: clusterIn('eu-west-1'), topicName: 'clicks' });
    expect(() => make({ computePool: poolIn('us-east-1'), writes: [elsewhere] })).toThrow('the cluster Stack/Clustereu-west-1 in AWS eu-west-1:');
  });

  test('must be of one cloud', () => {
    expect(() => make({ computePool: poolIn('a', Cloud.GCP), cluster: clusterIn('a', Cloud.AZURE) })).toThrow('is in GCP a, and the cluster Stack/Clustera in AZURE a:');
  });

  test('may be a token', () => {
    make({ computePool: poolIn('us-east-1') });
    make({ cluster: clusterIn('us-east-1') }, 'Other');
  });

  test('may be unknown', () => {
    const cluster = KafkaCluster.fromKafkaClusterAttributes(given.stack, 'Import', {
      clusterId: 'lkc-1', bootstrapServers: 'a:9092', restEndpoint: 'https://a', clusterType: ClusterType.standard(), environment: given.environment,
    });
    make({ cluster });
  });
});

test('Flink on a freight cluster is refused', () => {
  use(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Statement: Flink cannot use a freight cluster');
});

test('an import has its name', () => {
  expect(FlinkStatement.fromStatementName(given.stack, 'Import', 'enrich-1').statementName).toBe('enrich-1');
});
