import { IResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CatalogEntity } from './catalog-entity';
import { scopeOf } from './private/catalog';
import { ISchemaRegistry } from './schema-registry';
import { TagBinding } from './tag-binding';
import { requireGiven, requireKnown, requireText } from '../../private/validation';
import { Tag as Binding } from '../../provider/tag';
import { addResource } from '../../terraform/private/add-resource';
import { nameOf } from '../../terraform/private/names';
import { ConfluentResource } from '../confluent-resource';
import { catalogProvider } from '../private/providers';

/**
 * A tag of the stream catalog.
 */
export interface ITag extends IResource {
  /**
   * The name.
   */
  readonly tagName: string;

  /**
   * The registry of the catalog.
   */
  readonly registry: ISchemaRegistry;

  /**
   * Gives the tag to something, by a binding that belongs to that. Binding it again changes nothing.
   */
  bindTo(entity: CatalogEntity): TagBinding;
}

/**
 * Properties of a `Tag`.
 */
export interface TagProps {
  /**
   * The registry of the catalog.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name: a letter, then letters, digits, `_` and blanks. Every change replaces the tag.
   */
  readonly tagName: string;

  /**
   * What the tag means.
   *
   * @default - nothing is said
   */
  readonly description?: string;
}

/**
 * What is known of a tag that stands elsewhere.
 */
export interface TagAttributes {
  /**
   * The registry of the catalog.
   */
  readonly registry: ISchemaRegistry;

  /**
   * The name.
   */
  readonly tagName: string;
}

abstract class TagBase extends ConfluentResource implements ITag {
  public abstract readonly tagName: string;
  public abstract readonly registry: ISchemaRegistry;

  public bindTo(entity: CatalogEntity): TagBinding {
    const scope = scopeOf(entity);
    const id = nameOf([...this.node.path.split('/'), entity.entityType, ...entity.part === undefined ? [] : [entity.part]]);
    return scope.node.tryFindChild(id) as TagBinding | undefined ?? new TagBinding(scope, id, { tag: this, entity });
  }
}

/**
 * A tag of the stream catalog, for topics, schemas, fields and whatever else is in it. A catalog has up to 1000 tags.
 *
 * @see https://docs.confluent.io/cloud/current/stream-governance/stream-catalog.html
 */
export class Tag extends TagBase {
  /**
   * A tag that exists already.
   */
  public static fromTagAttributes(scope: Construct, id: string, attributes: TagAttributes): ITag {
    class Import extends TagBase {
      public readonly tagName = attributes.tagName;
      public readonly registry = attributes.registry;
    }
    return new Import(scope, id);
  }

  public readonly tagName: string;
  public readonly registry: ISchemaRegistry;

  constructor(scope: Construct, id: string, props: TagProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'tagName');
    const { registry, tagName } = props;
    requireKnown(this, 'tagName', tagName, 'Rules are about it: give it as plain text.');
    requireText(this, 'tagName', tagName, 8192, /^[a-zA-Z][a-zA-Z0-9_\s]*$/);
    addResource(this, registry.environment.organization, Binding, {
      name: tagName,
      description: props.description,
      provider: catalogProvider(this, registry),
    });
    this.tagName = tagName;
    this.registry = registry;
  }
}
