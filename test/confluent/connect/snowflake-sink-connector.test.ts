import { Duration, Size } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  KafkaTopic, SecretField, SnowflakeAuthentication, SnowflakeIngestionMethod, SnowflakeSinkConnector, SnowflakeSinkConnectorProps,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

const STREAMING = { ingestionMethod: SnowflakeIngestionMethod.SNOWPIPE_STREAMING, roleName: 'LOADER' };

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' });
});

function field(name: string): SecretField {
  const secret = given.stack.node.tryFindChild('Secret') as Secret | undefined ?? Secret.fromSecretNameV2(given.stack, 'Secret', 'snowflake');
  return SecretField.of(secret, name);
}

function make(props: Partial<SnowflakeSinkConnectorProps> = {}): SnowflakeSinkConnector {
  return new SnowflakeSinkConnector(given.stack, 'Sink', {
    topics: [topic],
    url: 'https://shop.eu-west-1.snowflakecomputing.com:443',
    user: 'HUB',
    authentication: SnowflakeAuthentication.keyPair(field('key')),
    databaseName: 'SHOP',
    schemaName: 'PUBLIC',
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'SnowflakeSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'authentication.method': 'Password',
    'snowflake.url.name': 'https://shop.eu-west-1.snowflakecomputing.com:443',
    'snowflake.user.name': 'HUB',
    'snowflake.database.name': 'SHOP',
    'snowflake.schema.name': 'PUBLIC',
    'snowflake.ingestion.method': 'SNOWPIPE',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'snowflake.private.key': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<SnowflakeSinkConnectorProps>, { [key: string]: string }]>([
  [STREAMING, { 'snowflake.ingestion.method': 'SNOWPIPE_STREAMING', 'snowflake.role.name': 'LOADER' }],
  [{ ...STREAMING, schematization: true, iceberg: true },
    { 'snowflake.enable.schematization': 'true', 'snowflake.streaming.iceberg.enabled': 'true' }],
  [{ ...STREAMING, flushInterval: Duration.seconds(1) }, { 'buffer.flush.time': '1' }],
  [{ flushInterval: Duration.minutes(1) }, { 'buffer.flush.time': '60' }],
  [{ flushRecords: 20_000 }, { 'buffer.count.records': '20000' }],
  [{ flushSize: Size.mebibytes(1) }, { 'buffer.size.bytes': '1048576' }],
  [{ tables: { orders: 'ORDERS', clicks: 'CLICKS' } }, { 'snowflake.topic2table.map': 'orders:ORDERS,clicks:CLICKS' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('a private key can be encrypted', () => {
  const authentication = SnowflakeAuthentication.keyPair(field('key'), field('passphrase'));
  expect(Object.keys(rendered(make({ authentication })).config_sensitive)).toEqual(['snowflake.private.key', 'snowflake.private.key.passphrase']);
});

test('OAuth takes the place of a key', () => {
  const made = rendered(make({
    authentication: SnowflakeAuthentication.oauth({ clientId: 'hub', clientSecret: field('client'), refreshToken: field('token') }),
  }));
  expect(made.config_nonsensitive).toMatchObject({ 'authentication.method': 'OAuth 2.0', 'oauth.client.id': 'hub' });
  expect(Object.keys(made.config_sensitive)).toEqual(['oauth.client.secret', 'oauth.refresh.token']);
});

test.each<[Partial<SnowflakeSinkConnectorProps>, string]>([
  [{ url: 'https://example.com' }, '`url` must match snowflakecomputing\\.(com|cn), got: https://example.com'],
  [{ flushInterval: Duration.seconds(9) }, '`flushInterval (seconds)` must be at least 10, got: 9'],
  [{ flushInterval: Duration.millis(10_500) }, '`flushInterval (seconds)` must be a whole number, got: 10.5'],
  [{ flushRecords: 9999 }, '`flushRecords` must be at least 10000, got: 9999'],
  [{ flushSize: Size.bytes(0) }, '`flushSize (bytes)` must be at least 1, got: 0'],
  [{ schematization: true }, '`schematization` needs Snowpipe Streaming: `ingestionMethod: SnowflakeIngestionMethod.SNOWPIPE_STREAMING`'],
  [{ ...STREAMING, roleName: undefined }, '`roleName` must be given for Snowpipe Streaming'],
  [{ tables: { orders: 'A,B' } }, '`tables` must have no : in names and no , at all, got: orders:A,B'],
  [{ authentication: undefined }, '`authentication` must be given'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sink: ${message}`);
});
