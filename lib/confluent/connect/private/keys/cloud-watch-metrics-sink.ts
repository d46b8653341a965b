import { KeyTable } from './key-table';
import { OF_SOURCES } from './shared-keys';

export const CLOUD_WATCH_METRICS_SINK: KeyTable = {
  connectorClass: 'CloudWatchMetricsSink',
  required: ['input.data.format', 'aws.access.key.id'],
  absent: [
    ...OF_SOURCES, 'provider.integration.id', 'secret.manager.managed.configs', 'secret.manager.provider.integration.id',
    'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'output.data.format', 'csfle.enabled',
  ],
  keys: {
    'topics.regex': {},
    'topics': { type: 'LIST', required: true },
    'aws.secret.access.key': { type: 'PASSWORD', required: true },
    'aws.cloudwatch.metrics.namespace': { required: true },
    'behavior.on.malformed.metric': { default: 'FAIL', allowed: ['LOG', 'FAIL'] },
  },
};
