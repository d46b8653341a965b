import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DocumentWriteMethod, HttpAuthentication, KafkaTopic, NullValueBehavior, OpenSearchIndex, OpenSearchSinkConnector, OpenSearchSinkConnectorProps,
  RequestErrorBehavior, RetryBackoffPolicy, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let secret: SecretField;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = topicOf('orders');
  secret = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Secret', 'search'), 'password');
});

function topicOf(topicName: string): KafkaTopic {
  return new KafkaTopic(given.stack, topicName, { cluster: given.cluster, topicName });
}

function make(props: Partial<OpenSearchSinkConnectorProps> = {}): OpenSearchSinkConnector {
  return new OpenSearchSinkConnector(given.stack, 'Sink', {
    url: 'https://search.example.com', authentication: HttpAuthentication.basic('hub', secret), indexes: [{ topic }], ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'OpenSearchSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'instance.url': 'https://search.example.com',
    'auth.type': 'BASIC',
    'connection.user': 'hub',
    'indexes.num': '1',
    'index1.topic': 'orders',
    'index1.name': 'orders',
    'tasks.max': '1',
  });
  expect(Object.keys(made.config_sensitive)).toEqual(['connection.password']);
});

test('several topics have their own indexes', () => {
  expect(rendered(make({ indexes: [{ topic }, { topic: topicOf('clicks'), indexName: 'web' }] })).config_nonsensitive).toMatchObject({
    'topics': 'orders,clicks', 'indexes.num': '2', 'index1.name': 'orders', 'index2.topic': 'clicks', 'index2.name': 'web',
  });
});

test.each<[Partial<OpenSearchIndex>, { [key: string]: string }]>([
  [{ batchSize: 100 }, { 'index1.batch.size': '100' }],
  [{ writeMethod: DocumentWriteMethod.UPSERT }, { 'index1.write.method': 'UPSERT' }],
  [{ insertKeyAsId: true }, { 'index1.insert.key.as.id': 'true' }],
  [{ nullValues: NullValueBehavior.DELETE }, { 'index1.behavior.on.null.values': 'DELETE' }],
  [{ reportStatusCodeOnly: true }, { 'index1.report.only.status.code.to.success.topic': 'true' }],
])('%j can be given for an index', (index, expected) => {
  expect(rendered(make({ indexes: [{ topic, ...index }] })).config_nonsensitive).toMatchObject(expected);
});

test.each<[Partial<OpenSearchSinkConnectorProps>, { [key: string]: string }]>([
  [{ authentication: HttpAuthentication.none() }, { 'auth.type': 'NONE' }],
  [{ onError: RequestErrorBehavior.IGNORE }, { 'behavior.on.error': 'IGNORE' }],
  [{ maxRetries: 5, retryBackoff: Duration.seconds(1), retryBackoffPolicy: RetryBackoffPolicy.CONSTANT, retryOnStatusCodes: ['500-'] },
    { 'max.retries': '5', 'retry.backoff.ms': '1000', 'retry.backoff.policy': 'CONSTANT_VALUE', 'retry.on.status.codes': '500-' }],
  [{ resultTopicName: 'answers' }, { 'reporter.result.topic.name': 'answers' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('key stores turn on TLS', () => {
  const made = rendered(make({ keyStores: { keyStore: secret, keyPassword: secret } }));
  expect(made.config_nonsensitive['opensearch.ssl.enabled']).toBe('true');
  expect(Object.keys(made.config_sensitive).sort()).toEqual(['connection.password', 'opensearch.ssl.key.password', 'opensearch.ssl.keystorefile']);
});

test.each<[string, () => Partial<OpenSearchSinkConnectorProps>, string]>([
  ['no index', () => ({ indexes: [] }), '`indexes (number)` must be between 1 and 5, got: 0'],
  ['a sixth index', () => ({ indexes: [...Array(6).keys()].map((i) => ({ topic: topicOf(`t${i}`) })) }), '`indexes (number)` must be between 1 and 5, got: 6'],
  ['a topic of two indexes', () => ({ indexes: [{ topic }, { topic, indexName: 'again' }] }), '`indexes` must name a topic once, got it again: Stack/orders'],
  ['an empty batch', () => ({ indexes: [{ topic, batchSize: 0 }] }), '`batchSize` must be at least 1, got: 0'],
  ['a token', () => ({ authentication: HttpAuthentication.bearer(secret) }), '`authentication` must be one of NONE, BASIC, got: BEARER'],
  ['a host only', () => ({ url: 'search.example.com' }), '`url` must match ^https?:\\/\\/, got: search.example.com'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props())).toThrow(`Stack/Sink: ${message}`);
});
