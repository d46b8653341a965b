import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import type { ITerraformRunner } from '../terraform-runner';

/** Where a Stage keeps its runners, for all copies of this library. */
const RUNNERS = Symbol.for('cdk-streaming-hub.Runners');

/** The runners of a Stage. Each serves the account and region of its stack. */
export class Runners {
  public static of(scope: IConstruct): Runners {
    const stage: IConstruct & { [RUNNERS]?: Runners } = Stage.of(scope) ?? scope.node.root;
    return stage[RUNNERS] ??= new Runners();
  }

  /** Where a runner for `scope` stands: in the stack that is deployed, which a nested one is not by itself. */
  public static home(scope: IConstruct): Construct {
    let stack = Stack.of(scope);
    while (NestedStack.isNestedStack(stack) && stack.nestedStackParent) {
      stack = stack.nestedStackParent;
    }
    return stack;
  }

  /** Whether a runner can apply roots in the stack of `scope`. */
  public static serves(runner: ITerraformRunner, scope: IConstruct): boolean {
    return Stack.of(runner).environment === Stack.of(scope).environment;
  }

  private readonly runners: ITerraformRunner[] = [];

  public add(runner: ITerraformRunner): void {
    this.runners.push(runner);
  }

  public find(scope: IConstruct): ITerraformRunner | undefined {
    return this.runners.find((runner) => Runners.serves(runner, scope));
  }
}
