import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { StreamingHub, confluent, terraform } from 'cdk-streaming-hub';

/**
 * The smallest hub: a Basic cluster with one topic.
 */
export function helloTopic(app: App): void {
  const stack = new Stack(app, 'HelloTopic');
  const hub = new StreamingHub(stack, 'Hub', {
    credentials: Secret.fromSecretNameV2(stack, 'ConfluentApiKey', 'confluent/cloud-api-key'),
    runner: terraform.TerraformRunner.fromServiceTokenArn(stack, 'Runner',
      StringParameter.valueForStringParameter(stack, '/cdk-streaming-hub/runner')),
    cluster: confluent.ClusterType.basic(),
  });
  hub.addTopic('hello');
}
