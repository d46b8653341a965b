import { Token } from 'aws-cdk-lib';
import { IFlinkArtifact } from './flink-artifact';
import { knownOr } from './private/known';

/**
 * What stands in a SQL text for a placeholder. It is written so that nothing in it can end it: quotes are put around it, and
 * those in it are doubled.
 */
export class SqlParameter {
  /**
   * The name of a table, column, model or function, or with several parts of one elsewhere: catalog, database and table.
   *
   * @throws if no part is given, or an empty one
   */
  public static identifier(...parts: string[]): SqlParameter {
    if (parts.length === 0 || parts.includes('')) {
      throw new Error(`the parts of an identifier must not be empty, got: ${JSON.stringify(parts)}`);
    }
    return SqlParameter.known(parts.map((part) => `\`${part.replace(/`/g, '``')}\``).join('.'), ...parts);
  }

  /**
   * A text.
   */
  public static text(value: string): SqlParameter {
    return SqlParameter.known(`'${value.replace(/'/g, "''")}'`, value);
  }

  /**
   * A number.
   *
   * @throws if it is not finite
   */
  public static number(value: number): SqlParameter {
    if (!Number.isFinite(value)) {
      throw new Error(`a number in a SQL text must be finite, got: ${value}`);
    }
    return SqlParameter.known(String(value), value);
  }

  /**
   * Where Flink finds the code of a function: what stands behind `USING JAR` in CREATE FUNCTION.
   */
  public static artifact(artifact: IFlinkArtifact): SqlParameter {
    const { _contentHash }: { _contentHash?: string } = artifact as IFlinkArtifact & { _contentHash?: string };
    return new SqlParameter(`'confluent-artifact://${artifact.artifactId}/${artifact.artifactVersion}'`,
      `'${[knownOr(artifact, artifact.artifactId), knownOr(artifact, artifact.artifactVersion), _contentHash ?? ''].join('/')}'`);
  }

  private static known(text: string, ...values: unknown[]): SqlParameter {
    if (values.some((value) => Token.isUnresolved(value))) {
      throw new Error('a parameter of a SQL text must be known at synth, got a token. '
        + 'The name of the statement derives from it: give it as plain text.');
    }
    return new SqlParameter(text, text);
  }

  private constructor(
    /** What is put into the text. */
    public readonly sql: string,
    /** @internal The same in each synth, also where `sql` has tokens in it. */
    public readonly _identity: string,
  ) {}
}
