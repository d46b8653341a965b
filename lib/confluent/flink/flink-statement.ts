import { createHash } from 'crypto';
import { IResource, Names, Resource, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IFlinkComputePool } from './flink-compute-pool';
import { Sql } from './sql';
import { fail, requireGiven, requireKnown, requireText } from '../../private/validation';
import { FlinkStatement as Binding } from '../../provider/flink-statement';
import { addResource } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { ResourcePattern } from '../access/resource-pattern';
import { Role } from '../access/role';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { grantRole, grantRoleIn } from '../private/grants';
import { flinkProvider } from '../private/providers';

/**
 * A Flink statement.
 */
export interface IFlinkStatement extends IResource {
  /**
   * The name.
   */
  readonly statementName: string;
}

/**
 * Options of a statement, wherever it stands.
 */
export interface FlinkStatementOptions {
  /**
   * The statement.
   */
  readonly sql: Sql;

  /**
   * Topics that it reads. Its principal may read them and their schemas; the statement waits for them.
   *
   * @default - none
   */
  readonly reads?: IKafkaTopic[];

  /**
   * Topics that it writes to. Its principal may write to them and to their subjects; the statement waits for them. To create
   * or drop tables, it needs `cluster.grantManageTopics(principal, pattern)` too.
   *
   * @default - none
   */
  readonly writes?: IKafkaTopic[];

  /**
   * As whom it runs.
   *
   * @default - a service account is made
   */
  readonly principal?: IServiceAccount;

  /**
   * The name: lower-case letters, digits, `-` and `.`, up to 91 characters. A hash of the statement is put behind it, because
   * a changed statement is a new one to Flink.
   *
   * @default - derived from the construct path
   */
  readonly statementName?: string;

  /**
   * Properties of the statement, such as `sql.state-ttl`.
   *
   * @default - only the catalog and the database
   * @see https://docs.confluent.io/cloud/current/flink/reference/statements/set.html
   */
  readonly properties?: { [key: string]: string };

  /**
   * Whether it is stopped. INSERT INTO, CREATE TABLE AS and STATEMENT SET can be resumed.
   *
   * @default false
   */
  readonly stopped?: boolean;
}

/**
 * Properties of a `FlinkStatement`.
 */
export interface FlinkStatementProps extends FlinkStatementOptions {
  /**
   * The compute pool that it runs in.
   */
  readonly computePool: IFlinkComputePool;

  /**
   * The cluster whose topics are tables by their plain names: the current database. It must be in the region of the pool.
   */
  readonly cluster: IKafkaCluster;
}

/** https://docs.confluent.io/cloud/current/api.html#tag/Statements-(sqlv1) */
const MAX_STATEMENT = 131072;
const MAX_NAME = 100;
const HASH_LENGTH = 8;

/** Flink writes in transactions of these IDs. */
const TRANSACTIONS = '_confluent-flink_*';

/**
 * A Flink SQL statement. With another text, properties, database, pool or principal it is a new statement: the old one is deleted,
 * and the new one starts over, from where `sql.tables.scan.startup.mode` says. While both exist, records may be processed twice.
 *
 * Deleting a CREATE TABLE statement does not drop the table.
 *
 * @see https://docs.confluent.io/cloud/current/flink/concepts/statements.html
 */
export class FlinkStatement extends ConfluentResource implements IFlinkStatement {
  /**
   * A statement that exists already, by its name.
   */
  public static fromStatementName(scope: Construct, id: string, statementName: string): IFlinkStatement {
    class Import extends Resource implements IFlinkStatement {
      public readonly statementName = statementName;
    }
    return new Import(scope, id);
  }

  public readonly statementName: string;

  /**
   * As whom it runs.
   */
  public readonly principal: IServiceAccount;

