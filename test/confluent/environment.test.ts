import { App, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { address, carried, comment, controlPlane, fixture, organizationIn, ref, rendered, roles } from './fixture';
import { ApiKeyScope, ApiKey, ClusterType, Environment, GovernancePackage, IOrganization, KafkaCluster, ServiceAccount } from '../../lib/confluent';

let app: App;
let stack: Stack;
let organization: IOrganization;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
  organization = organizationIn(stack);
});

test('an environment with only the required props', () => {
  const environment = new Environment(stack, 'Environment', { organization });
  expect(rendered(environment)).toEqual({
    display_name: environment.environmentName,
    stream_governance: { package: 'ESSENTIALS' },
  });
});

test('the name derives from the construct path', () => {
  expect(new Environment(stack, 'Environment', { organization }).environmentName).toMatch(/^Stack-Environment-[0-9A-F]{8}$/);
});

test('the name can be given', () => {
  const environment = new Environment(stack, 'Environment', { organization, environmentName: 'prod' });
  expect(environment.environmentName).toBe('prod');
  expect(rendered(environment).display_name).toBe('prod');
});

test('the governance package can be given', () => {
  const environment = new Environment(stack, 'Environment', { organization, governancePackage: GovernancePackage.ADVANCED });
  expect(rendered(environment).stream_governance).toEqual({ package: 'ADVANCED' });
  expect(environment.governancePackage).toBe(GovernancePackage.ADVANCED);
});

test.each([[undefined], [GovernancePackage.ESSENTIALS]])('the governance package of an import is known only if it is given: %s', (governancePackage) => {
  const environment = Environment.fromEnvironmentAttributes(stack, 'Import', { environmentId: 'env-1', organization, governancePackage });
  expect(environment.governancePackage).toBe(governancePackage);
});

test('ID and CRN are attributes of the resource', () => {
  const environment = new Environment(stack, 'Environment', { organization });
  const account = new ServiceAccount(stack, 'Account', { organization, description: `${environment.environmentId} ${environment.environmentCrn}` });
  expect(rendered(account).description).toBe(`${ref(environment, 'id')} ${ref(environment, 'resource_name')}`);
});

describe('names', () => {
  test('must be known at synth', () => {
    const environmentName = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => new Environment(stack, 'Environment', { organization, environmentName })).toThrow(
      'Stack/Environment: `environmentName` must be known at synth, got a token. Flink statements are named after it: give it as plain text.');
  });

  test('must not be empty', () => {
    expect(() => new Environment(stack, 'Environment', { organization, environmentName: '' })).toThrow(
      'Stack/Environment: `environmentName` must not be empty');
  });
});

describe('removal', () => {
  test('keeps the environment by default', () => {
    expect(comment(new Environment(stack, 'Environment', { organization }))).toEqual({ construct: 'Stack/Environment', removalPolicy: 'retain' });
  });

  test('deletes the environment if the policy says so', () => {
    expect(comment(new Environment(stack, 'Environment', { organization, removalPolicy: RemovalPolicy.DESTROY })).removalPolicy).toBe('destroy');
  });

  test('can be changed later', () => {
    const environment = new Environment(stack, 'Environment', { organization });
    environment.applyRemovalPolicy(RemovalPolicy.DESTROY);
    expect(comment(environment).removalPolicy).toBe('destroy');
  });

  test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('is to retain or destroy, not to %s', (removalPolicy) => {
    expect(() => new Environment(stack, 'Environment', { organization, removalPolicy })).toThrow(
      `Stack/Environment: \`removalPolicy\` must be one of retain, destroy, got: ${removalPolicy}`);
  });
});

describe('the administrator', () => {
  test('is made when it is first needed, as EnvironmentAdmin', () => {
    const environment = new Environment(stack, 'Environment', { organization });
    const { administrator } = environment;
    controlPlane(stack).hasResource('confluent_role_binding', {
      principal: `User:${ref(administrator, 'id')}`, role_name: 'EnvironmentAdmin', crn_pattern: ref(environment, 'resource_name'),
    });
  });

  test('is one for all', () => {
    const environment = new Environment(stack, 'Environment', { organization });
    expect(environment.administrator).toBe(environment.administrator);
  });

  test('is not made if nobody needs it', () => {
    new Environment(stack, 'Environment', { organization });
    controlPlane(stack).resourceCountIs('confluent_service_account', 0);
  });

  test('can be given, with the rights that it has', () => {
    const administrator = ServiceAccount.fromServiceAccountAttributes(stack, 'Admin', { serviceAccountId: 'sa-1', organization });
    const environment = new Environment(stack, 'Environment', { organization, administrator });
    expect(environment.administrator).toBe(administrator);
    controlPlane(stack).resourceCountIs('confluent_role_binding', 0);
  });
});

describe('an import', () => {
  function imported(scope: Stack = stack) {
    return Environment.fromEnvironmentAttributes(scope, 'Imported', { environmentId: 'env-1', organization });
  }

  test('has what is given', () => {
    const environment = Environment.fromEnvironmentAttributes(stack, 'Imported', { environmentId: 'env-1', environmentName: 'prod', organization });
    expect([environment.environmentId, environment.environmentName, environment.organization]).toEqual(['env-1', 'prod', organization]);
  });

  test('is named by its ID if no name is given', () => {
    expect(imported().environmentName).toBe('env-1');
  });

  test('has a CRN in its organization', () => {
    const account = new ServiceAccount(stack, 'Account', { organization, description: imported().environmentCrn });
    expect(rendered(account).description).toMatch(/^\$\{data\.confluent_organization\.\w+\.resource_name\}\/environment=env-1$/);
  });

  test('makes an administrator when it is first needed', () => {
    imported().administrator;
    expect(roles(stack)).toEqual(['Stack/Imported/Administrator: EnvironmentAdmin environment=env-1']);
  });

  test('takes the administrator that is given', () => {
    const administrator = ServiceAccount.fromServiceAccountAttributes(stack, 'Admin', { serviceAccountId: 'sa-1', organization });
    const environment = Environment.fromEnvironmentAttributes(stack, 'Imported', { environmentId: 'env-1', organization, administrator });
    expect(environment.administrator).toBe(administrator);
  });

  test('makes what it needs in its own stack, whoever needs it', () => {
    const environment = imported();
    const other = new Stack(app, 'Other');
    new ApiKey(other, 'Key', { owner: environment.administrator, keyScope: ApiKeyScope.cloud() });
    controlPlane(stack).resourceCountIs('confluent_service_account', 1);
    controlPlane(other).resourceCountIs('confluent_service_account', 0);
    expect(other.dependencies).toEqual([stack]);
  });

  test('takes tokens', () => {
    const environmentId = new CfnParameter(stack, 'EnvironmentId').valueAsString;
    const environment = Environment.fromEnvironmentAttributes(stack, 'Imported', { environmentId, organization });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() });
    expect(rendered(cluster).environment).toEqual({ id: carried(controlPlane(stack), 'Stack/EnvironmentId.Ref') });
  });
});

test('an environment serves clusters in other stacks', () => {
  const { app: tree, environment } = fixture();
  const other = new Stack(tree, 'Other');
  const cluster = new KafkaCluster(other, 'Cluster', { environment, clusterType: ClusterType.basic() });
  expect(rendered(cluster).environment).toEqual({ id: carried(controlPlane(other), 'Stack/Environment.id') });
});

test('the binding is the default child', () => {
  expect(address(new Environment(stack, 'Environment', { organization }))).toMatch(/^confluent_environment\.Environment_[0-9A-F]{8}$/);
  controlPlane(stack).hasResource('confluent_environment', Match.anyValue());
});
