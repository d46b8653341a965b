/**
 * Options of a column.
 */
export interface FlinkColumnOptions {
  /**
   * What the column is for.
   *
   * @default - none
   */
  readonly comment?: string;
}

/**
 * Options of a column that is computed.
 */
export interface FlinkComputedColumnOptions extends FlinkColumnOptions {
  /**
   * Whether the column is read only: it is left out where the table is written.
   *
   * @default false
   */
  readonly virtual?: boolean;
}

/**
 * Options of a column of metadata.
 */
export interface FlinkMetadataColumnOptions extends FlinkColumnOptions {
  /**
   * The name of the metadata, such as `timestamp` or `headers`.
   *
   * @default - the name of the column
   */
  readonly key?: string;

  /**
   * Whether the column is read only: it is left out where the table is written.
   *
   * @default false
   */
  readonly virtual?: boolean;
}

/**
 * A column of a table.
 *
 * @see https://docs.confluent.io/cloud/current/flink/reference/statements/create-table.html
 */
export class FlinkColumn {
  /**
   * A column that is in the records.
   *
   * @param type The type, such as `STRING` or `DECIMAL(10, 2) NOT NULL`
   */
  public static physical(columnName: string, type: string, options: FlinkColumnOptions = {}): FlinkColumn {
    return new FlinkColumn(columnName, 'columnsPhysical', {
      columnPhysicalKind: 'Physical',
      columnPhysicalName: columnName,
      columnPhysicalType: type,
      columnPhysicalComment: options.comment,
    });
  }

  /**
   * A column that is computed from others.
   *
   * @param type The type of the expression
   * @param expression In SQL, such as `price * quantity`
   */
  public static computed(columnName: string, type: string, expression: string, options: FlinkComputedColumnOptions = {}): FlinkColumn {
    return new FlinkColumn(columnName, 'columnsComputed', {
      columnComputedKind: 'Computed',
      columnComputedName: columnName,
      columnComputedType: type,
      columnComputedExpression: expression,
      columnComputedVirtual: options.virtual,
      columnComputedComment: options.comment,
    });
  }

  /**
   * A column of what Kafka knows about a record.
   *
   * @param type The type, such as `TIMESTAMP_LTZ(3)`
   */
  public static metadata(columnName: string, type: string, options: FlinkMetadataColumnOptions = {}): FlinkColumn {
    return new FlinkColumn(columnName, 'columnsMetadata', {
      columnMetadataKind: 'Metadata',
      columnMetadataName: columnName,
      columnMetadataType: type,
      columnMetadataKey: options.key ?? columnName,
      columnMetadataVirtual: options.virtual,
      columnMetadataComment: options.comment,
    });
  }

  private constructor(
    /** The name of the column. */
    public readonly columnName: string,
    /** @internal The block of the resource that it is in. */
    public readonly _block: 'columnsComputed' | 'columnsPhysical' | 'columnsMetadata',
    /** @internal */
    public readonly _config: object,
  ) {}
}
