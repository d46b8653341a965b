import { Construct } from 'constructs';
import { FlinkStatement } from './flink-statement';
import { FlinkStatementsProps } from './flink-statement-options';
import { hashOf } from './private/known';
import { BACKGROUND, kindOf } from './private/sql-text';
import { fail, requireGiven } from '../../private/validation';
import { IServiceAccount, ServiceAccount } from '../access/service-account';

/**
 * Several Flink statements that run one after the other, such as those of a file: each waits until the one before it is done, or,
 * where it does not end, runs. All run as one principal, with the rights of all.
 *
 * A statement is known by its text: others may be added, removed and moved around it, and it stays. When a statement changes, only it
 * is run anew; those behind it are not.
 */
export class FlinkStatements extends Construct {
  /**
   * The statements, in their order.
   */
  public readonly statements: FlinkStatement[];

  /**
   * As whom they run.
   */
  public readonly principal: IServiceAccount;

  constructor(scope: Construct, id: string, props: FlinkStatementsProps) {
    super(scope, id);
    requireGiven(this, props, 'computePool', 'cluster', 'sql');
    const { sql: texts, stopped, ...rest } = props;
    if (texts.length === 0) {
      fail(this, '`sql` must have a statement in it');
    }
    this.principal = props.principal ?? new ServiceAccount(this, 'Principal', { organization: props.computePool.environment.organization });
    this.statements = texts.map((sql) => {
      const textId = hashOf(sql._identity);
      if (this.node.tryFindChild(textId)) {
        fail(this, `\`sql\` has the same statement twice: ${sql.text}`);
      }
      const isStopped = stopped && BACKGROUND.includes(kindOf(sql._identity));
      return new FlinkStatement(this, textId, { ...rest, sql, principal: this.principal, stopped: isStopped });
    });
    this.statements.slice(1).forEach((statement, i) => statement.node.addDependency(this.statements[i]));
  }
}
