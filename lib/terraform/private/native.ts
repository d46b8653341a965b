import { IResolvable, IResolveContext, Token } from 'aws-cdk-lib';
import { fail } from '../../private/validation';
import type { TerraformRoot } from '../terraform-root';

/** What a native value becomes while its root is rendered: the CDK takes it for an intrinsic and leaves it alone. */
export const NATIVE = 'Fn::Terraform';

/**
 * An expression of the Terraform language as a CDK token that only its own root can read.
 */
export class NativeExpression implements IResolvable {
  public readonly creationStack = ['stack traces disabled'];

  /** @param expression without the braces */
  constructor(private readonly root: TerraformRoot, private readonly expression: string) {}

  public resolve(context: IResolveContext): any {
    return context.scope === this.root
      ? { [NATIVE]: this.expression }
      : fail(context.scope, `\`${this.expression}\` can be used only in ${this.root.node.path}.`);
  }

  public toString(): string {
    return Token.asString(this);
  }
}
