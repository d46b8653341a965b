import { Stack } from 'aws-cdk-lib';
import { AclOperation, AclResourceType, ClusterType, KafkaAcl, KafkaAclProps, KafkaCluster, ResourcePattern } from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture(ClusterType.basic());
});

function make(props: Partial<KafkaAclProps> = {}): KafkaAcl {
  const { stack, cluster, principal } = given;
  return new KafkaAcl(stack, 'Acl', { cluster, principal, resourceType: AclResourceType.TOPIC, operation: AclOperation.READ, ...props });
}

test('an ACL with only the required props is about all of the type', () => {
  expect(rendered(make())).toEqual({
    resource_type: 'TOPIC',
    resource_name: '*',
    pattern_type: 'LITERAL',
    operation: 'READ',
    permission: 'ALLOW',
    host: '*',
    principal: `User:${carried(dataPlane(given.stack), 'Stack/Principal.id')}`,
    provider: expect.stringMatching(/^confluent\.Stack_Cluster_kafka_/),
  });
});

test.each([
  [ResourcePattern.literal('clicks'), { resource_name: 'clicks', pattern_type: 'LITERAL' }],
  [ResourcePattern.prefixed('clicks.'), { resource_name: 'clicks.', pattern_type: 'PREFIXED' }],
])('the pattern %s can be given', (pattern, expected) => {
  expect(rendered(make({ pattern }))).toMatchObject(expected);
});

test('an ACL on the cluster has the one name for it', () => {
  expect(rendered(make({ resourceType: AclResourceType.CLUSTER, operation: AclOperation.DESCRIBE, pattern: ResourcePattern.all() }))).toMatchObject({
    resource_type: 'CLUSTER', resource_name: 'kafka-cluster', pattern_type: 'LITERAL',
  });
});

test('an operation can be denied', () => {
  expect(rendered(make({ deny: true })).permission).toBe('DENY');
});

test('ACLs of two clusters have a provider each', () => {
  const { stack, environment, principal } = given;
  const cluster = new KafkaCluster(stack, 'Other', { environment, clusterType: ClusterType.basic() });
  const acls = [make(), new KafkaAcl(stack, 'OtherAcl', { cluster, principal, resourceType: AclResourceType.TOPIC, operation: AclOperation.READ })];
  expect(new Set(acls.map((acl) => rendered(acl).provider)).size).toBe(2);
  dataPlane(stack).hasProvider({ kafka_id: carried(dataPlane(stack), 'Stack/Other.id') });
});

test('an ACL in another stack gets the key and endpoint of the cluster carried over', () => {
  const { app, cluster, principal } = given;
  const other = new Stack(app, 'Other');
  new KafkaAcl(other, 'Acl', { cluster, principal, resourceType: AclResourceType.GROUP, operation: AclOperation.READ });
  dataPlane(other).hasProvider({
    kafka_id: carried(dataPlane(other), 'Stack/Cluster.id'),
    kafka_rest_endpoint: carried(dataPlane(other), 'Stack/Cluster.rest_endpoint'),
    kafka_api_key: carried(dataPlane(other), 'Stack/Cluster/AdminKey/Published: username'),
    kafka_api_secret: carried(dataPlane(other), 'Stack/Cluster/AdminKey/Published: password'),
  });
});
