import { CfnElement, CfnResource, IResolvable, IResolveContext, Reference, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';
import { isTerraformRoot, resourceOf } from './address';
import { TerraformAttribute } from './attribute';

/** One thing waits for another, as a user would say it. */
interface Wait {
  readonly on: TerraformRoot | CfnElement;
  readonly reason: string;
}

/**
 * Fails if a root, which is applied as a whole, waits for something that waits for the root.
 */
export function requireNoLoop(roots: Iterable<TerraformRoot>): void {
  const done = new Set<IConstruct>();
  for (const root of roots) {
    visit(root, []);
  }

  function visit(node: TerraformRoot | CfnElement, path: { node: IConstruct; reason: string }[]): void {
    const start = path.findIndex((step) => step.node === node);
    if (start >= 0) {
      fail(node, `AWS and Confluent resources wait for each other in a loop:\n${path.slice(start).map(({ reason }) => `  - ${reason}`).join('\n')}\n`
        + 'Terraform applies the Confluent resources of a stack and plane together. Break the loop: give one value as plain text '
        + '(a fixed name), or move one of the resources into another stack.');
    }
    if (done.has(node)) {
      return;
    }
    for (const { on, reason } of waitsOf(node)) {
      visit(on, [...path, { node, reason }]);
    }
    done.add(node);
  }
}

/** Whether `node` waits for `other`, at first or at last. */
export function waitsFor(node: TerraformRoot | CfnElement, other: TerraformRoot | CfnElement, seen = new Set<IConstruct>()): boolean {
  if (seen.has(node)) {
    return false;
  }
  seen.add(node);
  return waitsOf(node).some(({ on }) => on === other || waitsFor(on, other, seen));
}

function waitsOf(node: TerraformRoot | CfnElement): Wait[] {
  if (!isTerraformRoot(node)) {
    const { _toCloudFormation, rawOverrides } = node as unknown as { rawOverrides?: object; _toCloudFormation(): object };
    return [...readsOf(node, tokensIn(node, [_toCloudFormation.call(node), rawOverrides])), ...dependenciesOf(node)];
  }
  return [
    ...readsOf(node, [...node._variables().values()].flatMap(({ reads }) => reads)),
    ...readsOf(node, [...new Set(node._secrets().map((secret) => secret.secretArn))].flatMap((arn) => [...tokensIn(node, arn)])),
    ...dependenciesOf(resourceOf(node)),
  ];
}

/** What a reader waits for because it reads one of the tokens. */
function readsOf(reader: IConstruct, tokens: Iterable<IResolvable>): Wait[] {
  const waits = new Map<TerraformRoot | CfnElement, Wait>();
  for (const token of tokens) {
    if (TerraformAttribute.isTerraformAttribute(token)) {
      waits.set(token.root, { on: token.root, reason: `${describe(reader)} reads ${token.toJSON()}` });
    } else if (Reference.isReference(token)) {
      const on = vertexOf(token.target);
      if (on && on !== reader) {
        waits.set(on, { on, reason: `${describe(reader)} reads <${token.target.node.path}.${token.displayName}>` });
      }
    }
  }
  return [...waits.values()];
}

/**
 * The references and attributes in `value`. They are not followed further, and nothing is made of the rest: the CDK's own
 * resolution, which renders all properties, would take most of the time of a synth here.
 */
function tokensIn(reader: IConstruct, value: unknown): Set<IResolvable> {
  const seen = new Set<IResolvable>();
  const context: IResolveContext = {
    scope: reader,
    preparing: true,
    documentPath: [],
    registerPostProcessor: () => undefined,
    resolve: (inner: any, options) => {
      collect(inner);
      return options?.allowIntrinsicKeys ? undefined : inner; // JSON is made of what is resolved, which this is not
    },
  };
  collect(value);
  return seen;

  function collect(node: any): void {
    if (typeof node === 'string') {
      Tokenization.reverseString(node).tokens.forEach(collectToken);
      return;
    }
    const token = Tokenization.reverse(node);
    if (token) {
      collectToken(token);
    } else if (typeof node === 'object' && node !== null) {
      Object.entries(node).forEach((entry) => entry.forEach(collect));
    }
  }

  function collectToken(token: IResolvable): void {
    if (TerraformAttribute.isTerraformAttribute(token) || Reference.isReference(token)) {
      seen.add(token);
    } else {
      collect(token.resolve(context));
    }
  }
}

function dependenciesOf(element: CfnElement): Wait[] {
  return CfnResource.isCfnResource(element)
    ? element.obtainDependencies().map((target) => vertexOf(target as CfnResource))
      .filter((on): on is TerraformRoot | CfnElement => on !== undefined)
      .map((on) => ({ on, reason: `${describe(element)} depends on ${describe(on)}` }))
    : [];
}

/** The root that a deployment belongs to, or the element itself. */
function vertexOf(target: IConstruct): TerraformRoot | CfnElement | undefined {
  return target.node.scopes.find(isTerraformRoot) ?? (CfnElement.isCfnElement(target) ? target : undefined);
}

function describe(construct: IConstruct): string {
  const root = construct.node.scopes.find(isTerraformRoot);
  return root ? root.node.path : construct.node.path.replace(/\/Resource$/, '');
}
