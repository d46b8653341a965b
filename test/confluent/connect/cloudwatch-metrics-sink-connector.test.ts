import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  CloudWatchMetricsSinkConnector, CloudWatchMetricsSinkConnectorProps, KafkaTopic, MalformedMetricBehavior, Schema, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => { given = fixture(); });

function make(props: Partial<CloudWatchMetricsSinkConnectorProps> = {}): CloudWatchMetricsSinkConnector {
  const secret = Secret.fromSecretNameV2(given.stack, 'Key', 'access-key');
  return new CloudWatchMetricsSinkConnector(given.stack, 'Sink', {
    topics: [new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'metrics', value: Schema.avro('"string"') })],
    namespace: 'Shop',
    accessKeyId: SecretField.of(secret, 'id'),
    secretAccessKey: SecretField.of(secret, 'secret'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'CloudWatchMetricsSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'metrics',
    'input.data.format': 'AVRO',
    'aws.cloudwatch.metrics.namespace': 'Shop',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({
    'aws.access.key.id': expect.stringMatching(/^\$\{var\./), 'aws.secret.access.key': expect.stringMatching(/^\$\{var\./),
  });
});

test('records that are no metrics can be logged', () => {
  expect(rendered(make({ onMalformedMetric: MalformedMetricBehavior.LOG })).config_nonsensitive['behavior.on.malformed.metric']).toBe('LOG');
});

test.each<[Partial<CloudWatchMetricsSinkConnectorProps>, string]>([
  [{ namespace: ':a' }, '`namespace` must match ^[^:], got: :a'],
  [{ namespace: '' }, '`namespace` must have 1 to 255 characters, got 0: '],
  [{ accessKeyId: undefined, secretAccessKey: undefined }, '`accessKeyId` and `secretAccessKey` must be given'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sink: ${message}`);
});

test('a topic without a schema is refused', () => {
  const clicks = new KafkaTopic(given.stack, 'Clicks', { cluster: given.cluster, topicName: 'clicks' });
  expect(() => make({ topics: [clicks] })).toThrow('Stack/Sink: topic clicks (Stack/Clicks) is not known to have a schema, which the connector needs. '
    + 'Give it one, or say its format: `valueFormat`, one of AVRO, JSON_SR, PROTOBUF.');
});
