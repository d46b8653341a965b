import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, SecretField, SnowflakeSourceConnector, SnowflakeSourceConnectorProps, SnowflakeSourceMode, SnowflakeTimestampGranularity,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

const CHANGED = { 'SHOP.PUBLIC.ORDERS': ['CHANGED_AT', 'CREATED_AT'], 'SHOP.PUBLIC.ITEMS': ['CREATED_AT'] };

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function field(name: string): SecretField {
  const secret = given.stack.node.tryFindChild('Secret') as Secret | undefined ?? Secret.fromSecretNameV2(given.stack, 'Secret', 'snowflake');
  return SecretField.of(secret, name);
}

function make(props: Partial<SnowflakeSourceConnectorProps> = {}): SnowflakeSourceConnector {
  return new SnowflakeSourceConnector(given.stack, 'Source', {
    cluster: given.cluster,
    topicPrefix: 'snow.',
    url: 'shop-main.snowflakecomputing.com',
    user: 'HUB',
    privateKey: field('key'),
    mode: SnowflakeSourceMode.bulk(),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Source-/),
    'connector.class': 'SnowflakeSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Source/ServiceAccount.id'),
    'topic.prefix': 'snow.',
    'output.data.format': 'AVRO',
    'connection.url': 'shop-main.snowflakecomputing.com',
    'connection.user': 'HUB',
    'mode': 'bulk',
    'db.timezone': 'UTC',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'connection.private.key': expect.stringMatching(/^\$\{var\./) });
  expect(roles(given.stack)).toEqual([
    'Stack/Source/ServiceAccount: DeveloperManage topic=snow.*', 'Stack/Source/ServiceAccount: DeveloperWrite topic=snow.*',
  ]);
});

test('a private key can be encrypted', () => {
  const made = rendered(make({ passphrase: field('passphrase') }));
  expect(made.config_nonsensitive).toMatchObject({ 'connection.credentials.source': 'PRIVATE_KEY_PASSPHRASE' });
  expect(Object.keys(made.config_sensitive)).toEqual(['connection.private.key', 'connection.private.key.passphrase']);
});

test.each<[Partial<SnowflakeSourceConnectorProps>, { [key: string]: string }]>([
  [{ mode: SnowflakeSourceMode.timestamp(CHANGED) }, {
    'mode': 'timestamp', 'timestamp.columns.mapping': 'SHOP.PUBLIC.ORDERS:[CHANGED_AT|CREATED_AT],SHOP.PUBLIC.ITEMS:[CREATED_AT]',
  }],
  [{ mode: SnowflakeSourceMode.incrementing({ '.*': 'ID' }) }, { 'mode': 'incrementing', 'incrementing.column.mapping': '.*:ID' }],
  [{ mode: SnowflakeSourceMode.timestampAndIncrementing({ '.*': ['AT'] }, { '.*': 'ID' }) }, {
    'mode': 'timestamp+incrementing', 'timestamp.columns.mapping': '.*:[AT]', 'incrementing.column.mapping': '.*:ID',
  }],
  [{ mode: SnowflakeSourceMode.timestamp(CHANGED), startTime: new Date(1e12) }, { 'timestamp.initial': '1000000000000' }],
  [{ tables: ['SHOP.PUBLIC.*'], excludedTables: ['.*AUDIT'], tableTypes: ['TABLE', 'VIEW'] },
    { 'table.include.list': 'SHOP.PUBLIC.*', 'table.exclude.list': '.*AUDIT', 'table.types': 'TABLE,VIEW' }],
  [{ timeZone: 'Europe/Berlin' }, { 'db.timezone': 'Europe/Berlin' }],
  [{ timestampGranularity: SnowflakeTimestampGranularity.NANOS_STRING }, { 'timestamp.granularity': 'NANOS_STRING' }],
  [{ pollInterval: Duration.minutes(1) }, { 'poll.interval.ms': '60000' }],
  [{ quoteIdentifiers: true }, { 'quote.sql.identifiers': 'always' }],
  [{ quoteIdentifiers: false }, { 'quote.sql.identifiers': 'never' }],
  [{ valueFormat: DataFormat.JSON_SR, maxTasks: 3 }, { 'output.data.format': 'JSON_SR', 'tasks.max': '3' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test.each<[Partial<SnowflakeSourceConnectorProps>, string]>([
  [{ mode: undefined }, '`mode` must be given'],
  [{ url: 'example.com' }, '`url` must match \\.snowflakecomputing\\.(com|cn)(:\\d+)?\\/?$, got: example.com'],
  [{ startTime: new Date(0) }, '`startTime` is for modes with timestamps, got: bulk'],
  [{ pollInterval: Duration.millis(0) }, '`pollInterval (ms)` must be at least 1, got: 0'],
  [{ mode: SnowflakeSourceMode.timestamp({}) }, '`mode` must name the columns of at least one table, got none'],
  [{ mode: SnowflakeSourceMode.timestamp({ '.*': [] }) }, '`mode` must name columns by tables without , and :, got: .*:[]'],
  [{ mode: SnowflakeSourceMode.incrementing({ 'A,B': 'ID' }) }, '`mode` must name columns by tables without , and :, got: A,B:ID'],
  [{ valueFormat: DataFormat.JSON }, 'output.data.format must be one of AVRO, JSON_SR, PROTOBUF, got: JSON. '
    + 'If Confluent knows better than this version of the library, set `checkConfig: false`.'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Source: ${message}`);
});
