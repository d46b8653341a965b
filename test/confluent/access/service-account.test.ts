import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { IOrganization, Role, RoleBinding, ServiceAccount } from '../../../lib/confluent';
import { carried, controlPlane, organizationIn, ref, rendered, roles } from '../fixture';

let app: App;
let stack: Stack;
let organization: IOrganization;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
  organization = organizationIn(stack);
});

test('a service account with only the required props', () => {
  expect(rendered(new ServiceAccount(stack, 'Account', { organization }))).toEqual({
    display_name: expect.stringMatching(/^Stack-Account-[0-9A-F]{8}$/),
    description: 'Stack/Account',
  });
});

test('name and description can be given', () => {
  expect(rendered(new ServiceAccount(stack, 'Account', { organization, serviceAccountName: 'clicks', description: 'of the web team' }))).toEqual({
    display_name: 'clicks', description: 'of the web team',
  });
});

test('the name may be a token', () => {
  const serviceAccountName = new CfnParameter(stack, 'Name').valueAsString;
  expect(rendered(new ServiceAccount(stack, 'Account', { organization, serviceAccountName })).display_name)
    .toBe(carried(controlPlane(stack), 'Stack/Name.Ref'));
});

test('the name must not be empty', () => {
  expect(() => new ServiceAccount(stack, 'Account', { organization, serviceAccountName: '' })).toThrow(
    'Stack/Account: `serviceAccountName` must not be empty');
});

test('a name that is too long for Confluent is a warning, for it promises no limit', () => {
  new ServiceAccount(stack, 'Account', { organization, serviceAccountName: 'a'.repeat(65) });
  Annotations.fromStack(stack).hasWarning('/Stack/Account',
    '`serviceAccountName (characters)` should be between 1 and 64, got: 65. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:serviceAccountName]');
});

test('it is a principal by its ID', () => {
  const account = new ServiceAccount(stack, 'Account', { organization });
  const binding = new RoleBinding(stack, 'Binding', { principal: account, role: Role.OPERATOR, crnPattern: 'crn://a' });
  expect(rendered(binding).principal).toBe(`User:${ref(account, 'id')}`);
});

describe('an import', () => {
  test('has what is given', () => {
    const account = ServiceAccount.fromServiceAccountAttributes(stack, 'Account', { serviceAccountId: 'sa-1', organization });
    expect(account).toMatchObject({ serviceAccountId: 'sa-1', principal: 'User:sa-1', organization });
  });

  test('creates nothing', () => {
    const principal = ServiceAccount.fromServiceAccountAttributes(stack, 'Account', { serviceAccountId: 'sa-1', organization });
    new RoleBinding(stack, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'crn://a' });
    controlPlane(stack).resourceCountIs('confluent_service_account', 0);
  });

  test('gets its grants in its own stack', () => {
    const principal = ServiceAccount.fromServiceAccountAttributes(stack, 'Account', { serviceAccountId: 'sa-1', organization });
    new RoleBinding(principal as ServiceAccount, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'crn://a/b=c' });
    expect(roles(stack)).toEqual(['Stack/Account: Operator b=c']);
  });
});

test('who may make resources that act as it is said by a role on it', () => {
  const [account, other] = ['Account', 'Other'].map((id) => new ServiceAccount(stack, id, { organization }));
  account.grantAssign(other);
  expect(roles(stack)).toEqual([`Stack/Other: Assigner service-account=${ref(account, 'id')}`]);
});

test('it is looked up by its name', () => {
  const principal = ServiceAccount.fromServiceAccountName(stack, 'Account', organization, 'clicks');
  const binding = new RoleBinding(stack, 'Binding', { principal, role: Role.OPERATOR, crnPattern: 'crn://a' });
  expect(rendered(principal)).toEqual({ display_name: 'clicks' });
  expect(rendered(binding).principal).toBe(`User:${ref(principal, 'id')}`);
});
