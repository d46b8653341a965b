import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import {
  AclOperation, AclResourceType, ApiKey, ApiKeyScope, IdentityFilter, IdentityPool, IdentityProvider, IpFilter, IpFilterOperations, IpGroup, KafkaAcl,
  KeyRotation, ResourcePattern, Role, ServiceAccount, TokenIssuer,
} from '../../../lib/confluent';
import { property, Property } from '../case';

const text = fc.string({ minLength: 1, maxLength: 60 });
const name = fc.stringMatching(/^[a-zA-Z0-9._-]{1,40}$/);
const pattern = fc.oneof(name.map(ResourcePattern.literal), name.map(ResourcePattern.prefixed), fc.constant(ResourcePattern.all()));
const cidr = fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, bits]) => `${address}/${bits}`);
const url = fc.webUrl({ validSchemes: ['https'] });
const { MANAGEMENT, KAFKA_DATA, SCHEMA } = IpFilterOperations;
const operations = fc.uniqueArray(fc.constantFrom(MANAGEMENT, KAFKA_DATA, SCHEMA), { minLength: 1 });
const rotation = fc.oneof(
  fc.integer({ min: 1, max: 50 }).map(KeyRotation.serial),
  fc.integer({ min: 1, max: 900 }).map((days) => KeyRotation.every(Duration.days(days), new Date('2025-01-01'))),
);
const filter = fc.oneof(
  text.map(IdentityFilter.expression),
  fc.tuple(name, text).map(([claim, value]) => IdentityFilter.anyOf(IdentityFilter.claim(claim, value), IdentityFilter.claim('aud', value))),
);

export const cases: Property[] = [
  property('service account', fc.record({ description: fc.string() }, { requiredKeys: [] }), ({ stack, organization }, props) => {
    new ServiceAccount(stack, 'Account', { organization, ...props });
  }),
  property('API key', fc.record({ apiKeyName: text, description: text, rotation }, { requiredKeys: [] }), ({ stack, principal, cluster }, props) => {
    new ApiKey(stack, 'Key', { owner: principal, keyScope: ApiKeyScope.kafkaCluster(cluster), ...props });
  }),
  property('ACL', fc.record({
    resourceType: fc.constantFrom(...Object.values(AclResourceType)),
    operation: fc.constantFrom(...Object.values(AclOperation)),
    pattern,
    deny: fc.boolean(),
  }), ({ stack, cluster, principal }, props) => {
    new KafkaAcl(stack, 'Acl', { cluster, principal, ...props });
  }),
  property('grant on a cluster', fc.tuple(fc.constantFrom(Role.OPERATOR, Role.METRICS_VIEWER), pattern), ({ cluster, principal }, [role, on]) => {
    cluster.grant(principal, role);
    cluster.grantReadTopics(principal, on);
    cluster.grantOwnTopics(principal, on);
    cluster.grantConsumerGroups(principal, on);
  }),
  property('identity pool', fc.record({ issuer: url, filter, identityClaim: text, description: text }), ({ stack, organization }, { issuer, description, ...props }) => {
    const identityProvider = new IdentityProvider(stack, 'Provider', { organization, issuer: TokenIssuer.awsAccount(issuer), description });
    new IdentityPool(stack, 'Pool', { identityProvider, description, ...props });
  }),
  property('IP filter', fc.record({
    cidrBlocks: fc.array(cidr, { minLength: 1, maxLength: 25 }),
    ipGroupName: text,
    operations: fc.option(operations, { nil: undefined }),
  }), ({ stack, organization }, { operations: about, ...group }) => {
    new IpFilter(stack, 'Filter', { organization, operations: about, ipGroups: [new IpGroup(stack, 'Group', { organization, ...group })] });
  }),
];
