import { KeySpec } from '../../../lib/confluent/connect/private/keys/key-table';
import { KEY_TABLES } from '../../../lib/confluent/connect/private/keys/key-tables';
import { SHARED_KEYS } from '../../../lib/confluent/connect/private/keys/shared-keys';

const tables = [...KEY_TABLES.values()];

test('27 classes have a table', () => {
  expect([...KEY_TABLES.keys()].sort()).toEqual([
    'BigQueryStorageSink', 'CloudWatchLogsSource', 'CloudWatchMetricsSink', 'DatagenSource', 'DynamoDbCdcSource', 'DynamoDbSink', 'ElasticsearchSink',
    'ElasticsearchSinkV2', 'HttpSink', 'HttpSinkV2', 'KinesisSource', 'LambdaSink', 'MongoDbAtlasSink', 'MongoDbAtlasSource', 'MySqlCdcSourceV2',
    'OpenSearchSink', 'OracleCdcSource', 'OracleXStreamSource', 'PostgresCdcSourceV2', 'RedshiftSink', 'S3Source', 'S3_SINK', 'SalesforceCdcSource',
    'SnowflakeSink', 'SnowflakeSource', 'SqlServerCdcSourceV2', 'SqsSource',
  ]);
});

describe.each(tables.map((table) => [table.connectorClass, table] as const))('%s', (_, { keys, absent, required = [] }) => {
  test('names shared keys that there are', () => {
    expect([...absent, ...required].filter((key) => !(key in SHARED_KEYS))).toEqual([]);
    expect(required.filter((key) => absent.includes(key))).toEqual([]);
  });

  test('repeats no shared key', () => {
    expect(Object.keys(keys).filter((key) => key in SHARED_KEYS && !absent.includes(key))).toEqual([]);
  });

  test('has defaults that are allowed', () => {
    const wrong = ({ type, default: value, allowed }: KeySpec) => value !== undefined
      && ((allowed && !allowed.includes(value)) || (type === 'PASSWORD') || (type === 'BOOLEAN' && !/^(true|false)$/.test(value)));
    expect(Object.entries(keys).filter(([, spec]) => wrong(spec))).toEqual([]);
  });
});
