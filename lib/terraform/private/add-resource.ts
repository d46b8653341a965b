import { ResolutionTypeHint, Token } from 'aws-cdk-lib';
import { TerraformElement } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { attributeOf, TerraformRoot, TerraformRootConnection } from '../terraform-root';
import { toBinding } from './binding';
import { own } from './ownership';
import { planeOf } from './planes';

/** A class of the bindings. */
export interface BindingClass<C, R> {
  readonly tfResourceType: string;
  new (scope: Construct, id: string, config: C): R;
}

/**
 * Puts a resource of the bindings into the root of its plane, on behalf of `owner`.
 *
 * @param config values of aws-cdk-lib, tokens included; text is taken literally
 */
export function addResource<C, R extends TerraformElement>(
  owner: IConstruct, connection: TerraformRootConnection, binding: BindingClass<C, R>, config: C, id = 'Resource',
): R {
  const root = TerraformRoot.forPlane(owner, planeOf(binding.tfResourceType));
  root.connect(connection);
  return addToRoot(root, owner, binding, config, id);
}

/** Puts an element of the bindings into `root`, on behalf of `owner`. */
export function addToRoot<C, R extends TerraformElement>(
  root: TerraformRoot, owner: IConstruct, binding: BindingClass<C, R>, config: C, id = 'Resource',
): R {
  const stackDepth = root.node.scopes.length - 1;
  const path = [...owner.node.scopes.slice(stackDepth).map((scope) => scope.node.id), id].join('--');
  const element = new binding(root, path, toBinding(config));
  own(owner, element);
  if (id === 'Resource') {
    owner.node.defaultChild = element;
  }
  return element;
}

/** A text attribute of an element as a CDK token. */
export function textAttribute(element: TerraformElement, name: string, expression?: (reference: string) => string): string {
  return Token.asString(attributeOf(element, name, expression));
}

/** A numeric attribute of an element as a CDK token. */
export function numberAttribute(element: TerraformElement, name: string): number {
  return Token.asNumber(attributeOf(element, name, undefined, ResolutionTypeHint.NUMBER));
}

/** A list attribute of an element as a CDK token. */
export function listAttribute(element: TerraformElement, name: string): string[] {
  return Token.asList(attributeOf(element, name, undefined, ResolutionTypeHint.STRING_LIST));
}
