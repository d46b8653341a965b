import { elementsBelow, ownerOf } from './ownership';
import type { TerraformRoot } from '../terraform-root';

const DESTROY = 'cdk-streaming-hub:destroy';

/** Constructs of a root whose destruction the user asked for, by `-c cdk-streaming-hub:destroy=<path>[,<path>…]` or a list in `cdk.json`. */
export function namedForDestruction(root: TerraformRoot): string[] {
  const context: unknown = root.node.tryGetContext(DESTROY) ?? [];
  const paths = (Array.isArray(context) ? context.map(String) : String(context).split(',')).map((path) => path.trim());
  const owners = elementsBelow(root).map((element) => ownerOf(element).node.path);
  return paths.filter((path) => owners.some((owner) => owner === path || owner.startsWith(`${path}/`)));
}
