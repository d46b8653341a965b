import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const SQS_SOURCE: KeyTable = {
  connectorClass: 'SqsSource',
  required: ['output.data.format'],
  absent: [
    ...OF_SINKS, 'secret.manager.managed.configs', 'secret.manager.provider.integration.id', 'errors.tolerance',
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
