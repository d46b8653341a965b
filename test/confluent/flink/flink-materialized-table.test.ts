import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import {
  ClusterType, FlinkColumn, FlinkComputePool, FlinkMaterializedTable, FlinkMaterializedTableProps, KafkaTopic, Sql,
} from '../../../lib/confluent';
import { address, carried, comment, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

const query = Sql.inline('SELECT * FROM `clicks`');

let given: Fixture;

beforeEach(() => { given = fixture(); });

function make(props: Partial<FlinkMaterializedTableProps> = {}): FlinkMaterializedTable {
  const computePool = new FlinkComputePool(given.stack, 'Pool', { environment: given.environment });
  return new FlinkMaterializedTable(given.stack, 'Table', { computePool, cluster: given.cluster, tableName: 'refined', query, ...props });
}

test('a table with only the required props', () => {
  const table = make();
  const template = dataPlane(given.stack);
  expect(rendered(table)).toEqual({
    display_name: 'refined',
    kafka_cluster: { id: carried(template, 'Stack/Cluster.id') },
    compute_pool: { id: carried(template, 'Stack/Pool.id') },
    principal: { id: carried(template, 'Stack/Table/Principal.id') },
    query: 'SELECT * FROM `clicks`',
    stopped: false,
    provider: expect.stringMatching(/^confluent\.Stack_Pool_Stack_Table_Principal_flink_/),
  });
  expect(comment(table).removalPolicy).toBe('retain');
});

test('columns, ordered by kind as the provider sends them', () => {
  expect(rendered(make({
    columns: [
      FlinkColumn.physical('id', 'STRING NOT NULL', { comment: 'the ID' }),
      FlinkColumn.metadata('at', 'TIMESTAMP_LTZ(3)', { key: 'timestamp', virtual: true, comment: 'when' }),
      FlinkColumn.metadata('headers', 'MAP<BYTES, BYTES>'),
      FlinkColumn.physical('price', 'DOUBLE'),
      FlinkColumn.computed('total', 'DOUBLE', '`price` * 2', { virtual: true, comment: 'the sum' }),
    ],
  })).columns).toEqual([
    {
      columns_computed: [{
        column_computed_kind: 'Computed',
        column_computed_name: 'total',
        column_computed_type: 'DOUBLE',
        column_computed_expression: '`price` * 2',
        column_computed_virtual: true,
        column_computed_comment: 'the sum',
      }],
    },
    { columns_physical: [{ column_physical_kind: 'Physical', column_physical_name: 'id', column_physical_type: 'STRING NOT NULL', column_physical_comment: 'the ID' }] },
    { columns_physical: [{ column_physical_kind: 'Physical', column_physical_name: 'price', column_physical_type: 'DOUBLE' }] },
    {
      columns_metadata: [{
        column_metadata_kind: 'Metadata',
        column_metadata_name: 'at',
        column_metadata_type: 'TIMESTAMP_LTZ(3)',
        column_metadata_key: 'timestamp',
        column_metadata_virtual: true,
        column_metadata_comment: 'when',
      }],
    },
    {
      columns_metadata: [{
        column_metadata_kind: 'Metadata', column_metadata_name: 'headers', column_metadata_type: 'MAP<BYTES, BYTES>', column_metadata_key: 'headers',
      }],
    },
  ]);
});

test('the rest can be given', () => {
  expect(rendered(make({
    watermark: { column: 'at', expression: "`at` - INTERVAL '5' SECOND" },
    primaryKey: { columns: ['id'], constraintName: 'pk', enforced: false },
    distribution: { keys: ['id'] },
    tableOptions: { 'changelog.mode': 'upsert' },
    sessionOptions: { 'sql.state-ttl': '1 d' },
    stopped: true,
  }))).toMatchObject({
    watermark: { column: 'at', expression: "`at` - INTERVAL '5' SECOND" },
    constraints: [{ type: 'PRIMARY_KEY', name: 'pk', columns: ['id'], enforced: false }],
    distribution: { kind: 'HASH', keys: ['id'], bucket_count: 6 },
    table_options: { 'changelog.mode': 'upsert' },
    session_options: { 'sql.state-ttl': '1 d' },
    stopped: true,
  });
});

test('the query may have tokens in it, for a change is an update', () => {
  const page = new CfnParameter(given.stack, 'Page').valueAsString;
  expect(rendered(make({ query: Sql.inline(`SELECT * FROM clicks WHERE page = ${page}`) })).query)
    .toBe(`SELECT * FROM clicks WHERE page = ${carried(dataPlane(given.stack), 'Stack/Page.Ref')}`);
});

test('its principal may read what it reads, and make the table', () => {
  const clicks = new KafkaTopic(given.stack, 'Clicks', { cluster: given.cluster, topicName: 'clicks' });
  const table = make({ reads: [clicks] });
  expect(rendered(table).depends_on).toEqual([address(clicks)]);
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Table/Principal: ')).map((role) => role.slice(23)).slice(3)).toEqual([
    'DeveloperRead topic=clicks', 'DeveloperRead subject=clicks-key', 'DeveloperRead subject=clicks-value',
    'DeveloperManage topic=refined', 'DeveloperRead topic=refined', 'DeveloperWrite topic=refined',
    'DeveloperWrite subject=refined-key', 'DeveloperManage subject=refined-key',
    'DeveloperWrite subject=refined-value', 'DeveloperManage subject=refined-value',
  ]);
});

test('principal and removal policy can be given', () => {
  const table = make({ principal: given.principal, removalPolicy: RemovalPolicy.DESTROY });
  expect(table.principal).toBe(given.principal);
  expect(comment(table).removalPolicy).toBe('destroy');
});

test('an import has its name', () => {
  expect(FlinkMaterializedTable.fromTableName(given.stack, 'Import', 'refined').tableName).toBe('refined');
});

const columns = [FlinkColumn.physical('id', 'STRING')];

test.each<[string, Partial<FlinkMaterializedTableProps>, string]>([
  ['a name in other characters', { tableName: 'a b' }, '`tableName` must match ^[a-zA-Z0-9._-]+$, got: a b'],
  ['no query', { query: Sql.inline(' ') }, '`query` must not be empty'],
  ['another statement', { query: Sql.inline('DROP TABLE a') }, '`query` must be a SELECT, got: DROP TABLE a'],
  ['a column twice', { columns: [...columns, ...columns] }, '`columns` has id twice'],
  ['an unknown key', { columns, primaryKey: { columns: ['page'] } }, '`primaryKey.columns` has page, which is none of the `columns`: id'],
  ['no key', { primaryKey: { columns: [] } }, '`primaryKey.columns` must have a column in it'],
  ['an unknown column to distribute by', { columns, distribution: { keys: ['page'] } },
    '`distribution.keys` has page, which is none of the `columns`: id'],
  ['no buckets', { distribution: { keys: ['id'], bucketCount: 0 } }, '`distribution.bucketCount` must be at least 1, got: 0'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Stack/Table: ${message}`);
});

test('a table in a freight or basic cluster is refused', () => {
  given = fixture(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Table: Flink cannot use a freight cluster');
  given = fixture(ClusterType.basic());
  expect(() => make()).toThrow('Stack/Table: Flink takes roles, and a basic cluster has none on topics.');
});

test('the name must be known at synth', () => {
  expect(() => make({ tableName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Table: `tableName` must be known at synth, got a token. Queries and grants are named after it: give it as plain text.');
});
