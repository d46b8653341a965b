import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StreamingHub, confluent } from 'cdk-streaming-hub';

/**
 * The smallest hub: a Basic cluster with one topic.
 */
export function helloTopic(app: App): void {
  const stack = new Stack(app, 'HelloTopic');
  const hub = new StreamingHub(stack, 'Hub', {
    credentials: Secret.fromSecretNameV2(stack, 'ConfluentApiKey', 'confluent/cloud-api-key'),
    cluster: confluent.ClusterType.basic(),
  });
  hub.addTopic('hello');
}
