import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  HttpApi, HttpAuthentication, HttpBodyFormat, HttpErrorReport, HttpMethod, HttpSinkV2Connector, HttpSinkV2ConnectorProps, KafkaTopic,
  NullValueBehavior, RequestErrorBehavior, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let secret: SecretField;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = topicOf('orders');
  secret = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Secret', 'api'), 'password');
});

function topicOf(topicName: string): KafkaTopic {
  return new KafkaTopic(given.stack, topicName, { cluster: given.cluster, topicName });
}

function make(props: Partial<HttpSinkV2ConnectorProps> = {}): HttpSinkV2Connector {
  return new HttpSinkV2Connector(given.stack, 'Sink', { baseUrl: 'https://example.com', apis: [{ topics: [topic] }], ...props });
}

test('a connector with only the required props', () => {
  expect(rendered(make()).config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'HttpSinkV2',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'http.api.base.url': 'https://example.com',
    'auth.type': 'NONE',
    'use.open.api.spec': 'false',
    'apis.num': '1',
    'api1.topics': 'orders',
    'tasks.max': '1',
  });
});

test('several APIs have their own topics', () => {
  const [clicks, views] = [topicOf('clicks'), topicOf('views')];
  const config = rendered(make({ apis: [{ topics: [topic], path: '/orders' }, { topics: [clicks, views], path: '/web' }] })).config_nonsensitive;
  expect(config).toMatchObject({
    'topics': 'orders,clicks,views',
    'apis.num': '2',
    'api1.topics': 'orders',
    'api1.http.api.path': '/orders',
    'api2.topics': 'clicks,views',
    'api2.http.api.path': '/web',
  });
  expect(roles(given.stack)).toContain('Stack/Sink/ServiceAccount: DeveloperRead topic=views');
});

test.each<[Partial<HttpApi>, { [key: string]: string }]>([
  [{ method: HttpMethod.DELETE }, { 'api1.http.request.method': 'DELETE' }],
  [{ bodyFormat: HttpBodyFormat.STRING }, { 'api1.request.body.format': 'String' }],
  [{ bodyFormat: HttpBodyFormat.JSON }, { 'api1.request.body.format': 'JSON' }],
  [{ body: '{"a":1}' }, { 'api1.http.request.body': '{"a":1}' }],
  [{ headers: { A: '1' } }, { 'api1.http.request.headers': 'A:1' }],
  [{ parameters: { a: '1', b: '2' } }, { 'api1.http.request.parameters': 'a=1&b=2' }],
  [{ nullValues: NullValueBehavior.FAIL }, { 'api1.behavior.on.null.values': 'FAIL' }],
  [{ batchSize: 100, batchAsArray: true }, { 'api1.max.batch.size': '100', 'api1.batch.json.as.array': 'true' }],
  [{ maxRetries: 1 }, { 'api1.max.retries': '1' }],
  [{ requestTimeout: Duration.seconds(5) }, { 'api1.http.request.timeout.ms': '5000' }],
  [{ forwardHeaders: false }, { 'api1.forward.kafka.headers': 'false' }],
  [{ reportStatusCodeOnly: true }, { 'api1.report.only.status.code.to.success.topic': 'true' }],
])('%j can be given for an API', (api, expected) => {
  expect(rendered(make({ apis: [{ topics: [topic], ...api }] })).config_nonsensitive).toMatchObject(expected);
});

test.each<[Partial<HttpSinkV2ConnectorProps>, { [key: string]: string }]>([
  [{ onError: RequestErrorBehavior.IGNORE }, { 'behavior.on.error': 'IGNORE' }],
  [{ errorReport: HttpErrorReport.ERROR_STRING }, { 'report.errors.as': 'Error string' }],
  [{ errorReport: HttpErrorReport.HTTP_RESPONSE }, { 'report.errors.as': 'http_response' }],
  [{ deadLetterTopicName: 'lost' }, { 'errors.deadletterqueue.topic.name': 'lost' }],
  [{ resultTopicName: 'answers', errorTopicName: 'errors' }, { 'reporter.result.topic.name': 'answers', 'reporter.error.topic.name': 'errors' }],
  [{ verifyHostname: false }, { 'https.host.verifier.enabled': 'false' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test.each<[string, () => HttpAuthentication, { [key: string]: string }, string]>([
  ['a token', () => HttpAuthentication.bearer(secret), { 'auth.type': 'BEARER' }, 'bearer.token'],
  ['an API key', () => HttpAuthentication.apiKey(secret), { 'auth.type': 'API_KEY' }, 'api.key.value'],
  ['an API key in the query', () => HttpAuthentication.apiKey(secret, { name: 'key', inQuery: true }),
    { 'api.key.name': 'key', 'api.key.location': 'QUERY' }, 'api.key.value'],
  ['a password', () => HttpAuthentication.basic('hub', secret), { 'auth.type': 'BASIC', 'connection.user': 'hub' }, 'connection.password'],
])('by %s', (_, authentication, plain, secretKey) => {
  const made = rendered(make({ authentication: authentication() }));
  expect(made.config_nonsensitive).toMatchObject(plain);
  expect(Object.keys(made.config_sensitive)).toEqual([secretKey]);
});

test('headers of an API and key stores can be secret', () => {
  const made = rendered(make({ apis: [{ topics: [topic], sensitiveHeaders: secret }], keyStores: { trustStore: secret } }));
  expect(Object.keys(made.config_sensitive).sort()).toEqual(['api1.http.request.sensitive.headers', 'https.ssl.truststorefile']);
});

test.each<[string, () => Partial<HttpSinkV2ConnectorProps>, string]>([
  ['no API', () => ({ apis: [] }), '`apis (number)` must be between 1 and 15, got: 0'],
  ['a 16th API', () => ({ apis: [...Array(16).keys()].map((i) => ({ topics: [topicOf(`t${i}`)] })) }), '`apis (number)` must be between 1 and 15, got: 16'],
  ['a topic of two APIs', () => ({ apis: [{ topics: [topic] }, { topics: [topic] }] }), '`apis` must name a topic once, got it again: Stack/orders'],
  ['APIs without topics', () => ({ apis: [{ topics: [] }] }), '`topics` must name at least one topic, got none'],
  ['a base without a protocol', () => ({ baseUrl: 'example.com' }), '`baseUrl` must match ^https?:\\/\\/, got: example.com'],
  ['no retries', () => ({ apis: [{ topics: [topic], maxRetries: 0 }] }), '`maxRetries` must be at least 1, got: 0'],
  ['a parameter with a separator', () => ({ apis: [{ topics: [topic], parameters: { a: '1&2' } }] }),
    '`parameters` must have no = in names and no & at all, got: a=1&2'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props())).toThrow(`Stack/Sink: ${message}`);
});
