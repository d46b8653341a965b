import { Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { OpenIdConnectProvider } from 'aws-cdk-lib/aws-iam';
import { IdentityProvider, IdentityProviderProps, TokenIssuer } from '../../../lib/confluent';
import { controlPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const ISSUER = 'https://0f2c.tokens.sts.global.api.aws';

function make(props: Partial<IdentityProviderProps> = {}): IdentityProvider {
  const issuer = TokenIssuer.openIdConnect('https://id.example.com', 'https://id.example.com/keys');
  return new IdentityProvider(given.stack, 'Provider', { organization: given.organization, issuer, ...props });
}

test('an identity provider with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Provider-[0-9A-F]{8}$/),
    description: 'Stack/Provider',
    issuer: 'https://id.example.com',
    jwks_uri: 'https://id.example.com/keys',
  });
});

test('name, description and claim can be given', () => {
  expect(rendered(make({ identityProviderName: 'a', description: 'b', identityClaim: 'claims.sub' }))).toMatchObject({
    display_name: 'a', description: 'b', identity_claim: 'claims.sub',
  });
});

test('AWS accounts have their keys where OpenID Connect says', () => {
  expect(rendered(make({ issuer: TokenIssuer.awsAccount(ISSUER) }))).toMatchObject({ issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks.json` });
});

test('EKS clusters have their keys where EKS says', () => {
  const arn = 'arn:aws:iam::111111111111:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC';
  const provider = OpenIdConnectProvider.fromOpenIdConnectProviderArn(given.stack, 'Eks', arn);
  expect(rendered(make({ issuer: TokenIssuer.eks(provider) }))).toMatchObject({
    issuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/ABC', jwks_uri: 'https://oidc.eks.us-east-1.amazonaws.com/id/ABC/keys',
  });
});

test('the issuer can be a resource of the same app', () => {
  const pool = new UserPool(given.stack, 'Pool');
  const { issuer, jwks_uri: jwks } = rendered(make({ issuer: TokenIssuer.cognito(pool) }));
  expect(jwks).toBe(`${issuer}/.well-known/jwks.json`);
  expect(issuer).toMatch(/^https:\/\/cognito-idp\.\$\{var\.\w+\}\.\$\{var\.\w+\}\/\$\{var\.\w+\}$/);
});

test('a user pool that stands elsewhere is in its own region', () => {
  const pool = UserPool.fromUserPoolArn(given.stack, 'Pool', 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_abc');
  expect(rendered(make({ issuer: TokenIssuer.cognito(pool) })).issuer).toMatch(/^https:\/\/cognito-idp\.eu-west-1\.\$\{var\.\w+\}\/eu-west-1_abc$/);
});

test('an import creates nothing', () => {
  const stack = new Stack(given.app, 'Other');
  const provider = IdentityProvider.fromIdentityProviderAttributes(stack, 'Provider', { organization: given.organization, identityProviderId: 'op-1' });
  expect(provider).toMatchObject({ identityProviderId: 'op-1', organization: given.organization });
  expect(() => controlPlane(stack)).toThrow();
});

test('it is looked up by its name', () => {
  expect(rendered(IdentityProvider.fromIdentityProviderName(given.stack, 'Provider', given.organization, 'okta'))).toEqual({ display_name: 'okta' });
});

test.each<[string, Partial<IdentityProviderProps>, string]>([
  ['an issuer without https', { issuer: TokenIssuer.awsAccount('http://id.example.com') }, '`issuer` must be a URL that starts with https://, got: http://id.example.com'],
  ['keys without https', { issuer: TokenIssuer.openIdConnect('https://a', 'a/keys') }, '`jwksUri` must be a URL that starts with https://, got: a/keys'],
  ['no name', { identityProviderName: '' }, '`identityProviderName` must not be empty'],
  ['no claim', { identityClaim: '' }, '`identityClaim` must not be empty'],
])('%s is refused', (_, props, problem) => {
  expect(() => make(props)).toThrow(`Stack/Provider: ${problem}`);
});
