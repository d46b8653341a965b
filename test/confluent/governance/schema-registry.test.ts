import { App, Stack } from 'aws-cdk-lib';
import {
  ApiKey, ClusterType, Environment, KafkaCluster, KafkaTopic, RegistryAccess, ResourcePattern, Schema, SchemaRegistry, ServiceAccount, Subject,
} from '../../../lib/confluent';
import { address, carried, controlPlane, dataPlane, fixture, Fixture, organizationIn, ref, rendered, roles } from '../fixture';

const AVRO = Schema.avro('"string"');

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function localOf(scope: Stack): string {
  const locals: string[] = Object.values(controlPlane(scope).toJSON().locals);
  expect(locals).toHaveLength(1);
  return locals[0];
}

describe('the lookup', () => {
  test('needs the IDs only, so that no change of cluster or environment makes it unknown', () => {
    given.environment.schemaRegistry;
    expect(localOf(given.stack)).toBe(`\${"${ref(given.cluster, 'id')}" == "" ? "" : "${ref(given.environment, 'id')}"}`);
    controlPlane(given.stack).hasDataSource('confluent_schema_registry_cluster', {
      environment: { id: `\${local.${Object.keys(controlPlane(given.stack).toJSON().locals)[0]}}` },
    });
  });

  test('depends on nothing else', () => {
    const { schemaRegistry } = given.environment;
    expect(rendered(schemaRegistry)).toEqual({ environment: { id: expect.stringMatching(/^\$\{local\.\w+\}$/) } });
  });

  test('is the same when the registry was used before the cluster was declared', () => {
    const stack = new Stack(new App(), 'Stack');
    const environment = new Environment(stack, 'Environment', { organization: organizationIn(stack) });
    environment.schemaRegistry;
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() });
    expect(localOf(stack)).toBe(`\${"${ref(cluster, 'id')}" == "" ? "" : "${ref(environment, 'id')}"}`);
  });

  test('waits for the first cluster of several', () => {
    new KafkaCluster(given.stack, 'Second', { environment: given.environment, clusterType: ClusterType.basic() });
    given.environment.schemaRegistry;
    expect(localOf(given.stack)).toContain(address(given.cluster));
  });

  test('waits for nothing where the environment is imported, with its clusters', () => {
    const stack = new Stack(given.app, 'Other');
    Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization: given.organization }).schemaRegistry;
    expect(localOf(stack)).toBe('env-1');
  });

  test('waits for the first cluster of an imported environment', () => {
    const stack = new Stack(given.app, 'Other');
    const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization: given.organization });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() });
    environment.schemaRegistry;
    expect(localOf(stack)).toBe(`\${"${ref(cluster, 'id')}" == "" ? "" : "env-1"}`);
  });

  test('can wait for a cluster that is given', () => {
    const stack = new Stack(given.app, 'Other');
    const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization: given.organization });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.basic() });
    new SchemaRegistry(stack, 'Registry', { environment, cluster });
    expect(localOf(stack)).toContain(address(cluster));
  });

  test('is made once', () => {
    expect(given.environment.schemaRegistry).toBe(given.environment.schemaRegistry);
  });
});

describe('where the first cluster is in another stack', () => {
  let platform: Stack;
  let environment: Environment;

  beforeEach(() => {
    const app = new App();
    platform = new Stack(app, 'Platform');
    environment = new Environment(platform, 'Environment', { organization: organizationIn(platform) });
  });

  function cluster(): KafkaCluster {
    return new KafkaCluster(new Stack(Stack.of(platform).node.root as App, 'Clusters'), 'Cluster', { environment, clusterType: ClusterType.standard() });
  }

  test('the registry is looked up there, for it comes with the cluster', () => {
    const first = cluster();
    new KafkaTopic(Stack.of(first), 'Topic', { cluster: first, topicName: 'clicks', value: AVRO });
    expect(localOf(Stack.of(first))).toContain(address(first));
    controlPlane(platform).dataSourceCountIs('confluent_schema_registry_cluster', 0);
  });

  test('a registry that was used before fails the synth, for it could not be found', () => {
    environment.schemaRegistry;
    expect(cluster).toThrow('Clusters/Cluster: the Schema Registry Platform/Environment/SchemaRegistry was used before this cluster, '
      + 'which it comes with, was declared in another stack. Declare the cluster first.');
  });

  test('an imported environment may have had clusters before', () => {
    const imported = Environment.fromEnvironmentAttributes(platform, 'Import', { environmentId: 'env-1', organization: environment.organization });
    imported.schemaRegistry;
    const other = new Stack(platform.node.root as App, 'Clusters');
    expect(() => new KafkaCluster(other, 'Cluster', { environment: imported, clusterType: ClusterType.basic() })).not.toThrow();
  });
});

