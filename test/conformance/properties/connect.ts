import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  Connector, ConnectorOffset, ConnectPlugin, DatagenSourceConnector, DatagenTemplate, DataFormat, ErrorTolerance, KafkaTopic,
  MongoDbAtlasSinkConnector, PostgresCdcSourceConnector, PostgresSslMode, RecordPart, S3SinkConnector, SecretField, SnapshotMode,
  TimeInterval, Transform, TransformPredicate,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.stringMatching(/^[a-z]{1,20}$/);
const text = fc.string({ minLength: 1, maxLength: 40 });
const names = fc.array(name, { minLength: 1, maxLength: 4 });
const duration = fc.integer({ min: 1, max: 1e8 }).map((ms) => Duration.millis(ms));

const transform = fc.oneof(
  fc.tuple(fc.constantFrom(...Object.values(RecordPart)), text, text).map(([part, field, value]) => Transform.insertField(part, field, value)),
  fc.tuple(name, names).map(([predicate, fields]) => Transform.maskFields(RecordPart.VALUE, fields).when(TransformPredicate.hasHeader(predicate))),
  fc.constant(Transform.filter().unless(TransformPredicate.isTombstone())),
);

/** Options that all connectors have. */
const shared = {
  connectorName: name,
  maxTasks: fc.integer({ min: 1, max: 250 }),
  paused: fc.boolean(),
  errorTolerance: fc.constantFrom(...Object.values(ErrorTolerance)),
  transforms: fc.array(transform, { maxLength: 4 }),
  egressAllowList: names,
  autoRestart: fc.boolean(),
};

function topicIn({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' });
}

function passwordIn({ stack }: Fixture): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(stack, 'Database', 'database'), 'password');
}

export const cases: Property[] = [
  property('connector', fc.record({
    ...shared,
    schemaContext: text,
    deadLetterTopicName: name,
    valueFormat: fc.constantFrom(...Object.values(DataFormat)),
    keyFormat: fc.constantFrom(...Object.values(DataFormat)),
    offsets: fc.array(fc.tuple(text, text).map(([partition, offset]) => ConnectorOffset.of({ partition }, { offset })), { maxLength: 3 }),
    config: fc.dictionary(fc.stringMatching(/^[a-z]{1,10}\.[a-z]{1,10}$/).filter((key) => key !== 'tasks.max'), fc.string()),
  }, { requiredKeys: [] }), ({ stack, cluster }, props) => { new Connector(stack, 'Connector', { cluster, connectorClass: 'GcsSink', ...props }); }),
  property('S3 sink connector', fc.record({
    ...shared,
    outputFormat: fc.constantFrom(DataFormat.AVRO, DataFormat.JSON, DataFormat.PARQUET, DataFormat.BYTES),
    timeInterval: fc.constantFrom(...Object.values(TimeInterval)),
    flushSize: fc.integer({ min: 1000 }),
    rotateInterval: duration,
    rotateScheduleInterval: duration,
    topicsDirectory: text,
    timestampField: text,
    partitionFields: names,
    storeKeys: fc.boolean(),
    storeHeaders: fc.boolean(),
  }, { requiredKeys: [] }), (given, props) => {
    new S3SinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], bucket: new Bucket(given.stack, 'Bucket'), ...props });
  }),
  property('PostgreSQL source connector', fc.record({
    port: fc.integer({ min: 1, max: 65535 }),
    sslMode: fc.constantFrom(...Object.values(PostgresSslMode)),
    tables: names,
    slotName: fc.stringMatching(/^[a-z0-9_]{1,63}$/),
    snapshotMode: fc.constantFrom(SnapshotMode.INITIAL, SnapshotMode.INITIAL_ONLY, SnapshotMode.NO_DATA, SnapshotMode.WHEN_NEEDED),
    afterStateOnly: fc.boolean(),
    heartbeatInterval: duration,
    topicPartitions: fc.integer({ min: 1, max: 1000 }),
  }, { requiredKeys: [] }), (given, props) => {
    new PostgresCdcSourceConnector(given.stack, 'Postgres', {
      cluster: given.cluster, topicPrefix: 'shop', hostname: 'db', databaseName: 'shop', user: 'hub', password: passwordIn(given), ...props,
    });
  }),
  property('MongoDB sink connector', fc.record({
    ...shared, collection: text, deleteOnNullValues: fc.boolean(), maxBatchSize: fc.nat(),
  }, { requiredKeys: [] }), (given, props) => {
    new MongoDbAtlasSinkConnector(given.stack, 'Mongo', {
      topics: [topicIn(given)], host: 'shop.mongodb.net', user: 'hub', password: passwordIn(given), database: 'shop', ...props,
    });
  }),
  property('Datagen source connector', fc.record({ maxInterval: duration, autoRestart: fc.boolean() }, { requiredKeys: [] }), (given, props) => {
    new DatagenSourceConnector(given.stack, 'Datagen', { topic: topicIn(given), template: DatagenTemplate.ORDERS, ...props });
  }),
  property('plugin', fc.record({ pluginName: text, description: text }, { requiredKeys: [] }), ({ stack, environment }, props) => {
    new ConnectPlugin(stack, 'Plugin', { environment, ...props });
  }),
];
