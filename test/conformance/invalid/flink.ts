import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Cloud, ClusterType, FlinkArtifact, FlinkArtifactProps, FlinkColumn, FlinkComputePool, FlinkComputePoolConfig, FlinkComputePoolProps,
  FlinkConnection, FlinkConnectionType, FlinkMaterializedTable, FlinkMaterializedTableProps, FlinkRuntimeLanguage, FlinkStatement,
  FlinkStatementProps, FlinkStatements, KafkaCluster, KafkaTopic, SecretField, Sql, SqlParameter,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const insert = Sql.inline('INSERT INTO refined SELECT * FROM clicks');

function pool({ stack, environment }: Fixture, props: Partial<FlinkComputePoolProps> = {}): FlinkComputePool {
  return new FlinkComputePool(stack, 'Pool', { environment, ...props });
}

function statement(given: Fixture, props: Partial<FlinkStatementProps>): void {
  new FlinkStatement(given.stack, 'Statement', { computePool: pool(given), cluster: given.cluster, sql: insert, ...props });
}

function table(given: Fixture, props: Partial<FlinkMaterializedTableProps>): void {
  new FlinkMaterializedTable(given.stack, 'Table', {
    computePool: pool(given), cluster: given.cluster, tableName: 'refined', query: Sql.inline('SELECT * FROM clicks'), ...props,
  });
}

function artifact({ stack, environment }: Fixture, props: Partial<FlinkArtifactProps>): void {
  new FlinkArtifact(stack, 'Functions', { environment, path: 'functions.jar', ...props });
}

function clusterOf({ stack, environment }: Fixture, clusterType: ClusterType, region?: string): KafkaCluster {
  return new KafkaCluster(stack, 'Other', { environment, clusterType, region });
}

