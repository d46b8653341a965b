import { Annotations, Duration } from 'aws-cdk-lib';
import {
  EventRecordFormat, EventSourceMapping, IEventSourceDlq, IFunction, ISchemaRegistry, KafkaSchemaRegistryAccessConfigType,
  KafkaSchemaValidationAttribute, ProvisionedPollerConfig, SourceAccessConfiguration, SourceAccessConfigurationType,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { KafkaPosition, RecordFilter, VpcAccessOptions } from '../aws';
import { consumerGroupOf, describeSchemas, grantConsume, requireReachable, subjectsOf } from './private/consumer';
import { requireTopicName } from '../aws/private/kafka-names';
import { requireSameRegion } from '../aws/private/region';
import { accessVpc, VpcAccess } from '../aws/private/vpc-access';
import { IKafkaTopic } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';
import { fail, requireBetween, requireGiven, requireInteger } from '../private/validation';

/**
 * Options of a `LambdaSink`.
 */
export interface LambdaSinkOptions extends VpcAccessOptions {
  /**
   * The consumer group, up to 200 characters. Consumers of one group share the records between them. It cannot be changed.
   *
   * @default - derived from the construct path
   */
  readonly consumerGroupId?: string;

  /**
   * Where the consumer group starts if it has not read the topic before.
   *
   * @default KafkaPosition.trimHorizon()
   */
  readonly startingPosition?: KafkaPosition;

  /**
   * The most records of a call: 1 to 10,000. A call has at most 6 MB.
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * How long records are gathered before a call, in whole seconds, up to 5 minutes.
   *
   * @default - half a second
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Which records are delivered: those that one of the patterns fits. Lambda looks at `value` only.
   *
   * @default - all
   */
  readonly filters?: RecordFilter[];

  /**
   * Pollers that are there all the time, and are billed by the hour. Schemas and the settings for errors need them.
   *
   * @default - Lambda scales pollers as it likes, at no cost
   * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html
   */
  readonly provisionedPollers?: ProvisionedPollerConfig;

  /**
   * Whether Lambda decodes keys and values by the schemas of the topic, into JSON. It needs `provisionedPollers`. If not, they
   * are delivered as they are, in base64: Confluent's wire format, if they have a schema.
   *
   * @default - true if the topic has a schema
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html
   */
  readonly decode?: boolean;

  /**
   * Where records go that the function fails for, or that cannot be decoded. With it, and no `retryAttempts`, Lambda gives up
   * after 10 attempts. To write to another topic, the spoke's service account needs a grant to do so.
   *
   * @default - records are tried until they leave the topic; those that cannot be decoded are lost
   */
  readonly onFailure?: IEventSourceDlq;

  /**
   * How often a batch is tried again: 0 to 10,000. It needs `provisionedPollers`.
   *
   * @default - until it succeeds or its records leave the topic
   */
  readonly retryAttempts?: number;

  /**
   * How old a record may be to be tried: 60 seconds to 7 days. It needs `provisionedPollers`.
   *
   * @default - any age
   */
  readonly maxRecordAge?: Duration;

  /**
   * Whether a batch that the function fails for is split in two. It needs `provisionedPollers`.
   *
   * @default false
   */
  readonly bisectBatchOnError?: boolean;

  /**
   * Whether the function says which records of a batch failed. It needs `provisionedPollers`.
   *
   * @default false
   */
  readonly reportBatchItemFailures?: boolean;

  /**
   * Whether records are delivered. When they are again, it goes on where it was.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * A Lambda function that is called with records of a topic, by an event source mapping. It is the way for records that must be
 * decoded, filtered by their content, or reshaped.
 *
 * Delivers at least once. Each partition is delivered in its order, one batch at a time; a batch that the function fails for is
 * tried again, whole, until it succeeds or its records leave the topic, unless the options say otherwise.
 *
 * The function's role is given the right to read the keys of the spoke; a function that was imported without its role must
 * have it already.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html
 */
export class LambdaSink implements ISink {
  constructor(private readonly handler: IFunction, private readonly options: LambdaSinkOptions = {}) {}

  /**
   * Makes the mapping, an `EventSourceMapping`.
   *
   * @throws if records are to be decoded and there are no provisioned pollers, or if the cluster cannot be reached
   */
  public bind(scope: Construct, bound: SinkBindOptions): SinkConfig {
    const { handler, options } = this;
    requireGiven(scope, { handler }, 'handler');
    const { topic, spoke } = bound;
    const { role } = handler;
    const pollers = options.provisionedPollers;
    const startingPosition = options.startingPosition ?? KafkaPosition.trimHorizon();
    const decode = options.decode ?? subjectsOf(topic).length > 0;
    this.validate(scope, bound, decode);
    const consumerGroupId = consumerGroupOf(scope, options.consumerGroupId);
    const vpcAccess = accessVpc(scope, options, role);
    const mapping = new EventSourceMapping(scope, 'Mapping', {
      target: handler,
      kafkaBootstrapServers: [topic.cluster.bootstrapServers],
      kafkaTopic: topic.topicName,
      kafkaConsumerGroupId: consumerGroupId,
      sourceAccessConfigurations: [
        { type: SourceAccessConfigurationType.BASIC_AUTH, uri: spoke.apiKey.secret.secretArn },
        ...vpcAccess ? networkConfigurations(vpcAccess) : [],
      ],
      startingPosition: startingPosition.kind,
      startingPositionTimestamp: startingPosition.timestamp,
      batchSize: options.batchSize,
      maxBatchingWindow: options.maxBatchingWindow,
      filters: options.filters?.map(({ pattern }) => ({ pattern })),
      provisionedPollerConfig: pollers && { ...pollers, minimumPollers: pollers.minimumPollers ?? 1 },
      schemaRegistryConfig: decode ? schemaRegistry(bound) : undefined,
      onFailure: options.onFailure,
      retryAttempts: options.retryAttempts,
      maxRecordAge: options.maxRecordAge,
      bisectBatchOnError: options.bisectBatchOnError,
      reportBatchItemFailures: options.reportBatchItemFailures,
      enabled: options.enabled,
    });
    if (role) {
      [spoke.apiKey, ...decode ? [spoke.schemaRegistryKey] : []].forEach(({ secret }) => secret.grantRead(role));
      mapping.node.addDependency(role, ...vpcAccess?.policy ? [vpcAccess.policy] : []);
    }
    grantConsume(bound, consumerGroupId).applyBefore(mapping);
    return { carrier: mapping };
  }

  private validate(scope: Construct, { topic }: SinkBindOptions, decode: boolean): void {
    const { handler, options } = this;
    requireReachable(scope, topic, options);
    requireSameRegion(scope, 'handler', handler);
    requireTopicName(scope, topic.topicName);
    requireInteger(scope, 'batchSize', options.batchSize, 1, 10000);
    requireBetween(scope, 'maxBatchingWindow', options.maxBatchingWindow?.toSeconds(), 0, 300);
    requirePollers(scope, options);
    if (decode) {
      requireDecodable(scope, topic, options);
    }
  }
}

/** Lambda takes these settings of a Kafka source in provisioned mode only: https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
const ERROR_SETTINGS = ['retryAttempts', 'maxRecordAge', 'bisectBatchOnError', 'reportBatchItemFailures'] as const;

function requirePollers(scope: Construct, options: LambdaSinkOptions): void {
  const given = ERROR_SETTINGS.filter((name) => options[name] !== undefined);
  if (given.length > 0 && !options.provisionedPollers) {
    fail(scope, `Lambda takes \`${given.join('` and `')}\` with provisioned pollers only, which are billed by the hour: \`provisionedPollers: {}\`.`);
  }
}

function requireDecodable(scope: Construct, topic: IKafkaTopic, options: LambdaSinkOptions): void {
  if (subjectsOf(topic).length === 0) {
    fail(scope, `\`decode\` needs a schema, and topic ${topic.topicName} (${topic.node.path}) is not known to have one. If it was imported, say its subjects there.`);
  }
  if (!options.provisionedPollers) {
    fail(scope, `${describeSchemas(topic)}, which Lambda decodes with provisioned pollers only. They are billed by the hour: `
      + '`provisionedPollers: {}`. Or have records delivered as they are, in base64: `decode: false`.');
  }
  if (!options.onFailure) {
    Annotations.of(scope).addWarningV2('cdk-streaming-hub:undecodableRecordsAreLost',
      `Records of topic ${topic.topicName} that Lambda cannot decode are lost. Say where they go: \`onFailure\`.`);
  }
}

/** Not `ConfluentSchemaRegistry`, which fails for a function that was imported without its role. */
function schemaRegistry({ topic, spoke }: SinkBindOptions): ISchemaRegistry {
  const attributes = { keys: KafkaSchemaValidationAttribute.KEY, values: KafkaSchemaValidationAttribute.VALUE };
  return {
    bind: () => ({
      schemaRegistryUri: spoke.hub.schemaRegistry.restEndpoint,
      eventRecordFormat: EventRecordFormat.JSON,
      accessConfigs: [{ type: KafkaSchemaRegistryAccessConfigType.BASIC_AUTH, uri: spoke.schemaRegistryKey.secret.secretArn }],
      schemaValidationConfigs: subjectsOf(topic).map(({ part }) => ({ attribute: attributes[part] })),
    }),
  };
}

function networkConfigurations({ subnetIds, securityGroups }: VpcAccess): SourceAccessConfiguration[] {
  return [
    ...subnetIds.map((uri) => ({ type: SourceAccessConfigurationType.VPC_SUBNET, uri })),
    ...securityGroups.map(({ securityGroupId }) => ({ type: SourceAccessConfigurationType.VPC_SECURITY_GROUP, uri: securityGroupId })),
  ];
}
