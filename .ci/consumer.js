// A user's app: loads the packed library, looks at what that loaded, and synthesizes a hub.
const assert = require('assert');
const { execFileSync } = require('child_process');
const { existsSync, readdirSync, readFileSync } = require('fs');
const { join } = require('path');
const loaded = (folder) => Object.keys(require.cache).filter((file) => file.includes(folder));

const hub = require('cdk-streaming-hub');
assert.deepEqual(loaded('cdk-streaming-hub/build/provider/'), [], 'the library loads bindings before they are used');
require('cdk-streaming-hub/aws');
assert.deepEqual(loaded('node_modules/cdktf/'), [], 'cdk-streaming-hub/aws loads cdktf');

const { App, Stack } = require('aws-cdk-lib');
const { Secret } = require('aws-cdk-lib/aws-secretsmanager');
const { ClusterType } = require('cdk-streaming-hub/confluent');
const { TerraformTemplate } = require('cdk-streaming-hub/assertions');
const { Plane } = require('cdk-streaming-hub/terraform');

const app = new App();
const stack = new Stack(app, 'Stack');
const platform = new hub.StreamingHub(stack, 'Hub', {
  credentials: Secret.fromSecretNameV2(stack, 'Key', 'confluent/cloud-api-key'),
  cluster: ClusterType.basic(),
});
platform.addTopic('clicks');
const { directory } = app.synth();

TerraformTemplate.fromStack(stack, Plane.DATA).hasResource('confluent_kafka_topic', { topic_name: 'clicks' });
const document = join(directory, 'terraform', 'Stack', 'data-plane', 'main.tf.json');
assert(existsSync(document));
assert.equal(Object.keys(JSON.parse(readFileSync(document, 'utf8')).resource.confluent_kafka_topic).length, 1);

// the programs of the run come with it: as assets of the runner that the hub makes, and as a command
const programs = readdirSync(directory).filter((name) => name.startsWith('asset.') && existsSync(join(directory, name, 'index.js')));
assert(programs.length >= 2, 'the assets of the runner are missing');
assert.match(execFileSync('npx', ['cdk-streaming-hub', '--help'], { encoding: 'utf8' }), /^npx cdk-streaming-hub <command>/);
