import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  Cloud, FlinkColumn, FlinkComputePool, FlinkConnection, FlinkConnectionType, FlinkMaterializedTable, FlinkStatement, ResourcePattern, SecretField,
  Sql, SqlParameter,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const CFUS = [5, 10, 20, 30, 40, 50];

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,15}$/);
const maps = fc.dictionary(word, fc.string({ maxLength: 50 }), { maxKeys: 5 });
const text = fc.string({ minLength: 1 });

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

const statements = fc.record({
  value: fc.oneof(text.map((value) => SqlParameter.text(value)), number.map((value) => SqlParameter.number(value))),
  table: fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => SqlParameter.identifier(...parts)),
  options: fc.record({
    statementName: fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?(\.[a-z0-9]{1,8})?$/),
    properties: maps,
    manages: fc.array(word.map((name) => ResourcePattern.prefixed(name)), { maxLength: 2 }),
    stopped: fc.boolean(),
    previous: fc.record({ sql: fc.constant(Sql.inline('INSERT INTO refined SELECT 0')), properties: maps }, { requiredKeys: ['sql'] }),
  }, { requiredKeys: [] }),
});

const column = fc.tuple(text, text, text, fc.record({ comment: text, virtual: fc.boolean() }, { requiredKeys: [] }), fc.constantFrom(0, 1, 2))
  .map(([name, type, expression, options, kind]) => [
    FlinkColumn.physical(name, type, { comment: options.comment }),
    FlinkColumn.computed(name, type, expression, options),
    FlinkColumn.metadata(name, type, options),
  ][kind]);

const tables = fc.record({
  tableName: fc.stringMatching(/^[a-zA-Z0-9._-]{1,249}$/),
  columns: fc.uniqueArray(column, { selector: ({ columnName }) => columnName, maxLength: 5 }),
  watermark: fc.record({ column: text, expression: text }),
  tableOptions: maps,
  sessionOptions: maps,
  stopped: fc.boolean(),
}, { requiredKeys: ['tableName'] });

function poolOf({ stack, environment }: Fixture): FlinkComputePool {
  return new FlinkComputePool(stack, 'Pool', { environment });
}

export const cases: Property[] = [
  property('compute pool', fc.record({
    computePoolName: fc.stringMatching(/^[0-9A-Za-z-][\w.-]{0,63}$/),
    maxCfu: fc.constantFrom(...CFUS),
    defaultPool: fc.boolean(),
    cloud: fc.constantFrom(...Object.values(Cloud)),
  }, { requiredKeys: [] }), ({ stack, environment }, props) => {
    new FlinkComputePool(stack, 'Pool', { environment, region: 'us-east1', ...props });
  }),
  property('Flink statement with parameters', statements, (given, { value, table, options }) => {
    const sql = Sql.inline('INSERT INTO refined SELECT * FROM {{table}} WHERE page <> {{value}}', { parameters: { value, table } });
    new FlinkStatement(given.stack, 'Statement', { computePool: poolOf(given), cluster: given.cluster, sql, ...options });
  }),
  property('materialized table', tables, (given, props) => {
    new FlinkMaterializedTable(given.stack, 'Table', {
      computePool: poolOf(given), cluster: given.cluster, query: Sql.inline('SELECT * FROM clicks'), ...props,
    });
  }),
  property('Flink connection', fc.record({ endpoint: fc.webUrl(), connectionName: word }, { requiredKeys: ['endpoint'] }), (given, props) => {
    const key = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Key', 'key'), 'key');
    new FlinkConnection(given.stack, 'Models', { computePool: poolOf(given), type: FlinkConnectionType.pinecone(key), ...props });
  }),
];
