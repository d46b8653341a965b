import { IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlinkColumn } from './flink-column';
import { FlinkContext } from './flink-statement-options';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { FlinkMaterializedTable as Binding } from '../../provider/flink-materialized-table';
import { addResource } from '../../terraform/private/add-resource';
import { ResourcePattern } from '../access/resource-pattern';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { flinkProvider } from '../private/providers';
import { grantFlinkWork, requireUsable } from './private/flink-grants';
import { kindOf, StatementKind } from './private/sql-text';
import { Sql } from './sql';

/**
 * A materialized table: a topic, and a query that keeps it up to date.
 */
export interface IFlinkMaterializedTable extends IResource {
  /**
   * The name of the table and of its topic.
   */
  readonly tableName: string;
}

/**
 * From which column the time of a record is taken, and how late records may be.
 */
export interface FlinkWatermark {
  /**
   * The column of the time.
   */
  readonly column: string;

  /**
   * The watermark, in SQL, such as `event_time - INTERVAL '5' SECOND`.
   */
  readonly expression: string;
}

/**
 * How records are spread over the partitions of the topic: by a hash of columns.
 */
export interface FlinkDistribution {
  /**
   * The columns.
   */
  readonly keys: string[];

  /**
   * How many buckets there are; a bucket is a partition.
   *
   * @default 6
   */
  readonly bucketCount?: number;
}

/**
 * The columns by which a row is known.
 */
export interface FlinkPrimaryKey {
  /**
   * The columns.
   */
  readonly columns: string[];

  /**
   * The name of the constraint.
   *
   * @default - Flink's
   */
  readonly constraintName?: string;

  /**
   * Whether Flink makes sure that keys are unique. It does not today.
   *
   * @default false
   */
  readonly enforced?: boolean;
}

/**
 * Properties of a `FlinkMaterializedTable`.
 */
export interface FlinkMaterializedTableProps extends FlinkContext {
  /**
   * The name of the table and of its topic: letters, digits, `.`, `_` and `-`, up to 249 characters. Every change replaces the
   * table.
   */
  readonly tableName: string;

  /**
   * The query, a SELECT. A change updates the table in place.
   */
  readonly query: Sql;

  /**
   * Topics that the query reads. The principal may read them and their schemas; the table waits for them.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * As whom the query runs. It may make the topic and its subjects, read them and write to them.
   *
   * @default - a service account is made
   */
  readonly principal?: IServiceAccount;

  /**
   * The columns. The provider orders them by kind: computed, physical, metadata.
   *
   * @default - those of the query
   */
  readonly columns?: FlinkColumn[];

  /**
   * The watermark.
   *
   * @default - Flink's
   */
  readonly watermark?: FlinkWatermark;

  /**
   * The primary key.
   *
   * @default - none, or that of the query
   */
  readonly primaryKey?: FlinkPrimaryKey;

  /**
   * How records are spread over partitions. Every change replaces the table.
   *
   * @default - derived from the query
   */
  readonly distribution?: FlinkDistribution;

  /**
   * Options of the table, as behind WITH, such as `changelog.mode`.
   *
   * @default - Flink's
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/create-table.html
   */
  readonly tableOptions?: { [key: string]: string };

  /**
   * Options of the session that makes the table, as of SET, such as `sql.state-ttl`. Every change replaces the table.
   *
   * @default - Flink's
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/set.html
   */
  readonly sessionOptions?: { [key: string]: string };

  /**
   * Whether the query is stopped. It can be resumed; the table stays.
   *
   * @default false
   */
  readonly stopped?: boolean;

  /**
   * What happens to the table, with its topic, when it leaves the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The provider sends columns in this order, and would find a difference in another. */
const COLUMN_BLOCKS = ['columnsComputed', 'columnsPhysical', 'columnsMetadata'];

/**
 * A materialized table: Flink makes its topic, registers its schemas, and runs its query, which may be changed in place.
 *
 * @see https://docs.confluent.io/cloud/current/flink/reference/statements/create-materialized-table.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_materialized_table
 */
export class FlinkMaterializedTable extends ConfluentResource implements IFlinkMaterializedTable {
  /**
   * A materialized table that exists already, by its name.
   */
  public static fromTableName(scope: Construct, id: string, tableName: string): IFlinkMaterializedTable {
    class Import extends Resource implements IFlinkMaterializedTable {
      public readonly tableName = tableName;
    }
    return new Import(scope, id);
  }

  public readonly tableName: string;

  /**
   * As whom the query runs.
   */
  public readonly principal: IServiceAccount;

  constructor(scope: Construct, id: string, props: FlinkMaterializedTableProps) {
    super(scope, id);
    requireGiven(this, props, 'computePool', 'cluster', 'tableName', 'query');
    this.validate(props);
    const { computePool, cluster, tableName, reads, primaryKey } = props;
    const { organization } = computePool.environment;
    this.tableName = tableName;
    this.principal = props.principal ?? new ServiceAccount(this, 'Principal', { organization });
    const resource = addResource(this, organization, Binding, {
      displayName: tableName,
      kafkaCluster: { id: cluster.clusterId },
      // the provider block says the same, but only a change of these is an update
      computePool: { id: computePool.computePoolId },
      principal: { id: this.principal.serviceAccountId },
      query: props.query.text,
      columns: props.columns && COLUMN_BLOCKS.flatMap((block) =>
        props.columns!.filter(({ _block }) => _block === block).map(({ _config }) => ({ [block]: [_config] }))),
      watermark: props.watermark && { ...props.watermark },
      constraints: primaryKey && [{
        name: primaryKey.constraintName, type: 'PRIMARY_KEY', columns: primaryKey.columns, enforced: primaryKey.enforced,
      }],
      distribution: props.distribution && { kind: 'HASH', keys: props.distribution.keys, bucketCount: props.distribution.bucketCount ?? 6 },
      tableOptions: props.tableOptions,
      sessionOptions: props.sessionOptions,
      stopped: props.stopped ?? false,
      provider: flinkProvider(this, computePool, this.principal),
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(cluster);
    const manages = [ResourcePattern.literal(tableName)];
    resource.node.addDependency(...reads ?? [],
      ...grantFlinkWork(this, { computePool, cluster, reads, manages, principal: this.principal, isGiven: props.principal !== undefined }));
  }

  private validate({ computePool, cluster, reads, tableName, query, columns, primaryKey, distribution }: FlinkMaterializedTableProps): void {
    requireUsable(this, computePool, cluster, reads);
    requireKnown(this, 'tableName', tableName, 'Queries and grants are named after it: give it as plain text.');
    requireText(this, 'tableName', tableName, 249, /^[a-zA-Z0-9._-]+$/);
    requireText(this, 'query', query.text.trim());
    if (kindOf(query.text) !== StatementKind.QUERY) {
      fail(this, `\`query\` must be a SELECT, got: ${query.text}`);
    }
    const names = columns?.map(({ columnName }) => columnName) ?? [];
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
      fail(this, `\`columns\` has ${twice} twice`);
    }
    this.requireColumns('primaryKey.columns', primaryKey?.columns, columns && names);
    this.requireColumns('distribution.keys', distribution?.keys, columns && names);
    requireInteger(this, 'distribution.bucketCount', distribution?.bucketCount, 1);
  }

  private requireColumns(prop: string, given: string[] | undefined, known: string[] | undefined): void {
    if (given?.length === 0) {
      fail(this, `\`${prop}\` must have a column in it`);
    }
    const unknown = known && given?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      fail(this, `\`${prop}\` has ${unknown}, which is none of the \`columns\`: ${known?.join(', ')}`);
    }
  }
}
