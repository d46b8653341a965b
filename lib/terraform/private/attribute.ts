import { IResolvable, IResolveContext, ResolutionTypeHint, Token } from 'aws-cdk-lib';
import { TerraformElement } from 'cdktf';
import { IConstruct } from 'constructs';
import { ownerOf } from './ownership';
import type { TerraformRoot } from '../terraform-root';

const SYMBOL = Symbol.for('cdk-streaming-hub.TerraformAttribute');

/**
 * A value that Terraform knows, as an ordinary CDK token. Where it is read decides what it becomes: a Terraform
 * reference in its own root, a variable in another root, `Fn::GetAtt` of the root's deployment in CloudFormation.
 */
export class TerraformAttribute implements IResolvable {
  public static isTerraformAttribute(x: unknown): x is TerraformAttribute {
    return typeof x === 'object' && x !== null && SYMBOL in x;
  }

  public readonly creationStack = ['stack traces disabled'];

  /** @param expression Terraform expression, without the braces */
  constructor(
    public readonly root: TerraformRoot,
    public readonly element: TerraformElement,
    public readonly name: string,
    public readonly expression: string,
    public readonly typeHint: ResolutionTypeHint = ResolutionTypeHint.STRING,
  ) {
    Object.defineProperty(this, SYMBOL, { value: true });
  }

  /** The construct that a reader knows this value by. */
  public get owner(): IConstruct {
    return ownerOf(this.element);
  }

  public resolve(context: IResolveContext): any {
    return this.root._readAttribute(this, context.scope);
  }

  public toString(): string {
    return Token.asString(this, { displayHint: this.name });
  }

  public toJSON(): string {
    return `<${this.owner.node.path}.${this.name}>`;
  }
}
