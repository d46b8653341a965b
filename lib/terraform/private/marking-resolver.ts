import { DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference, SecretValue, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { TerraformRoot } from '../terraform-root';
import { TerraformAttribute } from './attribute';
import { Border } from './border';
import { Lists } from './lists';
import { nameOf } from './names';
import { native } from './native';
import { failOnSecret } from './secrets';
import type { VariableName } from './variables';

const CARRIED = 'Fn::Carried';

/** A value that CloudFormation knows, and that a variable can be named after. */
export interface Carried {
  readonly token: IResolvable;
  readonly name: VariableName;
  /** What a reader knows the value by. */
  readonly source: string;
}

/** Texts in pieces, without the merging that the CDK's own does. */
class Join implements IFragmentConcatenator {
  public join(left: any, right: any): any {
    return left === undefined ? right : right === undefined ? left : { 'Fn::Join': ['', [left, right]] };
  }
}

/**
 * Resolves a token as far as the CDK knows it, and leaves markers where Terraform or CloudFormation knows more.
 */
export class MarkingResolver extends DefaultTokenResolver {
  private readonly carried = new Map<string, Carried>();
  private readonly lists = new Lists();

  constructor(private readonly root: TerraformRoot, private readonly consumer: IConstruct) {
    super(new Join());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (SecretValue.isSecretValue(token)) {
      failOnSecret(this.consumer);
    }
    if (TerraformAttribute.isTerraformAttribute(token)) {
      return token.root === this.root ? native(token.expression) : this.carryAttribute(token);
    }
    if (Reference.isReference(token)) {
      return this.carryReference(token);
    }
    return super.resolveToken(token, context, postProcessor);
  }

  /** A list takes the place of an array, unless it is an argument of a function, so that the CDK can make JSON of it. */
  public resolveList(list: string[], context: IResolveContext): any {
    const resolved: unknown = super.resolveList(list, context);
    const isArgument = /^Fn::(Join|Select)$/.test(context.documentPath.at(-2) ?? '');
    return Array.isArray(resolved) || resolved === undefined || isArgument ? resolved : this.lists.fold(resolved);
  }

  /** What was resolved, with those lists in their places. */
  public unfold(resolved: any): any {
    return this.lists.unfold(resolved);
  }

  /** What was put aside where `node` stands, if it is such a marker. */
  public carriedBy(node: any): Carried | undefined {
    const key: unknown = node?.[CARRIED];
    return typeof key === 'string' ? this.carried.get(key) : undefined;
  }

  /** All that was put aside. */
  public reads(): IResolvable[] {
    return [...this.carried.values()].map(({ token }) => token);
  }

  private carryAttribute(token: TerraformAttribute): object {
    Border.requireReachable(token, this.consumer);
    const path = token.owner.node.path;
    return this.carry({ token, name: { path: [...path.split('/'), token.name], more: [token.expression] }, source: `${path}.${token.name}` });
  }

  private carryReference(token: Reference): object {
    const { displayName, target } = token;
    if (displayName.startsWith('AWS::') && Stack.of(target) === Stack.of(this.root)) {
      return this.carry({ token, name: { path: displayName.split('::'), more: [] }, source: displayName });
    }
    const path = target.node.path;
    return this.carry({ token, name: { path: [...path.split('/'), displayName], more: [] }, source: `${path}.${displayName}` });
  }

  private carry(value: Carried): object {
    const key = nameOf(value.name.path, ...value.name.more);
    this.carried.set(key, value);
    return { [CARRIED]: key };
  }
}
