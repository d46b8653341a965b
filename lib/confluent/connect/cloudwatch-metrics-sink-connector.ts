import { Construct } from 'constructs';
import { SinkConnectorOptions } from './connector-ends';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { requireSchemas } from './private/sink-settings';
import { requireGiven, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * What a connector does with a record that is no metric.
 */
export enum MalformedMetricBehavior {
  /** It logs the record, and goes on. */
  LOG = 'LOG',
  /** The task fails. */
  FAIL = 'FAIL',
}

/**
 * Properties of a `CloudWatchMetricsSinkConnector`.
 */
export interface CloudWatchMetricsSinkConnectorProps extends SinkConnectorOptions {
  /**
   * The namespace of the metrics.
   */
  readonly namespace: string;

  /**
   * The ID of an access key of an IAM user who may do `cloudwatch:PutMetricData`.
   */
  readonly accessKeyId: SecretField;

  /**
   * The secret of that access key.
   */
  readonly secretAccessKey: SecretField;

  /**
   * What happens with a record that is no metric.
   *
   * @default MalformedMetricBehavior.FAIL
   */
  readonly onMalformedMetric?: MalformedMetricBehavior;
}

/**
 * Confluent's managed connector from topics with a schema to metrics of CloudWatch: a record has `name`, `type`, `timestamp`,
 * `dimensions` and `values`. It cannot assume an IAM role: it uses an access key.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-cloudwatch-metrics-sink.html
 */
export class CloudWatchMetricsSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: CloudWatchMetricsSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'namespace', 'accessKeyId', 'secretAccessKey');
      requireText(connector, 'namespace', props.namespace, 255, /^[^:]/); // as CloudWatch: PutMetricData
      requireSchemas(connector, props);
      return sinkOf(connector, props, 'CloudWatchMetricsSink', settingsOf(props, {
        namespace: 'aws.cloudwatch.metrics.namespace',
        accessKeyId: 'aws.access.key.id',
        secretAccessKey: 'aws.secret.access.key',
        onMalformedMetric: 'behavior.on.malformed.metric',
      }));
    });
  }
}
