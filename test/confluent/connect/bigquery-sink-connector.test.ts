import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  BigQueryIngestionMode, BigQueryPartitioning, BigQuerySinkConnector, BigQuerySinkConnectorProps, BigQueryTableCreation, KafkaTopic, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => { given = fixture(); });

function make(props: Partial<BigQuerySinkConnectorProps> = {}): BigQuerySinkConnector {
  return new BigQuerySinkConnector(given.stack, 'Sink', {
    topics: [new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' })],
    keyfile: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Google', 'google'), 'keyfile'),
    project: 'shop',
    dataset: 'raw',
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'BigQueryStorageSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'project': 'shop',
    'datasets': 'raw',
    'ingestion.mode': 'STREAMING',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ keyfile: expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<BigQuerySinkConnectorProps>, { [key: string]: string }]>([
  [{ ingestionMode: BigQueryIngestionMode.BATCH_LOADING }, { 'ingestion.mode': 'BATCH LOADING' }],
  [{ commitInterval: Duration.hours(4) }, { 'commit.interval': '14400' }],
  [{ tables: { orders: 'sales' } }, { 'topic2table.map': 'orders:sales' }],
  [{ tableCreation: BigQueryTableCreation.disabled() }, { 'auto.create.tables': 'DISABLED' }],
  [{ tableCreation: BigQueryTableCreation.unpartitioned() }, { 'auto.create.tables': 'NON-PARTITIONED' }],
  [{ tableCreation: BigQueryTableCreation.byIngestionTime(BigQueryPartitioning.HOUR) },
    { 'auto.create.tables': 'PARTITION by INGESTION TIME', 'partitioning.type': 'HOUR' }],
  [{ tableCreation: BigQueryTableCreation.byField('at') }, { 'auto.create.tables': 'PARTITION by FIELD', 'timestamp.partition.field.name': 'at' }],
  [{ addFields: true }, { 'auto.update.schemas': 'ADD NEW FIELDS' }],
  [{ addFields: false }, { 'auto.update.schemas': 'DISABLED' }],
  [{ sanitizeTopicNames: false, sanitizeFieldNames: true }, { 'sanitize.topics': 'false', 'sanitize.field.names': 'true' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test.each<[Partial<BigQuerySinkConnectorProps>, string]>([
  [{ dataset: 'a-b' }, '`dataset` must match ^[a-zA-Z0-9_]+$, got: a-b'],
  [{ commitInterval: Duration.seconds(59) }, '`commitInterval (seconds)` must be between 60 and 14400, got: 59'],
  [{ keyfile: undefined, project: undefined }, '`keyfile` and `project` must be given'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sink: ${message}`);
});
