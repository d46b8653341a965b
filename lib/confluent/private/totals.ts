import { IConstruct } from 'constructs';
import { expectBetween } from '../../private/validation';

/**
 * Warns, when the app is synthesized, if there are more than `max()` in all of its stacks together. What is known at deploy only,
 * and what other apps have, is not counted.
 *
 * @param count how many a construct of the app stands for
 */
export function expectTotal(scope: IConstruct, name: string, max: () => number, count: (construct: IConstruct) => number): void {
  scope.node.addValidation({
    validate: () => {
      expectBetween(scope, name, scope.node.root.node.findAll().reduce((sum, construct) => sum + count(construct), 0), 0, max());
      return [];
    },
  });
}
