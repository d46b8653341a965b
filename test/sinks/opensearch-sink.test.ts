import { Domain } from 'aws-cdk-lib/aws-opensearchservice';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Fixture } from './fixture';
import { DocumentWriteMethod, HttpAuthentication, OpenSearchSinkConnector, SecretField } from '../../lib/confluent';
import { OpenSearchSink, OpenSearchSinkOptions } from '../../lib/sinks';
import { rendered, roles } from '../confluent/fixture';

const ENDPOINT = 'https://search-shop-abc.us-east-1.es.amazonaws.com';

let fixture: Fixture;

beforeEach(() => { fixture = new Fixture(); });

function deliver(options: Partial<OpenSearchSinkOptions> = {}): OpenSearchSinkConnector {
  const password = SecretField.of(Secret.fromSecretNameV2(fixture.team, 'Search', 'search'), 'password');
  return fixture.spoke.deliver('Index', {
    from: fixture.hub.addTopic('orders'),
    to: new OpenSearchSink(Domain.fromDomainEndpoint(fixture.team, 'Domain', ENDPOINT), {
      authentication: HttpAuthentication.basic('hub', password), ...options,
    }),
  }).carrier as OpenSearchSinkConnector;
}

test('a connector writes records of the topic to an index named like it, as the spoke', () => {
  const connector = deliver();
  expect(connector.serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(connector).config_nonsensitive).toMatchObject({
    'connector.class': 'OpenSearchSink', 'topics': 'orders', 'instance.url': ENDPOINT, 'indexes.num': '1', 'index1.name': 'orders',
  });
  expect(roles(fixture.team)).toContain('Team/Spoke/ServiceAccount: DeveloperRead topic=orders');
});

test('options are those of the connector and of the index', () => {
  expect(rendered(deliver({ indexName: 'sales', writeMethod: DocumentWriteMethod.UPSERT, batchSize: 10, maxRetries: 1 })).config_nonsensitive)
    .toMatchObject({ 'index1.name': 'sales', 'index1.write.method': 'UPSERT', 'index1.batch.size': '10', 'max.retries': '1' });
});
