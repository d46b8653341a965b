import { Stack } from 'aws-cdk-lib';
import { ApiKey, ApiKeyScope, ClusterType, IUser, ResourcePattern, User } from '../../../lib/confluent';
import { acls, controlPlane, fixture, Fixture, ref, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

test('a user is looked up by e-mail address', () => {
  const user = User.fromEmail(given.stack, 'User', given.organization, 'ann@example.com');
  const { bindings: [binding] } = given.environment.grantAdmin(user);
  expect(rendered(user)).toEqual({ email: 'ann@example.com' });
  expect(rendered(binding).principal).toBe(`User:${ref(user, 'id')}`);
});

test('a user is looked up by full name', () => {
  expect(rendered(User.fromFullName(given.stack, 'User', given.organization, 'Ann Other'))).toEqual({ full_name: 'Ann Other' });
});

test('nothing is looked up for a user whose ID is known', () => {
  const user = User.fromUserAttributes(given.stack, 'User', { organization: given.organization, userId: 'u-1' });
  expect(user).toMatchObject({ userId: 'u-1', principal: 'User:u-1', organization: given.organization });
  given.cluster.grantReadTopics(user, ResourcePattern.all());
  expect(roles(given.stack)).toEqual(['Stack/User: DeveloperRead topic=*']);
  expect(controlPlane(given.stack).toJSON().data?.confluent_user).toBeUndefined();
});

test('a user gets ACLs in a Basic cluster', () => {
  const { stack, organization, cluster } = fixture(ClusterType.basic());
  cluster.grantReadTopics(User.fromUserAttributes(stack, 'User', { organization, userId: 'u-1' }), ResourcePattern.literal('clicks'));
  expect(acls(stack)).toEqual(['READ TOPIC LITERAL clicks']);
});

test('a key can be that of a user', () => {
  const owner: IUser = User.fromEmail(given.stack, 'User', given.organization, 'ann@example.com');
  const key = new ApiKey(given.stack, 'Key', { owner, keyScope: ApiKeyScope.cloud() });
  expect(rendered(key).owner).toEqual({ id: ref(owner, 'id'), api_version: 'iam/v2', kind: 'User' });
});

test.each([
  ['an ID of something else', (scope: Stack) => User.fromUserAttributes(scope, 'User', { organization: given.organization, userId: 'sa-1' }),
    'Stack/User: `userId` must match ^u-, got: sa-1'],
  ['no e-mail address', (scope: Stack) => User.fromEmail(scope, 'User', given.organization, 'ann'),
    'Stack/User: `email` must match ^[^@\\s]+@[^@\\s]+$, got: ann'],
  ['no name', (scope: Stack) => User.fromFullName(scope, 'User', given.organization, ''), 'Stack/User: `fullName` must not be empty'],
])('%s is refused', (_, make, message) => {
  expect(() => make(given.stack)).toThrow(message);
});
