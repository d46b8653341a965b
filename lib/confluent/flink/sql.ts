import { readFileSync } from 'fs';
import { placeholdersIn, quotedPlaceholdersIn, replacePlaceholders, splitStatements } from './private/sql-text';
import { SqlParameter } from './sql-parameter';

/**
 * Options of a SQL text.
 */
export interface SqlOptions {
  /**
   * What stands for the placeholders of the text, by their names: letters, digits and `_`. A placeholder is a name in double
   * braces, such as `SELECT * FROM {{source}}`. What is in quotes or in a comment is none.
   *
   * @default - the text has no placeholders
   */
  readonly parameters?: { [name: string]: SqlParameter };
}

/**
 * The text of a Flink statement.
 *
 * Errors: a placeholder without a parameter, a parameter without a placeholder, and a parameter's placeholder in quotes, which
 * it brings itself.
 *
 * @see https://docs.confluent.io/cloud/current/flink/reference/statements/overview.html
 */
export class Sql {
  /** A text. */
  public static inline(text: string, options: SqlOptions = {}): Sql {
    return fill(text, options, (filled, identity) => new Sql(filled, identity), 'the SQL text');
  }

  /** A text in a file, read now. */
  public static fromFile(path: string, options: SqlOptions = {}): Sql {
    return fill(readFileSync(path, 'utf8'), options, (filled, identity) => new Sql(filled, identity), path);
  }

  /**
   * The statements in a file, read now: one after the other, with a semicolon behind each. Semicolons in quotes, in comments and
   * in a statement set, from BEGIN to END, divide nothing. Each parameter must stand in one of them.
   *
   * @throws if there is no statement in it
   */
  public static allFromFile(path: string, options: SqlOptions = {}): Sql[] {
    return fill(readFileSync(path, 'utf8'), options, (filled, identity) => {
      const identities = splitStatements(identity);
      if (identities.length === 0) {
        throw new Error(`${path}: there is no statement in it`);
      }
      return splitStatements(filled).map((statement, i) => new Sql(statement, identities[i]));
    }, path);
  }

  private constructor(
    /** The text. */
    public readonly text: string,
    /** @internal The same in each synth, also where the text has tokens in it. */
    public readonly _identity: string,
  ) {}
}

function fill<T>(text: string, { parameters = {} }: SqlOptions, make: (filled: string, identity: string) => T, where: string): T {
  const placeholders = placeholdersIn(text);
  const names = Object.keys(parameters);
  const list = (found: string[]) => [...new Set(found)].join(', ');
  const missing = placeholders.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new Error(`${where}: there is no parameter for {{${list(missing)}}}. Give it: \`parameters: { ${missing[0]}: SqlParameter.text(…) }\`.`);
  }
  const quoted = quotedPlaceholdersIn(text).filter((name) => names.includes(name));
  if (quoted.length > 0) {
    throw new Error(`${where}: {{${list(quoted)}}} is in quotes. Leave them out: a parameter brings its own.`);
  }
  const unused = names.filter((name) => !placeholders.includes(name));
  if (unused.length > 0) {
    throw new Error(`${where}: the parameter ${list(unused)} is not used. Leave it out, or write {{${unused[0]}}} where it belongs.`);
  }
  return make(replacePlaceholders(text, (name) => parameters[name].sql), replacePlaceholders(text, (name) => parameters[name]._identity));
}
