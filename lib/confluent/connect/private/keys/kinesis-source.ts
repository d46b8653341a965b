import { KeyTable } from './key-table';

export const KINESIS_SOURCE: KeyTable = {
  connectorClass: 'KinesisSource',
  absent: [
    'max.poll.interval.ms', 'secret.manager.managed.configs', 'input.data.format', 'consumer.override.isolation.level', 'max.poll.records',
    'secret.manager.provider.integration.id', 'errors.deadletterqueue.topic.name', 'errors.tolerance', 'schema.context.name',
    'consumer.override.auto.offset.reset', 'secret.manager.enabled', 'secret.manager', 'sr.service.account.id', 'output.data.format',
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
