import { Construct } from 'constructs';
import { CatalogEntity } from './catalog-entity';
import { waitFor } from './private/catalog';
import { ITag } from './tag';
import { requireGiven } from '../../private/validation';
import { TagBinding as Binding } from '../../provider/tag-binding';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { catalogProvider } from '../private/providers';

/**
 * Properties of a `TagBinding`.
 */
export interface TagBindingProps {
  /**
   * The tag.
   */
  readonly tag: ITag;

  /**
   * What gets it.
   */
  readonly entity: CatalogEntity;

  /**
   * Whether a run waits, up to two minutes, because the catalog learns of a new topic or schema a while after it is there. What
   * stands for long needs no wait.
   *
   * @default true
   */
  readonly waitForReady?: boolean;
}

/**
 * Gives a tag to a topic, a schema, a field or whatever else is in the catalog: `tag.bindTo(CatalogEntity.topic(topic))` makes one.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_tag_binding
 */
export class TagBinding extends ConfluentResource {
  constructor(scope: Construct, id: string, props: TagBindingProps) {
    super(scope, id);
    requireGiven(this, props, 'tag', 'entity');
    const { tag, entity } = props;
    const resource = addResource(this, tag.registry.environment.organization, Binding, {
      tagName: tag.tagName,
      entityName: entity.qualifiedName,
      entityType: entity.entityType,
      disableWaitForReady: props.waitForReady === undefined ? undefined : !props.waitForReady,
      provider: catalogProvider(this, tag.registry),
    });
    resource.node.addDependency(tag);
    waitFor(entity, resource);
  }
}
