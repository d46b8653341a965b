import { IResource, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Schema, SchemaFormat } from './schema';
import { ISchemaRegistry } from './schema-registry';
import { fail, requireGiven, requireKnown, requireText } from '../../private/validation';
import { Schema as Binding } from '../../provider/schema';
import { SubjectConfig } from '../../provider/subject-config';
import { addResource, numberAttribute } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * Which schemas may follow each other under a subject.
 *
 * @see https://docs.confluent.io/cloud/current/sr/fundamentals/schema-evolution.html
 */
export enum Compatibility {
  /** New readers understand the newest old records. */
  BACKWARD = 'BACKWARD',
  /** New readers understand all old records. */
  BACKWARD_TRANSITIVE = 'BACKWARD_TRANSITIVE',
  /** The newest old readers understand new records. */
  FORWARD = 'FORWARD',
  /** All old readers understand new records. */
  FORWARD_TRANSITIVE = 'FORWARD_TRANSITIVE',
  /** Both, for the newest. */
  FULL = 'FULL',
  /** Both, for all. */
  FULL_TRANSITIVE = 'FULL_TRANSITIVE',
  /** Anything. */
  NONE = 'NONE',
}

/**
 * A subject of a Schema Registry: a name with versions of a schema.
 */
export interface ISubject extends IResource {
  /**
   * The name.
   */
  readonly subjectName: string;

  /**
   * The language of its schemas, if it is known.
   */
  readonly format?: SchemaFormat;

  /**
   * The version of the newest schema.
   */
  readonly schemaVersion: number;

  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * Lets a principal read the schemas.
   */
  grantRead(principal: IPrincipal): Grant;

  /**
   * Lets a principal register schemas.
   */
  grantWrite(principal: IPrincipal): Grant;
}

/**
 * Properties of a `Subject`.
 */
export interface SubjectProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name. Every change registers the schema anew.
   */
  readonly subjectName: string;

  /**
   * The schema. A changed text becomes a new version, if it is compatible; a schema in another language replaces the subject.
   */
  readonly schema: Schema;

  /**
   * Which schemas may follow each other.
   *
   * @default - what the registry says
   */
  readonly compatibility?: Compatibility;

  /**
   * What happens to the schema when it leaves the app. DESTROY deletes its newest version only.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a subject that stands elsewhere.
 */
export interface SubjectAttributes {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name.
   */
  readonly subjectName: string;

  /**
   * The version of its newest schema. Schemas that refer to it need it.
   *
   * @default - unknown
   */
  readonly schemaVersion?: number;

  /**
   * The language of its schemas.
   *
   * @default - unknown
   */
  readonly format?: SchemaFormat;
}

abstract class SubjectBase extends ConfluentResource implements ISubject {
  public abstract readonly subjectName: string;
  public abstract readonly format?: SchemaFormat;
  public abstract readonly schemaVersion: number;
  public abstract readonly registry: ISchemaRegistry;

  public grantRead(principal: IPrincipal): Grant {
    return this.registry.grantReadSubjects(principal, ResourcePattern.literal(this.subjectName));
  }

  public grantWrite(principal: IPrincipal): Grant {
    return this.registry.grantWriteSubjects(principal, ResourcePattern.literal(this.subjectName));
  }
}

/**
 * A subject with a schema.
 *
 * @see https://docs.confluent.io/cloud/current/sr/schemas-manage.html
 */
export class Subject extends SubjectBase {
  /**
   * A subject that exists already.
   */
  public static fromSubjectAttributes(scope: Construct, id: string, attributes: SubjectAttributes): ISubject {
    class Import extends SubjectBase {
      public readonly subjectName = attributes.subjectName;
      public readonly format = attributes.format;
      public readonly registry = attributes.registry;

      public get schemaVersion(): number {
        return attributes.schemaVersion
          ?? fail(this, '`schemaVersion` was not given to fromSubjectAttributes; a schema that refers to this subject needs it, or a version of its own.');
      }
    }
    return new Import(scope, id);
  }

  public readonly subjectName: string;
  public readonly format?: SchemaFormat;
  public readonly schemaVersion: number;
  public readonly registry: ISchemaRegistry;

  constructor(scope: Construct, id: string, props: SubjectProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'subjectName', 'schema');
    const { registry, subjectName, schema } = props;
    const { organization } = registry.environment;
    requireKnown(this, 'subjectName', subjectName, 'Grants are named after it: give it as plain text.');
    requireText(this, 'subjectName', subjectName);
    this.validate(schema);
    const provider = registryProvider(this, registry);
    const resource = addResource(this, organization, Binding, {
      subjectName,
      format: schema.format,
      schema: schema.definition,
      schemaReference: schema.references.length === 0 ? undefined : schema.references.map((reference) => ({
        name: reference.name,
        subjectName: reference.subject.subjectName,
        version: reference.version ?? reference.subject.schemaVersion,
      })),
      provider,
    });
    if (props.compatibility) {
      const config = addResource(this, organization, SubjectConfig, { subjectName, compatibilityLevel: props.compatibility, provider }, 'Config');
      config.node.addDependency(resource);
    }
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.subjectName = subjectName;
    this.format = schema.format;
    this.registry = registry;
    this.schemaVersion = numberAttribute(resource, 'version');
  }

  private validate({ format, definition }: Schema): void {
    if (definition.trim() === '') {
      fail(this, '`schema` must have a text, got an empty one');
    }
    if (format !== SchemaFormat.PROTOBUF && !Token.isUnresolved(definition)) {
      try {
        JSON.parse(definition);
      } catch (error) {
        fail(this, `\`schema\` in ${format} must be JSON, got a text that is not: ${String(error)}`);
      }
    }
  }
}
