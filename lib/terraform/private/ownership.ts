import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

const OWNER = Symbol.for('cdk-streaming-hub.Owner');
const ELEMENTS = Symbol.for('cdk-streaming-hub.Elements');

/** What is noted on constructs, whichever copy of this library made them. */
interface Noted extends IConstruct {
  readonly [OWNER]?: IConstruct;
  readonly [ELEMENTS]?: TerraformElement[];
}

/** Notes that `element`, which stands in a root, belongs to `owner`, which stands where the user put it. */
export function own(owner: IConstruct, element: TerraformElement): void {
  Object.defineProperty(element, OWNER, { value: owner });
  const elements = elementsOf(owner);
  if (elements) {
    elements.push(element);
  } else {
    Object.defineProperty(owner, ELEMENTS, { value: [element] });
  }
}

/** The construct that a user knows `element` by. */
export function ownerOf(element: IConstruct): IConstruct {
  return (element as Noted)[OWNER] ?? element;
}

/** All Terraform elements that stand below `construct` or belong to something below it. */
export function elementsBelow(construct: IConstruct): TerraformElement[] {
  return construct.node.findAll().flatMap((child) => [
    ...(TerraformElement.isTerraformElement(child) ? [child] : []),
    ...(elementsOf(child) ?? []),
  ]);
}

/**
 * The Terraform elements that wait when `construct` does: all below it, but what something makes for itself in another plane
 * than its own, such as the service account of a connector, is there before.
 */
export function waitingBelow(construct: IConstruct): TerraformElement[] {
  const elements = elementsOf(construct);
  if (!elements) {
    return [...(TerraformElement.isTerraformElement(construct) ? [construct] : []), ...construct.node.children.flatMap(waitingBelow)];
  }
  const roots = new Set(elements.map((element) => TerraformStack.of(element)));
  return elementsBelow(construct).filter((element) => roots.has(TerraformStack.of(element)));
}

function elementsOf(construct: IConstruct): TerraformElement[] | undefined {
  return (construct as Noted)[ELEMENTS];
}
