import { TerraformElement, Tokenization } from 'cdktf';
import type { TerraformRoot } from '../terraform-root';
import { OwnTokens } from './foreign-tokens';
import { ownerOf } from './ownership';

/**
 * What cdktf makes of the elements of a root, as `toTerraform()` does. Elements that hold no token of cdktf, as those of this
 * library, are not resolved by it: that would take longer than all the rest of a rendering.
 */
export function elementsOf(root: TerraformRoot): Record<string, any> {
  const sections: Record<string, any> = {};
  for (const element of root.node.findAll()) {
    if (TerraformElement.isTerraformElement(element)) {
      const fragment = element.toTerraform();
      merge(sections, holdsToken(fragment)
        ? Tokenization.resolve(fragment, { scope: root, resolver: new OwnTokens(root, ownerOf(element)), preparing: false })
        : fragment);
    }
  }
  // eslint-disable-next-line dot-notation -- nothing public says whether `root.addOverride` was called
  return Object.keys(root['rawOverrides']).length > 0 ? root.toTerraform() : sections;
}

/** Joins lists, merges objects, and leaves out what is undefined. */
function merge(target: Record<string, any>, source: Record<string, any>): void {
  for (const [key, value] of Object.entries(source)) {
    if (Array.isArray(value) && Array.isArray(target[key])) {
      target[key] = [...target[key], ...value];
    } else if (isRecord(value)) {
      target[key] = isRecord(target[key]) ? target[key] : {};
      merge(target[key], value);
    } else if (value !== undefined) {
      target[key] = value;
    }
  }
}

function isRecord(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether cdktf must resolve something in `value`; numbers and lists that are tokens have forms of their own. */
function holdsToken(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.includes('TfToken[');
  }
  if (typeof value === 'number') {
    return Tokenization.reverseNumber(value) !== undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Tokenization.isResolvable(value) || (Array.isArray(value)
    ? value.some(holdsToken)
    : Object.entries(value).some(([key, inner]) => key.includes('TfToken[') || holdsToken(inner)));
}
