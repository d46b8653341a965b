import { Template } from 'aws-cdk-lib/assertions';
import { CfnCluster } from 'aws-cdk-lib/aws-redshift';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, KafkaTopic, ProviderIntegration, RedshiftSinkConnector, RedshiftSinkConnectorProps, Schema, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

const DOMAIN = 'shop.abc123.eu-west-1.redshift.amazonaws.com';

let given: Fixture;
let topic: KafkaTopic;
let password: SecretField;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders', value: Schema.avro('"string"') });
  password = SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password');
});

function make(props: Partial<RedshiftSinkConnectorProps> = {}): RedshiftSinkConnector {
  return new RedshiftSinkConnector(given.stack, 'Sink', { topics: [topic], domain: DOMAIN, databaseName: 'dev', user: 'hub', ...props });
}

const SETTINGS = {
  'connector.class': 'RedshiftSink',
  'kafka.auth.mode': 'SERVICE_ACCOUNT',
  'topics': 'orders',
  'input.data.format': 'AVRO',
  'aws.redshift.domain': DOMAIN,
  'aws.redshift.port': '5439',
  'aws.redshift.database': 'dev',
  'aws.redshift.user': 'hub',
  'db.timezone': 'UTC',
  'auto.create': 'false',
  'auto.evolve': 'false',
  'tasks.max': '1',
};

test('a connector that logs in by a role', () => {
  const made = make();
  expect(rendered(made).config_nonsensitive).toEqual({
    ...SETTINGS,
    'name': expect.stringMatching(/^Stack-Sink-/),
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Sink/Integration.id'),
  });
  expect(made.integration).toBe(made.node.findChild('Integration'));
});

test('a connector that logs in by a password', () => {
  const made = make({ password });
  expect(rendered(made)).toMatchObject({
    config_nonsensitive: { ...SETTINGS, 'authentication.method': 'Password' },
    config_sensitive: { 'aws.redshift.password': expect.stringMatching(/^\$\{var\./) },
  });
  expect(made.integration).toBeUndefined();
  Template.fromStack(given.stack).resourceCountIs('AWS::IAM::Policy', 0);
});

test('an integration can be shared', () => {
  const integration = new ProviderIntegration(given.stack, 'Shared', { environment: given.environment });
  expect(make({ integration }).integration).toBe(integration);
});

test.each<[Partial<RedshiftSinkConnectorProps>, { [key: string]: string }]>([
  [{ port: 5440 }, { 'aws.redshift.port': '5440' }],
  [{ tableNameFormat: 'raw_${topic}' }, { 'table.name.format': 'raw_$${topic}' }],
  [{ timeZone: 'Europe/Berlin' }, { 'db.timezone': 'Europe/Berlin' }],
  [{ batchSize: 100 }, { 'batch.size': '100' }],
  [{ autoCreate: true, autoEvolve: true }, { 'auto.create': 'true', 'auto.evolve': 'true' }],
  [{ valueFormat: DataFormat.PROTOBUF }, { 'input.data.format': 'PROTOBUF' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('the role may log in as the user, to the database', () => {
  make();
  const arn = (resource: string) => ({
    'Fn::Join': ['', [
      'arn:', { Ref: 'AWS::Partition' }, ':redshift:eu-west-1:', { Ref: 'AWS::AccountId' }, `:${resource}`,
    ]],
  });
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Action: 'redshift:GetClusterCredentials', Effect: 'Allow', Resource: [arn('dbuser:shop/hub'), arn('dbname:shop/dev')] },
      ],
    },
  });
});

test('the domain may be that of a cluster in the stack', () => {
  const cluster = new CfnCluster(given.stack, 'Redshift', {
    clusterType: 'single-node', dbName: 'dev', masterUsername: 'admin', manageMasterPassword: true, nodeType: 'ra3.large',
  });
  make({ domain: cluster.attrEndpointAddress });
  const part = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': ['.', { 'Fn::GetAtt': ['Redshift', 'Endpoint.Address'] }] }] });
  const arn = (resource: string, name: string) => ({
    'Fn::Join': ['', [
      'arn:', { Ref: 'AWS::Partition' }, ':redshift:', part(2), ':', { Ref: 'AWS::AccountId' }, `:${resource}:`, part(0), `/${name}`,
    ]],
  });
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Resource: [arn('dbuser', 'hub'), arn('dbname', 'dev')] }] },
  });
});

test.each<[string, () => Partial<RedshiftSinkConnectorProps>, string]>([
  ['two ways to log in', () => ({ password, integration: new ProviderIntegration(given.stack, 'Role', { environment: given.environment }) }),
    '`password` and `integration` exclude each other. Give one of them.'],
  ['a topic without a schema', () => ({ topics: [new KafkaTopic(given.stack, 'Clicks', { cluster: given.cluster, topicName: 'clicks' })] }),
    'topic clicks (Stack/Clicks) is not known to have a schema, which the connector needs. '
    + 'Give it one, or say its format: `valueFormat`, one of AVRO, JSON_SR, PROTOBUF.'],
  ['values without a schema', () => ({ valueFormat: DataFormat.JSON }), '`valueFormat` must be one of AVRO, JSON_SR, PROTOBUF, got: JSON'],
  ['a domain with a port', () => ({ domain: `${DOMAIN}:5439` }),
    `\`domain\` must match ^[a-zA-Z0-9-]+\\.[a-zA-Z0-9-]+\\.[a-z0-9-]+\\.redshift\\.amazonaws\\.com(\\.cn)?$, got: ${DOMAIN}:5439`],
  ['an odd port', () => ({ port: 0 }), '`port` must be between 1 and 65535, got: 0'],
  ['empty batches', () => ({ batchSize: 0 }), '`batchSize` must be at least 1, got: 0'],
  ['no user', () => ({ user: undefined }), '`user` must be given'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props())).toThrow(`Stack/Sink: ${message}`);
});
