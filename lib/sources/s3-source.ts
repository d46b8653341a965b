import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { S3SourceConnector, S3SourceConnectorOptions } from '../confluent';
import { ISource, SourceBindOptions, SourceConfig } from '../hub';

/**
 * Options of an `S3Source`.
 */
export interface S3SourceOptions extends S3SourceConnectorOptions {
  /**
   * A regular expression that the keys of the objects match, without commas. Other objects are left alone.
   *
   * @default '.*'
   */
  readonly pattern?: string;
}

/**
 * A folder of an S3 bucket whose objects are brought into a topic, record by record, by Confluent's managed connector.
 *
 * Delivers at least once. Each object is read once: what is appended or replaced later is not seen. The connector reads by an IAM
 * role that it assumes.
 */
export class S3Source implements ISource {
  constructor(private readonly bucket: IBucket, private readonly options: S3SourceOptions = {}) {}

  /**
   * Makes the connector, a `confluent.S3SourceConnector`.
   */
  public bind(scope: Construct, { topic, spoke }: SourceBindOptions): SourceConfig {
    const { pattern, ...options } = this.options;
    const carrier = new S3SourceConnector(scope, 'Connector', {
      bucket: this.bucket, routes: [{ topic, pattern }], serviceAccount: spoke.serviceAccount, ...options,
    });
    return { carrier };
  }
}
