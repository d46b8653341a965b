import { Duration, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AwsConnectorOptions, TopicSourceConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { AwsConnector } from './private/aws-connector';
import { topicsSourceOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { IProviderIntegration } from './provider-integration';
import { SourceErrorBehavior } from './source-error-behavior';
import { fail, requireGiven } from '../../private/validation';
import { explainWildcardsBelow } from '../../terraform/private/findings';

/**
 * What log messages are.
 */
export enum LogMessageFormat {
  /** Text. */
  STRING = 'STRING',
  /** JSON. */
  JSON = 'JSON',
}

/**
 * Options of a CloudWatch Logs source connector, wherever it stands.
 */
export interface CloudWatchLogsSourceConnectorOptions extends ConnectorOptions, AwsConnectorOptions {
  /**
   * The log streams.
   *
   * @default - all of the log group
   */
  readonly logStreams?: string[];

  /**
   * What log messages are.
   *
   * @default LogMessageFormat.STRING
   */
  readonly messageFormat?: LogMessageFormat;

  /**
   * What happens with a log message that cannot be read.
   *
   * @default SourceErrorBehavior.FAIL
   */
  readonly errorBehavior?: SourceErrorBehavior;

  /**
   * How often it asks for log messages.
   *
   * @default Duration.seconds(1)
   */
  readonly pollInterval?: Duration;
}

/**
 * Properties of a `CloudWatchLogsSourceConnector`.
 */
export interface CloudWatchLogsSourceConnectorProps extends CloudWatchLogsSourceConnectorOptions, TopicSourceConnectorOptions {
  /**
   * The log group that is read.
   */
  readonly logGroup: ILogGroup;
}

/** https://docs.confluent.io/kafka-connect-aws-cloudwatch-logs/current/overview.html */
const GROUP_ACTIONS = ['logs:DescribeLogStreams', 'logs:GetLogEvents'];

/**
 * Confluent's managed connector from the log streams of a log group in CloudWatch to one topic. It assumes an IAM role that may
 * read them; there is no long-lived AWS key. There can be a task for each log stream.
 *
 * Delivers at least once, in the order of each log stream.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-cloudwatch-logs-source.html
 */
export class CloudWatchLogsSourceConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: CloudWatchLogsSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'logGroup', 'topic');
      const { logGroup, topic } = props;
      if (props.logStreams?.length === 0) {
        fail(connector, '`logStreams` must name at least one log stream, got none');
      }
      const shape = topicsSourceOf(connector, 'topic', [topic], 'CloudWatchLogsSource', {
        ...settingsOf(props, {
          logStreams: 'aws.cloudwatch.log.streams',
          messageFormat: 'log.message.format',
          errorBehavior: 'behavior.on.error',
          pollInterval: 'aws.poll.interval.ms',
        }),
        'kafka.topic.format': topic.topicName, // without variables: all log streams go there
        'aws.cloudwatch.logs.url': `https://logs.${logGroup.env.region}.${Stack.of(connector).urlSuffix}`,
        'aws.cloudwatch.log.group': logGroup.logGroupName,
      });
      return { ...shape, grantAws: (integration) => grantLogs(integration, logGroup) };
    });
  }
}

function grantLogs(grantee: IProviderIntegration, logGroup: ILogGroup): Grant[] {
  explainWildcardsBelow(grantee.role, [[/^Resource::\*$/, 'The right to describe log groups is one on all of them.']]);
  return [
    logGroup.grant(grantee, ...GROUP_ACTIONS),
    Grant.addToPrincipal({ grantee, actions: ['logs:DescribeLogGroups'], resourceArns: ['*'] }),
  ];
}
