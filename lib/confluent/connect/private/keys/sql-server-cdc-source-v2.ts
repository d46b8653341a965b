import { DEBEZIUM_KEYS } from './debezium-keys';
import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const SQL_SERVER_CDC_SOURCE_V2: KeyTable = {
  connectorClass: 'SqlServerCdcSourceV2',
  required: ['output.data.format'],
  absent: [...OF_SINKS, 'aws.access.key.id'],
  keys: {
    ...DEBEZIUM_KEYS,
    'authentication.method': { default: 'Password', allowed: ['Microsoft Entra ID application', 'Password'] },
    'database.user': {},
    'database.names': { type: 'LIST', required: true },
    'database.encrypt': { type: 'BOOLEAN', default: 'false' },
    'schema.history.internal.kafka.topic': {},
    'snapshot.mode': { default: 'initial', allowed: ['initial', 'initial_only', 'schema_only', 'no_data', 'recovery'] },
    'driver.applicationIntent': { default: 'ReadWrite', allowed: ['ReadWrite', 'ReadOnly'] },
    'snapshot.isolation.mode': { default: 'repeatable_read', allowed: ['read_uncommitted', 'read_committed', 'repeatable_read', 'snapshot', 'exclusive'] },
    'heartbeat.action.query': {},
    'schema.history.internal.skip.unparseable.ddl': { type: 'BOOLEAN', default: 'false' },
    'schema.history.internal.store.only.captured.tables.ddl': { type: 'BOOLEAN', default: 'false' },
    'time.precision.mode': { default: 'adaptive' },
    'include.schema.changes': { type: 'BOOLEAN', default: 'false' },
    'schema.history.internal.kafka.create.timeout.ms': { type: 'LONG', default: '30000' },
    'schema.history.internal.kafka.query.timeout.ms': { type: 'LONG', default: '3000' },
    'incremental.snapshot.allow.schema.changes': { type: 'BOOLEAN', default: 'false' },
    'driver.multiSubnetFailover': { type: 'BOOLEAN', default: 'false' },
    'schema.exclude.list': { type: 'LIST' },
    'schema.history.internal.kafka.recovery.poll.interval.ms': { type: 'LONG', default: '100' },
    'max.iteration.transactions': { type: 'INT', default: '500' },
    'schema.include.list': { type: 'LIST' },
    'datatype.propagate.source.type': { type: 'LIST' },
    'driver.sendTimeAsDatetime': { type: 'BOOLEAN', default: 'true' },
    'schema.history.internal.store.only.captured.databases.ddl': { type: 'BOOLEAN', default: 'false' },
    'incremental.snapshot.option.recompile': { type: 'BOOLEAN', default: 'false' },
  },
};
