import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const DATAGEN_SOURCE: KeyTable = {
  connectorClass: 'DatagenSource',
  required: ['output.data.format'],
  absent: [
    ...OF_SINKS, 'provider.integration.id', 'aws.access.key.id', 'secret.manager.managed.configs',
    'secret.manager.provider.integration.id', 'secret.manager.enabled', 'secret.manager', 'sr.service.account.id',
    'csfle.enabled',
  ],
  keys: {
    'kafka.topic': { required: true },
    'quickstart': {},
    'schema.string': {},
    'schema.keyfield': {},
    'max.interval': { type: 'INT', default: '1000' },
  },
};
