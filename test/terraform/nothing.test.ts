import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ApiKey, ClusterType, Connector, Environment, FlinkComputePool, FlinkStatement, KafkaCluster, KafkaTopic, ProviderIntegration,
  SchemaFormat, SchemaRegistry, ServiceAccount, Subject,
} from '../../lib/confluent';
import { StreamingHub } from '../../lib/hub';
import { Plane, TerraformRoot } from '../../lib/terraform';
import { organizationIn } from '../confluent/fixture';

/** The files of the assembly of an App of two stacks without Confluent constructs, made with the copy of aws-cdk-lib that is loaded. */
function filesOfPlainApp(): Record<string, string> {
  const cdk = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
  const { Queue } = jest.requireActual<typeof import('aws-cdk-lib/aws-sqs')>('aws-cdk-lib/aws-sqs');
  const app = new cdk.App({ analyticsReporting: false, stackTraces: false });
  const queue = new Queue(new cdk.Stack(app, 'First'), 'Queue');
  new cdk.CfnOutput(new cdk.Stack(new cdk.Stage(app, 'Stage'), 'Other'), 'Output', { value: 'x' });
  new cdk.CfnOutput(new cdk.Stack(app, 'Second'), 'Output', { value: queue.queueArn });
  const { directory } = app.synth();
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(template|assets)\.json$|^manifest\.json$|^cdk\.out$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

describe('an App without Confluent constructs', () => {
  test('is as it would be without this library', () => {
    expect(TerraformRoot).toBeDefined();
    const withLibrary = filesOfPlainApp();
    let without: Record<string, string> = {};
    jest.isolateModules(() => { without = filesOfPlainApp(); });
    expect(withLibrary).toEqual(without);
    expect(Object.keys(without)).toEqual(expect.arrayContaining(['First.template.json', 'Second.template.json', 'manifest.json']));
  });

  test('has no root, and no document', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { directory } = app.synth();
    expect(Object.values(Plane).map((plane) => TerraformRoot.tryForPlane(stack, plane))).toEqual([undefined, undefined, undefined]);
    expect(existsSync(join(directory, 'terraform'))).toBe(false);
  });
});

test('constructs that stand elsewhere make nothing', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const organization = organizationIn(stack);
  const environment = Environment.fromEnvironmentAttributes(stack, 'Environment', { environmentId: 'env-1', organization });
  const cluster = KafkaCluster.fromKafkaClusterAttributes(stack, 'Cluster', {
    clusterId: 'lkc-1', bootstrapServers: 'x:9092', restEndpoint: 'https://x', clusterType: ClusterType.standard(), environment,
  });
  const registry = SchemaRegistry.fromSchemaRegistryAttributes(stack, 'Registry', { schemaRegistryId: 'lsrc-1', restEndpoint: 'https://x', environment });
  const computePool = FlinkComputePool.fromFlinkComputePoolAttributes(stack, 'Pool', { computePoolId: 'lfcp-1', environment, region: 'us-east-1' });
  const valueSubject = Subject.fromSubjectAttributes(stack, 'Subject', { subjectName: 'x', registry, format: SchemaFormat.AVRO });
  KafkaTopic.fromKafkaTopicAttributes(stack, 'Topic', { topicName: 'x', cluster, valueSubject });
  ServiceAccount.fromServiceAccountAttributes(stack, 'Account', { serviceAccountId: 'sa-1', organization });
  ApiKey.fromSecret(stack, 'Key', Secret.fromSecretNameV2(stack, 'KeySecret', 'x'));
  Connector.fromConnectorAttributes(stack, 'Connector', { connectorName: 'x', cluster });
  FlinkStatement.fromStatementName(stack, 'Statement', 'x');
  ProviderIntegration.fromProviderIntegrationAttributes(stack, 'Integration', { integrationId: 'cspi-1', role: Role.fromRoleName(stack, 'Role', 'x') });
  StreamingHub.fromStreamingHubAttributes(stack, 'Hub', { cluster, computePool });
  const assembly = app.synth();
  expect(stack.node.findAll().filter(TerraformRoot.isTerraformRoot)).toEqual([]);
  const { Resources, Outputs } = assembly.getStackByName('Stack').template;
  expect([Resources, Outputs]).toEqual([undefined, undefined]);
  expect(readdirSync(assembly.directory)).not.toContain('terraform');
});
