/**
 * What a CSV file looks like. Characters are given as such.
 */
export interface CsvOptions {
  /**
   * The character between fields.
   *
   * @default ','
   */
  readonly separator?: string;

  /**
   * The character around a field.
   *
   * @default '"'
   */
  readonly quote?: string;

  /**
   * The character before one that has no special meaning.
   *
   * @default - a backslash
   */
  readonly escape?: string;

  /**
   * Whether the first line names the fields.
   *
   * @default true
   */
  readonly hasHeader?: boolean;

  /**
   * How many lines are left out at the start.
   *
   * @default 0
   */
  readonly skipLines?: number;

  /**
   * The encoding of the file.
   *
   * @default 'UTF-8'
   */
  readonly charset?: string;
}

/**
 * What files look like that a connector reads.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-s3-source.html
 */
export class FileFormat {
  /** Avro. */
  public static readonly AVRO = new FileFormat('AVRO');
  /** A line of JSON for each record. */
  public static readonly JSON = new FileFormat('JSON');
  /** A line of JSON for each record, with its schema. */
  public static readonly JSON_WITH_SCHEMA = new FileFormat('JSON', true);
  /** Parquet, in files up to 2 GB. */
  public static readonly PARQUET = new FileFormat('PARQUET');

  /**
   * Bytes as they are.
   *
   * @param separator what is between records; unless given, a line break
   */
  public static bytes(separator?: string): FileFormat {
    return new FileFormat('BYTES', undefined, separator);
  }

  /**
   * CSV.
   */
  public static csv(options: CsvOptions = {}): FileFormat {
    return new FileFormat('CSV', undefined, undefined, options);
  }

  private constructor(
    /** The name in the connector's configuration. */
    public readonly name: string,
    /** Whether records in JSON carry their schema. */
    public readonly embedsSchema?: boolean,
    /** What is between records of bytes. */
    public readonly separator?: string,
    /** What a CSV file looks like. */
    public readonly csvOptions?: CsvOptions,
  ) {}
}
