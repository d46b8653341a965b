import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

const OWNERS = new WeakMap<IConstruct, IConstruct>();
const ELEMENTS = new WeakMap<IConstruct, TerraformElement[]>();

/** Notes that `element`, which stands in a root, belongs to `owner`, which stands where the user put it. */
export function own(owner: IConstruct, element: TerraformElement): void {
  OWNERS.set(element, owner);
  const elements = ELEMENTS.get(owner) ?? [];
  elements.push(element);
  ELEMENTS.set(owner, elements);
}

/** The construct that a user knows `element` by. */
export function ownerOf(element: IConstruct): IConstruct {
  return OWNERS.get(element) ?? element;
}

/** All Terraform elements that stand below `construct` or belong to something below it. */
export function elementsBelow(construct: IConstruct): TerraformElement[] {
  return construct.node.findAll().flatMap((child) => [
    ...(TerraformElement.isTerraformElement(child) ? [child] : []),
    ...(ELEMENTS.get(child) ?? []),
  ]);
}

/**
 * The Terraform elements that wait when `construct` does: all below it, but what something makes for itself in another plane
 * than its own, such as the service account of a connector, is there before.
 */
export function waitingBelow(construct: IConstruct): TerraformElement[] {
  const elements = ELEMENTS.get(construct);
  if (!elements) {
    return [...(TerraformElement.isTerraformElement(construct) ? [construct] : []), ...construct.node.children.flatMap(waitingBelow)];
  }
  const roots = new Set(elements.map((element) => TerraformStack.of(element)));
  return elementsBelow(construct).filter((element) => roots.has(TerraformStack.of(element)));
}
