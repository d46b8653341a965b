import { IConstruct } from 'constructs';
import { requireConsumerGroupId, requireTopicName } from './kafka-names';
import { PipeTargetConfig } from './pipe-target-config';
import { requireSameRegion } from './region';
import { fail, requireBetween, requireInteger, requireText } from '../../private/validation';
import type { KafkaPipeProps } from '../kafka-pipe';

/** Fails if AWS would refuse the pipe. */
export function validateKafkaPipe(pipe: IConstruct, props: KafkaPipeProps, target: PipeTargetConfig): void {
  validateSource(pipe, props);
  requireInteger(pipe, 'batchSize', props.batchSize, 1, target.maxBatchSize);
  requireBetween(pipe, 'maxBatchingWindow', props.maxBatchingWindow?.toSeconds(), 0, 300);
  requireAtMost(pipe, 'filters', props.filters, 5);
  props.filters?.forEach(({ pattern }) => requireText(pipe, 'filters', pattern, 4096));
  requireText(pipe, 'description', props.description, 512);
  requireText(pipe, 'pipeName', props.pipeName, 64, /^[.\-_A-Za-z0-9]+$/);
  if (props.enrichment) {
    requireSameRegion(pipe, 'enrichment', props.enrichment);
  }
  if (!props.logGroup && (props.logLevel !== undefined || props.logRecords !== undefined)) {
    fail(pipe, '`logLevel` and `logRecords` need `logGroup`, got none');
  }
}

function validateSource(pipe: IConstruct, props: KafkaPipeProps): void {
  requireBroker(pipe, 'bootstrapServers', props.bootstrapServers);
  props.additionalBootstrapServers?.forEach((server) => requireBroker(pipe, 'additionalBootstrapServers', server));
  requireAtMost(pipe, 'additionalBootstrapServers', props.additionalBootstrapServers, 2);
  requireTopicName(pipe, props.topicName);
  requireConsumerGroupId(pipe, props.consumerGroupId);
  if (props.startingPosition?.timestamp !== undefined) {
    fail(pipe, '`startingPosition` must not be a time: EventBridge Pipes cannot start at one. Lambda event sources can.');
  }
}

function requireBroker(pipe: IConstruct, name: string, server: string): void {
  if (server.includes('://')) {
    fail(pipe, `\`${name}\` must be host:port without a scheme, got: ${server}`);
  }
  requireText(pipe, name, server, 300, /^[^\s,:/]+:\d{1,5}$/);
}

function requireAtMost(pipe: IConstruct, name: string, list: unknown[] | undefined, max: number): void {
  if (list && list.length > max) {
    fail(pipe, `\`${name}\` must have at most ${max} entries, got: ${list.length}`);
  }
}
