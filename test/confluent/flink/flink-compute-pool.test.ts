import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import {
  ApiKey, Cloud, ClusterType, Environment, FlinkComputePool, FlinkComputePoolProps, FlinkStatement, IEnvironment, KafkaCluster, ServiceAccount, Sql,
} from '../../../lib/confluent';
import { carried, controlPlane, dataPlane, organizationIn, ref, rendered } from '../fixture';

const ENV = { account: '111111111111', region: 'eu-west-1' };

let app: App;
let stack: Stack;
let environment: IEnvironment;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: ENV });
  environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
});

function make(props: Partial<FlinkComputePoolProps> = {}): FlinkComputePool {
  return new FlinkComputePool(stack, 'Pool', { environment, ...props });
}

test('a pool with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Pool-[0-9A-F]{8}$/),
    cloud: 'AWS',
    region: 'eu-west-1',
    max_cfu: 5,
    environment: { id: ref(environment, 'id') },
  });
});

test('the name can be given', () => {
  expect(rendered(make({ computePoolName: 'enrich' })).display_name).toBe('enrich');
});

test('the size can be given', () => {
  expect(rendered(make({ maxCfu: 50 })).max_cfu).toBe(50);
});

test('the size may be a token', () => {
  const maxCfu = new CfnParameter(stack, 'Cfu', { type: 'Number' }).valueAsNumber;
  expect(rendered(make({ maxCfu })).max_cfu).toBe(carried(controlPlane(stack), 'Stack/Cfu.Ref'));
});

test('it can be the default pool', () => {
  expect(rendered(make({ defaultPool: true })).default_pool).toBe(true);
});

test('statements can be managed through the private endpoint', () => {
  const pool = make({ privateEndpoint: true });
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise() });
  new FlinkStatement(stack, 'Statement', { computePool: pool, cluster, sql: Sql.inline('SELECT 1') });
  const template = dataPlane(stack);
  template.hasProvider({ flink_rest_endpoint: carried(template, 'Stack/Pool.private_rest_endpoint') });
});

describe('a principal', () => {
  const binding = (role: string) => {
    const found = Object.values(controlPlane(stack).findResources('confluent_role_binding', { role_name: role }));
    expect(found).toHaveLength(1);
    return found[0].crn_pattern;
  };

  test('can be let run statements in it', () => {
    const pool = make();
    const principal = new ServiceAccount(stack, 'Principal', { organization: environment.organization });
    pool.grantUse(principal);
    expect(pool.grantUse(principal).bindings).toHaveLength(1);
    expect(binding('FlinkDeveloper')).toBe(ref(pool, 'resource_name'));
  });

  test('can be let run statements in one that stands elsewhere', () => {
    const pool = FlinkComputePool.fromFlinkComputePoolAttributes(stack, 'Import', { computePoolId: 'lfcp-1', region: 'us-east-1', environment });
    pool.grantUse(new ServiceAccount(stack, 'Principal', { organization: environment.organization }));
    expect(binding('FlinkDeveloper')).toBe(`${ref(environment, 'resource_name')}/flink-region=AWS.us-east-1/compute-pool=lfcp-1`);
  });

  test('can be let manage Flink in the environment', () => {
    make().grantAdmin(new ServiceAccount(stack, 'Principal', { organization: environment.organization }));
    expect(binding('FlinkAdmin')).toBe(ref(environment, 'resource_name'));
  });
});

test('a pool can be looked up by its name', () => {
  const pool = FlinkComputePool.fromComputePoolName(stack, 'Import', environment, 'enrich');
  const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.standard() });
  const statement = new FlinkStatement(stack, 'Statement', { computePool: pool, cluster, sql: Sql.inline('SELECT 1') });
  pool.grantUse(new ServiceAccount(stack, 'Principal', { organization: environment.organization }));
  expect(rendered(pool)).toEqual({ display_name: 'enrich', environment: { id: ref(environment, 'id') } });
  expect(statement.statementName).toMatch(/^stack-statement-/);
  const template = dataPlane(stack);
  template.hasProvider({ flink_compute_pool_id: carried(template, 'Stack/Import.id') });
  controlPlane(stack).hasDataSource('confluent_flink_region', { cloud: ref(pool, 'cloud'), region: ref(pool, 'region') });
  controlPlane(stack).hasResource('confluent_role_binding', { role_name: 'FlinkDeveloper', crn_pattern: ref(pool, 'resource_name') });
});

