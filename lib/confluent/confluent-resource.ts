import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
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
}