test('the admin key is one of the administrator for the registry', () => {
  const { schemaRegistry, administrator } = given.environment;
  expect(rendered(schemaRegistry.adminKey)).toMatchObject({
    owner: { id: ref(administrator, 'id') },
    managed_resource: { id: ref(schemaRegistry, 'id'), api_version: 'srcm/v3', kind: 'Cluster', environment: [{ id: ref(given.environment, 'id') }] },
  });
});

test('schemas of all topics have one provider', () => {
  const { stack, cluster } = given;
  ['a', 'b'].forEach((topicName) => new KafkaTopic(stack, topicName, { cluster, topicName, value: AVRO }));
  const blocks: { alias?: string }[] = dataPlane(stack).toJSON().provider.confluent;
  expect(blocks.filter(({ alias }) => alias?.includes('registry'))).toHaveLength(1);
});

test.each([
  ['read', (registry: SchemaRegistry, to: ServiceAccount) => registry.grantReadSubjects(to, ResourcePattern.prefixed('clicks.')), 'DeveloperRead'],
  ['write', (registry: SchemaRegistry, to: ServiceAccount) => registry.grantWriteSubjects(to, ResourcePattern.prefixed('clicks.')), 'DeveloperWrite'],
  ['manage', (registry: SchemaRegistry, to: ServiceAccount) => registry.grantManageSubjects(to, ResourcePattern.prefixed('clicks.')), 'DeveloperManage'],
])('a grant to %s is a role on subjects of the registry', (_, grant, role) => {
  const { schemaRegistry } = given.environment;
  grant(schemaRegistry as SchemaRegistry, given.principal);
  controlPlane(given.stack).hasResource('confluent_role_binding', { role_name: role, crn_pattern: `${ref(schemaRegistry, 'resource_name')}/subject=clicks.*` });
});

test('a registry in a private network is reached there', () => {
  const environment = new Environment(given.stack, 'Closed', { organization: given.organization, schemaRegistryAccess: RegistryAccess.PRIVATE });
  const { schemaRegistry } = environment;
  new Subject(given.stack, 'Subject', { registry: schemaRegistry, subjectName: 'a', schema: AVRO });
  dataPlane(given.stack).hasProvider({ schema_registry_rest_endpoint: carried(dataPlane(given.stack), 'Stack/Closed/SchemaRegistry.private_rest_endpoint') });
  expect(schemaRegistry.catalogEndpoint).toBeUndefined();
});

test('a registry of an imported environment in a private network is reached there', () => {
  const environment = Environment.fromEnvironmentAttributes(given.stack, 'Closed', {
    environmentId: 'env-1', organization: given.organization, schemaRegistryAccess: RegistryAccess.PRIVATE,
  });
  expect(environment.schemaRegistry.catalogEndpoint).toBeUndefined();
});

describe('an import', () => {
  const attributes = { schemaRegistryId: 'lsrc-1', restEndpoint: 'https://psrc-1.confluent.cloud' };

  test('has what is given, and looks nothing up', () => {
    const registry = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Import', { ...attributes, environment: given.environment });
    expect(registry).toMatchObject(attributes);
    new Subject(given.stack, 'Subject', { registry, subjectName: 'a', schema: AVRO });
    controlPlane(given.stack).dataSourceCountIs('confluent_schema_registry_cluster', 0);
    dataPlane(given.stack).hasProvider({ schema_registry_id: 'lsrc-1', schema_registry_rest_endpoint: 'https://psrc-1.confluent.cloud' });
  });

  test('has a CRN in its environment', () => {
    const environment = Environment.fromEnvironmentAttributes(given.stack, 'Known', { environmentId: 'env-1', organization: given.organization });
    const registry = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Import', { ...attributes, environment });
    registry.grantReadSubjects(given.principal, ResourcePattern.all());
    expect(roles(given.stack)).toEqual(['Stack/Principal: DeveloperRead subject=*']);
  });

  test('makes its admin key in its own stack when it is first needed', () => {
    const registry = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Import', { ...attributes, environment: given.environment });
    const other = new Stack(given.app, 'Other');
    new Subject(other, 'Subject', { registry, subjectName: 'a', schema: AVRO });
    controlPlane(given.stack).hasResource('confluent_api_key', { managed_resource: { id: 'lsrc-1' } });
    expect(other.dependencies).toEqual([given.stack]);
  });

  test('takes the admin key that is given', () => {
    const adminKey = {} as ApiKey;
    expect(SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Import', { ...attributes, environment: given.environment, adminKey }).adminKey)
      .toBe(adminKey);
  });
});
