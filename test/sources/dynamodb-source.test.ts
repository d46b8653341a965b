import { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { DynamoDbCdcSourceConnector, DynamoDbSyncMode } from '../../lib/confluent';
import { DynamoDbSource } from '../../lib/sources';
import { rendered, roles } from '../confluent/fixture';
import { Fixture } from '../sinks/fixture';

const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:111111111111:table/orders-table';

let fixture: Fixture;
let table: ITable;

beforeEach(() => {
  fixture = new Fixture();
  table = Table.fromTableAttributes(fixture.team, 'Table', { tableArn: TABLE_ARN, tableStreamArn: `${TABLE_ARN}/stream/2026` });
});

test('a connector brings items of the table into the one topic, as the spoke', () => {
  const { carrier } = fixture.spoke.ingest('Orders', { from: new DynamoDbSource(table), to: fixture.hub.addTopic('orders') });
  expect((carrier as DynamoDbCdcSourceConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'DynamoDbCdcSource',
    'dynamodb.table.includelist': 'orders-table',
    'dynamodb.service.endpoint': expect.stringMatching('^https://dynamodb.us-east-1.'),
    'transforms.TopicRegexRouter1.regex': 'orders-table',
    'transforms.TopicRegexRouter1.replacement': 'orders',
  });
  expect(roles(fixture.team)).toEqual(['Team/Spoke/ServiceAccount: DeveloperWrite topic=orders']);
});

test('what is read can be given', () => {
  const from = new DynamoDbSource(Table.fromTableName(fixture.team, 'Plain', 'plain'), { syncMode: DynamoDbSyncMode.SNAPSHOT });
  const { carrier } = fixture.spoke.ingest('Orders', { from, to: fixture.hub.addTopic('orders') });
  expect(rendered(carrier).config_nonsensitive['dynamodb.table.sync.mode']).toBe('SNAPSHOT');
  expect(fixture.statements.map(({ Action }) => Action)).toEqual([['dynamodb:DescribeTable', 'dynamodb:Scan']]);
});

test('two sources have checkpoints of their own', () => {
  const source = new DynamoDbSource(table);
  const [one, two] = ['One', 'Two'].map((id) => fixture.spoke.ingest(id, { from: source, to: fixture.hub.addTopic(id) }).carrier)
    .map((carrier) => rendered(carrier).config_nonsensitive['dynamodb.cdc.checkpointing.table.prefix']);
  expect(one).not.toBe(two);
});
