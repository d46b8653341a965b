import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ClusterType, Connector, ConnectorProps, KafkaTopic, SecretField, ServiceAccount } from '../../../lib/confluent';
import { acls, address, carried, controlPlane, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<ConnectorProps> = {}): Connector {
  return new Connector(given.stack, 'Connector', { cluster: given.cluster, connectorClass: 'S3_SINK', ...props });
}

function topic(topicName = 'clicks'): KafkaTopic {
  return new KafkaTopic(given.stack, topicName, { cluster: given.cluster, topicName });
}

function configOf(props: Partial<ConnectorProps>): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

test('a connector with only the required props', () => {
  expect(rendered(make())).toEqual({
    environment: { id: carried(dataPlane(given.stack), 'Stack/Environment.id') },
    kafka_cluster: { id: carried(dataPlane(given.stack), 'Stack/Cluster.id') },
    config_nonsensitive: {
      'name': expect.stringMatching(/^Stack-Connector-[0-9A-F]{8}$/),
      'connector.class': 'S3_SINK',
      'kafka.auth.mode': 'SERVICE_ACCOUNT',
      'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Connector/ServiceAccount.id'),
      'tasks.max': '1',
    },
    config_sensitive: {},
  });
});

test('the service account can be given', () => {
  expect(configOf({ serviceAccount: given.principal })['kafka.service.account.id']).toBe(carried(dataPlane(given.stack), 'Stack/Principal.id'));
});

test('the tasks can be given', () => {
  expect(configOf({ maxTasks: 3 })['tasks.max']).toBe('3');
});

test('the tasks may be a token', () => {
  const maxTasks = new CfnParameter(given.stack, 'Tasks', { type: 'Number' }).valueAsNumber;
  expect(configOf({ maxTasks })['tasks.max']).toBe(carried(dataPlane(given.stack), 'Stack/Tasks.Ref'));
});

test('the configuration can be given, with tokens in it', () => {
  const queue = new Queue(given.stack, 'Queue');
  expect(configOf({ config: { 'sqs.url': `<${queue.queueUrl}>`, 'topics': 'clicks' } })).toMatchObject({
    'sqs.url': `<${carried(dataPlane(given.stack), 'Stack/Queue/Resource.Ref')}>`, 'topics': 'clicks',
  });
});

describe('the name', () => {
  test('can be given', () => {
    const connector = make({ connectorName: 'archive' });
    expect(connector.connectorName).toBe('archive');
    expect(rendered(connector).config_nonsensitive.name).toBe('archive');
  });

  test('makes it another resource, for Confluent cannot rename', () => {
    const addresses = ['archive', 'archive-2'].map((connectorName) => {
      given = fixture();
      return address(make({ connectorName }));
    });
    expect(addresses[0]).not.toBe(addresses[1]);
  });
});

describe('secret configuration', () => {
  test('is read by the run, and is in no template and no document', () => {
    const secret = Secret.fromSecretNameV2(given.stack, 'Snowflake', 'snowflake');
    const connector = make({ sensitiveConfig: { 'snowflake.private.key': SecretField.of(secret, 'key') } });
    const [name] = Object.keys(dataPlane(given.stack).findVariables('*', { description: 'Stack/Snowflake: key', sensitive: true }));
    expect(rendered(connector).config_sensitive).toEqual({ 'snowflake.private.key': `\${var.${name}}` });
    Template.fromStack(given.stack).hasResourceProperties('Custom::TerraformRoot', { SecretVariables: { [name]: { Field: 'key' } } });
  });

  test('is no ephemeral variable, for the provider wants it in the resource', () => {
    const secret = Secret.fromSecretNameV2(given.stack, 'Snowflake', 'snowflake');
    make({ sensitiveConfig: { 'snowflake.private.key': SecretField.of(secret, 'key') } });
    const [variable] = Object.values(dataPlane(given.stack).findVariables('*', { description: 'Stack/Snowflake: key' }));
    expect(variable.ephemeral).toBeUndefined();
  });

  test('as a plain value fails the synth', () => {
    make({ config: { token: SecretValue.secretsManager('snowflake').unsafeUnwrap() } });
    expect(() => given.app.synth()).toThrow('Stack/Connector: a secret value is used as a plain value, which would put it into templates, '
      + 'Terraform documents and logs. Pass the secret itself: a prop that takes an ISecret, or `SecretField.of(secret, field)` in the '
      + '`sensitiveConfig` of a connector.');
  });
});

