import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Fixture } from './fixture';
import { DynamoDbKeySource, DynamoDbSinkConnector } from '../../lib/confluent';
import { DynamoDbSink } from '../../lib/sinks';
import { Plane } from '../../lib/terraform';
import { carried, rendered, roles } from '../confluent/fixture';

let fixture: Fixture;
let table: Table;

beforeEach(() => {
  fixture = new Fixture();
  table = new Table(fixture.team, 'Orders', {
    partitionKey: { name: 'id', type: AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
});

test('a connector writes records of the topic to the table, as the spoke', () => {
  const { carrier } = fixture.spoke.deliver('Store', {
    from: fixture.hub.addTopic('orders'),
    to: new DynamoDbSink(table, { partitionKey: DynamoDbKeySource.valueField('id'), sortKey: DynamoDbKeySource.NONE }),
  });
  expect((carrier as DynamoDbSinkConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'DynamoDbSink',
    'topics': 'orders',
    'aws.dynamodb.pk.hash': 'value.id',
    'aws.dynamodb.pk.sort': '',
    'table.name.format': carried(fixture.terraform(Plane.DATA), 'Team/Orders/Resource.Ref'),
  });
});

test('the spoke may read the topic, and the role may write to the table', () => {
  fixture.spoke.deliver('Store', { from: fixture.hub.addTopic('orders'), to: new DynamoDbSink(table) });
  expect(roles(fixture.team)).toContain('Team/Spoke/ServiceAccount: DeveloperRead topic=orders');
  expect(fixture.statements).toEqual([expect.objectContaining({ Action: expect.arrayContaining(['dynamodb:BatchWriteItem', 'dynamodb:DescribeTable']) })]);
});

test('cdk-nag finds nothing', () => {
  fixture.spoke.deliver('Store', { from: fixture.hub.addTopic('orders'), to: new DynamoDbSink(table) });
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
