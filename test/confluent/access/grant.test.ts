import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ClusterType, Connector, Grant, IEnvironment, IKafkaCluster, IOrganization, ResourcePattern, Role, RoleBinding } from '../../../lib/confluent';
import { acls, address, fixture, Fixture, ref, rendered, roles } from '../fixture';

let given: Fixture;
let grant: Grant;

beforeEach(() => {
  given = fixture();
  grant = given.cluster.grantReadTopics(given.principal, ResourcePattern.all());
});

test('grants can be put together', () => {
  const more = given.cluster.grantWriteTopics(given.principal, ResourcePattern.all());
  expect(Grant.combine(grant, more).bindings).toEqual([...grant.bindings, ...more.bindings]);
});

test('the list of bindings is copied', () => {
  const bindings = [...grant.bindings];
  const copy = new Grant(bindings);
  bindings.pop();
  expect(copy.bindings).toHaveLength(1);
});

test('what comes after a grant in AWS waits for the run that makes it', () => {
  grant.applyBefore(new Queue(given.stack, 'Queue'));
  Template.fromStack(given.stack).hasResource('AWS::SQS::Queue', { DependsOn: [deployment()] });
});

test('what comes after a grant in Confluent Cloud waits for its binding', () => {
  const { stack, principal, environment } = given;
  const later = new RoleBinding(stack, 'Later', { principal, role: Role.OPERATOR, crnPattern: environment.environmentCrn });
  grant.applyBefore(later);
  expect(rendered(later).depends_on).toEqual([address(grant.bindings[0])]);
});

test('a connector with a service account of its own can come after a grant', () => {
  const connector = new Connector(given.stack, 'Connector', { cluster: given.cluster, connectorClass: 'DatagenSource', config: { 'kafka.topic': 'clicks' } });
  grant.applyBefore(connector);
  expect(() => given.app.synth()).not.toThrow();
});

function deployment(): string {
  const { Resources } = Template.fromStack(given.stack).toJSON();
  return Object.keys(Resources).filter((id) => id.startsWith('ConfluentControlPlane'))[0];
}

describe('roles on all of something', () => {
  const rolesOn = (on: IOrganization | IEnvironment | IKafkaCluster, role: Role) =>
    [on.grantAdmin(given.principal), on.grantOperator(given.principal), on.grantMetricsViewer(given.principal), on.grant(given.principal, role)]
      .map(({ bindings: [binding] }) => rendered(binding)).map(({ role_name: name, crn_pattern: crn }) => [name, crn]);

  test('an organization', () => {
    const crn = expect.stringMatching(/^\$\{data\.confluent_organization\.\w+\.resource_name\}$/);
    expect(rolesOn(given.organization, Role.ACCOUNT_ADMIN)).toEqual([['OrganizationAdmin', crn], ['Operator', crn], ['MetricsViewer', crn], ['AccountAdmin', crn]]);
  });

  test('an environment', () => {
    const crn = ref(given.environment, 'resource_name');
    expect(rolesOn(given.environment, Role.FLINK_ADMIN)).toEqual([['EnvironmentAdmin', crn], ['Operator', crn], ['MetricsViewer', crn], ['FlinkAdmin', crn]]);
  });

  test('a cluster', () => {
    const crn = ref(given.cluster, 'rbac_crn');
    expect(rolesOn(given.cluster, Role.KSQL_ADMIN)).toEqual([['CloudClusterAdmin', crn], ['Operator', crn], ['MetricsViewer', crn], ['KsqlAdmin', crn]]);
  });

  test.each([
    [() => given.organization.grant(given.principal, Role.CLOUD_CLUSTER_ADMIN),
      'Stack/Organization: the role CloudClusterAdmin is given on a cluster, not on an organization. Give it there, or another role here.'],
    [() => given.environment.grant(given.principal, Role.DEVELOPER_WRITE),
      'Stack/Environment: the role DeveloperWrite is given on single resources such as topics, not on an environment. '
      + 'Use a grant of the resource, or another role.'],
    [() => given.cluster.grant(given.principal, Role.ORGANIZATION_ADMIN),
      'Stack/Cluster: the role OrganizationAdmin is given on an organization, not on a cluster. Give it there, or another role here.'],
  ])('one that does not fit is refused', (make, message) => {
    expect(make).toThrow(message);
  });
});

test.each([
  [ClusterType.standard(), [['Stack/Principal: ResourceOwner topic=clicks.*'], []]],
  [ClusterType.basic(), [[], ['ALL TOPIC PREFIXED clicks.']]],
])('who owns topics can do everything with them', (clusterType, expected) => {
  const { stack, cluster, principal } = fixture(clusterType);
  cluster.grantOwnTopics(principal, ResourcePattern.prefixed('clicks.'));
  expect([clusterType.hasRbac ? roles(stack) : [], clusterType.hasRbac ? [] : acls(stack)]).toEqual(expected);
});