describe('topics', () => {
  test('that it reads are granted, with its groups and the topics that it reports to', () => {
    make({ reads: [topic()] });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Connector/'))).toEqual([
      'DeveloperRead topic=clicks', 'DeveloperRead group=connect-lcc*',
      'DeveloperManage topic=dlq-lcc*', 'DeveloperWrite topic=dlq-lcc*',
      'DeveloperManage topic=success-lcc*', 'DeveloperWrite topic=success-lcc*',
      'DeveloperManage topic=error-lcc*', 'DeveloperWrite topic=error-lcc*',
    ].map((role) => `Stack/Connector/ServiceAccount: ${role}`));
  });

  test('that it writes to are granted, and nothing else', () => {
    make({ writes: [topic()] });
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Connector/'))).toEqual(['Stack/Connector/ServiceAccount: DeveloperWrite topic=clicks']);
  });

  test('on a basic cluster are granted by the ACLs that Confluent names', () => {
    given = fixture(ClusterType.basic());
    make({ reads: [topic()] });
    expect(acls(given.stack)).toEqual([
      'READ TOPIC LITERAL clicks', 'DESCRIBE CLUSTER LITERAL kafka-cluster', 'READ GROUP PREFIXED connect-lcc',
      'CREATE TOPIC PREFIXED dlq-lcc', 'WRITE TOPIC PREFIXED dlq-lcc', 'CREATE TOPIC PREFIXED success-lcc', 'WRITE TOPIC PREFIXED success-lcc',
      'CREATE TOPIC PREFIXED error-lcc', 'WRITE TOPIC PREFIXED error-lcc',
    ]);
  });

  test('that it writes to on a basic cluster', () => {
    given = fixture(ClusterType.basic());
    make({ writes: [topic()] });
    expect(acls(given.stack)).toEqual(['WRITE TOPIC LITERAL clicks', 'DESCRIBE CLUSTER LITERAL kafka-cluster']);
  });

  test('are there before the connector', () => {
    const [first, second] = [topic('a'), topic('b')];
    expect(rendered(make({ reads: [first], writes: [second] })).depends_on).toEqual([address(first), address(second)]);
  });

  test('of another stack are deployed before', () => {
    const other = new Stack(given.app, 'Other');
    const clicks = topic();
    new Connector(other, 'Connector', { cluster: given.cluster, connectorClass: 'S3_SINK', reads: [clicks] });
    given.app.synth();
    expect(other.dependencies).toEqual([given.stack]);
    expect(roles(other)).toContain('Other/Connector/ServiceAccount: DeveloperRead topic=clicks');
    controlPlane(given.stack).resourceCountIs('confluent_role_binding', 1); // of the administrator, who makes the topic
  });
});

describe.each<[string, Partial<ConnectorProps>, string]>([
  ['no task', { maxTasks: 0 }, '`maxTasks` must be between 1 and 250, got: 0'],
  ['a key that a prop sets', { config: { 'tasks.max': '2' } }, '`config` must not set tasks.max, which a prop of the connector sets'],
  ['the service account in the configuration', { config: { 'kafka.service.account.id': 'sa-1' } },
    '`config` must not set kafka.service.account.id, which a prop of the connector sets'],
  ['what looks like a secret', { config: { 'connection.password': 'hunter2' } },
    '`config` sets connection.password, which looks like a secret. Put it into `sensitiveConfig` as SecretField.of(secret, field).'],
  ['an empty name', { connectorName: '' }, '`connectorName` must not be empty'],
])('%s', (_, props, message) => {
  test('is refused', () => expect(() => make(props)).toThrow(`Stack/Connector: ${message}`));
});

test('a key in both configurations is refused', () => {
  const secret = Secret.fromSecretNameV2(given.stack, 'Secret', 'secret');
  expect(() => make({ config: { 'api.user': 'a' }, sensitiveConfig: { 'api.user': SecretField.of(secret, 'user') } })).toThrow(
    'Stack/Connector: api.user is given in `config` and in `sensitiveConfig`. Give it once.');
});

test('two tasks on a basic cluster are refused', () => {
  given = fixture(ClusterType.basic());
  expect(() => make({ maxTasks: 2 })).toThrow('Stack/Connector: `maxTasks` must be between 1 and 1, got: 2');
});

test('connectors on a freight cluster are refused', () => {
  given = fixture(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Connector: a freight cluster has no managed connectors');
});

test('the name must be known at synth', () => {
  expect(() => make({ connectorName: new CfnParameter(given.stack, 'Name').valueAsString })).toThrow(
    'Stack/Connector: `connectorName` must be known at synth, got a token. Another name is another connector: give it as plain text.');
});

test('a long name is a warning', () => {
  make({ connectorName: 'a'.repeat(65) });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Connector',
    '`connectorName (characters)` should be between 1 and 64, got: 65. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:connectorName]');
});

test('an import has what is given', () => {
  expect(Connector.fromConnectorAttributes(given.stack, 'Import', { connectorName: 'archive', cluster: given.cluster })).toMatchObject({
    connectorName: 'archive', cluster: given.cluster,
  });
});

test('a service account of another stack keeps its grants there', () => {
  const other = new Stack(given.app, 'Other');
  const serviceAccount = new ServiceAccount(other, 'Account', { organization: given.organization });
  new Connector(other, 'Connector', { cluster: given.cluster, connectorClass: 'S3_SINK', serviceAccount, writes: [topic()] });
  expect(roles(other)).toEqual(['Other/Account: DeveloperWrite topic=clicks']);
});
