import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const CLOUD_WATCH_LOGS_SOURCE: KeyTable = {
  connectorClass: 'CloudWatchLogsSource',
  required: ['output.data.format'],
  absent: [
    ...OF_SINKS, 'secret.manager.managed.configs', 'secret.manager.provider.integration.id', 'secret.manager.enabled',
    'secret.manager', 'sr.service.account.id', 'csfle.enabled',
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
