import { Construct } from 'constructs';
import { CatalogEntity } from './catalog-entity';
import { waitFor } from './private/catalog';
import { fail, requireGiven } from '../../private/validation';
import { CatalogEntityAttributes as Binding } from '../../provider/catalog-entity-attributes';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { catalogProvider } from '../private/providers';

/**
 * Properties of `CatalogEntityAttributes`.
 */
export interface CatalogEntityAttributesProps {
  /**
   * What they are about.
   */
  readonly entity: CatalogEntity;

  /**
   * What it is for. To remove it later, give an empty text.
   *
   * @default - nothing is said
   */
  readonly description?: string;

  /**
   * Who owns it: for topics. To remove it later, give an empty text.
   *
   * @default - nothing is said
   */
  readonly owner?: string;

  /**
   * Where the owner gets mail: for topics. To remove it later, give an empty text.
   *
   * @default - nothing is said
   */
  readonly ownerEmail?: string;

  /**
   * Further attributes of the entity's type.
   *
   * @default - none
   */
  readonly attributes?: { [key: string]: string };
}

/**
 * Description and owner of a topic, a schema, a cluster or an environment in the stream catalog. When they leave the app, they
 * are empty in the catalog.
 *
 * Confluent offers them as a preview.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_catalog_entity_attributes
 */
export class CatalogEntityAttributes extends ConfluentResource {
  constructor(scope: Construct, id: string, props: CatalogEntityAttributesProps) {
    super(scope, id);
    requireGiven(this, props, 'entity');
    const { entity, description, owner, ownerEmail } = props;
    const attributes = Object.fromEntries(Object.entries({ ...props.attributes, description, owner, ownerEmail })
      .filter((entry): entry is [string, string] => entry[1] !== undefined));
    if (Object.keys(attributes).length === 0) {
      fail(this, 'at least one of `description`, `owner`, `ownerEmail` and `attributes` must be given');
    }
    if ('qualifiedName' in attributes) {
      fail(this, '`attributes` must not have qualifiedName, which the entity says');
    }
    const resource = addResource(this, entity.registry.environment.organization, Binding, {
      entityName: entity.qualifiedName,
      entityType: entity.entityType,
      attributes,
      provider: catalogProvider(this, entity.registry),
    });
    waitFor(entity, resource);
  }
}
