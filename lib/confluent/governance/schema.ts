import { readFileSync } from 'fs';
import { SchemaRule } from './schema-rule';
import { ISubject } from './subject';

/**
 * The language of a schema.
 */
export enum SchemaFormat {
  /** Apache Avro. */
  AVRO = 'AVRO',
  /** JSON Schema. */
  JSON = 'JSON',
  /** Protocol Buffers. */
  PROTOBUF = 'PROTOBUF',
}

/**
 * A schema that another schema uses.
 */
export interface SchemaReference {
  /**
   * The name by which the schema refers to it: a full type name in Avro, a path in Protobuf and JSON Schema.
   */
  readonly name: string;

  /**
   * Where it is registered.
   */
  readonly subject: ISubject;

  /**
   * Which version of it.
   *
   * @default - the one that the subject registers in this app
   */
  readonly version?: number;
}

/**
 * What is said about a schema.
 *
 * @see https://docs.confluent.io/cloud/current/sr/fundamentals/data-contracts.html
 */
export interface SchemaMetadata {
  /**
   * Properties, such as an owner.
   *
   * @default - none
   */
  readonly properties?: { [key: string]: string };

  /**
   * Names of properties that hold secrets.
   *
   * @default - none
   */
  readonly sensitive?: string[];

  /**
   * Tags by the paths of the fields that have them, such as `Order.customer`; `*` stands for one name, `**` for any.
   *
   * @default - only those within the schema
   */
  readonly tags?: { [key: string]: string[] };
}

/**
 * What a schema needs besides its text.
 */
export interface SchemaOptions {
  /**
   * Schemas that it uses.
   *
   * @default - none
   */
  readonly references?: SchemaReference[];

  /**
   * What is said about it.
   *
   * @default - nothing
   */
  readonly metadata?: SchemaMetadata;

  /**
   * Rules for its records. The environment needs the package ADVANCED of Stream Governance.
   *
   * @default - none
   */
  readonly rules?: SchemaRule[];
}

/**
 * A schema of the keys or values of a topic, with its data contract. It is registered when the app is deployed.
 *
 * Texts that mean the same are registered as the same: blanks and the order of attributes do not count in Avro, blanks do not in
 * JSON Schema.
 */
export class Schema {
  /** An Avro schema. */
  public static avro(definition: string, options: SchemaOptions = {}): Schema {
    return new Schema(SchemaFormat.AVRO, definition, options);
  }

  /** An Avro schema in a file, read now. */
  public static avroFromFile(path: string, options: SchemaOptions = {}): Schema {
    return Schema.avro(readFileSync(path, 'utf8'), options);
  }

  /** A JSON Schema. */
  public static json(definition: string, options: SchemaOptions = {}): Schema {
    return new Schema(SchemaFormat.JSON, definition, options);
  }

  /** A JSON Schema in a file, read now. */
  public static jsonFromFile(path: string, options: SchemaOptions = {}): Schema {
    return Schema.json(readFileSync(path, 'utf8'), options);
  }

  /** A Protobuf schema. */
  public static protobuf(definition: string, options: SchemaOptions = {}): Schema {
    return new Schema(SchemaFormat.PROTOBUF, definition, options);
  }

  /** A Protobuf schema in a file, read now. */
  public static protobufFromFile(path: string, options: SchemaOptions = {}): Schema {
    return Schema.protobuf(readFileSync(path, 'utf8'), options);
  }

  /** Schemas that it uses. */
  public readonly references: SchemaReference[];

  /** What is said about it. */
  public readonly metadata?: SchemaMetadata;

  /** Rules for its records. */
  public readonly rules: SchemaRule[];

  private constructor(
    /** The language. */
    public readonly format: SchemaFormat,
    /** The text. */
    public readonly definition: string,
    options: SchemaOptions,
  ) {
    this.references = [...options.references ?? []];
    this.metadata = options.metadata;
    this.rules = [...options.rules ?? []];
  }
}
