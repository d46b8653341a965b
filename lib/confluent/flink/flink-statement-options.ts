import { RemovalPolicy } from 'aws-cdk-lib';
import { ResourcePattern } from '../access/resource-pattern';
import { IServiceAccount } from '../access/service-account';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { SecretField } from '../secret-field';
import { IFlinkComputePool } from './flink-compute-pool';
import { Sql } from './sql';

/**
 * Where statements run.
 */
export interface FlinkContext {
  /**
   * The compute pool.
   */
  readonly computePool: IFlinkComputePool;

  /**
   * The cluster whose topics are tables by their plain names: the current database. It must be in the region of the pool.
   */
  readonly cluster: IKafkaCluster;
}

/**
 * Options of one statement or of several alike.
 */
export interface CommonFlinkStatementOptions {
  /**
   * Topics that it reads. Its principal may read them and their schemas; the statement waits for them.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * Topics that it writes to. Its principal may write to them and to their subjects; the statement waits for them.
   *
   * @default - none
   */
  readonly writes?: IKafkaTopic[];

  /**
   * Tables that it creates, changes or drops, and that are no topics of the app, by the names of their topics. Its principal may
   * do that, read them and write to them, and to their subjects.
   *
   * @default - none
   */
  readonly manages?: ResourcePattern[];

  /**
   * As whom it runs.
   *
   * @default - a service account is made
   */
  readonly principal?: IServiceAccount;

  /**
   * Properties of the statement, such as `sql.state-ttl`: up to 8192 characters.
   *
   * @default - only the catalog and the database
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/set.html
   */
  readonly properties?: { [key: string]: string };

  /**
   * Properties that are secret, such as `sql.secrets.openaikey`. They are in the state of the statement's root, for want of another
   * way in the provider. A `FlinkConnection` is better.
   *
   * @default - none
   */
  readonly sensitiveProperties?: { [key: string]: SecretField };

  /**
   * What happens to the statement when it leaves the app, or when another takes its place. DESTROY stops and deletes it; RETAIN
   * leaves it as it is: still running, if it was. A table that it made, and its topic, stay in any case.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A statement as it was before it was changed.
 */
export interface PreviousFlinkStatement {
  /**
   * What it was.
   */
  readonly sql: Sql;

  /**
   * The properties that it had.
   *
   * @default - those of the statement that takes over
   */
  readonly properties?: { [key: string]: string };
}

/**
 * Options of a statement, wherever it stands.
 */
export interface FlinkStatementOptions extends CommonFlinkStatementOptions {
  /**
   * The statement.
   */
  readonly sql: Sql;

  /**
   * The name: lower-case letters, digits, `-` and `.`, up to 91 characters. A hash of the statement is put behind it, because
   * a changed statement is a new one to Flink.
   *
   * @default - derived from the construct path
   */
  readonly statementName?: string;

  /**
   * What this construct was when it was last deployed, so that the changed statement starts where the old one stopped: the old one
   * is stopped first, then the new one is created with its offsets. Both must be INSERT INTO, CREATE TABLE AS or STATEMENT SET;
   * principal, pool, cluster and name must be the same. After the deployment, leave it out again, and the old one goes by
   * `removalPolicy`; the new one is not touched by that.
   *
   * Offsets carry over, state does not. Where Flink finds that the statement is stateless, each record is processed exactly once
   * across the change. For aggregates, LAG, windows, pattern matching and upsert sinks Confluent does not offer it: there, results
   * may be wrong.
   *
   * A stack that never had the previous statement must leave it out: it would be made, and run. A deployment that is rolled back
   * resumes the old statement where it stopped; what the new one wrote by then, it writes again.
   *
   * @default - the statement starts where `sql.tables.scan.startup.mode` says
   * @see https://docs.confluent.io/cloud/current/flink/operate-and-deploy/carry-over-offsets.html
   */
  readonly previous?: PreviousFlinkStatement;

  /**
   * Whether it is stopped. INSERT INTO, CREATE TABLE AS and STATEMENT SET can be, and resumed where they stopped. The provider
   * starts whatever it creates: a statement that is stopped from the beginning runs until the next deployment.
   *
   * @default false
   */
  readonly stopped?: boolean;
}

/**
 * Properties of a `FlinkStatement`.
 */
export interface FlinkStatementProps extends FlinkStatementOptions, FlinkContext {}

/**
 * Options of several statements, wherever they stand.
 */
export interface FlinkStatementsOptions extends CommonFlinkStatementOptions {
  /**
   * The statements, in their order: `Sql.allFromFile(path)`.
   */
  readonly sql: Sql[];

  /**
   * Whether those of them that can be stopped are: INSERT INTO, CREATE TABLE AS and STATEMENT SET.
   *
   * @default false
   */
  readonly stopped?: boolean;
}

/**
 * Properties of `FlinkStatements`.
 */
export interface FlinkStatementsProps extends FlinkStatementsOptions, FlinkContext {}
