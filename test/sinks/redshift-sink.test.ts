import { AwsSolutionsChecks } from 'cdk-nag';
import { Fixture } from './fixture';
import { RedshiftSinkConnector, Schema } from '../../lib/confluent';
import { RedshiftSink } from '../../lib/sinks';
import { rendered, roles } from '../confluent/fixture';

const OPTIONS = { domain: 'shop.abc123.us-east-1.redshift.amazonaws.com', databaseName: 'dev', user: 'hub' };

let fixture: Fixture;

beforeEach(() => { fixture = new Fixture(); });

test('a connector writes records of the topic to the database, as the spoke', () => {
  const orders = fixture.hub.addTopic('orders', { value: Schema.avro('"string"') });
  const { carrier } = fixture.spoke.deliver('Load', { from: orders, to: new RedshiftSink(OPTIONS) });
  expect((carrier as RedshiftSinkConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'RedshiftSink', 'topics': 'orders', 'input.data.format': 'AVRO', 'authentication.method': 'IAM Roles',
  });
  expect(roles(fixture.team)).toContain('Team/Spoke/ServiceAccount: DeveloperRead topic=orders');
});

test('fails for a topic without a schema', () => {
  expect(() => fixture.spoke.deliver('Load', { from: fixture.hub.addTopic('clicks'), to: new RedshiftSink(OPTIONS) })).toThrow(
    'Team/Spoke/Load/Connector: topic clicks (Platform/Hub/clicks) is not known to have a schema, which the connector needs.');
});

test('cdk-nag finds nothing', () => {
  const orders = fixture.hub.addTopic('orders', { value: Schema.avro('"string"') });
  fixture.spoke.deliver('Load', { from: orders, to: new RedshiftSink(OPTIONS) });
  expect(new AwsSolutionsChecks().validateScope(fixture.team).violations).toEqual([]);
});
