import { IResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BusinessMetadataBinding } from './business-metadata-binding';
import { CatalogEntity } from './catalog-entity';
import { scopeOf } from './private/catalog';
import { ISchemaRegistry } from './schema-registry';
import { fail, requireGiven, requireText } from '../../private/validation';
import { BusinessMetadata as Binding } from '../../provider/business-metadata';
import { addResource } from '../../terraform/private/add-resource';
import { nameOf } from '../../terraform/private/names';
import { ConfluentResource } from '../confluent-resource';
import { GovernancePackage } from '../environment';
import { catalogProvider } from '../private/providers';

/**
 * An attribute of business metadata. Its values are text of up to 5000 characters.
 */
export interface BusinessMetadataAttribute {
  /**
   * The name.
   */
  readonly name: string;

  /**
   * Whether a binding may leave it out.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * Its value where a binding leaves it out.
   *
   * @default - none
   */
  readonly defaultValue?: string;

  /**
   * What it means.
   *
   * @default - nothing is said
   */
  readonly description?: string;
}

/**
 * Business metadata of the stream catalog: a form with attributes, to be filled in for topics, schemas and so on.
 */
export interface IBusinessMetadata extends IResource {
  /**
   * The name.
   */
  readonly businessMetadataName: string;

  /**
   * The registry of the catalog.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The attributes, if they are known.
   */
  readonly attributes?: BusinessMetadataAttribute[];

  /**
   * Fills in the attributes for something, by a binding that belongs to that.
   *
   * @param values values by the names of attributes
   * @throws if it is bound to the same already
   */
  bindTo(entity: CatalogEntity, values: { [key: string]: string }): BusinessMetadataBinding;
}

/**
 * Properties of a `BusinessMetadata`.
 */
export interface BusinessMetadataProps {
  /**
   * The registry of the catalog. Its environment needs the package ADVANCED of Stream Governance.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name: a letter, then letters, digits, `_` and blanks. Every change replaces the metadata.
   */
  readonly businessMetadataName: string;

  /**
   * The attributes.
   *
   * @default - none
   */
  readonly attributes?: BusinessMetadataAttribute[];

  /**
   * What the metadata is for.
   *
   * @default - nothing is said
   */
  readonly description?: string;
}

/**
 * What is known of business metadata that stands elsewhere.
 */
export interface BusinessMetadataAttributes {
  /**
   * The registry of the catalog.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name.
   */
  readonly businessMetadataName: string;
}

abstract class BusinessMetadataBase extends ConfluentResource implements IBusinessMetadata {
  public abstract readonly businessMetadataName: string;
  public abstract readonly registry: ISchemaRegistry;
  public abstract readonly attributes?: BusinessMetadataAttribute[];

  public bindTo(entity: CatalogEntity, values: { [key: string]: string }): BusinessMetadataBinding {
    const id = nameOf([...this.node.path.split('/'), entity.entityType, ...entity.part === undefined ? [] : [entity.part]]);
    return new BusinessMetadataBinding(scopeOf(entity), id, { metadata: this, entity, values });
  }
}

/**
 * Business metadata of the stream catalog.
 *
 * @see https://docs.confluent.io/cloud/current/stream-governance/stream-catalog.html
 */
export class BusinessMetadata extends BusinessMetadataBase {
  /**
   * Business metadata that exists already.
   */
  public static fromBusinessMetadataAttributes(scope: Construct, id: string, attributes: BusinessMetadataAttributes): IBusinessMetadata {
    class Import extends BusinessMetadataBase {
      public readonly businessMetadataName = attributes.businessMetadataName;
      public readonly registry = attributes.registry;
      public readonly attributes?: BusinessMetadataAttribute[];
    }
    return new Import(scope, id);
  }

  public readonly businessMetadataName: string;
  public readonly registry: ISchemaRegistry;
  public readonly attributes?: BusinessMetadataAttribute[];

  constructor(scope: Construct, id: string, props: BusinessMetadataProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'businessMetadataName');
    const { registry, businessMetadataName, attributes = [] } = props;
    const { environment } = registry;
    if (environment.governancePackage === GovernancePackage.ESSENTIALS) {
      fail(this, `business metadata needs the package ADVANCED of Stream Governance, but ${environment.node.path} has ESSENTIALS. `
        + 'Give the environment `governancePackage: GovernancePackage.ADVANCED`.');
    }
    requireText(this, 'businessMetadataName', businessMetadataName, 8192, /^[a-zA-Z][a-zA-Z0-9_\s]*$/);
    const names = attributes.map(({ name }) => name);
    names.forEach((name, i) => {
      requireText(this, 'attributes.name', name);
      if (names.indexOf(name) !== i) {
        fail(this, `the names of \`attributes\` must differ, got ${name} twice`);
      }
    });
    addResource(this, environment.organization, Binding, {
      name: businessMetadataName,
      description: props.description,
      attributeDefinition: attributes.length === 0 ? undefined : attributes.map(({ name, optional, defaultValue, description }) =>
        ({ name, isOptional: optional, defaultValue, description })),
      provider: catalogProvider(this, registry),
    });
    this.businessMetadataName = businessMetadataName;
    this.registry = registry;
    this.attributes = [...attributes];
  }
}
