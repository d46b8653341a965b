import { ResolutionTypeHint, Token } from 'aws-cdk-lib';
import { TerraformElement, TerraformLocal } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { Plane } from '../plane';
import { attributeOf, TerraformRoot, TerraformRootConnection } from '../terraform-root';
import { toBinding } from './binding';
import { JOINT } from './names';
import { NativeExpression } from './native';
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
  owner: IConstruct, connection: TerraformRootConnection, binding: BindingClass<C, R>, config: NoInfer<C>, id = 'Resource',
): R {
  const root = TerraformRoot.forPlane(owner, planeOf(binding.tfResourceType));
  root.connect(connection);
  return addToRoot(root, owner, binding, config, id);
}

/** Puts an element of the bindings into `root`, on behalf of `owner`. */
export function addToRoot<C, R extends TerraformElement>(
  root: TerraformRoot, owner: IConstruct, binding: BindingClass<C, R>, config: NoInfer<C>, id = 'Resource',
): R {
  const element = new binding(root, pathInRoot(root, owner, id), toBinding(config));
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

/** A local value of a control plane that may still change. */
export interface Local {
  /** A token for the configuration of a binding in the same root. */
  readonly reference: string;
  /** Replaces the value: Terraform text, tokens in it. */
  set(value: string): void;
}

/** Adds a local value to the control plane of `owner`. */
export function addLocal(owner: IConstruct, connection: TerraformRootConnection, id: string, value: string): Local {
  const root = TerraformRoot.forPlane(owner, Plane.CONTROL);
  root.connect(connection);
  const local = new TerraformLocal(root, pathInRoot(root, owner, id), value);
  own(owner, local);
  return {
    reference: new NativeExpression(root, `local.${local.friendlyUniqueId}`).toString(),
    set: (changed) => { local.expression = changed; },
  };
}

/** The ID of an element in a root: the path of its owner below the stack, so that names derive from it. */
function pathInRoot(root: TerraformRoot, owner: IConstruct, id: string): string {
  return [...owner.node.scopes.slice(root.node.scopes.length - 1).map((scope) => scope.node.id), id].join(JOINT);
}
