import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ApiKey, ConnectorType, CustomConnector, CustomConnectorPlugin, CustomConnectorProps, DataFormat, IConnectorPlugin, KafkaTopic, SecretField,
} from '../../../lib/confluent';
import { address, controlPlane, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let plugin: IConnectorPlugin;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  plugin = importOf('com.example.Sink');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function importOf(...classNames: string[]): IConnectorPlugin {
  return CustomConnectorPlugin.fromCustomConnectorPluginAttributes(given.stack, `Plugin${classNames.length}`, {
    connectorPluginId: 'ccp-1',
    connectorClasses: classNames.map((className) => ({ className, connectorType: ConnectorType.SINK })),
    sensitiveConfigProperties: ['token'],
  });
}

function make(props: Partial<CustomConnectorProps> = {}): CustomConnector {
  return new CustomConnector(given.stack, 'Custom', { cluster: given.cluster, plugin, ...props });
}

function field(): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(given.stack, 'Secret', 'secret'), 'token');
}

test('a connector with only the required props has a key of its own', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Custom-/),
    'connector.class': 'com.example.Sink',
    'confluent.connector.type': 'CUSTOM',
    'confluent.custom.plugin.id': 'ccp-1',
    'kafka.auth.mode': 'KAFKA_API_KEY',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({
    'kafka.api.key': expect.stringMatching(/^\$\{var\./), 'kafka.api.secret': expect.stringMatching(/^\$\{var\./),
  });
  expect(Object.values(controlPlane(given.stack).findResources('confluent_api_key')).map(({ '//': { construct } }) => construct))
    .toContain('Stack/Custom/ApiKey');
});

test('it may read its topics, and report', () => {
  make({ reads: [topic], config: { topics: 'clicks' } });
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Custom/'))).toEqual([
    'DeveloperRead topic=clicks', 'DeveloperRead group=connect-clcc*',
    'DeveloperManage topic=dlq-clcc*', 'DeveloperWrite topic=dlq-clcc*',
    'DeveloperManage topic=success-clcc*', 'DeveloperWrite topic=success-clcc*',
    'DeveloperManage topic=error-clcc*', 'DeveloperWrite topic=error-clcc*',
  ].map((role) => `Stack/Custom/ServiceAccount: ${role}`));
});

test('the key can be given, with its owner', () => {
  const secret = Secret.fromSecretNameV2(given.stack, 'Key', 'key');
  const connector = make({ serviceAccount: given.principal, apiKey: ApiKey.fromSecret(given.stack, 'ApiKey', secret), writes: [topic] });
  expect(connector.serviceAccount).toBe(given.principal);
  expect(rendered(connector).depends_on).toEqual([address(topic)]);
  expect(Object.keys(dataPlane(given.stack).findVariables('*', { description: 'Stack/Key: username' }))).toHaveLength(1);
});

test.each<[Partial<CustomConnectorProps>, { [key: string]: string }]>([
  [{ egressEndpoints: ['a.example.com:443', 'b.example.com:53:UDP'] }, { 'confluent.custom.connection.endpoints': 'a.example.com:443;b.example.com:53:UDP' }],
  [{ usesSchemaRegistry: true }, { 'confluent.custom.schema.registry.auto': 'TRUE' }],
  [{ config: { 'key.converter': 'a' } }, { 'key.converter': 'a' }],
  [{ valueFormat: DataFormat.AVRO }, { 'output.data.format': 'AVRO' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('one of the classes can be given', () => {
  plugin = importOf('com.example.A', 'com.example.B');
  expect(rendered(make({ connectorClass: 'com.example.B' })).config_nonsensitive).toMatchObject({ 'connector.class': 'com.example.B' });
});

test('one of several classes must be given', () => {
  plugin = importOf('com.example.A', 'com.example.B');
  expect(() => make()).toThrow('Stack/Custom: `connectorClass` must be given, for the plugin has 2 classes: com.example.A, com.example.B');
});

test.each<[Partial<CustomConnectorProps>, string]>([
  [{ connectorClass: 'com.example.C' }, '`connectorClass` must be one of com.example.Sink, got: com.example.C'],
  [{ egressAllowList: ['a'] }, '`egressAllowList` is for managed connectors. Give `egressEndpoints`.'],
  [{ egressEndpoints: ['a.example.com'] }, '`egressEndpoints` must match ^[^\\s:;]+:\\d{1,5}(:\\w+)?$, got: a.example.com'],
  [{ config: { token: 'a' } }, '`config` sets token, which is a secret of the plugin. Put it into `sensitiveConfig` as SecretField.of(secret, field).'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Custom: ${message}`);
});

test('a key without its owner is refused', () => {
  const apiKey = ApiKey.fromSecret(given.stack, 'ApiKey', Secret.fromSecretNameV2(given.stack, 'Key', 'key'));
  expect(() => make({ apiKey })).toThrow('Stack/Custom: `apiKey` needs `serviceAccount`, its owner, who is given the rights');
});

test('a secret that the plugin does not know is refused', () => {
  expect(() => make({ sensitiveConfig: { password: field() } })).toThrow(
    'Stack/Custom: `sensitiveConfig` has password, which the plugin does not name in its `sensitiveConfigProperties`');
});

test('a secret of the plugin is a variable', () => {
  expect(rendered(make({ sensitiveConfig: { token: field() } })).config_sensitive).toHaveProperty('token', expect.stringMatching(/^\$\{var\./));
});
