import { KeyTable } from './key-table';
import { OF_SINKS } from './shared-keys';

export const KINESIS_SOURCE: KeyTable = {
  connectorClass: 'KinesisSource',
  absent: [
    ...OF_SINKS, 'secret.manager.managed.configs', 'secret.manager.provider.integration.id', 'errors.tolerance',
    'schema.context.name', 'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'output.data.format',
    'csfle.enabled', 'producer.override.linger.ms',
  ],
  keys: {
    'kafka.topic': { required: true },
    'authentication.method': { default: 'Access Keys', allowed: ['Access Keys', 'IAM Roles'] },
    'aws.secret.key.id': { type: 'PASSWORD' },
    'kinesis.region': { required: true, default: 'us-west-2' },
    'kinesis.stream': { required: true },
    'kinesis.shard.timestamp': {},
    'kinesis.position': { default: 'TRIM_HORIZON' },
    'kinesis.record.deaggregation.enable': { type: 'BOOLEAN', default: 'false' },
    'kinesis.record.limit': { type: 'INT', default: '500' },
    'kinesis.throughput.exceeded.backoff.ms': { type: 'LONG', default: '10000' },
    'kinesis.empty.records.backoff.ms': { type: 'LONG', default: '5000' },
  },
};
