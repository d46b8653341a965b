import { Annotations } from 'aws-cdk-lib/assertions';
import { Role as IamRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IdentityFilter, IdentityPool, IdentityPoolProps, IdentityProvider, ResourcePattern } from '../../../lib/confluent';
import { carried, controlPlane, fixture, Fixture, ref, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const providerIn = ({ stack, organization }: Fixture) =>
  IdentityProvider.fromIdentityProviderAttributes(stack, 'Provider', { organization, identityProviderId: 'op-1' });

function make(props: Partial<IdentityPoolProps> = {}): IdentityPool {
  return new IdentityPool(given.stack, 'Pool', { identityProvider: providerIn(given), filter: IdentityFilter.claim('sub', 'a'), ...props });
}

test('an identity pool with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Pool-[0-9A-F]{8}$/),
    description: 'Stack/Pool',
    identity_claim: 'claims.sub',
    filter: 'claims.sub == "a"',
    identity_provider: { id: 'op-1' },
  });
});

test('name, description and claim can be given', () => {
  expect(rendered(make({ identityPoolName: 'a', description: 'b', identityClaim: 'claims.cid' }))).toMatchObject({
    display_name: 'a', description: 'b', identity_claim: 'claims.cid',
  });
});

test('the filter may name a role of the app', () => {
  const role = new IamRole(given.stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  expect(rendered(make({ filter: IdentityFilter.awsRole(role) })).filter).toBe(`claims.sub == "${carried(controlPlane(given.stack), 'Stack/Role/Resource.Arn')}"`);
});

test.each([
  ['an expression', IdentityFilter.expression('claims.a == "b"'), 'claims.a == "b"'],
  ['a text with quotes', IdentityFilter.claim('a', '"b"'), 'claims.a == "\\"b\\""'],
  ['Kubernetes', IdentityFilter.kubernetesServiceAccount('web', 'clicks'), 'claims.sub == "system:serviceaccount:web:clicks"'],
  ['one of one', IdentityFilter.anyOf(IdentityFilter.claim('a', 'b')), 'claims.a == "b"'],
  ['one of several', IdentityFilter.anyOf(IdentityFilter.claim('a', 'b'), IdentityFilter.claim('c', 'd')), '(claims.a == "b") || (claims.c == "d")'],
  ['all', IdentityFilter.allOf(IdentityFilter.claim('a', 'b'), IdentityFilter.claim('c', 'd')), '(claims.a == "b") && (claims.c == "d")'],
])('%s is CEL', (_, filter, cel) => {
  expect(filter.cel).toBe(cel);
});

test('it is given rights as any principal', () => {
  const pool = make();
  given.cluster.grantReadTopics(pool, ResourcePattern.prefixed('clicks.'));
  expect(roles(given.stack)).toEqual(['Stack/Pool: DeveloperRead topic=clicks.*']);
  expect(controlPlane(given.stack).findResources('confluent_role_binding', { principal: `User:${ref(pool, 'id')}` })).not.toEqual({});
});

test('who may make resources that act as it is said by a role on it', () => {
  make().grantAssign(given.principal);
  const [{ role_name: role, crn_pattern: crn }] = Object.values(controlPlane(given.stack).findResources('confluent_role_binding'));
  expect(role).toBe('Assigner');
  expect(crn).toMatch(/^\$\{data\.confluent_organization\.\w+\.resource_name\}\/identity-provider=op-1\/identity-pool=\$\{confluent_identity_pool\.\w+\.id\}$/);
});

test('an import has what is given', () => {
  const identityProvider = providerIn(given);
  const pool = IdentityPool.fromIdentityPoolAttributes(given.stack, 'Pool', { identityPoolId: 'pool-1', identityProvider });
  expect(pool).toMatchObject({ identityPoolId: 'pool-1', principal: 'User:pool-1', organization: given.organization, identityProvider });
});

test('it is looked up by its name', () => {
  const pool = IdentityPool.fromIdentityPoolName(given.stack, 'Pool', providerIn(given), 'web');
  const { bindings: [binding] } = given.environment.grantAdmin(pool);
  expect(rendered(pool)).toEqual({ display_name: 'web', identity_provider: { id: 'op-1' } });
  expect(rendered(binding).principal).toBe(`User:${ref(pool, 'id')}`);
});

test('a filter that is too long is a warning', () => {
  make({ filter: IdentityFilter.claim('sub', 'a'.repeat(300)) });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Pool',
    '`filter (characters)` should be between 1 and 300, got: 316. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:filter]');
});

test.each<[string, Partial<IdentityPoolProps>, string]>([
  ['no filter', { filter: IdentityFilter.anyOf() }, '`filter` must not be empty'],
  ['no name', { identityPoolName: '' }, '`identityPoolName` must not be empty'],
  ['no claim', { identityClaim: '' }, '`identityClaim` must not be empty'],
])('%s is refused', (_, props, problem) => {
  expect(() => make(props)).toThrow(`Stack/Pool: ${problem}`);
});
