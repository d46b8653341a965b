import { IResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';

/** Fails if `resource` is known to be in another region than `scope`: AWS wires no event source to a target elsewhere. */
export function requireSameRegion(scope: IConstruct, name: string, resource: IResource): void {
  const [here, there] = [Stack.of(scope).region, resource.env.region];
  if (!Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there) {
    fail(scope, `\`${name}\` must be in region ${here}, got: ${resource.node.path} in ${there}`);
  }
}
