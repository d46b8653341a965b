import { Construct, IConstruct } from 'constructs';
import { CatalogEntity } from '../catalog-entity';

/** What is bound to an entity belongs to it, so that tags and metadata never depend on what they are bound to. */
export function scopeOf({ construct }: CatalogEntity): Construct {
  return construct as Construct; // all constructs are of class Construct, but only interfaces of them pass through props
}

/** Makes `resource` wait until the entity is there: its name in the catalog need not refer to it. */
export function waitFor({ construct }: CatalogEntity, resource: IConstruct): void {
  const { defaultChild } = construct.node; // not all below it, which `resource` may be of
  if (defaultChild) {
    resource.node.addDependency(defaultChild);
  }
}
