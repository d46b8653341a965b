import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { requireOneOf } from '../private/validation';

/**
 * A construct that stands for something in Confluent Cloud. Its `node.defaultChild` is the resource of the Terraform
 * provider's bindings, for what this library does not offer.
 */
export abstract class ConfluentResource extends Resource {
  /** @internal Written into the Terraform document, where the guard of the run reads it. */
  public _confluentRemovalPolicy?: RemovalPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /**
   * What happens to the Confluent resource when it leaves the app or must be replaced: DESTROY deletes it, RETAIN keeps it in
   * Confluent Cloud and forgets it in Terraform's state.
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    requireOneOf(this, 'removalPolicy', policy, [RemovalPolicy.RETAIN, RemovalPolicy.DESTROY]);
    this._confluentRemovalPolicy = policy;
  }

  /**
   * @internal Says what this is deleted with, whatever its own removal policy says: data that is to be retained must not lie in
   * something that is to be destroyed.
   */
  protected _liesIn(...containers: IConstruct[]): void {
    const isDestroyed = (container: Partial<ConfluentResource>) => container._confluentRemovalPolicy === RemovalPolicy.DESTROY;
    this.node.addValidation({
      validate: () => this._confluentRemovalPolicy === RemovalPolicy.DESTROY ? [] : containers.filter(isDestroyed).map(({ node: { path } }) =>
        `the removal policy is RETAIN, but ${path} has DESTROY, and all that is in it goes with it. `
        + `Give ${this.node.path} \`removalPolicy: RemovalPolicy.DESTROY\` too, or ${path} RETAIN.`),
    });
  }
}
