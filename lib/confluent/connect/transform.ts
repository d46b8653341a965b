import { IConnectArtifact } from './connect-artifact';

const APACHE = 'org.apache.kafka.connect.transforms';

/**
 * The part of a record.
 */
export enum RecordPart {
  /** The key. */
  KEY = 'Key',
  /** The value. */
  VALUE = 'Value',
}

/**
 * A condition under which a connector transforms a record.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/single-message-transforms.html
 */
export class TransformPredicate {
  /** The name of the topic matches a regular expression of Java. */
  public static topicNameMatches(pattern: string): TransformPredicate {
    return TransformPredicate.of(`${APACHE}.predicates.TopicNameMatches`, { pattern });
  }

  /** The record has a header of a name. */
  public static hasHeader(name: string): TransformPredicate {
    return TransformPredicate.of(`${APACHE}.predicates.HasHeaderKey`, { name });
  }

  /** The record has no value. */
  public static isTombstone(): TransformPredicate {
    return TransformPredicate.of(`${APACHE}.predicates.RecordIsTombstone`);
  }

  /**
   * A predicate of any class.
   *
   * @param type the name of the class in Java
   * @param config its configuration
   */
  public static of(type: string, config: { [key: string]: string } = {}): TransformPredicate {
    return new TransformPredicate(type, { ...config });
  }

  private constructor(
    /** The name of the class in Java. */
    public readonly type: string,
    /** Its configuration. */
    public readonly config: { [key: string]: string },
  ) {}
}

/**
 * A change that a connector makes to each record (SMT). Each class of connectors supports some of them.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/single-message-transforms.html
 */
export class Transform {
  /** Turns fields into other types, such as `{ price: 'float64' }`. */
  public static cast(part: RecordPart, types: { [field: string]: string }): Transform {
    return Transform.apache('Cast', part, { spec: pairs(types) });
  }

  /** Replaces the key or the value by one of its fields. */
  public static extractField(part: RecordPart, field: string): Transform {
    return Transform.apache('ExtractField', part, { field });
  }

  /** Drops records; all of them, unless there is a condition. */
  public static filter(): Transform {
    return Transform.of(`${APACHE}.Filter`);
  }

  /** Puts fields that are nested side by side, with a delimiter in their names. */
  public static flatten(part: RecordPart, delimiter = '.'): Transform {
    return Transform.apache('Flatten', part, { delimiter });
  }

  /** Makes the key or the value the only field of a structure. */
  public static hoistField(part: RecordPart, field: string): Transform {
    return Transform.apache('HoistField', part, { field });
  }

  /** Adds a field with a constant value. */
  public static insertField(part: RecordPart, field: string, value: string): Transform {
    return Transform.apache('InsertField', part, { 'static.field': field, 'static.value': value });
  }

  /** Adds a field with the time of the record. */
  public static insertTimestamp(part: RecordPart, field: string): Transform {
    return Transform.apache('InsertField', part, { 'timestamp.field': field });
  }

  /** Makes the values of fields empty, or a text instead of them. */
  public static maskFields(part: RecordPart, fields: string[], replacement?: string): Transform {
    return Transform.apache('MaskField', part, { fields: fields.join(','), ...(replacement === undefined ? {} : { replacement }) });
  }

  /** Leaves fields out. */
  public static excludeFields(part: RecordPart, fields: string[]): Transform {
    return Transform.apache('ReplaceField', part, { exclude: fields.join(',') });
  }

  /** Leaves all other fields out. */
  public static includeFields(part: RecordPart, fields: string[]): Transform {
    return Transform.apache('ReplaceField', part, { include: fields.join(',') });
  }

  /** Renames fields, such as `{ old: 'new' }`. */
  public static renameFields(part: RecordPart, names: { [field: string]: string }): Transform {
    return Transform.apache('ReplaceField', part, { renames: pairs(names) });
  }

  /**
   * Renames the topic that a source connector writes to, where its name matches a regular expression of RE2/J. It takes the
   * place of Apache's RegexRouter, which managed connectors do not have.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/transforms/topicregexrouter.html
   */
  public static topicRegexRouter(regex: string, replacement: string): Transform {
    return Transform.of('io.confluent.connect.cloud.transforms.TopicRegexRouter', { regex, replacement });
  }

  /** Makes a key of fields of the value. */
  public static valueToKey(fields: string[]): Transform {
    return Transform.of(`${APACHE}.ValueToKey`, { fields: fields.join(',') });
  }

  /**
   * A transform of any class.
   *
   * @param type the name of the class in Java
   * @param config its configuration
   */
  public static of(type: string, config: { [key: string]: string } = {}): Transform {
    return new Transform(type, { ...config });
  }

  /**
   * A transform of one's own.
   *
   * @param artifact the archive that has the class
   * @param type the name of the class in Java
   * @param config its configuration
   */
  public static custom(artifact: IConnectArtifact, type: string, config: { [key: string]: string } = {}): Transform {
    return new Transform(type, { 'custom.smt.artifact.id': artifact.artifactId, ...config });
  }

  private static apache(name: string, part: RecordPart, config: { [key: string]: string }): Transform {
    return Transform.of(`${APACHE}.${name}$${part}`, config);
  }

  private constructor(
    /** The name of the class in Java. */
    public readonly type: string,
    /** Its configuration. */
    public readonly config: { [key: string]: string },
    /** The condition. */
    public readonly predicate?: TransformPredicate,
    /** Whether the condition must not hold. */
    public readonly isNegated: boolean = false,
  ) {}

  /** The same transform for the records for which a condition holds. */
  public when(predicate: TransformPredicate): Transform {
    return new Transform(this.type, this.config, predicate);
  }

  /** The same transform for the records for which a condition does not hold. */
  public unless(predicate: TransformPredicate): Transform {
    return new Transform(this.type, this.config, predicate, true);
  }
}

function pairs(map: { [key: string]: string }): string {
  return Object.entries(map).map((pair) => pair.join(':')).join(',');
}
