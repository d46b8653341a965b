import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, BillingMode, ITable, StreamViewType, Table, TableEncryption, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  DataFormat, DynamoDbCdcSourceConnector, DynamoDbCdcSourceConnectorProps, DynamoDbSyncMode, KafkaTopic, KinesisPosition, RecordPart, Schema,
  Transform,
} from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

const ROUTER = 'io.confluent.connect.cloud.transforms.TopicRegexRouter';

let given: Fixture;
let table: ITable;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture(undefined, { env: { account: '111111111111', region: 'eu-west-1' } });
  table = tableOf('shop.orders');
  topic = topicOf('orders');
});

function tableOf(name: string, region = 'eu-west-1'): ITable {
  const tableArn = `arn:aws:dynamodb:${region}:111111111111:table/${name}`;
  return Table.fromTableAttributes(given.stack, `Table-${name}`, { tableArn, tableStreamArn: `${tableArn}/stream/2026` });
}

function topicOf(topicName: string, value?: Schema): KafkaTopic {
  return new KafkaTopic(given.stack, `Topic-${topicName}`, { cluster: given.cluster, topicName, value });
}

function make(props: Partial<DynamoDbCdcSourceConnectorProps> = {}): DynamoDbCdcSourceConnector {
  return new DynamoDbCdcSourceConnector(given.stack, 'Dynamo', { routes: [{ table, topic }], ...props });
}

function configOf(props: Partial<DynamoDbCdcSourceConnectorProps> = {}): { [key: string]: string } {
  return rendered(make(props)).config_nonsensitive;
}

