import { CfnParameter } from 'aws-cdk-lib';
import { ClusterType, Environment, IEnvironment, KafkaCluster, KafkaTopic, ServiceAccount } from '../../../lib/confluent';
import { controlPlane, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

/** The one data source of a type that is looked up by this name, and a function that refers to its attributes. */
function lookup(type: string, displayName: string): { data: any; attribute(name: string): string } {
  const [[id, data]] = Object.entries<any>(controlPlane(given.stack).toJSON().data[type]).filter(([, block]) => block.display_name === displayName);
  return { data, attribute: (name) => `\${data.${type}.${id}.${name}}` };
}

function read(value: string): string {
  return rendered(new ServiceAccount(given.stack, 'Reader', { organization: given.organization, description: value })).description;
}

describe('an environment by its name', () => {
  let environment: IEnvironment;

  beforeEach(() => {
    environment = Environment.fromEnvironmentName(given.stack, 'Found', { organization: given.organization, environmentName: 'prod' });
  });

  test('is found during the deployment', () => {
    const description = read(`${environment.environmentId} ${environment.environmentCrn}`);
    const { attribute } = lookup('confluent_environment', 'prod');
    expect(description).toBe(`${attribute('id')} ${attribute('resource_name')}`);
    expect(environment.environmentName).toBe('prod');
  });

  test('can have new clusters and topics', () => {
    const cluster = new KafkaCluster(given.stack, 'New', { environment, clusterType: ClusterType.basic() });
    new KafkaTopic(given.stack, 'Topic', { cluster, topicName: 'clicks' });
    expect(rendered(cluster).environment).toEqual({ id: lookup('confluent_environment', 'prod').attribute('id') });
    controlPlane(given.stack).hasResource('confluent_role_binding', {
      role_name: 'EnvironmentAdmin', crn_pattern: lookup('confluent_environment', 'prod').attribute('resource_name'),
    });
  });

  test('has the administrator that is given', () => {
    const found = Environment.fromEnvironmentName(given.stack, 'Again', {
      organization: given.organization, environmentName: 'prod', administrator: given.principal,
    });
    expect(found.administrator).toBe(given.principal);
  });

  test('has a name', () => {
    expect(() => Environment.fromEnvironmentName(given.stack, 'Again', { organization: given.organization, environmentName: '' })).toThrow(
      'Stack/Again: `environmentName` must not be empty');
  });
});

describe('a cluster by its name', () => {
  function find(clusterName = 'orders') {
    return KafkaCluster.fromKafkaClusterName(given.stack, 'Found', { environment: given.environment, clusterName, clusterType: ClusterType.standard() });
  }

  test('is found during the deployment', () => {
    const { clusterId, bootstrapServers, restEndpoint, clusterCrn, clusterName } = find();
    const description = read([clusterId, bootstrapServers, restEndpoint, clusterCrn].join(' '));
    const { data, attribute } = lookup('confluent_kafka_cluster', 'orders');
    expect(data.environment).toEqual({ id: expect.stringMatching(/^\$\{confluent_environment\..*\.id}$/) });
    expect(description).toBe([
      attribute('id'), `\${trimprefix(${attribute('bootstrap_endpoint').slice(2, -1)}, "SASL_SSL://")}`, attribute('rest_endpoint'), attribute('rbac_crn'),
    ].join(' '));
    expect(clusterName).toBe('orders');
  });

  test('can have new topics, with a key of its own', () => {
    new KafkaTopic(given.stack, 'Topic', { cluster: find(), topicName: 'clicks' });
    dataPlane(given.stack).hasResource('confluent_kafka_topic', { topic_name: 'clicks' });
    controlPlane(given.stack).hasResource('confluent_api_key', { managed_resource: { id: lookup('confluent_kafka_cluster', 'orders').attribute('id') } });
  });

  test('has a name that is known at synth', () => {
    expect(() => find(new CfnParameter(given.stack, 'Name').valueAsString)).toThrow(
      'Stack/Found: `clusterName` must be known at synth, got a token. Flink statements are named after it: give it as plain text.');
  });
});
