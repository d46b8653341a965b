import { KeyTable } from './key-table';

export const DATAGEN_SOURCE: KeyTable = {
  connectorClass: 'DatagenSource',
  required: ['output.data.format'],
  absent: [
    'provider.integration.id', 'aws.access.key.id', 'max.poll.interval.ms', 'secret.manager.managed.configs', 'input.data.format',
    'consumer.override.isolation.level', 'max.poll.records', 'secret.manager.provider.integration.id', 'errors.deadletterqueue.topic.name',
    'consumer.override.auto.offset.reset', 'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'csfle.enabled',
  ],
  keys: {
    'kafka.topic': { required: true },
    'quickstart': {},
    'schema.string': {},
    'schema.keyfield': {},
    'max.interval': { type: 'INT', default: '1000' },
  },
};
