import { Role, RoleBinding } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

test('a role is given to a principal on a resource', () => {
  const { stack, principal, environment } = given;
  const binding = new RoleBinding(stack, 'Binding', { principal, role: Role.METRICS_VIEWER, crnPattern: environment.environmentCrn });
  expect(rendered(binding)).toEqual({
    principal: `User:${ref(principal, 'id')}`,
    role_name: 'MetricsViewer',
    crn_pattern: ref(environment, 'resource_name'),
    disable_wait_for_ready: true,
  });
});

test('the CRN may be plain text', () => {
  const { stack, principal } = given;
  const binding = new RoleBinding(stack, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'crn://confluent.cloud/organization=1/*' });
  expect(rendered(binding).crn_pattern).toBe('crn://confluent.cloud/organization=1/*');
});

test('what is no CRN is refused', () => {
  const { stack, principal } = given;
  expect(() => new RoleBinding(stack, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'lkc-1' })).toThrow(
    'Stack/Binding: `crnPattern` must start with crn://, got: lkc-1');
});

test.each([
  [Role.ORGANIZATION_ADMIN, 'crn://confluent.cloud/organization=1/environment=env-1', 'the role OrganizationAdmin is given on an organization, not on an environment. Give it there, or another role here.'],
  [Role.ENVIRONMENT_ADMIN, 'crn://confluent.cloud/organization=1', 'the role EnvironmentAdmin is given on an environment, not on an organization. Give it there, or another role here.'],
  [Role.CLOUD_CLUSTER_ADMIN, 'crn://confluent.cloud/organization=1/environment=env-1/schema-registry=lsrc-1/subject=a',
    'the role CloudClusterAdmin is given on a cluster, not on something of kind subject. Give it there, or another role here.'],
  [Role.DEVELOPER_READ, 'crn://confluent.cloud/organization=1/environment=env-1/cloud-cluster=lkc-1',
    'the role DeveloperRead is given on single resources such as topics, not on a cluster. Use a grant of the resource, or another role.'],
])('the role %p is refused on %s', (role, crnPattern, problem) => {
  const { stack, principal } = given;
  expect(() => new RoleBinding(stack, 'Binding', { principal, role, crnPattern })).toThrow(`Stack/Binding: ${problem}`);
});

test.each([
  [Role.FLINK_DEVELOPER, 'crn://confluent.cloud/organization=1/environment=env-1'],
  [Role.DATA_DISCOVERY, 'crn://confluent.cloud/organization=1'],
  [Role.of('EverythingAdmin'), 'crn://confluent.cloud/organization=1/environment=env-1/cloud-cluster=lkc-1'],
  [Role.ASSIGNER, 'crn://confluent.cloud/organization=1/service-account=sa-1'],
])('the role %p may be given on %s', (role, crnPattern) => {
  const { stack, principal } = given;
  expect(rendered(new RoleBinding(stack, 'Binding', { principal, role, crnPattern }))).toMatchObject({ role_name: role.name, crn_pattern: crnPattern });
});
