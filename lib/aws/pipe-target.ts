import { Grant } from 'aws-cdk-lib/aws-iam';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { IDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PipeTargetConfig } from './private/pipe-target-config';
import { requireSameRegion } from './private/region';
import { requireGiven, requireText } from '../private/validation';

/**
 * Options of a Kinesis stream as a target.
 */
export interface KinesisPipeTargetOptions {
  /**
   * What decides the shard: a path in the event, such as `$.key` or `$.value.user`, or a fixed text; up to 256 characters.
   *
   * The default is the key of the record, so that records of the same key keep their order, as they do in Kafka. It is for
   * topics where each record has a key, of at most 192 bytes: one without could not be put, and would hold up its partition.
   * `$.eventSourceKey`, the topic and partition, suits all others: each Kafka partition keeps its order in one shard, to which
   * it can write 1 MB or 1,000 records a second.
   *
   * @default '$.key'
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html#pipes-targets-dynamic-parms
   */
  readonly partitionKey?: string;
}

/**
 * Where a pipe delivers records.
 */
export class PipeTarget {
  /**
   * A Kinesis data stream.
   */
  public static kinesisStream(stream: IStream, options: KinesisPipeTargetOptions = {}): PipeTarget {
    return new PipeTarget((scope) => {
      requireGiven(scope, { stream }, 'stream');
      requireText(scope, 'partitionKey', options.partitionKey, 256);
      return {
        resource: stream,
        targetArn: stream.streamArn,
        maxBatchSize: 500,
        parameters: { kinesisStreamParameters: { partitionKey: options.partitionKey ?? '$.key' } },
        grant: (grantee) => {
          stream.grant(grantee, 'kinesis:PutRecord', 'kinesis:PutRecords');
          stream.encryptionKey?.grant(grantee, 'kms:GenerateDataKey');
        },
      };
    });
  }

  /**
   * A Firehose delivery stream. What decides its destination is its own matter.
   */
  public static deliveryStream(deliveryStream: IDeliveryStream): PipeTarget {
    return new PipeTarget((scope) => {
      requireGiven(scope, { deliveryStream }, 'deliveryStream');
      return {
        resource: deliveryStream,
        targetArn: deliveryStream.deliveryStreamArn,
        maxBatchSize: 500,
        grant: (grantee) => deliveryStream.grantPutRecords(grantee),
      };
    });
  }

  /**
   * A Lambda function, which is called with a list of records and waited for. A batch may have 6 MB.
   */
  public static lambdaFunction(handler: IFunction): PipeTarget {
    return new PipeTarget((scope) => {
      requireGiven(scope, { handler }, 'handler');
      return {
        resource: handler,
        targetArn: handler.functionArn,
        maxBatchSize: 10000,
        parameters: { lambdaFunctionParameters: { invocationType: 'REQUEST_RESPONSE' } },
        // `grantInvoke` would allow all versions
        grant: (grantee) => Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [handler.functionArn] }),
      };
    });
  }

  private constructor(private readonly configOf: (scope: Construct) => PipeTargetConfig) {}

  /** @internal What a pipe must know of it. */
  public _bind(pipe: Construct): PipeTargetConfig {
    const config = this.configOf(pipe);
    requireSameRegion(pipe, 'target', config.resource);
    return config;
  }
}
