import { IResolvable, IResolveContext, Token } from 'aws-cdk-lib';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';

const NATIVE = 'Fn::Terraform';

/**
 * What an expression of the Terraform language becomes while its root is rendered: the CDK takes it for an intrinsic and
 * leaves it alone. The expression is encoded, because the CDK would escape the quotes in it for JSON.
 */
export function native(expression: string): object {
  return { [NATIVE]: encodeURIComponent(expression) };
}

/** The expression that `node` stands for, or undefined if it stands for none. */
export function expressionOf(node: any): string | undefined {
  const encoded: unknown = node?.[NATIVE];
  return typeof encoded === 'string' ? decodeURIComponent(encoded) : undefined;
}

/**
 * An expression of the Terraform language as a CDK token that only its own root can read.
 */
export class NativeExpression implements IResolvable {
  public readonly creationStack = ['stack traces disabled'];

  /** @param expression without the braces */
  constructor(private readonly root: TerraformRoot, private readonly expression: string) {}

  public resolve(context: IResolveContext): any {
    return context.scope === this.root
      ? native(this.expression)
      : fail(context.scope, `\`${this.expression}\` can be used only in ${this.root.node.path}.`);
  }

  public toString(): string {
    return Token.asString(this);
  }
}