export const cases: InvalidInput[] = [
  {
    what: 'a compute pool of another size',
    make: (given) => { pool(given, { maxCfu: 15 }); },
    message: 'Stack/Pool: `maxCfu` must be one of 5, 10, 20, 30, 40, 50, got: 15',
  },
  {
    what: 'a compute pool whose name begins with a dot',
    make: (given) => { pool(given, { computePoolName: '.enrich' }); },
    message: 'Stack/Pool: `computePoolName` must match ^[0-9A-Za-z-][\\w.-]*$, got: .enrich',
  },
  {
    what: 'a compute pool in a cloud without a region',
    make: (given) => { pool(given, { cloud: Cloud.AZURE }); },
    message: 'Stack/Pool: `region` must be given in AZURE; the region of the stack is one of AWS',
  },
  {
    what: 'a configuration of default compute pools that says nothing',
    make: ({ stack, organization }) => { new FlinkComputePoolConfig(stack, 'Flink', { organization }); },
    message: 'Stack/Flink: `defaultComputePoolEnabled` or `defaultMaxCfu` must be given',
  },
  {
    what: 'default compute pools of another size',
    make: ({ stack, organization }) => { new FlinkComputePoolConfig(stack, 'Flink', { organization, defaultMaxCfu: 60 }); },
    message: 'Stack/Flink: `defaultMaxCfu` must be one of 5, 10, 20, 30, 40, 50, got: 60',
  },
  {
    what: 'an empty Flink statement',
    make: (given) => statement(given, { sql: Sql.inline('\n') }),
    message: 'Stack/Statement: `sql` must have 1 to 131072 characters, got 0: ',
  },
  {
    what: 'a Flink statement that is two',
    make: (given) => statement(given, { sql: Sql.inline('DROP TABLE a; DROP TABLE b;') }),
    message: 'Stack/Statement: `sql` must be one statement, got: 2. For several: new FlinkStatements(…, { sql: Sql.allFromFile(path) }).',
  },
  {
    what: 'a Flink statement with a name in capitals',
    make: (given) => statement(given, { statementName: 'Enrich' }),
    message: 'Stack/Statement: `statementName` must match ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$, got: Enrich',
  },
  {
    what: 'a Flink statement with long properties',
    make: (given) => statement(given, { properties: { key: 'a'.repeat(8190) } }),
    message: 'Stack/Statement: `properties` must have up to 8192 characters, got: 8193',
  },
  {
    what: 'a property of a Flink statement that is secret and is not',
    make: (given) => statement(given, {
      properties: { key: '1' }, sensitiveProperties: { key: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Key', 'key'), 'key') },
    }),
    message: 'Stack/Statement: key is given in `properties` and in `sensitiveProperties`. Give it once.',
  },
  {
    what: 'a Flink statement that is stopped and does not run',
    make: (given) => statement(given, { sql: Sql.inline('CREATE TABLE refined (id STRING)'), stopped: true }),
    message: 'Stack/Statement: `stopped` is for INSERT INTO, CREATE TABLE AS, EXECUTE STATEMENT SET: what else a statement does, it does once. Leave it out.',
  },
  {
    what: 'a Flink statement that takes over from itself',
    make: (given) => statement(given, { previous: { sql: insert } }),
    message: 'Stack/Statement: `previous` is the statement itself. Give what it was before it was changed, or leave it out.',
  },
  {
    what: 'a Flink statement that takes over from one that does not run',
    make: (given) => statement(given, { previous: { sql: Sql.inline('SHOW TABLES') } }),
    message: 'Stack/Statement: `previous` is for INSERT INTO, CREATE TABLE AS, EXECUTE STATEMENT SET: other statements have no place in their topics '
      + 'to go on from. Leave it out.',
  },
  {
    what: 'a Flink statement that takes over from two others',
    make: (given) => statement(given, {
      previous: { sql: Sql.inline('INSERT INTO refined SELECT 1') }, properties: { 'sql.tables.initial-offset-from': 'other' },
    }),
    message: 'Stack/Statement: `properties` must not set sql.tables.initial-offset-from where `previous` does',
  },
  {
    what: 'a Flink statement on a Freight cluster',
    make: (given) => statement(given, { cluster: clusterOf(given, ClusterType.freight()) }),
    message: 'Stack/Statement: Flink cannot use a freight cluster',
  },
  {
    what: 'a Flink statement on topics of a Basic cluster',
    make: (given) => {
      const cluster = clusterOf(given, ClusterType.basic());
      statement(given, { cluster, reads: [new KafkaTopic(given.stack, 'Clicks', { cluster, topicName: 'clicks' })] });
    },
    message: 'Stack/Statement: Flink takes roles, and a basic cluster has none on topics. Use ClusterType.standard(), or give a `principal` '
      + 'that is administrator of the cluster: cluster.grantAdmin(principal).',
  },
  {
    what: 'a Flink statement on a cluster in another region',
    make: (given) => statement(given, {
      cluster: clusterOf(given, ClusterType.standard(), 'eu-west-1'),
      computePool: FlinkComputePool.fromFlinkComputePoolAttributes(given.stack, 'Import', {
        computePoolId: 'lfcp-1', region: 'us-east-1', environment: given.environment,
      }),
    }),
    message: 'Stack/Statement: the compute pool Stack/Import is in AWS us-east-1, and the cluster Stack/Other in AWS eu-west-1: '
      + 'Flink sees the topics of its own region only. Use a pool in the region of the cluster.',
  },
  {
    what: 'no Flink statements where there should be several',
    make: (given) => { new FlinkStatements(given.stack, 'Tables', { computePool: pool(given), cluster: given.cluster, sql: [] }); },
    message: 'Stack/Tables: `sql` must have a statement in it',
  },
  {
    what: 'a SQL parameter in quotes',
    make: () => { Sql.inline("SELECT '{{page}}'", { parameters: { page: SqlParameter.text('/') } }); },
    message: 'the SQL text: {{page}} is in quotes. Leave them out: a parameter brings its own.',
  },
  {
    what: 'a SQL placeholder without a parameter',
    make: () => { Sql.inline('SELECT * FROM {{source}}'); },
    message: 'the SQL text: there is no parameter for {{source}}. Give it: `parameters: { source: SqlParameter.text(…) }`.',
  },
  {
    what: 'a SQL parameter without a placeholder',
    make: () => { Sql.inline('SELECT 1', { parameters: { source: SqlParameter.identifier('clicks') } }); },
    message: 'the SQL text: the parameter source is not used. Leave it out, or write {{source}} where it belongs.',
  },
  {
    what: 'a Flink artifact of another format',
    make: (given) => artifact(given, { path: 'functions.tar' }),
    message: 'Stack/Functions: `path` must end in .jar or .zip, got: functions.tar',
  },
  {
    what: 'a Flink artifact in Python in a JAR',
    make: (given) => artifact(given, { runtimeLanguage: FlinkRuntimeLanguage.PYTHON }),
    message: 'Stack/Functions: an artifact in Python must be a .zip, got: functions.jar',
  },
  {
    what: 'a Flink connection to nowhere',
    make: (given) => {
      const key = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Key', 'key'), 'key');
      new FlinkConnection(given.stack, 'Models', { computePool: pool(given), type: FlinkConnectionType.elastic(key), endpoint: '' });
    },
    message: 'Stack/Models: `endpoint` must not be empty',
  },
  {
    what: 'a materialized table whose name is no name of a topic',
    make: (given) => table(given, { tableName: 'refined clicks' }),
    message: 'Stack/Table: `tableName` must match ^[a-zA-Z0-9._-]+$, got: refined clicks',
  },
  {
    what: 'a materialized table of a statement that is no query',
    make: (given) => table(given, { query: insert }),
    message: 'Stack/Table: `query` must be a SELECT, got: INSERT INTO refined SELECT * FROM clicks',
  },
  {
    what: 'a materialized table with a column twice',
    make: (given) => table(given, { columns: [FlinkColumn.physical('id', 'STRING'), FlinkColumn.computed('id', 'INT', '1')] }),
    message: 'Stack/Table: `columns` has id twice',
  },
  {
    what: 'a materialized table that is distributed by what it does not have',
    make: (given) => table(given, { columns: [FlinkColumn.physical('id', 'STRING')], distribution: { keys: ['page'] } }),
    message: 'Stack/Table: `distribution.keys` has page, which is none of the `columns`: id',
  },
];
