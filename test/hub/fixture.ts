import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ClusterType, Connector, IKafkaTopic } from '../../lib/confluent';
import { ISink, ISource, SinkBindOptions, SinkConfig, SourceBindOptions, SourceConfig, Spoke, StreamingHub, StreamingHubProps } from '../../lib/hub';
import { TerraformRunner } from '../../lib/terraform';
import { RUNNER_ARN } from '../support/fixtures';

/** A source of somebody else's. */
export class TestSource implements ISource {
  public bound?: SourceBindOptions;

  public bind(scope: Construct, options: SourceBindOptions): SourceConfig {
    this.bound = options;
    const { topic, spoke } = options;
    return {
      carrier: new Connector(scope, 'Connector', {
        cluster: topic.cluster, connectorClass: 'DatagenSource', serviceAccount: spoke.serviceAccount, writes: [topic],
      }),
    };
  }
}

/** A sink of somebody else's. */
export class TestSink implements ISink {
  public bound?: SinkBindOptions;

  public bind(scope: Construct, options: SinkBindOptions): SinkConfig {
    this.bound = options;
    const { topic, spoke } = options;
    const carrier = new Queue(scope, 'Carrier', { queueName: spoke.apiKey.secret.secretArn });
    topic.grantRead(spoke.serviceAccount).applyBefore(carrier);
    return { carrier };
  }
}

/** What a hub must be given. */
export function requiredProps(stack: Stack) {
  return {
    credentials: Secret.fromSecretNameV2(stack, 'CloudKey', 'confluent/cloud-key'),
    runner: TerraformRunner.fromServiceTokenArn(stack, 'Runner', RUNNER_ARN),
    cluster: ClusterType.standard(),
  };
}

/** A platform team's stack with a hub. */
export function hubIn(app: App, props: Partial<StreamingHubProps> = {}, stackProps?: StackProps): { platform: Stack; hub: StreamingHub } {
  const platform = new Stack(app, 'Platform', stackProps);
  return { platform, hub: new StreamingHub(platform, 'Hub', { ...requiredProps(platform), ...props }) };
}

/** A team's stack with a spoke that brings records in, takes some out, and has a key for schemas. */
export function busySpoke(app: App, id: string, hub: StreamingHub, clicks: IKafkaTopic, refined: IKafkaTopic): Stack {
  const stack = new Stack(app, id);
  const spoke = new Spoke(stack, 'Spoke', { hub });
  spoke.ingest('In', { from: new TestSource(), to: clicks });
  spoke.deliver('Out', { from: refined, to: new TestSink() });
  void spoke.schemaRegistryKey;
  return stack;
}
