import { KeyTable } from './key-table';

export const CLOUD_WATCH_LOGS_SOURCE: KeyTable = {
  connectorClass: 'CloudWatchLogsSource',
  required: ['output.data.format'],
  absent: [
    'max.poll.interval.ms', 'secret.manager.managed.configs', 'input.data.format', 'consumer.override.isolation.level', 'max.poll.records',
    'secret.manager.provider.integration.id', 'errors.deadletterqueue.topic.name', 'consumer.override.auto.offset.reset',
    'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'csfle.enabled',
  ],
  keys: {
    'behavior.on.error': { default: 'FAIL' },
    'kafka.topic.format': { required: true },
    'authentication.method': { default: 'Access Keys', allowed: ['Access Keys', 'IAM Roles'] },
    'aws.secret.access.key': { type: 'PASSWORD' },
    'aws.cloudwatch.logs.url': { required: true },
    'aws.cloudwatch.log.group': { required: true },
    'log.message.format': { default: 'STRING', allowed: ['JSON', 'STRING'] },
    'aws.cloudwatch.log.streams': { type: 'LIST' },
    'aws.poll.interval.ms': { type: 'INT', default: '1000' },
  },
};
