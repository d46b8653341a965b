import { Annotations, IResource, Names, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlinkStatementProps } from './flink-statement-options';
import { fail, requireGiven, requireKnown, requireText } from '../../private/validation';
import { FlinkStatement as Binding } from '../../provider/flink-statement';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource } from '../../terraform/private/add-resource';
import { IServiceAccount, ServiceAccount } from '../access/service-account';
import { ConfluentResource } from '../confluent-resource';
import { flinkProvider } from '../private/providers';
import { grantFlinkWork, requireUsable } from './private/flink-grants';
import { HASH_LENGTH, hashOf, knownOr } from './private/known';
import { BACKGROUND, kindOf, splitStatements, StatementKind } from './private/sql-text';
import { Sql } from './sql';

/**
 * A Flink statement.
 */
export interface IFlinkStatement extends IResource {
  /**
   * The name.
   */
  readonly statementName: string;
}

/** https://docs.confluent.io/cloud/current/api.html#tag/Statements-(sqlv1) */
const MAX_STATEMENT = 131072;
const MAX_PROPERTIES = 8192;
const MAX_NAME = 100;

/** Where Flink starts; what counts is its value at the creation, so it tells no statements apart. */
const START = 'sql.tables.initial-offset-from';

/**
 * A Flink SQL statement. With another text, properties, database, pool or principal it is a new statement: the old one is deleted,
 * and the new one starts over, from where `sql.tables.scan.startup.mode` says. While both exist, records may be processed twice.
 * To go on where the old one stopped, give it as `previous`.
 *
 * Deleting a CREATE TABLE statement does not drop the table.
 *
 * @see https://docs.confluent.io/cloud/current/flink/concepts/statements.html
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_statement
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
    this.principal = props.principal ?? new ServiceAccount(this, 'Principal', { organization: props.computePool.environment.organization });
    const { name, resource } = this.put(props, this.stopPrevious(props));
    this.statementName = name;
    this.node.defaultChild = resource;
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
    resource.node.addDependency(...props.reads ?? [], ...props.writes ?? [],
      ...grantFlinkWork(this, { ...props, principal: this.principal, isGiven: props.principal !== undefined }));
  }

  /** The statement of the last deployment at the address that it has there, so that it is stopped and not deleted. */
  private stopPrevious({ previous, ...props }: FlinkStatementProps): Put | undefined {
    if (!previous) {
      return undefined;
    }
    const old = { ...props, sql: previous.sql, properties: previous.properties ?? props.properties, stopped: true };
    if (this.hash(old) === this.hash(props)) {
      fail(this, '`previous` is the statement itself. Give what it was before it was changed, or leave it out.');
    }
    return this.put(old);
  }

  private put(props: FlinkStatementProps, previous?: Put): Put {
    const { computePool, computePool: { environment }, cluster, sensitiveProperties = {} } = props;
    const root = TerraformRoot.forPlane(this, Plane.DATA);
    const hash = this.hash(props);
    const name = `${props.statementName ?? this.defaultName()}-${hash}`;
    const secrets = Object.entries(sensitiveProperties).map(([key, { secret, field }]) => [key, root.secretVariable(secret, field, false)]);
    const resource = addResource(this, environment.organization, Binding, {
      statement: props.sql.text,
      statementName: name,
      properties: {
        'sql.current-catalog': environment.environmentName,
        'sql.current-database': cluster.clusterName,
        ...props.properties,
        ...previous ? { [START]: previous.name } : {},
      },
      propertiesSensitive: secrets.length > 0 ? Object.fromEntries(secrets) : undefined,
      stopped: props.stopped ?? false,
      provider: flinkProvider(this, computePool, this.principal),
      // the provider fails when it changes, and it must not stay in the app for ever
      lifecycle: isResumable(props.sql) ? { ignoreChanges: [`properties["${START}"]`] } : undefined,
    }, `Statement${hash}`);
    resource.node.addDependency(...previous ? [previous.resource] : []);
    return { name, resource };
  }

  /** What Flink cannot change about a statement: with another hash it is another statement. */
  private hash({ sql, properties = {}, sensitiveProperties = {}, computePool, cluster }: FlinkStatementProps): string {
    const { environment } = computePool;
    const secrets = Object.entries(sensitiveProperties).map(([key, { secret, field }]) => [key, secret.node.path, field]);
    return hashOf(
      sql._identity,
      knownOr(environment, environment.environmentName),
      knownOr(cluster, cluster.clusterName),
      Object.entries(properties).filter(([key]) => key !== START).sort(([a], [b]) => a < b ? -1 : 1),
      knownOr(computePool, computePool.computePoolId),
      knownOr(this.principal, this.principal.serviceAccountId),
      ...secrets.length > 0 ? [secrets.sort(([a], [b]) => a < b ? -1 : 1)] : [],
    );
  }

  private defaultName(): string {
    return Names.uniqueResourceName(this, { maxLength: MAX_NAME - HASH_LENGTH - 1, separator: '-', allowedSpecialCharacters: '-' })
      .toLowerCase().replace(/^-+|-+$/g, '');
  }

  private validate(props: FlinkStatementProps): void {
    requireUsable(this, props.computePool, props.cluster, [...props.reads ?? [], ...props.writes ?? []]);
    requireKnown(this, 'statementName', props.statementName, 'Give it as plain text.');
    requireText(this, 'statementName', props.statementName, MAX_NAME - HASH_LENGTH - 1, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
    this.validateText('sql', props.sql, 'properties', props.properties);
    const kind = kindOf(props.sql._identity);
    if (props.stopped && !isResumable(props.sql)) {
      fail(this, `\`stopped\` is for ${BACKGROUND.join(', ')}: what else a statement does, it does once. Leave it out.`);
    }
    if (kind === StatementKind.SESSION) {
      Annotations.of(this).addWarningV2('cdk-streaming-hub:sql', 'SET, RESET and USE change a session, and each statement of an app has its own. '
        + 'Give `properties` to the statement that is meant instead.');
    }
    const overlap = Object.keys(props.sensitiveProperties ?? {}).find((key) => props.properties?.[key] !== undefined);
    if (overlap !== undefined) {
      fail(this, `${overlap} is given in \`properties\` and in \`sensitiveProperties\`. Give it once.`);
    }
    if (props.previous) {
      this.validateText('previous.sql', props.previous.sql, 'previous.properties', props.previous.properties);
      if (!isResumable(props.sql) || !isResumable(props.previous.sql)) {
        fail(this, `\`previous\` is for ${BACKGROUND.join(', ')}: other statements have no place in their topics to go on from. Leave it out.`);
      }
      if (props.properties?.[START] !== undefined) {
        fail(this, `\`properties\` must not set ${START} where \`previous\` does`);
      }
    }
  }

  private validateText(sqlName: string, { text, _identity }: Sql, propertiesName: string, properties: { [key: string]: string } = {}): void {
    requireKnown(this, sqlName, _identity, 'The name of the statement derives from it: give it as plain text.');
    requireText(this, sqlName, text.trim(), MAX_STATEMENT);
    const { length } = splitStatements(_identity);
    if (length !== 1) {
      fail(this, `\`${sqlName}\` must be one statement, got: ${length}. For several: new FlinkStatements(…, { sql: Sql.allFromFile(path) }).`);
    }
    const all = Object.entries(properties).flat().join('');
    requireKnown(this, propertiesName, all, 'The name of the statement derives from them: give them as plain text.');
    if (all.length > MAX_PROPERTIES) {
      fail(this, `\`${propertiesName}\` must have up to ${MAX_PROPERTIES} characters, got: ${all.length}`);
    }
  }
}

/** A statement in the root. */
interface Put {
  readonly name: string;
  readonly resource: Binding;
}

function isResumable(sql: Sql): boolean {
  return BACKGROUND.includes(kindOf(sql._identity));
}
