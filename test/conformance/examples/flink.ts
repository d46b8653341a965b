import { archive, ExampleCase, existingAccount, existingCluster, existingEnvironment, existingKey, Given, secretField } from './frame';
import { recordOf } from './schemas';
import {
  ClusterType, FlinkArtifact, FlinkComputePool, FlinkConnection, FlinkConnectionType, FlinkStatement, FlinkStatements, IEnvironment, KafkaTopic,
  ResourcePattern, SchemaFormat, Sql,
} from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';

/** Why a quickstart has fewer accounts, and more roles. */
export const STATEMENT_RIGHTS = {
  service_account: [2, 'the administrator of the environment manages topics, schemas and statements alike'],
  role_binding: [8, 'a statement may do what it does, instead of being EnvironmentAdmin'],
} as const;

/** A hub with a table, in an environment that is there. */
export function ordersHub(given: Given, cluster: ClusterType, environment: IEnvironment = existingEnvironment(given)) {
  const hub = new StreamingHub(given.stack, 'Hub', { environment, cluster, flink: { maxCfu: 10 } });
  return { hub, orders: hub.addTopic('orders_source', { value: recordOf(SchemaFormat.AVRO, 'Order') }) };
}

/** A hub with a table, which a statement fills. */
export function quickstart(given: Given, cluster: ClusterType, environment?: IEnvironment): StreamingHub {
  const { hub, orders } = ordersHub(given, cluster, environment);
  hub.addFlinkStatement('Populate', { sql: Sql.inline('INSERT INTO orders_source SELECT order_id AS id FROM examples.marketplace.orders'), writes: [orders] });
  return hub;
}

/** What statements need that run where another team made a compute pool. */
function existingPool(given: Given) {
  const { stack } = given;
  const cluster = existingCluster(given, ClusterType.standard(), existingKey(given));
  const { environment } = cluster;
  const computePool = FlinkComputePool.fromFlinkComputePoolAttributes(stack, 'ComputePool', {
    environment, computePoolId: 'lfcp-abc123', region: 'us-east-2', adminKey: existingKey(given, 'FlinkKey'),
  });
  return { cluster, environment, computePool, principal: existingAccount(given, 'Principal') };
}

const rights = (count: number) => ({ role_binding: [count, 'what each statement needs is granted, where the example takes rights for given'] as const });

export const cases: Record<string, ExampleCase> = {
  'flink-quickstart': { make: (given) => { quickstart(given, ClusterType.standard()); }, differs: STATEMENT_RIGHTS },

  'flink-quickstart-2': {
    make: (given) => {
      const { cluster, computePool, principal } = existingPool(given);
      new FlinkStatements(given.stack, 'Statements', {
        cluster,
        computePool,
        principal,
        manages: [ResourcePattern.literal('random_int_table')],
        sql: [
          'SELECT CURRENT_TIMESTAMP',
          'CREATE TABLE random_int_table (ts TIMESTAMP_LTZ(3), random_value INT)',
          'INSERT INTO random_int_table VALUES (CURRENT_TIMESTAMP, RAND_INTEGER(100)), (CURRENT_TIMESTAMP, RAND_INTEGER(1000))',
          'SELECT * FROM random_int_table',
        ].map((text) => Sql.inline(text)),
      });
    },
    differs: rights(10),
  },
  'flink-carry-over-offset-between-statements': {
    make: (given) => {
      const { cluster, computePool, principal } = existingPool(given);
      const [from, to] = ['customers_source', 'customers_sink']
        .map((topicName) => KafkaTopic.fromKafkaTopicAttributes(given.stack, topicName, { cluster, topicName }));
      new FlinkStatement(given.stack, 'Customers', {
        cluster,
        computePool,
        principal,
        sql: Sql.inline('INSERT INTO customers_sink SELECT customer_id, name, email FROM customers_source'),
        previous: { sql: Sql.inline('INSERT INTO customers_sink SELECT customer_id, name FROM customers_source') },
        reads: [from],
        writes: [to],
      });
    },
    differs: { flink_statement: [2, 'the statement before, stopped, and the one that goes on from there'], ...rights(9) },
  },
  'flink-connection': {
    make: (given) => {
      const { computePool } = existingPool(given);
      new FlinkConnection(given.stack, 'Connection', {
        computePool, type: FlinkConnectionType.openAi(secretField(given.stack, 'openAi')), endpoint: 'https://api.openai.com/v1/chat/completions',
      });
    },
  },
  'flink_artifact': {
    make: (given) => {
      const { cluster, environment, computePool, principal } = existingPool(given);
      const functions = new FlinkArtifact(given.stack, 'Functions', { environment, path: archive('functions.jar') });
      new FlinkStatement(given.stack, 'IsSmaller', { cluster, computePool, principal, sql: functions.createFunctionSql('is_smaller', 'com.example.IsSmaller') });
    },
    differs: rights(3),
  },
};
