import { Duration } from 'aws-cdk-lib';
import {
  ApiKey, ApiKeyScope, CertificateAuthority, CertificatePool, ClusterResource, ClusterType, GroupMapping, IdentityFilter, IdentityPool,
  IdentityProvider, Invitation, IpFilter, IpFilterOperations, IpGroup, KeyRotation, Pem, ResourcePattern, Role, RoleBinding,
  ServiceAccount, TokenIssuer, User,
} from '../../../lib/confluent';
import { fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

export const cases: InvalidInput[] = [
  {
    what: 'a service account without a name',
    make: ({ stack, organization }) => { new ServiceAccount(stack, 'Account', { organization, serviceAccountName: '' }); },
    message: 'Stack/Account: `serviceAccountName` must not be empty',
  },
  {
    what: 'an API key without owner and scope',
    make: ({ stack }) => { new ApiKey(stack, 'Key', {} as any); },
    message: 'Stack/Key: `owner` and `keyScope` must be given',
  },
  {
    what: 'a rotation below one',
    make: ({ stack, principal }) => { new ApiKey(stack, 'Key', { owner: principal, keyScope: ApiKeyScope.cloud(), rotation: KeyRotation.serial(0) }); },
    message: 'Stack/Key: `rotation (serial)` must be at least 1, got: 0',
  },
  {
    what: 'a rotation each hour',
    make: ({ stack, principal }) => {
      new ApiKey(stack, 'Key', { owner: principal, keyScope: ApiKeyScope.cloud(), rotation: KeyRotation.every(Duration.hours(1), new Date('2026-01-01')) });
    },
    message: 'Stack/Key: `rotation (period)` must be at least one day, got: 1 hour. Each rotation is a deployment.',
  },
  {
    what: 'a rotation that begins in the future',
    make: ({ stack, principal }) => {
      new ApiKey(stack, 'Key', { owner: principal, keyScope: ApiKeyScope.cloud(), rotation: KeyRotation.every(Duration.days(30), new Date('9999-01-01')) });
    },
    message: 'Stack/Key: `rotation (since)` must be a date in the past, got: 9999-01-01T00:00:00.000Z',
  },
  {
    what: 'a role binding on an ID',
    make: ({ stack, principal }) => { new RoleBinding(stack, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'lkc-1' }); },
    message: 'Stack/Binding: `crnPattern` must start with crn://, got: lkc-1',
  },
  {
    what: 'a role for environments on an organization',
    make: ({ organization, principal }) => { organization.grant(principal, Role.ENVIRONMENT_ADMIN); },
    message: 'Stack/Organization: the role EnvironmentAdmin is given on an environment, not on an organization. Give it there, or another role here.',
  },
  {
    what: 'a role for topics on a cluster',
    make: ({ cluster, principal }) => { cluster.grant(principal, Role.DEVELOPER_READ); },
    message: 'Stack/Cluster: the role DeveloperRead is given on single resources such as topics, not on a cluster. Use a grant of the resource, or another role.',
  },
  {
    what: 'a role on topics of a Basic cluster',
    make: () => {
      const { cluster, principal } = fixture(ClusterType.basic());
      cluster.grantOn(principal, Role.DEVELOPER_READ, ClusterResource.topic(ResourcePattern.all()));
    },
    message: 'Stack/Cluster: the role DeveloperRead cannot be given on a topic of a Basic cluster, which knows only ACLs. '
      + 'Use `grantReadTopics` and its siblings, which make ACLs there, or a `KafkaAcl`; or ClusterType.standard().',
  },
  {
    what: 'a user by the ID of a service account',
    make: ({ stack, organization }) => { User.fromUserAttributes(stack, 'User', { organization, userId: 'sa-1' }); },
    message: 'Stack/User: `userId` must match ^u-, got: sa-1',
  },
  {
    what: 'an invitation to no address',
    make: ({ stack, organization }) => { new Invitation(stack, 'Ann', { organization, email: 'ann' }); },
    message: 'Stack/Ann: `email` must match ^[^@\\s]+@[^@\\s]+$, got: ann',
  },
  {
    what: 'a group mapping of no group',
    make: ({ stack, organization }) => { new GroupMapping(stack, 'Group', { organization, filter: '' }); },
    message: 'Stack/Group: `filter` must not be empty',
  },
  {
    what: 'an identity provider without https',
    make: ({ stack, organization }) => { new IdentityProvider(stack, 'Provider', { organization, issuer: TokenIssuer.awsAccount('http://a') }); },
    message: 'Stack/Provider: `issuer` must be a URL that starts with https://, got: http://a',
  },
  {
    what: 'an identity pool of no tokens',
    make: ({ stack, organization }) => {
      const identityProvider = IdentityProvider.fromIdentityProviderAttributes(stack, 'Provider', { organization, identityProviderId: 'op-1' });
      new IdentityPool(stack, 'Pool', { identityProvider, filter: IdentityFilter.anyOf() });
    },
    message: 'Stack/Pool: `filter` must not be empty',
  },
  {
    what: 'a certificate authority with its private key',
    make: ({ stack, organization }) => {
      new CertificateAuthority(stack, 'Authority', { organization, certificateChain: Pem.inline(`${CERTIFICATE}-----BEGIN PRIVATE KEY-----\n`, 'root.pem') });
    },
    message: 'Stack/Authority: `certificateChain` (root.pem) must not hold a private key: it would be in Terraform\'s state and document. Take it out of the file.',
  },
  {
    what: 'a certificate authority in another format',
    make: ({ stack, organization }) => { new CertificateAuthority(stack, 'Authority', { organization, certificateChain: Pem.inline('MIIB', 'root.der') }); },
    message: 'Stack/Authority: `certificateChain` (root.der) must be in PEM format, with a line -----BEGIN CERTIFICATE-----',
  },
  {
    what: 'a revocation list that is required and missing',
    make: ({ stack, organization }) => {
      new CertificateAuthority(stack, 'Authority', { organization, certificateChain: Pem.inline(CERTIFICATE), requireRevocationList: true });
    },
    message: 'Stack/Authority: `requireRevocationList` refuses every client unless there is a `revocationList`. Give it, or leave both out.',
  },
  {
    what: 'a certificate pool of no certificates',
    make: ({ stack, organization }) => {
      const certificateAuthority = CertificateAuthority.fromCertificateAuthorityAttributes(stack, 'Authority', { organization, certificateAuthorityId: 'op-1' });
      new CertificatePool(stack, 'Pool', { certificateAuthority, filter: '' });
    },
    message: 'Stack/Pool: `filter` must not be empty',
  },
  {
    what: 'an IP group of 26 ranges',
    make: ({ stack, organization }) => { new IpGroup(stack, 'Office', { organization, cidrBlocks: Array(26).fill('10.0.0.0/8') }); },
    message: 'Stack/Office: `cidrBlocks (length)` must be between 1 and 25, got: 26',
  },
  {
    what: 'an IP group of an address',
    make: ({ stack, organization }) => { new IpGroup(stack, 'Office', { organization, cidrBlocks: ['203.0.113.1'] }); },
    message: 'Stack/Office: `cidrBlocks` must be ranges of IPv4 addresses such as 203.0.113.0/24, got: 203.0.113.1',
  },
  {
    what: 'an IP filter that lets nobody in',
    make: ({ stack, organization }) => { new IpFilter(stack, 'Filter', { organization, ipGroups: [] }); },
    message: 'Stack/Filter: `ipGroups (length)` must be between 1 and 25, got: 0',
  },
  {
    what: 'an IP filter of management in an environment',
    make: ({ stack, organization, environment }) => {
      const ipGroups = [IpGroup.fromIpGroupId(stack, 'Group', 'ipg-1')];
      new IpFilter(stack, 'Filter', { organization, environment, ipGroups, operations: [IpFilterOperations.SCHEMA, IpFilterOperations.MANAGEMENT] });
    },
    message: 'Stack/Filter: `environment` must not be given for operations that manage the organization, which are in no environment. Name other `operations`, or leave it out.',
  },
];
