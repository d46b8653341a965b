import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, HttpAuthentication, HttpBodyFormat, HttpErrorReport, HttpMethod, HttpSinkConnector, HttpSinkConnectorProps, KafkaTopic,
  NullValueBehavior, RequestErrorBehavior, RetryBackoffPolicy, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;
let secret: SecretField;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' });
  secret = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Secret', 'api'), 'password');
});

function make(props: Partial<HttpSinkConnectorProps> = {}): HttpSinkConnector {
  return new HttpSinkConnector(given.stack, 'Sink', { topics: [topic], url: 'https://example.com/orders', ...props });
}

test('a connector with only the required props', () => {
  expect(rendered(make()).config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'HttpSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'http.api.url': 'https://example.com/orders',
    'auth.type': 'NONE',
    'tasks.max': '1',
  });
});

test.each<[Partial<HttpSinkConnectorProps>, { [key: string]: string }]>([
  [{ method: HttpMethod.PUT }, { 'request.method': 'PUT' }],
  [{ bodyFormat: HttpBodyFormat.JSON }, { 'request.body.format': 'json' }],
  [{ headers: { 'A': '1', 'B-C': 'x:y' } }, { 'headers': 'A:1|B-C:x:y', 'header.separator': '|' }],
  [{ nullValues: NullValueBehavior.DELETE }, { 'behavior.on.null.values': 'delete' }],
  [{ onError: RequestErrorBehavior.FAIL }, { 'behavior.on.error': 'fail' }],
  [{ errorReport: HttpErrorReport.HTTP_RESPONSE }, { 'report.errors.as': 'http_response' }],
  [{ batchSize: 10, batchAsArray: true }, { 'batch.max.size': '10', 'batch.json.as.array': 'true' }],
  [{ batchKeyPattern: '${key}', batchPrefix: '<', batchSuffix: '>', batchSeparator: ';' },
    { 'batch.key.pattern': '$${key}', 'batch.prefix': '<', 'batch.suffix': '>', 'batch.separator': ';' }],
  [{ maxRetries: 0, retryBackoff: Duration.seconds(1) }, { 'max.retries': '0', 'retry.backoff.ms': '1000' }],
  [{ retryBackoffPolicy: RetryBackoffPolicy.CONSTANT }, { 'retry.backoff.policy': 'CONSTANT_VALUE' }],
  [{ retryOnStatusCodes: ['429', '500-'] }, { 'retry.on.status.codes': '429,500-' }],
  [{ connectTimeout: Duration.seconds(1), requestTimeout: Duration.seconds(2) },
    { 'http.connect.timeout.ms': '1000', 'http.request.timeout.ms': '2000' }],
  [{ verifyHostname: false }, { 'https.host.verifier.enabled': 'false' }],
  [{ keyFormat: DataFormat.STRING }, { 'input.key.format': 'STRING' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('by a password', () => {
  const made = rendered(make({ authentication: HttpAuthentication.basic('hub', secret) }));
  expect(made.config_nonsensitive).toMatchObject({ 'auth.type': 'BASIC', 'connection.user': 'hub' });
  expect(Object.keys(made.config_sensitive)).toEqual(['connection.password']);
});

test('by tokens of an authorization server', () => {
  const made = rendered(make({
    authentication: HttpAuthentication.oauth2({
      tokenUrl: 'https://login.example.com', clientId: 'hub', clientSecret: secret, scope: 'write', tokenProperty: 'token', credentialsInUrl: true,
    }),
  }));
  expect(made.config_nonsensitive).toMatchObject({
    'auth.type': 'OAUTH2',
    'oauth2.token.url': 'https://login.example.com',
    'oauth2.client.id': 'hub',
    'oauth2.client.scope': 'write',
    'oauth2.token.property': 'token',
    'oauth2.client.auth.mode': 'url',
  });
  expect(Object.keys(made.config_sensitive)).toEqual(['oauth2.client.secret']);
});

test('headers and key stores can be secret', () => {
  const made = rendered(make({
    sensitiveHeaders: secret,
    keyStores: { keyStore: secret, keyStorePassword: secret, keyPassword: secret, trustStore: secret, trustStorePassword: secret },
  }));
  expect(made.config_nonsensitive['header.separator']).toBe('|');
  expect(Object.keys(made.config_sensitive).sort()).toEqual([
    'https.ssl.key.password', 'https.ssl.keystore.password', 'https.ssl.keystorefile', 'https.ssl.truststore.password', 'https.ssl.truststorefile',
    'sensitive.headers',
  ]);
});

test.each<[string, () => Partial<HttpSinkConnectorProps>, string]>([
  ['a URL of another protocol', () => ({ url: 'ftp://example.com' }), '`url` must match ^https?:\\/\\/, got: ftp://example.com'],
  ['a method of the second generation', () => ({ method: HttpMethod.GET }), '`method` must be one of POST, PUT, PATCH, got: GET'],
  ['a token', () => ({ authentication: HttpAuthentication.bearer(secret) }), '`authentication` must be one of NONE, BASIC, OAUTH2, got: BEARER'],
  ['a header with a separator', () => ({ headers: { A: '1|2' } }), '`headers` must have no : in names and no | at all, got: A:1|2'],
  ['a header with a colon in its name', () => ({ headers: { 'A:B': '1' } }), '`headers` must have no : in names and no | at all, got: A:B:1'],
  ['an empty batch', () => ({ batchSize: 0 }), '`batchSize` must be at least 1, got: 0'],
  ['fewer retries than none', () => ({ maxRetries: -1 }), '`maxRetries` must be at least 0, got: -1'],
  ['a dead letter topic', () => ({ deadLetterTopicName: 'lost' }),
    '`deadLetterTopicName` is no option of HttpSink, which reports errors in a topic of its own'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props())).toThrow(`Stack/Sink: ${message}`);
});
