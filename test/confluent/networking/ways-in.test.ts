import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ClusterType, Environment, IKafkaCluster, KafkaCluster, KafkaTopic, Network, Organization, PrivateLinkAttachment, PrivateLinkEndpoint,
} from '../../../lib/confluent';
import { ITerraformRunner, Plane, TerraformRunner } from '../../../lib/terraform';
import { deploymentOf, RUNNER_ARN } from '../../support/fixtures';
import { dataPlane } from '../fixture';

const ENV = { account: '111111111111', region: 'us-east-1' };
let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: ENV });
});

function environmentWith(runner?: ITerraformRunner, scope = stack): Environment {
  const organization = new Organization(scope, 'Organization', { credentials: Secret.fromSecretNameV2(scope, 'CloudKey', 'key'), runner });
  return new Environment(scope, 'Environment', { organization });
}

function clusterIn(environment: Environment, clusterType = ClusterType.enterprise()): KafkaCluster {
  return new KafkaCluster(stack, 'Cluster', { environment, clusterType });
}

function addTopic(cluster: IKafkaCluster, scope = stack): void {
  new KafkaTopic(scope, 'Topic', { cluster, topicName: 'clicks' });
}

function dataWaitsForEndpoint(scope = stack): boolean {
  const { DependsOn: waits = [] } = deploymentOf(Template.fromStack(scope).toJSON(), Plane.DATA);
  return waits.some((id: string) => id.includes('EndpointVpcEndpoint'));
}

describe('a runner in no VPC', () => {
  const message = 'Stack/Topic: the cluster Stack/Cluster is in a private network, and the runner Stack/Runner is in no VPC, so it cannot reach it. '
    + 'Give the Organization or StreamingHub a runner in a VPC with a way to the cluster: `runner: new TerraformRunner(this, \'Runner\', { vpc })`.';

  test.each([['Enterprise', ClusterType.enterprise()], ['Freight', ClusterType.freight()]])('manages no topics of %s clusters', (_, type) => {
    const cluster = clusterIn(environmentWith(new TerraformRunner(stack, 'Runner')), type);
    expect(() => addTopic(cluster)).toThrow(message);
  });

  test('manages no topics of Dedicated clusters in a network', () => {
    const environment = environmentWith(new TerraformRunner(stack, 'Runner'));
    const network = Network.fromNetworkAttributes(stack, 'Network', { networkId: 'n-1', environment });
    const cluster = new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.dedicated({ cku: 1 }), network });
    expect(() => addTopic(cluster)).toThrow(message);
  });

  test('manages no topics of such clusters that are imported', () => {
    const environment = environmentWith(new TerraformRunner(stack, 'Runner'));
    const cluster = KafkaCluster.fromKafkaClusterAttributes(stack, 'Cluster', {
      clusterId: 'lkc-1', bootstrapServers: 'lkc-1:9092', restEndpoint: 'https://lkc-1', clusterType: ClusterType.enterprise(), environment,
    });
    expect(() => addTopic(cluster)).toThrow(message);
  });

  test('manages topics of other clusters', () => {
    const environment = environmentWith(new TerraformRunner(stack, 'Runner'));
    expect(() => addTopic(clusterIn(environment, ClusterType.dedicated({ cku: 1 })))).not.toThrow();
  });

  test('makes private clusters, and their keys', () => {
    const cluster = clusterIn(environmentWith(new TerraformRunner(stack, 'Runner')));
    expect(() => cluster.adminKey).not.toThrow();
  });
});

test('of a runner that was made elsewhere it is not known where it is', () => {
  const runner = TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN);
  addTopic(clusterIn(environmentWith(runner)));
  dataPlane(stack).resourceCountIs('confluent_kafka_topic', 1);
});

describe('what is in a cluster waits for a way', () => {
  /** The way and the topics, each in a stack. */
  function across(inVpcOfRunner: boolean) {
    const foundation = new Stack(app, 'Foundation', { env: ENV });
    const vpc = new Vpc(foundation, 'Vpc');
    const environment = environmentWith(new TerraformRunner(foundation, 'Runner', { vpc }), foundation);
    const way = new Stack(app, 'Way', { env: ENV });
    const target = PrivateLinkAttachment.fromPrivateLinkAttachmentAttributes(way, 'Attachment', { attachmentId: 'platt-1', environment });
    addTopic(clusterIn(environment));
    new PrivateLinkEndpoint(way, 'Endpoint', { target, vpc: inVpcOfRunner ? vpc : new Vpc(way, 'Other') });
    app.synth();
    return way;
  }

  test('from the VPC of the runner, in another stack too', () => {
    const way = across(true);
    expect(stack.dependencies).toContain(way);
  });

  test('not from another VPC, in another stack', () => {
    const way = across(false);
    expect(stack.dependencies).not.toContain(way);
  });

  test('in the same stack, whatever others there are', () => {
    const foundation = new Stack(app, 'Foundation', { env: ENV });
    const vpc = new Vpc(foundation, 'Vpc');
    const environment = environmentWith(new TerraformRunner(foundation, 'Runner', { vpc }));
    addTopic(clusterIn(environment));
    new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAttachment(stack, 'Attachment', { environment }), vpc });
    const late = new Stack(app, 'Late', { env: ENV });
    new PrivateLinkEndpoint(late, 'Endpoint', { target: new PrivateLinkAttachment(late, 'Attachment', { environment }), vpc });
    app.synth();
    expect(late.dependencies).toContain(stack);
    expect(dataWaitsForEndpoint()).toBe(true);
  });

  test('in the same stack, if it is not known where the runner is', () => {
    const environment = environmentWith(TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN));
    addTopic(clusterIn(environment));
    new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAttachment(stack, 'Attachment', { environment }), vpc: new Vpc(stack, 'Vpc') });
    expect(dataWaitsForEndpoint()).toBe(true);
  });
});

describe('a cluster to which nothing leads', () => {
  const warning = Match.stringLikeRegexp('nothing leads to this enterprise cluster, which is in private networks only');

  test('is warned of', () => {
    clusterIn(environmentWith(TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN)));
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', warning);
  });

  test('is not warned of once something does', () => {
    const environment = environmentWith(TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN));
    clusterIn(environment);
    new PrivateLinkEndpoint(stack, 'Endpoint', { target: new PrivateLinkAttachment(stack, 'Attachment', { environment }), vpc: new Vpc(stack, 'Vpc') });
    Annotations.fromStack(stack).hasNoWarning('/Stack/Cluster', warning);
  });

  test('is not warned of in an environment that stands elsewhere', () => {
    const { organization } = environmentWith(TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN));
    const environment = Environment.fromEnvironmentAttributes(stack, 'Known', { environmentId: 'env-1', organization });
    new KafkaCluster(stack, 'Cluster', { environment, clusterType: ClusterType.enterprise() });
    Annotations.fromStack(stack).hasNoWarning('/Stack/Cluster', warning);
  });

  test('is not warned of if it is public', () => {
    clusterIn(environmentWith(TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN)), ClusterType.standard());
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});
