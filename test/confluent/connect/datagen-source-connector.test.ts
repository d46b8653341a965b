import { CfnParameter, Duration } from 'aws-cdk-lib';
import { DatagenSourceConnector, DatagenSourceConnectorProps, DatagenTemplate, DataFormat, KafkaTopic, Schema } from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, rendered, roles } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders', value: Schema.avro('"string"') });
});

function make(props: Partial<DatagenSourceConnectorProps> = {}): DatagenSourceConnector {
  return new DatagenSourceConnector(given.stack, 'Datagen', { topic, template: DatagenTemplate.ORDERS, ...props });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Datagen-/),
    'connector.class': 'DatagenSource',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Datagen/ServiceAccount.id'),
    'kafka.topic': 'orders',
    'output.data.format': 'AVRO',
    'quickstart': 'ORDERS',
    'tasks.max': '1',
  });
  expect(made.depends_on).toContain(address(topic));
});

test.each<[Partial<DatagenSourceConnectorProps>, { [key: string]: string }]>([
  [{ template: DatagenTemplate.PAGEVIEWS }, { quickstart: 'PAGEVIEWS' }],
  [{ template: DatagenTemplate.USERS }, { quickstart: 'USERS' }],
  [{ template: DatagenTemplate.STOCK_TRADES }, { quickstart: 'STOCK_TRADES' }],
  [{ template: DatagenTemplate.quickstart('PIZZA_ORDERS') }, { quickstart: 'PIZZA_ORDERS' }],
  [{ template: DatagenTemplate.schema('"string"', 'id') }, { 'schema.string': '"string"', 'schema.keyfield': 'id' }],
  [{ maxInterval: Duration.seconds(5) }, { 'max.interval': '5000' }],
  [{ valueFormat: DataFormat.PROTOBUF }, { 'output.data.format': 'PROTOBUF' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('the interval may be a token', () => {
  const maxInterval = Duration.millis(new CfnParameter(given.stack, 'Interval', { type: 'Number' }).valueAsNumber);
  expect(rendered(make({ maxInterval })).config_nonsensitive['max.interval']).toBe(carried(dataPlane(given.stack), 'Stack/Interval.Ref'));
});

test('it may write to the topic, and show what it would write', () => {
  make();
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Datagen/'))).toEqual([
    'DeveloperWrite topic=orders', 'DeveloperRead subject=orders-value', 'DeveloperManage topic=data-preview*', 'DeveloperWrite topic=data-preview*',
  ].map((role) => `Stack/Datagen/ServiceAccount: ${role}`));
});

test.each<[Partial<DatagenSourceConnectorProps>, string]>([
  [{ template: DatagenTemplate.quickstart('') }, '`template` must not be empty'],
  [{ template: DatagenTemplate.schema('') }, '`template` must not be empty'],
  [{ maxInterval: Duration.millis(0) }, '`maxInterval` must be at least a millisecond, got: Duration.millis(0)'],
  [{ keyFormat: DataFormat.AVRO }, '`keyFormat` is no option of DatagenSource, which has no key output.key.format'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Datagen: ${message}`);
});