function statements(): any[] {
  return Object.values(Template.fromStack(given.stack).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

test('a connector with only the required props', () => {
  expect(configOf()).toEqual({
    'name': expect.stringMatching(/^Stack-Dynamo-/),
    'connector.class': 'DynamoDbCdcSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Dynamo/ServiceAccount.id'),
    'output.data.format': 'AVRO',
    'dynamodb.service.endpoint': expect.stringMatching(/^https:\/\/dynamodb\.eu-west-1\.\$\{var\.AWS_URLSuffix/),
    'dynamodb.table.discovery.mode': 'INCLUDELIST',
    'dynamodb.table.includelist': 'shop.orders',
    'dynamodb.cdc.checkpointing.table.prefix': expect.stringMatching(/^Stack-Dynamo-[0-9A-F]{8}-$/),
    'dynamodb.cdc.table.billing.mode': 'PAY_PER_REQUEST',
    'transforms': 'TopicRegexRouter1',
    'transforms.TopicRegexRouter1.type': ROUTER,
    'transforms.TopicRegexRouter1.regex': 'shop\\.orders',
    'transforms.TopicRegexRouter1.replacement': 'orders',
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Dynamo/Integration.id'),
    'tasks.max': '1',
  });
});

test.each<[Partial<DynamoDbCdcSourceConnectorProps>, { [key: string]: string }]>([
  [{ syncMode: DynamoDbSyncMode.CDC }, { 'dynamodb.table.sync.mode': 'CDC' }],
  [{ position: KinesisPosition.latest() }, { 'dynamodb.cdc.initial.stream.position': 'LATEST' }],
  [{ position: KinesisPosition.at(new Date(0)) }, {
    'dynamodb.cdc.initial.stream.position': 'AT_TIMESTAMP', 'cdc.start.position.timestamp': '1970-01-01T00:00:00Z',
  }],
  [{ checkpointTablePrefix: 'orders-' }, { 'dynamodb.cdc.checkpointing.table.prefix': 'orders-' }],
  [{ checkpointBillingMode: BillingMode.PROVISIONED }, { 'dynamodb.cdc.table.billing.mode': 'PROVISIONED' }],
  [{ maxReadCapacityPercentage: 10 }, { 'dynamodb.snapshot.max.rcu.percentage': '10' }],
  [{ maxBatchSize: 100, pollLinger: Duration.seconds(1) }, { 'max.batch.size': '100', 'poll.linger.ms': '1000' }],
  [{ valueFormat: DataFormat.JSON_SR, keyFormat: DataFormat.JSON_SR }, { 'output.data.format': 'JSON_SR', 'output.data.key.format': 'JSON_SR' }],
])('%j can be given', (props, expected) => {
  expect(configOf(props)).toMatchObject(expected);
});

test('the format of values is that of the schema of the topic', () => {
  expect(configOf({ routes: [{ table, topic: topicOf('typed', Schema.json('{}')) }] })['output.data.format']).toBe('JSON_SR');
});

test('transforms that are given come before those that name the topics', () => {
  const routes = [{ table, topic }, { table: tableOf('items'), topic: topicOf('shop-items') }];
  expect(configOf({ routes, transforms: [Transform.insertField(RecordPart.VALUE, 'source', 'dynamo')] })).toMatchObject({
    'dynamodb.table.includelist': 'shop.orders,items',
    'transforms': 'InsertField1,TopicRegexRouter2,TopicRegexRouter3',
    'transforms.TopicRegexRouter2.replacement': 'orders',
    'transforms.TopicRegexRouter3.regex': 'items',
    'transforms.TopicRegexRouter3.replacement': 'shop-items',
  });
});

test('the name of the table may be a token', () => {
  const made = new Table(given.stack, 'Made', { partitionKey: { name: 'id', type: AttributeType.STRING }, stream: StreamViewType.NEW_AND_OLD_IMAGES });
  const name = carried(dataPlane((make({ routes: [{ table: made, topic }] }))), 'Stack/Made/Resource.Ref');
  expect(dataPlane(given.stack).findResources('confluent_connector')).toMatchObject({
    [Object.keys(dataPlane(given.stack).findResources('confluent_connector'))[0]]: {
      config_nonsensitive: { 'dynamodb.table.includelist': name, 'transforms.TopicRegexRouter1.regex': name },
    },
  });
});

test('the region is that of the tables', () => {
  expect(configOf({ routes: [{ table: tableOf('far', 'us-west-2'), topic }] })['dynamodb.service.endpoint']).toMatch('https://dynamodb.us-west-2.');
});

describe('rights', () => {
  test('in AWS are to read the table and its stream, and to keep checkpoints', () => {
    make({ checkpointTablePrefix: 'orders-' });
    const checkpoints = (suffix = '') => (
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:dynamodb:eu-west-1:111111111111:table/orders-*${suffix}`]] });
    expect(statements()).toEqual([
      { Action: ['dynamodb:DescribeTable', 'dynamodb:Scan'], Effect: 'Allow', Resource: ['arn:aws:dynamodb:eu-west-1:111111111111:table/shop.orders'] },
      { Action: 'dynamodb:ListStreams', Effect: 'Allow', Resource: '*' },
      {
        Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        Effect: 'Allow',
        Resource: 'arn:aws:dynamodb:eu-west-1:111111111111:table/shop.orders/stream/2026',
      },
      {
        Action: expect.arrayContaining(['dynamodb:CreateTable', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
        Effect: 'Allow',
        Resource: [checkpoints(), checkpoints('/index/*')],
      },
    ]);
  });

  test('in AWS are less for a snapshot', () => {
    const plain = TableV2.fromTableArn(given.stack, 'Plain', 'arn:aws:dynamodb:eu-west-1:111111111111:table/plain');
    make({ routes: [{ table: plain, topic }], syncMode: DynamoDbSyncMode.SNAPSHOT });
    expect(statements().map(({ Action }) => Action)).toEqual([['dynamodb:DescribeTable', 'dynamodb:Scan']]);
  });

  test('in AWS are to decrypt with the key of the table', () => {
    const encrypted = new Table(given.stack, 'Encrypted', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      stream: StreamViewType.NEW_IMAGE,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: new Key(given.stack, 'Key'),
    });
    make({ routes: [{ table: encrypted, topic }] });
    expect(statements()).toContainEqual(expect.objectContaining({ Action: expect.stringMatching('kms:Decrypt') }));
  });

  test('in Confluent Cloud are to write to the topics', () => {
    make();
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Dynamo/'))).toEqual(['Stack/Dynamo/ServiceAccount: DeveloperWrite topic=orders']);
  });
});

test('the connector comes after the topic, the role and its policy', () => {
  expect(rendered(make()).depends_on).toEqual([address(topic)]);
  Template.fromStack(given.stack).hasResource('Custom::TerraformRoot', {
    Properties: { StateKey: 'Stack/data-plane' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^DynamoIntegrationRoleDefaultPolicy')]),
  });
});

test('it can stand in another stack than topic and table', () => {
  const team = new Stack(given.app, 'Team', { env: { account: '111111111111', region: 'eu-west-1' } });
  new DynamoDbCdcSourceConnector(team, 'Dynamo', { routes: [{ table, topic }] });
  given.app.synth();
  expect(given.stack.dependencies).toEqual([]);
});

describe('it is refused', () => {
  test.each<[string, () => Partial<DynamoDbCdcSourceConnectorProps>, string]>([
    ['without routes', () => ({ routes: [] }), '`routes` must name at least one table, got none'],
    ['of a table without a stream', () => ({
      routes: [{ table: Table.fromTableName(given.stack, 'Plain', 'plain'), topic }],
    }), 'table Stack/Plain has no stream, by which changes are read. Give it one (`stream` or `dynamoStream`), or read only the items that are there: '
      + 'DynamoDbSyncMode.SNAPSHOT.'],
    ['of tables of two regions', () => ({ routes: [{ table, topic }, { table: tableOf('far', 'us-west-2'), topic }] }),
      '`routes` must have tables of one region, got: Stack/Table-shop.orders, Stack/Table-far'],
    ['to a topic that is named like another table', () => ({ routes: [{ table: tableOf('items'), topic: topicOf('shop.orders') }, { table, topic }] }),
      '`routes` must not send table Stack/Table-items to topic shop.orders, which is named like another table: its items would go on to the topic of that. '
      + 'Use two connectors.'],
    ['with a percentage over 100', () => ({ maxReadCapacityPercentage: 101 }), '`maxReadCapacityPercentage` must be between 1 and 100, got: 101'],
    ['with empty batches', () => ({ maxBatchSize: 0 }), '`maxBatchSize` must be at least 1, got: 0'],
    ['with a prefix that no table can have', () => ({ checkpointTablePrefix: 'a b' }), '`checkpointTablePrefix` must match ^[a-zA-Z0-9_.-]+$, got: a b'],
    ['with values in JSON without a schema', () => ({ valueFormat: DataFormat.JSON }),
      'output.data.format must be one of AVRO, JSON_SR, PROTOBUF, got: JSON. If Confluent knows better than this version of the library, set `checkConfig: false`.'],
  ])('%s', (_, propsOf, message) => {
    const props = propsOf();
    expect(() => make(props)).toThrow(`Stack/Dynamo: ${message}`);
  });
});
