import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Connector, Grant, ResourcePattern, Role, RoleBinding } from '../../../lib/confluent';
import { address, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let grant: Grant;

beforeEach(() => {
  given = fixture();
  grant = given.cluster.grantReadTopics(given.principal, ResourcePattern.all());
});

test('grants can be put together', () => {
  const more = given.cluster.grantWriteTopics(given.principal, ResourcePattern.all());
  expect(Grant.combine(grant, more).bindings).toEqual([...grant.bindings, ...more.bindings]);
});

test('the list of bindings is copied', () => {
  const bindings = [...grant.bindings];
  const copy = new Grant(bindings);
  bindings.pop();
  expect(copy.bindings).toHaveLength(1);
});

test('what comes after a grant in AWS waits for the run that makes it', () => {
  grant.applyBefore(new Queue(given.stack, 'Queue'));
  Template.fromStack(given.stack).hasResource('AWS::SQS::Queue', { DependsOn: [deployment()] });
});

test('what comes after a grant in Confluent Cloud waits for its binding', () => {
  const { stack, principal, environment } = given;
  const later = new RoleBinding(stack, 'Later', { principal, role: Role.OPERATOR, crnPattern: environment.environmentCrn });
  grant.applyBefore(later);
  expect(rendered(later).depends_on).toEqual([address(grant.bindings[0])]);
});

test('a connector with a service account of its own can come after a grant', () => {
  const connector = new Connector(given.stack, 'Connector', { cluster: given.cluster, connectorClass: 'DatagenSource' });
  grant.applyBefore(connector);
  expect(() => given.app.synth()).not.toThrow();
});

function deployment(): string {
  const { Resources } = Template.fromStack(given.stack).toJSON();
  return Object.keys(Resources).filter((id) => id.startsWith('ConfluentControlPlane'))[0];
}
