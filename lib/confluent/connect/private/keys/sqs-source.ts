import { KeyTable } from './key-table';

export const SQS_SOURCE: KeyTable = {
  connectorClass: 'SqsSource',
  required: ['output.data.format'],
  absent: [
    'max.poll.interval.ms', 'secret.manager.managed.configs', 'input.data.format', 'consumer.override.isolation.level', 'max.poll.records',
    'secret.manager.provider.integration.id', 'errors.deadletterqueue.topic.name', 'errors.tolerance', 'consumer.override.auto.offset.reset',
    'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'csfle.enabled', 'producer.override.linger.ms',
  ],
  keys: {
    'kafka.topic': { required: true },
    'authentication.method': { default: 'Access Keys', allowed: ['Access Keys', 'IAM Roles'] },
    'aws.secret.key.id': { type: 'PASSWORD' },
    'sqs.url': { required: true },
    'sqs.region': {},
    'schemas.enable': { type: 'BOOLEAN', default: 'false' },
    'replace.null.with.default': { type: 'BOOLEAN', default: 'true' },
    'ignore.default.for.nullables': { type: 'BOOLEAN', default: 'false' },
  },
};
