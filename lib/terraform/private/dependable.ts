import { Dependable, IConstruct, IDependable } from 'constructs';

/** Something to depend on that is not known before all constructs are made. */
export function dependable(find: () => IConstruct[]): IDependable {
  const found: IDependable = {};
  Dependable.implement(found, {
    get dependencyRoots() {
      return find();
    },
  });
  return found;
}
