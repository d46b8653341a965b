// A user's app: loads the packed library, looks at what that loaded, and synthesizes.
const assert = require('assert');
const loaded = (folder) => Object.keys(require.cache).filter((file) => file.includes(folder));

const hub = require('cdk-streaming-hub');
assert.deepEqual(loaded('cdk-streaming-hub/build/provider/'), [], 'the library loads bindings before they are used');
require('cdk-streaming-hub/aws');
assert.deepEqual(loaded('node_modules/cdktf/'), [], 'cdk-streaming-hub/aws loads cdktf');

const { App, Stack } = require('aws-cdk-lib');
const { TerraformStack } = require('cdktf');
const stack = new Stack(new App(), 'Stack');
const root = new TerraformStack(stack, 'Root');
new hub.provider.kafkaTopic.KafkaTopic(root, 'Topic', { topicName: 'clicks' });
assert.equal(root.toTerraform().resource.confluent_kafka_topic.Topic.topic_name, 'clicks');
