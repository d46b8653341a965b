import { createHash } from 'crypto';
import { IResource, RemovalPolicy, ResolutionTypeHint, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Compatibility } from './compatibility';
import { metadataOf, rulesetOf } from './private/data-contract';
import { contentOf, requireOlder, requireSchema } from './private/schema-check';
import { textOf } from './private/schema-text';
import { RegistryMode } from './registry-mode';
import { Schema, SchemaFormat } from './schema';
import { ISchemaRegistry } from './schema-registry';
import { SubjectConfig } from './subject-config';
import { SubjectMode } from './subject-mode';
import { fail, requireGiven, requireKnown, requireText } from '../../private/validation';
import { DataConfluentSchemas } from '../../provider/data-confluent-schemas';
import { Schema as Binding, SchemaConfig } from '../../provider/schema';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, addToRoot, numberAttribute } from '../../terraform/private/add-resource';
import { quote } from '../../terraform/private/expression';
import { attributeOf } from '../../terraform/terraform-root';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { ResourcePattern } from '../access/resource-pattern';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

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
   * The ID of the newest schema, by which the catalog knows it. It changes with every version.
   */
  readonly schemaId: number;

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

  /**
   * Lets a principal delete schemas, and change the compatibility.
   */
  grantManage(principal: IPrincipal): Grant;
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
   * Schemas that came before, oldest first, so that a registry which is new has all versions. Each is registered before the next;
   * one that is known already stays as it is. They are in the language of `schema`.
   *
   * @default - none
   */
  readonly olderSchemas?: Schema[];

  /**
   * Which schemas may follow each other.
   *
   * @default - what the registry says
   */
  readonly compatibility?: Compatibility;

  /**
   * The property of the schemas' metadata whose values say which schemas are compared with each other, such as `major_version`.
   *
   * @default - all are compared
   */
  readonly compatibilityGroup?: string;

  /**
   * Whether schemas that mean the same count as the same, however they are written.
   *
   * @default - what the registry says
   */
  readonly normalize?: boolean;

  /**
   * What may be done with the schemas, once those of this app are registered.
   *
   * @default - what the registry says
   */
  readonly mode?: RegistryMode;

  /**
   * Whether schemas that are deleted cannot be brought back, and count no more. It matters only with RemovalPolicy.DESTROY.
   *
   * @default false
   */
  readonly hardDelete?: boolean;

  /**
   * Whether schemas are tested only when they are registered, not when a change is planned.
   *
   * @default - true if the schema refers to one of this stack, which is not there when the first deployment is planned
   */
  readonly skipValidationDuringPlan?: boolean;

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
   * The ID of its newest schema. Tags of its fields need it.
   *
   * @default - unknown
   */
  readonly schemaId?: number;

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
  public abstract readonly schemaId: number;
  public abstract readonly registry: ISchemaRegistry;

  public grantRead(principal: IPrincipal): Grant {
    return this.registry.grantReadSubjects(principal, ResourcePattern.literal(this.subjectName));
  }

  public grantWrite(principal: IPrincipal): Grant {
    return this.registry.grantWriteSubjects(principal, ResourcePattern.literal(this.subjectName));
  }

  public grantManage(principal: IPrincipal): Grant {
    return this.registry.grantManageSubjects(principal, ResourcePattern.literal(this.subjectName));
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

      public get schemaId(): number {
        return attributes.schemaId ?? fail(this, '`schemaId` was not given to fromSubjectAttributes; the catalog knows the schema by it.');
      }
    }
    return new Import(scope, id);
  }

  /**
   * A subject that exists already, with the newest schema that it has when the app is deployed. There is an error then if it has none.
   */
  public static fromSubjectName(scope: Construct, id: string, registry: ISchemaRegistry, subjectName: string): ISubject {
    class Lookup extends SubjectBase {
      public readonly subjectName = subjectName;
      public readonly format = undefined;
      public readonly registry = registry;
      private lookup?: DataConfluentSchemas;

      public get schemaVersion(): number {
        return this.newest('version');
      }

      public get schemaId(): number {
        return this.newest('schema_identifier');
      }

      private newest(attribute: string): number {
        const root = TerraformRoot.forPlane(this, Plane.DATA);
        this.lookup ??= addToRoot(root, this, DataConfluentSchemas, {
          filter: { subjectPrefix: subjectName, latestOnly: true }, provider: registryProvider(this, registry),
        }, 'Newest');
        return Token.asNumber(attributeOf(this.lookup, 'schemas',
          (schemas) => `[for schema in ${schemas} : schema.${attribute} if schema.subject_name == ${quote(subjectName)}][0]`, ResolutionTypeHint.NUMBER));
      }
    }
    return new Lookup(scope, id);
  }

  public readonly subjectName: string;
  public readonly format?: SchemaFormat;
  public readonly schemaVersion: number;
  public readonly schemaId: number;
  public readonly registry: ISchemaRegistry;

  constructor(scope: Construct, id: string, props: SubjectProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'subjectName', 'schema');
    const { registry, subjectName, schema, olderSchemas = [], compatibility, compatibilityGroup, normalize } = props;
    requireKnown(this, 'subjectName', subjectName, 'Grants are named after it: give it as plain text.');
    requireText(this, 'subjectName', subjectName);
    requireSchema(this, 'schema', schema, registry.environment);
    requireOlder(this, olderSchemas, schema, registry.environment);
    this.registry = registry;
    this.subjectName = subjectName;
    this.format = schema.format;

    let before: Binding | undefined;
    for (const older of olderSchemas) {
      const hash = createHash('sha256').update(contentOf(older)).digest('hex').slice(0, 8);
      before = this.register(older, props, { recreateOnUpdate: true }, `Older-${hash}`, before);
    }
    const resource = this.register(schema, props, {}, 'Resource', before);
    this.schemaVersion = numberAttribute(resource, 'version');
    this.schemaId = numberAttribute(resource, 'schema_identifier');
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(registry.environment);
    if ([compatibility, compatibilityGroup, normalize].some((value) => value !== undefined)) {
      new SubjectConfig(this, 'Config', { registry, subjectName, compatibility, compatibilityGroup, normalize }).node.addDependency(resource);
    }
    if (props.mode) {
      new SubjectMode(this, 'Mode', { registry, subjectName, mode: props.mode }).node.addDependency(resource);
    }
  }

  private register(schema: Schema, props: SubjectProps, more: Partial<SchemaConfig>, id: string, before?: Binding): Binding {
    const { registry, subjectName, hardDelete } = props;
    const refersToNew = schema.references.some(({ subject }) => subject.node.defaultChild && Stack.of(subject) === Stack.of(this));
    const resource = addResource(this, registry.environment.organization, Binding, {
      subjectName,
      format: schema.format,
      schema: textOf(schema),
      schemaReference: schema.references.length === 0 ? undefined : schema.references.map((reference) => ({
        name: reference.name,
        subjectName: reference.subject.subjectName,
        version: reference.version ?? reference.subject.schemaVersion,
      })),
      metadata: metadataOf(schema),
      ruleset: rulesetOf(schema),
      hardDelete,
      skipValidationDuringPlan: props.skipValidationDuringPlan ?? (refersToNew || undefined),
      provider: registryProvider(this, registry),
      ...more,
    }, id);
    const references = schema.references.flatMap(({ subject }) => subject.node.defaultChild ?? []);
    resource.node.addDependency(...before ? [before] : [], ...references, ...schema.rules.flatMap(({ kek }) => kek ?? []));
    return resource;
  }
}
