import { readFileSync } from 'fs';

/**
 * The text of a Flink statement.
 */
export class Sql {
  /** A text. */
  public static inline(text: string): Sql {
    return new Sql(text);
  }

  /** A text in a file, read now. */
  public static fromFile(path: string): Sql {
    return new Sql(readFileSync(path, 'utf8'));
  }

  private constructor(
    /** The text. */
    public readonly text: string,
  ) {}
}