test('cloud and region can be given', () => {
  expect(rendered(make({ cloud: Cloud.GCP, region: 'us-east4' }))).toMatchObject({ cloud: 'GCP', region: 'us-east4' });
});

test.each<[Partial<FlinkComputePoolProps>, string]>([
  [{ maxCfu: 15 }, '`maxCfu` must be one of 5, 10, 20, 30, 40, 50, got: 15'],
  [{ computePoolName: '.enrich' }, '`computePoolName` must match ^[0-9A-Za-z-][\\w.-]*$, got: .enrich'],
  [{ computePoolName: 'a'.repeat(65) }, `\`computePoolName\` must have 1 to 64 characters, got 65: ${'a'.repeat(65)}`],
  [{ cloud: Cloud.GCP }, '`region` must be given in GCP; the region of the stack is one of AWS'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Pool: ${message}`);
});

test('the region of Flink is looked up once, and only if somebody asks', () => {
  const pool = make();
  expect(`${pool.flinkRegionId} ${pool.restEndpoint} ${pool.flinkRegionId}`).toBeDefined();
  controlPlane(stack).dataSourceCountIs('confluent_flink_region', 1);
  controlPlane(stack).hasDataSource('confluent_flink_region', { cloud: 'AWS', region: 'eu-west-1' });
});

test('the admin key is one of the administrator for the region', () => {
  const { adminKey } = make();
  expect(rendered(adminKey)).toMatchObject({
    owner: { id: ref(environment.administrator, 'id') },
    managed_resource: { id: expect.stringMatching(/^\$\{data\.confluent_flink_region\./), kind: 'Region' },
  });
});

describe('an import', () => {
  const attributes = { computePoolId: 'lfcp-1', region: 'us-east-1' };

  test('has what is given', () => {
    const adminKey = {} as ApiKey;
    const pool = FlinkComputePool.fromFlinkComputePoolAttributes(stack, 'Import', { ...attributes, environment, adminKey });
    expect(pool.computePoolId).toBe('lfcp-1');
    expect(pool.environment).toBe(environment);
    expect(pool.adminKey).toBe(adminKey);
  });

  test('looks up its region, on AWS unless said otherwise', () => {
    const [aws, gcp] = [undefined, Cloud.GCP].map((cloud, i) =>
      FlinkComputePool.fromFlinkComputePoolAttributes(stack, `Import${i}`, { ...attributes, cloud, environment }));
    expect(`${aws.restEndpoint} ${gcp.restEndpoint}`).toBeDefined();
    controlPlane(stack).hasDataSource('confluent_flink_region', { cloud: 'AWS', region: 'us-east-1' });
    controlPlane(stack).hasDataSource('confluent_flink_region', { cloud: 'GCP', region: 'us-east-1' });
  });

  test('runs statements of another stack, with a key that is made in its own', () => {
    const pool = FlinkComputePool.fromFlinkComputePoolAttributes(stack, 'Import', { ...attributes, region: 'eu-west-1', environment });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.standard() });
    const other = new Stack(app, 'Other', { env: ENV });
    new FlinkStatement(other, 'Statement', { computePool: pool, cluster, sql: Sql.inline('SELECT 1') });
    dataPlane(other).hasProvider({ flink_compute_pool_id: 'lfcp-1' });
    controlPlane(stack).hasResource('confluent_api_key', { managed_resource: { kind: 'Region' } });
    expect(other.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });
});
