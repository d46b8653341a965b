import { KeyTable } from './key-table';
import { OF_SOURCES } from './shared-keys';

export const REDSHIFT_SINK: KeyTable = {
  connectorClass: 'RedshiftSink',
  required: ['input.data.format'],
  absent: [
    ...OF_SOURCES, 'aws.access.key.id', 'secret.manager.managed.configs', 'secret.manager.provider.integration.id',
    'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'output.data.format', 'csfle.enabled',
  ],
  keys: {
    'authentication.method': { default: 'Password' },
    'aws.redshift.password': { type: 'PASSWORD' },
    'topics.regex': {},
    'topics': { type: 'LIST', required: true },
    'aws.redshift.domain': { required: true },
    'aws.redshift.port': { type: 'INT', required: true, default: '5439' },
    'aws.redshift.user': { required: true },
    'aws.redshift.database': { required: true },
    'table.name.format': {},
    'db.timezone': { required: true, default: 'UTC' },
    'batch.size': { type: 'INT', default: '3000' },
    'auto.create': { required: true, default: 'false' },
    'auto.evolve': { required: true, default: 'false' },
  },
};
