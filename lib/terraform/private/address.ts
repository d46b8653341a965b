import { CfnResource, CustomResource, Stage } from 'aws-cdk-lib';
import { TerraformElement, TerraformResource } from 'cdktf';
import { fail } from '../../private/validation';
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

/** The CloudFormation resource that applies a root. */
export function resourceOf(root: TerraformRoot): CfnResource {
  return underlying(root.deployment);
}

/** The CloudFormation resource that a custom resource is. */
export function underlying(resource: CustomResource): CfnResource {
  return resource.node.defaultChild as CfnResource; // a CustomResource makes no other child
}

/** The Stage, or the App, that a root is deployed with. */
export function stageOf(root: TerraformRoot): Stage {
  return Stage.of(root) ?? fail(root, 'Confluent constructs must be in a stack of an App.');
}
