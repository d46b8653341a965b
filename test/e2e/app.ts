import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CLOUD_KEY } from './aws';
import type { ClosedNetwork } from './closed-network';
import { examples } from '../../examples/registry';
import { StreamingHub, confluent, terraform } from 'cdk-streaming-hub';

/** What a test wants of the app, as context. */
export interface Wishes {
  readonly network: ClosedNetwork;
  readonly example: string;
  /** Topics that the hub has besides those of the example, with their numbers of partitions. */
  readonly topics?: Record<string, number>;
  /** The stack that a topic of `two-stacks` is in, if any. */
  readonly moving?: 'Hub' | 'Team';
  /** How many service accounts there are whose IDs are outputs of the hub's stack. */
  readonly accounts?: number;
}

/*
 * An app as the README has it: a runner for all stacks, here one that lives in a closed network, and an example. The example
 * `one-stack` is the smallest: one stack has the runner too. In `two-stacks`, the hub is one that may take hours.
 */
const app = new App();
const { network, example, topics = {}, moving, accounts = 0 }: Wishes = JSON.parse(app.node.getContext('wishes'));

const tools = new Stack(app, example === 'one-stack' ? 'OneStack' : 'Tools');
const bucket = Bucket.fromBucketName(tools, 'ClosedNetwork', network.bucket);
new terraform.TerraformRunner(tools, 'Runner', {
  engine: terraform.TerraformEngine.terraform('1.11.4', { bucket, key: network.engine, sha256: network.sha256 }),
  providerMirror: terraform.ProviderMirror.fromBucket(bucket, network.mirror),
});
if (example === 'one-stack') {
  const credentials = Secret.fromSecretNameV2(tools, 'ConfluentApiKey', CLOUD_KEY);
  new StreamingHub(tools, 'Hub', { credentials, cluster: confluent.ClusterType.basic() }).addTopic('hello');
} else if (example === 'two-stacks') {
  const stacks = { Hub: new Stack(app, 'Hub'), Team: new Stack(app, 'Team') };
  const credentials = Secret.fromSecretNameV2(stacks.Hub, 'ConfluentApiKey', CLOUD_KEY);
  const { cluster } = new StreamingHub(stacks.Hub, 'Hub', { credentials, cluster: confluent.ClusterType.dedicated({ cku: 1 }) });
  Object.entries(stacks).forEach(([name, stack]) => new confluent.KafkaTopic(stack, 'Own', { cluster, topicName: `own-${name}` }));
  if (moving) {
    new confluent.KafkaTopic(stacks[moving], `MovingIn${moving}`, { cluster, topicName: 'moving' });
  }
} else {
  examples[example](app);
}

const [hub] = app.node.findAll().filter((construct) => construct instanceof StreamingHub);
Object.entries(topics).forEach(([name, partitions]) => hub.addTopic(name, { partitions }));
for (let i = 0; i < accounts; i++) {
  const { serviceAccountId } = new confluent.ServiceAccount(hub, `Account${i}`, { organization: hub.organization });
  new CfnOutput(Stack.of(hub), `Account${i}`, { value: serviceAccountId });
}
