import { Duration, Token } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AwsConnectorOptions, DeadLetterOptions, ReportOptions, SinkConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { AwsConnector } from './private/aws-connector';
import { sinkOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { reporting } from './private/sink-settings';
import { fail, requireBetween, requireGiven, requireInteger } from '../../private/validation';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * How a function is called.
 */
export enum LambdaInvocationType {
  /** It waits for the answer: each partition in its order. */
  SYNC = 'sync',
  /** It does not wait: in no order, and what fails is Lambda's matter. */
  ASYNC = 'async',
}

/**
 * What happens when a function fails that the connector waits for.
 */
export enum LambdaErrorBehavior {
  /** The error is written to the topic for errors, and the connector goes on. */
  LOG = 'log',
  /** The task fails. */
  FAIL = 'fail',
  /** The connector goes on. */
  IGNORE = 'ignore',
}

/**
 * How keys and values are put into the call, which is in JSON.
 */
export enum LambdaRecordConverter {
  /** By their schema; without one as text. */
  JSON = 'JsonKeyValueConverter',
  /** By their schema; without one as text in which JSON is escaped. */
  ESCAPED_JSON = 'EscapedJsonKeyValueConverter',
}

/**
 * A topic whose records go to a function of its own.
 */
export interface LambdaRoute {
  /**
   * The topic, one of those that the connector reads.
   */
  readonly topic: IKafkaTopic;

  /**
   * The function, or a version or alias of one.
   */
  readonly handler: IFunction;
}

/**
 * Options of a `LambdaSinkConnector`.
 */
export interface LambdaSinkConnectorOptions extends ConnectorOptions, DeadLetterOptions, ReportOptions, AwsConnectorOptions {
  /**
   * How functions are called.
   *
   * @default LambdaInvocationType.SYNC
   */
  readonly invocationType?: LambdaInvocationType;

  /**
   * The most records of a call.
   *
   * @default 20
   */
  readonly batchSize?: number;

  /**
   * How keys and values are put into the call.
   *
   * @default LambdaRecordConverter.JSON
   */
  readonly recordConverter?: LambdaRecordConverter;

  /**
   * How long it waits for an answer: 1 second to 10 minutes.
   *
   * @default Duration.seconds(50)
   */
  readonly socketTimeout?: Duration;

  /**
   * What happens when a function fails. Only for calls that it waits for.
   *
   * @default LambdaErrorBehavior.LOG
   */
  readonly onError?: LambdaErrorBehavior;
}

/**
 * Properties of a `LambdaSinkConnector`.
 */
export interface LambdaSinkConnectorProps extends LambdaSinkConnectorOptions, SinkConnectorOptions {
  /**
   * The function that is called, or a version or alias of one.
   */
  readonly handler: IFunction;

  /**
   * Topics whose records go to other functions, all in the region of `handler`.
   *
   * @default - all records go to `handler`
   */
  readonly routes?: LambdaRoute[];
}

/** What the connector does; https://docs.confluent.io/cloud/current/connectors/cc-aws-lambda-sink.html */
const FUNCTION_ACTIONS = ['lambda:GetFunction', 'lambda:InvokeFunction'];

/**
 * Confluent's managed connector that calls Lambda functions with records of topics. It decodes records that have a schema, and
 * writes what a function answers to a topic. It assumes an IAM role that may call the functions; there is no long-lived AWS key.
 * A function of another account must let the role call it.
 *
 * Delivers at least once if it waits for the answer. To call a function without Connect, see `LambdaSink`.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-aws-lambda-sink.html
 */
export class LambdaSinkConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: LambdaSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'handler');
      const { topics, handler, routes = [] } = props;
      requireInteger(connector, 'batchSize', props.batchSize, 1);
      requireBetween(connector, 'socketTimeout (ms)', props.socketTimeout?.toMilliseconds(), 1000, 600_000);
      requireRoutes(connector, props);
      const handlerOf = (topic: IKafkaTopic) => routes.find((route) => route.topic === topic)?.handler ?? handler;
      const hasRoutes = routes.length > 0;
      const shape = sinkOf(connector, props, 'LambdaSink', {
        ...settingsOf(props, {
          invocationType: 'aws.lambda.invocation.type',
          batchSize: 'aws.lambda.batch.size',
          recordConverter: 'record.converter.class',
          socketTimeout: 'aws.lambda.socket.timeout',
          onError: 'behavior.on.error',
        }),
        'aws.lambda.configuration.mode': hasRoutes ? 'multiple' : 'single',
        'aws.lambda.function.name': hasRoutes ? undefined : handler.functionName,
        'aws.lambda.topic2function.map': hasRoutes ? topics.map((topic) => `${topic.topicName};${handlerOf(topic).functionName}`) : undefined,
        'aws.lambda.region': handler.env.region,
      });
      return {
        ...reporting(connector, props, shape),
        grantAws: (grantee) => [...new Set(topics.map(handlerOf))].map(({ resourceArnsForGrantInvoke: resourceArns }) =>
          Grant.addToPrincipal({ grantee, actions: FUNCTION_ACTIONS, resourceArns })), // grantInvoke refuses imported functions
      };
    });
  }
}

function requireRoutes(connector: Construct, { topics, handler, routes = [], invocationType, onError }: LambdaSinkConnectorProps): void {
  for (const { topic, handler: { env, node } } of routes) {
    if (!topics.includes(topic)) {
      fail(connector, `\`routes\` must be of topics in \`topics\`, got: ${topic.node.path}`);
    }
    if (routes.filter((route) => route.topic === topic).length > 1) {
      fail(connector, `\`routes\` must name a topic once, got it again: ${topic.node.path}`);
    }
    if (![env.region, handler.env.region].some((region) => Token.isUnresolved(region)) && env.region !== handler.env.region) {
      fail(connector, `\`routes\` must be to functions in ${handler.env.region}, as \`handler\` is, got: ${node.path} in ${env.region}`);
    }
  }
  if (onError && invocationType === LambdaInvocationType.ASYNC) {
    fail(connector, '`onError` is for calls that the connector waits for: `invocationType: LambdaInvocationType.SYNC`. '
      + 'For others, give the function a destination or dead letter queue.');
  }
}
