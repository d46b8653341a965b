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
