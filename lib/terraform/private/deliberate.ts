import { IConstruct } from 'constructs';

const DESTROY = 'cdk-streaming-hub:destroy';

/**
 * Constructs whose destruction the user asked for, by `-c cdk-streaming-hub:destroy=<path>[,<path>…]` or a list in `cdk.json`. Those
 * that left the app, or are in other stacks, are among them: a container is destroyed with what is in it.
 */
export function namedForDestruction(scope: IConstruct): string[] {
  const context: unknown = scope.node.tryGetContext(DESTROY) ?? [];
  const paths = Array.isArray(context) ? context.map(String) : String(context).split(',');
  return paths.map((path) => path.trim()).filter((path) => path !== '').sort();
}
