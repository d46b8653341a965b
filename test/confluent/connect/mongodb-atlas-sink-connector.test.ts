import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, FieldEncryption, FieldEncryptionFailure, KafkaTopic, MongoDbAtlasSinkConnector, MongoDbAtlasSinkConnectorProps, SecretField,
} from '../../../lib/confluent';
import { carried, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;
let topic: KafkaTopic;

beforeEach(() => {
  given = fixture();
  topic = new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'orders' });
});

function make(props: Partial<MongoDbAtlasSinkConnectorProps> = {}): MongoDbAtlasSinkConnector {
  return new MongoDbAtlasSinkConnector(given.stack, 'Mongo', {
    topics: [topic],
    host: 'shop.abc123.mongodb.net',
    user: 'confluent',
    password: SecretField.of(Secret.fromSecretNameV2(given.stack, 'Database', 'database'), 'password'),
    database: 'shop',
    ...props,
  });
}

test('a connector with only the required props', () => {
  const made = rendered(make());
  expect(made.config_nonsensitive).toEqual({
    'name': expect.stringMatching(/^Stack-Mongo-/),
    'connector.class': 'MongoDbAtlasSink',
    'kafka.auth.mode': 'SERVICE_ACCOUNT',
    'kafka.service.account.id': carried(dataPlane(given.stack), 'Stack/Mongo/ServiceAccount.id'),
    'topics': 'orders',
    'input.data.format': 'JSON',
    'connection.host': 'shop.abc123.mongodb.net',
    'connection.user': 'confluent',
    'database': 'shop',
    'tasks.max': '1',
  });
  expect(made.config_sensitive).toEqual({ 'connection.password': expect.stringMatching(/^\$\{var\./) });
});

test.each<[Partial<MongoDbAtlasSinkConnectorProps>, { [key: string]: string }]>([
  [{ collection: 'orders' }, { collection: 'orders' }],
  [{ documentIdStrategy: 'ProvidedInKeyStrategy' }, { 'doc.id.strategy': 'ProvidedInKeyStrategy' }],
  [{ writeStrategy: 'ReplaceOneDefaultStrategy' }, { 'write.strategy': 'ReplaceOneDefaultStrategy' }],
  [{ deleteOnNullValues: true }, { 'delete.on.null.values': 'true' }],
  [{ maxBatchSize: 100 }, { 'max.batch.size': '100' }],
  [{ keyFormat: DataFormat.STRING }, { 'input.key.format': 'STRING' }],
])('%j can be given', (props, expected) => {
  expect(rendered(make(props)).config_nonsensitive).toMatchObject(expected);
});

test('fields can be decrypted', () => {
  expect(rendered(make({ fieldEncryption: FieldEncryption.by(given.principal, FieldEncryptionFailure.NONE) })).config_nonsensitive).toMatchObject({
    'csfle.enabled': 'true',
    'sr.service.account.id': carried(dataPlane(given.stack), 'Stack/Principal.id'),
    'csfle.onFailure': 'NONE',
  });
});

test.each<[Partial<MongoDbAtlasSinkConnectorProps>, string]>([
  [{ host: 'mongodb+srv://shop' }, '`host` must match ^[a-zA-Z0-9.-]+$, got: mongodb+srv://shop'],
  [{ maxBatchSize: -1 }, '`maxBatchSize` must be at least 0, got: -1'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(`Stack/Mongo: ${message}`);
});

test('a missing prop is refused', () => {
  expect(() => make({ password: undefined })).toThrow('Stack/Mongo: `password` must be given');
});
