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
  /** How many service accounts there are whose IDs are outputs of the hub's stack. */
  readonly accounts?: number;
}

/*
 * An app as the README has it: a runner for all stacks, here one that lives in a closed network, and an example. The example
 * `one-stack` is the smallest: one stack has the runner too.
 */
const app = new App();
const { network, example, topics = {}, accounts = 0 }: Wishes = JSON.parse(app.node.getContext('wishes'));

const tools = new Stack(app, example === 'one-stack' ? 'OneStack' : 'Tools');
const bucket = Bucket.fromBucketName(tools, 'ClosedNetwork', network.bucket);
new terraform.TerraformRunner(tools, 'Runner', {
  engine: terraform.TerraformEngine.terraform('1.11.4', { bucket, key: network.engine, sha256: network.sha256 }),
  providerMirror: terraform.ProviderMirror.fromBucket(bucket, network.mirror),
});
if (example === 'one-stack') {
  const credentials = Secret.fromSecretNameV2(tools, 'ConfluentApiKey', CLOUD_KEY);
  new StreamingHub(tools, 'Hub', { credentials, cluster: confluent.ClusterType.basic() }).addTopic('hello');
} else {
  examples[example](app);
}

const [hub] = app.node.findAll().filter((construct) => construct instanceof StreamingHub);
Object.entries(topics).forEach(([name, partitions]) => hub.addTopic(name, { partitions }));
for (let i = 0; i < accounts; i++) {
  const { serviceAccountId } = new confluent.ServiceAccount(hub, `Account${i}`, { organization: hub.organization });
  new CfnOutput(Stack.of(hub), `Account${i}`, { value: serviceAccountId });
}
