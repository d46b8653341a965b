import { createHash } from 'crypto';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { FileAssetPackaging, NestedStack, Stack } from 'aws-cdk-lib';
import { stageOf } from './address';
import { Location } from './files';
import { Plane } from '../plane';
import type { TerraformRoot } from '../terraform-root';

/**
 * Writes the document of a root, and uploads it as an asset of the stack. Only templates that are written need it: before, it
 * is not known which outputs are read.
 */
export function publishDocument(root: TerraformRoot): Location {
  const stack = Stack.of(root);
  const file = documentFileOf(root);
  const text = `${JSON.stringify(root.toDocument(), undefined, 2)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
    fileName: relative(stageOf(root).outdir, file),
    packaging: FileAssetPackaging.FILE,
    sourceHash: createHash('sha256').update(text).digest('hex'),
    displayName: `${root.node.path} Terraform document`,
  });
  return { Bucket: bucketName, Key: objectKey };
}

/** Where the document of a root is written, in the cloud assembly. */
export function documentFileOf(root: TerraformRoot): string {
  const stage = stageOf(root);
  const path = Stack.of(root).node.scopes.slice(stage.node.scopes.length).map((scope) => scope.node.id || 'Default');
  return join(stage.outdir, 'terraform', ...path, root.plane, 'main.tf.json');
}

/** Where the state of a root is. Stack names are unique in an account and region, and nested stacks in their parent. */
export function stateKeyOf(stack: Stack, plane: Plane): string {
  return `${pathOf(stack)}/${plane}`;
}

function pathOf(stack: Stack): string {
  return NestedStack.isNestedStack(stack) && stack.nestedStackParent
    ? `${pathOf(stack.nestedStackParent)}/${stack.node.path.slice(stack.nestedStackParent.node.path.length + 1)}`
    : stack.stackName;
}
