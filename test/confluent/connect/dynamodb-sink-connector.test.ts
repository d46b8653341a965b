import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, ITable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { DynamoDbKeySource, DynamoDbNullValues, DynamoDbSinkConnector, DynamoDbSinkConnectorProps, KafkaTopic } from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let table: ITable;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  table = Table.fromTableArn(given.stack, 'Table', 'arn:aws:dynamodb:us-east-1:111111111111:table/orders');
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' });
});

function make(props: Partial<DynamoDbSinkConnectorProps> = {}): DynamoDbSinkConnector {
  return new DynamoDbSinkConnector(given.stack, 'Sink', { topics: [topic], table, ...props });
}

test('a connector to a table', () => {
  expect(rendered(make()).config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Sink-/),
    'connector.class': 'DynamoDbSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Sink/ServiceAccount.id'),
    'topics': 'clicks',
    'input.data.format': 'JSON',
    'aws.dynamodb.pk.hash': 'partition',
    'aws.dynamodb.pk.sort': 'offset',
    'table.name.format': 'orders',
    'authentication.method': 'IAM Roles',
    'provider.integration.id': carried(dataPlane(given.stack), 'Stack/Sink/Integration.id'),
    'tasks.max': '1',
  });
});

test.each<[Partial<DynamoDbSinkConnectorProps>, { [key: string]: string }]>([
  [{ partitionKey: DynamoDbKeySource.valueField('customer.id') }, { 'aws.dynamodb.pk.hash': 'value.customer.id' }],
  [{ partitionKey: DynamoDbKeySource.of('key.id') }, { 'aws.dynamodb.pk.hash': 'key.id' }],
  [{ sortKey: DynamoDbKeySource.TOPIC }, { 'aws.dynamodb.pk.sort': 'topic' }],
  [{ sortKey: DynamoDbKeySource.NONE }, { 'aws.dynamodb.pk.sort': '' }],
  [{ nullValues: DynamoDbNullValues.DELETE }, { 'behavior.on.null.values': 'DELETE' }],
  [{ instantFlush: true }, { 'aws.dynamodb.instant.flush': 'true' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('the role may write to the table', () => {
  make();
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Action: ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable'],
        Effect: 'Allow',
        Resource: ['arn:aws:dynamodb:us-east-1:111111111111:table/orders'],
      }],
    },
  });
});

test('the role may use the key of the table', () => {
  table = new Table(given.stack, 'Encrypted', {
    partitionKey: { name: 'partition', type: AttributeType.NUMBER }, encryption: TableEncryption.CUSTOMER_MANAGED,
  });
  make();
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']) })]) },
  });
});

test('without a table the role may make one for each topic', () => {
  expect(rendered(make({ table: undefined })).config_nonsensitive).not.toHaveProperty(['table.name.format']);
  Template.fromStack(given.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Action: ['dynamodb:BatchWriteItem', 'dynamodb:CreateTable', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        Effect: 'Allow',
        Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':dynamodb:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':table/clicks']] },
      }],
    },
  });
});

test.each<[Partial<DynamoDbSinkConnectorProps>, string]>([
  [{ partitionKey: DynamoDbKeySource.NONE }, '`partitionKey` must not be empty'],
  [{ topics: undefined }, '`topics` must be given'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Sink: ${message}`);
});
