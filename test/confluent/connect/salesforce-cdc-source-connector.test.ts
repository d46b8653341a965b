import { Duration, Size } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, KafkaTopic, SalesforceAuthentication, SalesforceCdcSourceConnector, SalesforceCdcSourceConnectorProps, SalesforceChannel,
  SalesforcePosition, SecretField,
} from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'leads' });
});

function field(name: string): SecretField {
  const secret = given.stack.node.tryFindChild('Secret') as Secret | undefined ?? Secret.fromSecretNameV2(given.stack, 'Secret', 'salesforce');
  return SecretField.of(secret, name);
}

function make(props: Partial<SalesforceCdcSourceConnectorProps> = {}): SalesforceCdcSourceConnector {
  return new SalesforceCdcSourceConnector(given.stack, 'Salesforce', {
    topic,
    authentication: SalesforceAuthentication.password({
      username: 'hub@example.com',
      password: field('password'),
      securityToken: field('token'),
      consumerKey: field('key'),
      consumerSecret: field('secret'),
    }),
    channel: SalesforceChannel.entity('LeadChangeEvent'),
    ...props,
  });
}

test('a connector with only the required props', () => {
  const connector = make();
  const made = rendered(connector);
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Salesforce-/),
    'connector.class': 'SalesforceCdcSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Salesforce/ServiceAccount.id'),
    'kafka.topic': 'leads',
    'output.data.format': 'JSON',
    'salesforce.grant.type': 'PASSWORD',
    'salesforce.username': 'hub@example.com',
    'salesforce.cdc.name': 'LeadChangeEvent',
    'salesforce.channel.type': 'SINGLE',
    'tasks.max': '1',
  });
  expect(Object.keys(made.config_sensitive).sort()).toEqual([
    'salesforce.consumer.key', 'salesforce.consumer.secret', 'salesforce.password', 'salesforce.password.token',
  ]);
  expect(made.depends_on).toContain(address(topic));
  expect(roles(given.stack)).toContain('Stack/Salesforce/ServiceAccount: DeveloperWrite topic=leads');
});

test('it can be a connected app itself', () => {
  const made = rendered(make({
    instanceUrl: 'https://shop.my.salesforce.com',
    authentication: SalesforceAuthentication.clientCredentials({ consumerKey: field('key'), consumerSecret: field('secret') }),
  }));
  expect(made.config_nonsensitive).toMatchObject({
    'salesforce.grant.type': 'CLIENT_CREDENTIALS', 'salesforce.instance': 'https://shop.my.salesforce.com',
  });
  expect(made.config_nonsensitive).not.toHaveProperty(['salesforce.username']);
  expect(Object.keys(made.config_sensitive)).toEqual(['salesforce.consumer.key', 'salesforce.consumer.secret']);
});

test('it can sign tokens', () => {
  const made = rendered(make({
    authentication: SalesforceAuthentication.jwtBearer({
      username: 'hub@example.com', consumerKey: field('key'), keyStore: field('store'), keyStorePassword: field('opens'),
    }),
  }));
  expect(made.config_nonsensitive).toMatchObject({ 'salesforce.grant.type': 'JWT_BEARER', 'salesforce.username': 'hub@example.com' });
  expect(Object.keys(made.config_sensitive)).toEqual([
    'salesforce.consumer.key', 'salesforce.jwt.keystore.file', 'salesforce.jwt.keystore.password',
  ]);
});

test.each<[Partial<SalesforceCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ channel: SalesforceChannel.standard() }, { 'salesforce.cdc.name': 'ChangeEvents', 'salesforce.channel.type': 'MULTI' }],
  [{ channel: SalesforceChannel.custom('Sales__chn', ['LeadChangeEvent', 'AccountChangeEvent']) }, {
    'salesforce.cdc.name': 'Sales__chn', 'salesforce.channel.type': 'MULTI', 'salesforce.channel.entities': 'LeadChangeEvent,AccountChangeEvent',
  }],
  [{ initialStart: SalesforcePosition.ALL, invalidReplayStart: SalesforcePosition.LATEST },
    { 'salesforce.initial.start': 'all', 'invalid.replay.id.behaviour': 'latest' }],
  [{ convertChangedFields: true }, { 'convert.changed.fields': 'true' }],
  [{ connectionTimeout: Duration.minutes(1), maxRetryTime: Duration.seconds(1) },
    { 'connection.timeout': '60000', 'request.max.retries.time.ms': '1000' }],
  [{ maxMessageSize: Size.mebibytes(2) }, { 'connection.max.message.size': '2097152' }],
  [{ valueFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test.each<[Partial<SalesforceCdcSourceConnectorProps>, string]>([
  [{ channel: undefined }, '`channel` must be given'],
  [{ channel: SalesforceChannel.entity('') }, '`channel` must not be empty'],
  [{ channel: SalesforceChannel.standard([]) }, '`channel` must name at least one event, got none. Leave them out for all.'],
  [{ instanceUrl: 'login.salesforce.com' }, '`instanceUrl` must match ^https:\\/\\/.+, got: login.salesforce.com'],
  [{ maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'],
  [{ maxRetryTime: Duration.millis(999) }, '`maxRetryTime (ms)` must be at least 1000, got: 999'],
  [{ maxMessageSize: Size.bytes(0) }, '`maxMessageSize (bytes)` must be at least 1, got: 0'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Salesforce: ${message}`);
});

test('a connected app without a domain is refused', () => {
  const authentication = SalesforceAuthentication.clientCredentials({ consumerKey: field('key'), consumerSecret: field('secret') });
  expect(() => make({ authentication })).toThrow(
    'Stack/Salesforce: `instanceUrl` must be given for client credentials: your own domain, such as https://shop.my.salesforce.com');
});
