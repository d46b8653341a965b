import { Dependable, IConstruct, IDependable } from 'constructs';

/**
 * Rights that were given in Confluent Cloud. Depend on it, so that what uses the rights waits for them.
 */
export class Grant implements IDependable {
  /**
   * Several grants as one.
   */
  public static combine(...grants: Grant[]): Grant {
    return new Grant(grants.flatMap((grant) => grant.bindings));
  }

  /**
   * The role bindings and ACLs that were made, or were there.
   */
  public readonly bindings: IConstruct[];

  constructor(bindings: IConstruct[]) {
    this.bindings = [...bindings];
    Dependable.implement(this, { dependencyRoots: this.bindings });
  }

  /**
   * Makes `constructs` wait for the rights.
   */
  public applyBefore(...constructs: IConstruct[]): void {
    constructs.forEach((construct) => construct.node.addDependency(this));
  }
}
