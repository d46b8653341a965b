import { Construct } from 'constructs';
import { consumerGroupOf, describeSchemas, grantConsume, requireReachable, subjectsOf } from './consumer';
import { KafkaPipe, PipeTarget } from '../../aws';
import { SinkBindOptions, SinkConfig } from '../../hub';
import { fail } from '../../private/validation';
import { PipeSinkOptions } from '../pipe-sink-options';

/** Carries records of a topic to a target by a pipe. */
export function bindPipe(scope: Construct, bound: SinkBindOptions, target: PipeTarget, options: PipeSinkOptions): SinkConfig {
  const { topic, spoke } = bound;
  requireReachable(scope, topic, options);
  if (subjectsOf(topic).length > 0 && !options.enrichment && !options.deliverEncoded) {
    fail(scope, `${describeSchemas(topic)}, which EventBridge Pipes cannot decode. Use a LambdaSink, or give a function `
      + 'that decodes records as `enrichment`, or deliver them as they are, in base64: `deliverEncoded: true`.');
  }
  const consumerGroupId = consumerGroupOf(scope, options.consumerGroupId);
  const pipe = new KafkaPipe(scope, 'Pipe', {
    ...options,
    bootstrapServers: topic.cluster.bootstrapServers,
    topicName: topic.topicName,
    credentials: spoke.apiKey.secret,
    consumerGroupId,
    target,
  });
  grantConsume(bound, consumerGroupId).applyBefore(pipe);
  return { carrier: pipe };
}
