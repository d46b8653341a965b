import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Cloud, ConnectArtifact, Connector, ConnectorProps, ConnectorType, ConnectPlugin, ConnectPluginVersion, CustomConnectorPlugin,
  DatagenSourceConnector, DatagenTemplate, DataFormat, KafkaTopic, PostgresCdcSourceConnector, ProviderIntegration,
  ProviderIntegrationSetup, S3SinkConnector, S3SinkConnectorProps, SecretField,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';
const PLUGIN = { connectorClass: 'com.example.Sink', connectorType: ConnectorType.SINK, path: __filename };

function fieldIn({ stack }: Fixture): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'password');
}

function connector(what: string, props: Partial<ConnectorProps>, message: string): InvalidInput {
  return {
    what: `a connector with ${what}`,
    make: ({ stack, cluster }) => { new Connector(stack, 'Connector', { cluster, connectorClass: 'SqsSource', ...props }); },
    message: `Stack/Connector: ${message}`,
  };
}

function archive(what: string, props: Partial<S3SinkConnectorProps>, message: string): InvalidInput {
  return {
    what: `an S3 sink connector with ${what}`,
    make: ({ stack, cluster }) => {
      const topics = [new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' })];
      new S3SinkConnector(stack, 'Sink', { topics, bucket: new Bucket(stack, 'Bucket'), ...props });
    },
    message: `Stack/Sink: ${message}`,
  };
}

const SQS = { 'kafka.topic': 'clicks', 'sqs.url': 'https://sqs.eu-west-1.amazonaws.com/1/clicks', 'output.data.format': 'JSON' };

export const cases: InvalidInput[] = [
  connector('a key that its class does not have', { config: { ...SQS, 'sqs.urls': 'a' } }, `SqsSource has no key sqs.urls; the nearest is sqs.url. ${WAY_OUT}`),
  connector('a key that is missing', { config: { 'kafka.topic': 'clicks' } },
    `SqsSource requires sqs.url. Give it as a prop or in \`config\`. ${WAY_OUT}`),
  connector('a key as plain text that is a secret', { config: { ...SQS, 'aws.access.key.id': 'a' } },
    '`config` sets aws.access.key.id, which is a secret. Put it into `sensitiveConfig` as SecretField.of(secret, field).'),
  connector('a way to authenticate that there is not', { config: { ...SQS, 'authentication.method': 'Kerberos' } },
    `authentication.method must be one of Access Keys, IAM Roles, got: Kerberos. ${WAY_OUT}`),
  connector('a text instead of a truth value', { config: { ...SQS, 'value.converter.auto.register.schemas': 'often' } },
    `value.converter.auto.register.schemas must be of type BOOLEAN, got: often. ${WAY_OUT}`),
  connector('a key that a prop sets', { config: { 'tasks.max': '2' } }, '`config` must not set tasks.max, which a prop of the connector sets'),
  connector('a key that a prop of all connectors sets', { schemaContext: 'a', config: { ...SQS, 'schema.context.name': 'b' } },
    '`config` must not set schema.context.name, which a prop of the connector sets'),
  connector('no tasks', { maxTasks: 0 }, '`maxTasks` must be between 1 and 250, got: 0'),
  connector('too many tasks', { maxTasks: 251 }, '`maxTasks` must be between 1 and 250, got: 251'),
  connector('half a task', { maxTasks: 1.5 }, '`maxTasks` must be a whole number, got: 1.5'),
  connector('a dead letter topic that Kafka does not allow', { deadLetterTopicName: 'a b' },
    '`deadLetterTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'),
  connector('an empty class', { connectorClass: '' }, '`connectorClass` must not be empty'),
  {
    what: 'a connector with a secret that is none',
    make: (given) => {
      new Connector(given.stack, 'Connector', {
        cluster: given.cluster, connectorClass: 'SqsSource', config: { 'kafka.topic': 'clicks' }, sensitiveConfig: { 'sqs.url': fieldIn(given) },
      });
    },
    message: 'Stack/Connector: `sensitiveConfig` has sqs.url, which is no secret: Confluent tells its value, so that Terraform would change it in every run. '
      + 'Put it into `config`.',
  },
  archive('small objects', { flushSize: 10 }, '`flushSize` must be at least 1000, got: 10'),
  archive('no topics', { topics: [] }, '`topics` must name at least one topic, got none'),
  archive('objects in Protobuf', { outputFormat: DataFormat.PROTOBUF }, '`outputFormat` must be one of AVRO, JSON, PARQUET, BYTES, got: PROTOBUF'),
  archive('a dead letter topic that it reads', { deadLetterTopicName: 'clicks' },
    '`deadLetterTopicName` must be none of the topics that are read, got: clicks'),
  archive('an option that its class has not', { config: { 's3.bucket.names': 'a' } },
    `S3_SINK has no key s3.bucket.names; the nearest is s3.bucket.name. ${WAY_OUT}`),
  {
    what: 'made-up records with keys in a form',
    make: ({ stack, cluster }) => {
      const topic = new KafkaTopic(stack, 'Topic', { cluster, topicName: 'orders' });
      new DatagenSourceConnector(stack, 'Datagen', { topic, template: DatagenTemplate.ORDERS, keyFormat: DataFormat.AVRO });
    },
    message: 'Stack/Datagen: `keyFormat` is no option of DatagenSource, which has no key output.key.format',
  },
  {
    what: 'a PostgreSQL connector of two tasks',
    make: (given) => {
      new PostgresCdcSourceConnector(given.stack, 'Postgres', {
        cluster: given.cluster, topicPrefix: 'shop', hostname: 'db', databaseName: 'shop', user: 'hub', password: fieldIn(given), maxTasks: 2,
      });
    },
    message: 'Stack/Postgres: `maxTasks` must be one of 1, got: 2',
  },
  {
    what: 'a custom plugin that is no archive',
    make: ({ stack, organization }) => { new CustomConnectorPlugin(stack, 'Plugin', { organization, ...PLUGIN }); },
    message: `Stack/Plugin: \`path\` must be a .jar or .zip file, got: ${__filename}`,
  },
  {
    what: 'a custom plugin with a key that cannot be',
    make: ({ stack, organization }) => {
      new CustomConnectorPlugin(stack, 'Plugin', { organization, ...PLUGIN, connectorClass: 'a-b' });
    },
    message: 'Stack/Plugin: `className` must match ^[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*$, got: a-b',
  },
  {
    what: 'a connect artifact that is not there',
    make: ({ stack, environment }) => { new ConnectArtifact(stack, 'Artifact', { environment, path: 'gone.jar' }); },
    message: 'Stack/Artifact: `path` must be a file that exists, got: gone.jar',
  },
  {
    what: 'a plugin version without a v',
    make: ({ stack, environment }) => {
      const plugin = new ConnectPlugin(stack, 'Plugin', { environment });
      new ConnectPluginVersion(stack, 'Version', { plugin, version: '1.0.0', connectorClasses: [], path: 'a.jar' });
    },
    message: 'Stack/Version: `version` must match ^v\\d+\\.\\d+\\.\\d+([-+][\\w.+-]+)?$, got: 1.0.0',
  },
  {
    what: 'a setup of an integration with AWS',
    make: ({ stack, environment }) => { new ProviderIntegrationSetup(stack, 'Setup', { environment, cloud: Cloud.AWS }); },
    message: 'Stack/Setup: `cloud` must be AZURE or GCP, got: AWS. Use a ProviderIntegration, which makes the IAM role too.',
  },
  {
    what: 'an integration with an empty name',
    make: ({ stack, environment }) => { new ProviderIntegration(stack, 'Integration', { environment, integrationName: '' }); },
    message: 'Stack/Integration: `integrationName` must have 1 to 60 characters, got 0: ',
  },
];