  constructor(scope: Construct, id: string, props: FlinkStatementProps) {
    super(scope, id);
    requireGiven(this, props, 'computePool', 'cluster', 'sql');
    this.validate(props);
    const { computePool, cluster } = props;
    const { environment, environment: { organization } } = computePool;
    this.principal = props.principal ?? new ServiceAccount(this, 'Principal', { organization });
    const hash = this.hash(props);
    this.statementName = `${props.statementName ?? this.defaultName()}-${hash}`;
    const resource = addResource(this, organization, Binding, {
      statement: props.sql.text,
      statementName: this.statementName,
      properties: {
        'sql.current-catalog': environment.environmentName,
        'sql.current-database': cluster.clusterName,
        ...props.properties,
      },
      stopped: props.stopped ?? false,
      provider: flinkProvider(this, computePool, this.principal),
    }, `Statement${hash}`);
    this.node.defaultChild = resource;
    resource.node.addDependency(...props.reads ?? [], ...props.writes ?? [], ...this.grant(props));
  }

  /** What Flink cannot change about a statement: with another hash it is another statement. */
  private hash({ sql, properties = {}, computePool, cluster }: FlinkStatementProps): string {
    const { environment } = computePool;
    const identity = [
      sql.text,
      knownOr(environment, environment.environmentName),
      knownOr(cluster, cluster.clusterName),
      Object.entries(properties).sort(([a], [b]) => a < b ? -1 : 1),
      knownOr(computePool, computePool.computePoolId),
      knownOr(this.principal, this.principal.serviceAccountId),
    ];
    return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, HASH_LENGTH);
  }

  private grant({ computePool, cluster, principal, reads = [], writes = [] }: FlinkStatementProps): Grant[] {
    const { administrator, organization } = computePool.environment;
    const assigner = grantRoleIn(this.principal, administrator, Role.ASSIGNER, this.principal,
      `${organization.organizationCrn}/service-account=${this.principal.serviceAccountId}`, [administrator.node.path]);
    if (!cluster.clusterType.hasRbac) {
      return principal || reads.length + writes.length === 0 ? [assigner]
        : fail(this, 'Flink takes roles, and a basic cluster has none on topics. Use ClusterType.standard(), or give a `principal` '
          + 'that is administrator of the cluster: cluster.grantAdmin(principal).');
    }
    return [
      assigner,
      ...[Role.DEVELOPER_READ, Role.DEVELOPER_WRITE].map((role) => grantRole(this.principal, role, cluster,
        `${cluster.clusterCrn}/kafka=${cluster.clusterId}/transactional-id=${TRANSACTIONS}`, ['transactional-id', TRANSACTIONS])),
      ...reads.flatMap((topic) => [topic.grantRead(this.principal),
        ...subjectsOf(topic).map((subject) => topic.cluster.environment.schemaRegistry.grantReadSubjects(this.principal, subject))]),
      ...writes.flatMap((topic) => [topic.grantWrite(this.principal),
        ...subjectsOf(topic).map((subject) => topic.cluster.environment.schemaRegistry.grantWriteSubjects(this.principal, subject))]),
    ];
  }

  private defaultName(): string {
    return Names.uniqueResourceName(this, { maxLength: MAX_NAME - HASH_LENGTH - 1, separator: '-', allowedSpecialCharacters: '-' })
      .toLowerCase().replace(/^-+|-+$/g, '');
  }

  private validate(props: FlinkStatementProps): void {
    if (!props.cluster.clusterType.hasConnectorsAndFlink) {
      fail(this, `Flink cannot use a ${props.cluster.clusterType.name} cluster`);
    }
    requireKnown(this, 'sql', props.sql.text, 'The name of the statement derives from it: give it as plain text.');
    requireKnown(this, 'properties', JSON.stringify(props.properties ?? {}), 'The name of the statement derives from them: give them as plain text.');
    requireText(this, 'sql', props.sql.text.trim(), MAX_STATEMENT);
    requireKnown(this, 'statementName', props.statementName, 'Give it as plain text.');
    requireText(this, 'statementName', props.statementName, MAX_NAME - HASH_LENGTH - 1, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
  }
}

/** Flink finds the types of a table under these subjects, and registers them there: also those that the app does not know. */
function subjectsOf(topic: IKafkaTopic): ResourcePattern[] {
  return ['key', 'value'].map((part) => ResourcePattern.literal(`${topic.topicName}-${part}`));
}

/** A value that tells things apart in each synth alike: a token has another text each time. */
function knownOr(construct: IConstruct, value: string): string {
  return Token.isUnresolved(value) ? construct.node.path : value;
}
