import { Annotations } from 'aws-cdk-lib/assertions';
import { CertificateAuthority, CertificatePool, CertificatePoolProps, ResourcePattern } from '../../../lib/confluent';
import { controlPlane, fixture, Fixture, ref, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const authorityIn = ({ stack, organization }: Fixture) =>
  CertificateAuthority.fromCertificateAuthorityAttributes(stack, 'Authority', { organization, certificateAuthorityId: 'op-1' });

function make(props: Partial<CertificatePoolProps> = {}): CertificatePool {
  return new CertificatePool(given.stack, 'Pool', { certificateAuthority: authorityIn(given), filter: 'CN == "a"', ...props });
}

test('a certificate pool with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Pool-[0-9A-F]{8}$/),
    description: 'Stack/Pool',
    external_identifier: 'CN',
    filter: 'CN == "a"',
    certificate_authority: { id: 'op-1' },
  });
});

test('name, description and field can be given', () => {
  expect(rendered(make({ certificatePoolName: 'a', description: 'b', externalIdentifier: 'UID' }))).toMatchObject({
    display_name: 'a', description: 'b', external_identifier: 'UID',
  });
});

test('it is given rights as any principal', () => {
  const pool = make();
  given.cluster.grantWriteTopics(pool, ResourcePattern.literal('clicks'));
  expect(roles(given.stack)).toEqual(['Stack/Pool: DeveloperWrite topic=clicks']);
  expect(controlPlane(given.stack).findResources('confluent_role_binding', { principal: `User:${ref(pool, 'id')}` })).not.toEqual({});
});

test('an import has what is given', () => {
  const certificateAuthority = authorityIn(given);
  expect(CertificatePool.fromCertificatePoolAttributes(given.stack, 'Pool', { certificatePoolId: 'pool-1', certificateAuthority }))
    .toMatchObject({ certificatePoolId: 'pool-1', principal: 'User:pool-1', organization: given.organization, certificateAuthority });
});

test('it is looked up by its name', () => {
  expect(rendered(CertificatePool.fromCertificatePoolName(given.stack, 'Pool', authorityIn(given), 'web')))
    .toEqual({ display_name: 'web', certificate_authority: { id: 'op-1' } });
});

test('a filter that is too long is a warning', () => {
  make({ filter: 'a'.repeat(301) });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Pool',
    '`filter (characters)` should be between 1 and 300, got: 301. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:filter]');
});

test.each<[string, Partial<CertificatePoolProps>, string]>([
  ['no filter', { filter: '' }, '`filter` must not be empty'],
  ['no field', { externalIdentifier: '' }, '`externalIdentifier` must not be empty'],
  ['no name', { certificatePoolName: '' }, '`certificatePoolName` must not be empty'],
])('%s is refused', (_, props, problem) => {
  expect(() => make(props)).toThrow(`Stack/Pool: ${problem}`);
});
