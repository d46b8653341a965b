import { TerraformElement, TerraformResource } from 'cdktf';
import type { TerraformRoot } from '../terraform-root';

/** Marks a root, of whichever copy of this library. */
export const ROOT_SYMBOL = Symbol.for('cdk-streaming-hub.TerraformRoot');

export function isTerraformRoot(x: unknown): x is TerraformRoot {
  return typeof x === 'object' && x !== null && ROOT_SYMBOL in x;
}

/** The address of a resource or data source in its root. */
export function addressOf(element: TerraformElement): string {
  const type = (element as TerraformResource).terraformResourceType;
  return `${TerraformResource.isTerraformResource(element) ? '' : 'data.'}${type}.${element.friendlyUniqueId}`;
}
