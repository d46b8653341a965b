import {
  AclOperation, AclResourceType, ApiKey, ApiKeyScope, CertificateAuthority, CertificatePool, GroupMapping, IdentityFilter, IdentityPool,
  IdentityProvider, Invitation, InvitationAuthType, IpFilter, IpFilterOperations, IpGroup, KafkaAcl, Pem, ResourcePattern, RevocationList, Role,
  RoleBinding, ServiceAccount, TokenIssuer, User,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const CERTIFICATE = Pem.inline('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 'root.pem');
const LIST = Pem.inline('-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n', 'root.crl');
const ISSUER = TokenIssuer.openIdConnect('https://id.example.com', 'https://id.example.com/keys');

const authority = ({ stack, organization }: Fixture) =>
  CertificateAuthority.fromCertificateAuthorityAttributes(stack, 'Authority', { organization, certificateAuthorityId: 'op-1' });
const provider = ({ stack, organization }: Fixture) =>
  IdentityProvider.fromIdentityProviderAttributes(stack, 'Provider', { organization, identityProviderId: 'op-1' });
const group = ({ stack }: Fixture) => IpGroup.fromIpGroupId(stack, 'Group', 'ipg-1');

export const cases: Record<string, ResourceCase> = {
  confluent_api_key: {
    minimal: ({ stack, principal }) => { new ApiKey(stack, 'Key', { owner: principal, keyScope: ApiKeyScope.cloud() }); },
    full: ({ stack, organization, cluster }) => {
      const owner = User.fromEmail(stack, 'User', organization, 'ann@example.com');
      new ApiKey(stack, 'Key', { owner, keyScope: ApiKeyScope.kafkaCluster(cluster), apiKeyName: 'clicks', description: 'Reads clicks' });
    },
  },
  confluent_certificate_authority: {
    minimal: ({ stack, organization }) => { new CertificateAuthority(stack, 'Made', { organization, certificateChain: CERTIFICATE }); },
    full: ({ stack, organization }) => {
      const common = { organization, certificateChain: CERTIFICATE, certificateAuthorityName: 'root', description: 'Ours', requireRevocationList: true };
      new CertificateAuthority(stack, 'Url', { ...common, revocationList: RevocationList.fromUrl('https://crl.example.com/root.crl') });
      new CertificateAuthority(stack, 'File', { ...common, revocationList: RevocationList.fromPem(LIST) });
    },
  },
  confluent_certificate_pool: {
    minimal: (given) => { new CertificatePool(given.stack, 'Pool', { certificateAuthority: authority(given), filter: 'CN == "clicks"' }); },
    full: (given) => {
      new CertificatePool(given.stack, 'Pool', {
        certificateAuthority: authority(given), filter: 'CN == "clicks"', certificatePoolName: 'clicks', description: 'Clicks', externalIdentifier: 'UID',
      });
    },
  },
  confluent_group_mapping: {
    minimal: ({ stack, organization }) => { new GroupMapping(stack, 'Group', { organization, filter: 'engineering' }); },
    full: ({ stack, organization }) => {
      new GroupMapping(stack, 'Group', { organization, filter: '"a" in groups', groupMappingName: 'engineers', description: 'Engineers' });
    },
  },
  confluent_identity_pool: {
    minimal: (given) => { new IdentityPool(given.stack, 'Pool', { identityProvider: provider(given), filter: IdentityFilter.claim('sub', 'a') }); },
    full: (given) => {
      new IdentityPool(given.stack, 'Pool', {
        identityProvider: provider(given), filter: IdentityFilter.claim('sub', 'a'), identityPoolName: 'web', description: 'Web', identityClaim: 'claims.cid',
      });
    },
  },
  confluent_identity_provider: {
    minimal: ({ stack, organization }) => { new IdentityProvider(stack, 'Provider', { organization, issuer: ISSUER }); },
    full: ({ stack, organization }) => {
      new IdentityProvider(stack, 'Provider', { organization, issuer: ISSUER, identityProviderName: 'id', description: 'Ours', identityClaim: 'claims.sub' });
    },
  },
  confluent_invitation: {
    minimal: ({ stack, organization }) => { new Invitation(stack, 'Ann', { organization, email: 'ann@example.com' }); },
    full: ({ stack, organization }) => {
      new Invitation(stack, 'Ann', { organization, email: 'ann@example.com', authType: InvitationAuthType.SSO, allowDeletion: true });
    },
  },
  confluent_ip_filter: {
    minimal: (given) => { new IpFilter(given.stack, 'Filter', { organization: given.organization, ipGroups: [group(given)] }); },
    full: (given) => {
      const { stack, organization, environment } = given;
      new IpFilter(stack, 'Filter', { organization, environment, ipGroups: [group(given)], operations: [IpFilterOperations.SCHEMA], ipFilterName: 'schemas' });
    },
  },
  confluent_ip_group: {
    minimal: ({ stack, organization }) => { new IpGroup(stack, 'Office', { organization, cidrBlocks: ['203.0.113.0/24'] }); },
    full: ({ stack, organization }) => { new IpGroup(stack, 'Office', { organization, cidrBlocks: ['203.0.113.0/24'], ipGroupName: 'Office' }); },
  },
  confluent_kafka_acl: {
    minimal: ({ stack, cluster, principal }) => {
      new KafkaAcl(stack, 'Acl', { cluster, principal, resourceType: AclResourceType.TOPIC, operation: AclOperation.READ });
    },
    full: ({ stack, cluster, principal }) => {
      new KafkaAcl(stack, 'Acl', {
        cluster, principal, resourceType: AclResourceType.TOPIC, operation: AclOperation.READ, pattern: ResourcePattern.prefixed('clicks.'), deny: true,
      });
    },
  },
  confluent_role_binding: {
    minimal: ({ environment, principal }) => { environment.grantAdmin(principal); },
    full: ({ stack, principal, environment }) => {
      new RoleBinding(stack, 'Binding', { principal, role: Role.METRICS_VIEWER, crnPattern: environment.environmentCrn });
    },
  },
  confluent_service_account: {
    minimal: ({ stack, organization }) => { new ServiceAccount(stack, 'Account', { organization }); },
    full: ({ stack, organization }) => {
      new ServiceAccount(stack, 'Account', { organization, serviceAccountName: 'clicks', description: 'Reads clicks' });
    },
  },
};
