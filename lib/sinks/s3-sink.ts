import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { S3SinkConnector, S3SinkConnectorOptions } from '../confluent';
import { ISink, SinkBindOptions, SinkConfig } from '../hub';

/**
 * An S3 bucket that Confluent's managed connector writes records of a topic to, many to an object. It writes by an IAM role that
 * it assumes.
 *
 * Delivers exactly once where objects are complete by the time or number of records, at least once with
 * `rotateScheduleInterval`.
 */
export class S3Sink implements ISink {
  constructor(private readonly bucket: IBucket, private readonly options: S3SinkConnectorOptions = {}) {}

  /**
   * Makes the connector, a `confluent.S3SinkConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SinkBindOptions): SinkConfig {
    const carrier = new S3SinkConnector(scope, 'Connector', {
      bucket: this.bucket, topics: [topic], serviceAccount: spoke.serviceAccount, ...this.options,
    });
    return { carrier };
  }
}
