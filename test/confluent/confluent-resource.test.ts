import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConfluentResource } from '../../lib/confluent';

class Thing extends ConfluentResource {}

test('a resource has no removal policy unless one is applied', () => {
  expect(new Thing(new Stack(), 'Thing')._confluentRemovalPolicy).toBeUndefined();
});

test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('the removal policy %s can be applied', (policy) => {
  const thing = new Thing(new Stack(), 'Thing');
  thing.applyRemovalPolicy(policy);
  expect(thing._confluentRemovalPolicy).toBe(policy);
});

test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('the removal policy %s means nothing here', (policy) => {
  const thing = new Thing(new Stack(new App(), 'Stack'), 'Thing');
  expect(() => thing.applyRemovalPolicy(policy)).toThrow(`Stack/Thing: \`removalPolicy\` must be one of retain, destroy, got: ${policy}`);
});
