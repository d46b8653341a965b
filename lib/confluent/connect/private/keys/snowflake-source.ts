import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const SNOWFLAKE_SOURCE: KeyTable = {
  connectorClass: 'SnowflakeSource',
  absent: [...OF_SINKS, 'output.data.format', 'provider.integration.id', 'aws.access.key.id'],
  keys: {
    'output.data.format': { required: true, default: 'AVRO', allowed: ['AVRO', 'JSON_SR', 'PROTOBUF'] },
    'connection.credentials.source': { default: 'PRIVATE_KEY' },
    'connection.url': { required: true },
    'connection.user': { required: true },
    'connection.private.key': { type: 'PASSWORD' },
    'connection.private.key.passphrase': { type: 'PASSWORD' },
    'topic.prefix': { required: true },
    'mode': { required: true },
    'table.include.list': { type: 'LIST' },
    'table.exclude.list': { type: 'LIST' },
    'timestamp.columns.mapping': { type: 'LIST' },
    'incrementing.column.mapping': { type: 'LIST' },
    'db.timezone': { required: true },
    'timestamp.initial': { type: 'LONG' },
    'table.types': { type: 'LIST', default: 'TABLE' },
    'timestamp.granularity': { default: 'NANOS_LONG' },
    'poll.interval.ms': { type: 'INT', default: '5000' },
    'quote.sql.identifiers': { default: 'never' },
    'numeric.mapping': { default: 'none' },
  },
};
