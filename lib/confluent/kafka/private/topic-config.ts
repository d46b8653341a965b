import { Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { expectBetween, fail, requireBetween, requireInteger, requireOneOf } from '../../../private/validation';
import { ClusterType } from '../cluster-type';
import { CleanupPolicy, KafkaTopicOptions, TimestampType } from '../kafka-topic-options';

/** https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_kafka_topic */
const SCHEMA_VALIDATION = [
  'confluent.key.schema.validation', 'confluent.value.schema.validation', 'confluent.key.subject.name.strategy',
  'confluent.value.subject.name.strategy', 'confluent.schema.validation.context.name',
];
const EDITABLE = [
  'cleanup.policy', 'delete.retention.ms', 'max.compaction.lag.ms', 'max.message.bytes', 'message.timestamp.after.max.ms',
  'message.timestamp.before.max.ms', 'message.timestamp.difference.max.ms', 'message.timestamp.type', 'min.compaction.lag.ms',
  'min.insync.replicas', 'retention.bytes', 'retention.ms', 'segment.bytes', 'segment.ms', ...SCHEMA_VALIDATION,
];
const MEBIBYTE = 1024 * 1024;

/** https://docs.confluent.io/cloud/current/topics/manage.html */
const MAX_DELETE_RETENTION = 60566400000;

/** Configs whose values Confluent checks. Those that this library does not know it leaves to the broker. */
const ALLOWED: Record<string, readonly string[]> = {
  'cleanup.policy': [...Object.values(CleanupPolicy), 'delete,compact'],
  'message.timestamp.type': Object.values(TimestampType),
  'confluent.key.schema.validation': ['true', 'false'],
  'confluent.value.schema.validation': ['true', 'false'],
};
const LEAST: Record<string, number> = { 'retention.ms': -1, 'retention.bytes': -1, 'delete.retention.ms': 0, 'max.message.bytes': 1 };

/** The configs of a topic as Kafka has them, checked against what Confluent Cloud takes. */
export function topicConfig(topic: IConstruct, type: ClusterType, options: KafkaTopicOptions): Record<string, string> | undefined {
  const typed = typedConfig(options);
  validateTyped(topic, type, options);
  for (const [key, value] of Object.entries(options.config ?? {})) {
    if (typed[key] !== undefined) {
      fail(topic, `\`config\` sets ${key}, which a prop of the topic sets to ${typed[key]}. Give it once.`);
    }
    if (!Token.isUnresolved(key)) {
      requireOneOf(topic, 'config', key, EDITABLE);
    }
    if (SCHEMA_VALIDATION.includes(key) && !type.hasSchemaValidation) {
      fail(topic, `\`config\` sets ${key}, which needs a Dedicated cluster, got: ${type.name}`);
    }
    requireOneOf(topic, key, value, ALLOWED[key] ?? [value]);
    if (LEAST[key] !== undefined && !Token.isUnresolved(value)) {
      requireInteger(topic, key, Number(value), LEAST[key], mostOf(key, type));
    }
  }
  const config = { ...typed, ...options.config };
  return Object.keys(config).length > 0 ? config : undefined;
}

function typedConfig(options: KafkaTopicOptions): Record<string, string> {
  const configs: Record<string, string | number | undefined> = {
    'cleanup.policy': options.cleanupPolicy,
    'delete.retention.ms': options.deleteRetention?.toMilliseconds(),
    'max.compaction.lag.ms': options.maxCompactionLag?.toMilliseconds(),
    'max.message.bytes': options.maxMessageSize?.toBytes(),
    'message.timestamp.type': options.timestampType,
    'min.compaction.lag.ms': options.minCompactionLag?.toMilliseconds(),
    'min.insync.replicas': options.minInSyncReplicas,
    'retention.bytes': options.retention?.bytes,
    'retention.ms': options.retention?.milliseconds,
    'segment.bytes': options.segmentSize?.toBytes(),
    'segment.ms': options.segmentAge?.toMilliseconds(),
    'message.timestamp.before.max.ms': options.maxTimestampBefore?.toMilliseconds(),
    'message.timestamp.after.max.ms': options.maxTimestampAfter?.toMilliseconds(),
    'confluent.key.schema.validation': options.validateKeys?.toString(),
    'confluent.value.schema.validation': options.validateValues?.toString(),
  };
  return Object.fromEntries(Object.entries(configs)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => [key, typeof value === 'number' ? Tokenization.stringifyNumber(value) : value]));
}

function validateTyped(topic: IConstruct, type: ClusterType, options: KafkaTopicOptions): void {
  const policy = options.cleanupPolicy ?? options.config?.['cleanup.policy'] ?? CleanupPolicy.DELETE;
  if (policy !== CleanupPolicy.DELETE && !type.hasCompaction) {
    fail(topic, `\`cleanupPolicy\` must be ${CleanupPolicy.DELETE} on a ${type.name} cluster, got: ${policy}`);
  }
  for (const prop of ['validateKeys', 'validateValues'] as const) {
    if (options[prop] && !type.hasSchemaValidation) {
      fail(topic, `\`${prop}\` needs a Dedicated cluster, got: ${type.name}`);
    }
  }
  requireBetween(topic, 'maxMessageSize (bytes)', options.maxMessageSize?.toBytes(), 1, mostOf('max.message.bytes', type));
  expectBetween(topic, 'minInSyncReplicas', options.minInSyncReplicas, 1, 2);
  expectBetween(topic, 'segmentSize (bytes)', options.segmentSize?.toBytes(), 50 * MEBIBYTE, 1024 * MEBIBYTE);
  expectBetween(topic, 'segmentAge (ms)', options.segmentAge?.toMilliseconds(), 14400000);
  requireBetween(topic, 'deleteRetention (ms)', options.deleteRetention?.toMilliseconds(), 0, MAX_DELETE_RETENTION);
}

function mostOf(key: string, type: ClusterType): number {
  switch (key) {
    case 'max.message.bytes': return type.maxMessageMebibytes * MEBIBYTE;
    case 'delete.retention.ms': return MAX_DELETE_RETENTION;
    default: return Infinity;
  }
}
