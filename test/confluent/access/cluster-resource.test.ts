import { ClusterResource, ClusterType, ResourcePattern, Role } from '../../../lib/confluent';
import { fixture, ref, rendered, roles } from '../fixture';

const clicks = ResourcePattern.prefixed('clicks.');

test.each([
  ['topics', ClusterResource.topic(clicks), 'topic'],
  ['consumer groups', ClusterResource.consumerGroup(clicks), 'group'],
  ['transactional IDs', ClusterResource.transactionalId(clicks), 'transactional-id'],
])('a role on %s is about Kafka of the cluster', (_, resource, word) => {
  const { cluster, principal } = fixture();
  const { bindings: [binding] } = cluster.grantOn(principal, Role.RESOURCE_OWNER, resource);
  expect(rendered(binding)).toMatchObject({
    role_name: 'ResourceOwner', crn_pattern: `${ref(cluster, 'rbac_crn')}/kafka=${ref(cluster, 'id')}/${word}=clicks.*`,
  });
});

test('a role on connectors is about the cluster, of whatever type', () => {
  const { cluster, principal } = fixture(ClusterType.basic());
  const { bindings: [binding] } = cluster.grantOn(principal, Role.DEVELOPER_READ, ClusterResource.connector(ResourcePattern.literal('s3')));
  expect(rendered(binding)).toMatchObject({ role_name: 'DeveloperRead', crn_pattern: `${ref(cluster, 'rbac_crn')}/connector=s3` });
});

test('the same role on two kinds is two bindings, and again it is none', () => {
  const { stack, cluster, principal } = fixture();
  [ClusterResource.topic(clicks), ClusterResource.consumerGroup(clicks), ClusterResource.topic(clicks)]
    .forEach((resource) => cluster.grantOn(principal, Role.DEVELOPER_READ, resource));
  expect(roles(stack)).toEqual(['Stack/Principal: DeveloperRead topic=clicks.*', 'Stack/Principal: DeveloperRead group=clicks.*']);
});

test('roles on topics of a Basic cluster are refused, with the way out', () => {
  const { cluster, principal } = fixture(ClusterType.basic());
  expect(() => cluster.grantOn(principal, Role.DEVELOPER_READ, ClusterResource.topic(clicks))).toThrow(
    'Stack/Cluster: the role DeveloperRead cannot be given on a topic of a Basic cluster, which knows only ACLs. '
    + 'Use `grantReadTopics` and its siblings, which make ACLs there, or a `KafkaAcl`; or ClusterType.standard().');
});

test('a role for the whole of something is refused on a part', () => {
  const { cluster, principal } = fixture();
  expect(() => cluster.grantOn(principal, Role.CLOUD_CLUSTER_ADMIN, ClusterResource.topic(clicks))).toThrow(
    'Stack/Cluster: the role CloudClusterAdmin is given on a cluster, not on something of kind topic. Give it there, or another role here.');
});
