import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CertificateAuthority, CertificateAuthorityProps, Pem, RevocationList } from '../../../lib/confluent';
import { fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const LIST = '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n';

function make(props: Partial<CertificateAuthorityProps> = {}): CertificateAuthority {
  return new CertificateAuthority(given.stack, 'Authority', { organization: given.organization, certificateChain: Pem.inline(CERTIFICATE), ...props });
}

test('a certificate authority with only the required props', () => {
  expect(rendered(make())).toEqual({
    display_name: expect.stringMatching(/^Stack-Authority-[0-9A-F]{8}$/),
    description: 'Stack/Authority',
    certificate_chain: CERTIFICATE,
    certificate_chain_filename: 'inline.pem',
  });
});

test('certificates come from a file', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'pem-')), 'root.pem');
  writeFileSync(path, CERTIFICATE);
  expect(rendered(make({ certificateChain: Pem.fromFile(path) }))).toMatchObject({ certificate_chain: CERTIFICATE, certificate_chain_filename: 'root.pem' });
});

test('a revocation list comes from a URL', () => {
  expect(rendered(make({ revocationList: RevocationList.fromUrl('http://crl.example.com/a.crl'), requireRevocationList: true }))).toMatchObject({
    crl_url: 'http://crl.example.com/a.crl', require_crl_on_client_certificate: true,
  });
});

test('a revocation list comes from a text', () => {
  const { crl_chain: chain, crl_url: url } = rendered(make({ revocationList: RevocationList.fromPem(Pem.inline(LIST)) }));
  expect([chain, url]).toEqual([LIST, undefined]);
});

test('name and description can be given', () => {
  expect(rendered(make({ certificateAuthorityName: 'a', description: 'b' }))).toMatchObject({ display_name: 'a', description: 'b' });
});

test('an import has what is given', () => {
  const { stack, organization } = given;
  expect(CertificateAuthority.fromCertificateAuthorityAttributes(stack, 'Authority', { organization, certificateAuthorityId: 'op-1' }))
    .toMatchObject({ organization, certificateAuthorityId: 'op-1' });
});

test.each<[string, Partial<CertificateAuthorityProps>, string]>([
  ['a private key', { certificateChain: Pem.inline(`${CERTIFICATE}-----BEGIN RSA PRIVATE KEY-----\n`, 'all.pem') },
    '`certificateChain` (all.pem) must not hold a private key: it would be in Terraform\'s state and document. Take it out of the file.'],
  ['another format', { certificateChain: Pem.inline('MIIB', 'a.der') },
    '`certificateChain` (a.der) must be in PEM format, with a line -----BEGIN CERTIFICATE-----'],
  ['a certificate as a revocation list', { revocationList: RevocationList.fromPem(Pem.inline(CERTIFICATE)) },
    '`revocationList` (inline.pem) must be in PEM format, with a line -----BEGIN X509 CRL-----'],
  ['a URL of another kind', { revocationList: RevocationList.fromUrl('ldap://a') }, '`revocationList` must match ^https?:\\/\\/., got: ldap://a'],
  ['a list that is required and missing', { requireRevocationList: true },
    '`requireRevocationList` refuses every client unless there is a `revocationList`. Give it, or leave both out.'],
  ['no name', { certificateAuthorityName: '' }, '`certificateAuthorityName` must not be empty'],
])('%s is refused', (_, props, problem) => {
  expect(() => make(props)).toThrow(`Stack/Authority: ${problem}`);
});
