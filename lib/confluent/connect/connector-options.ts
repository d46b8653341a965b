import { ConnectorOffset } from './connector-offset';
import { DataFormat } from './data-format';
import { FieldEncryption } from './field-encryption';
import { Transform } from './transform';
import { IServiceAccount } from '../access/service-account';
import { SecretField } from '../secret-field';

/**
 * What a connector does with a record that it cannot convert or transform.
 */
export enum ErrorTolerance {
  /** It goes on: the record is in the dead letter topic of a sink connector, and lost by a source connector. */
  ALL = 'all',
  /** The task fails. */
  NONE = 'none',
}

/**
 * Options that all managed connectors have.
 */
export interface ConnectorOptions {
  /**
   * The name, up to 64 characters. Every change replaces the connector.
   *
   * @default - derived from the construct path
   */
  readonly connectorName?: string;

  /**
   * The service account by which the connector reads and writes topics. It is given the rights.
   *
   * @default - one is made
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * The most tasks; 1 on Basic clusters.
   *
   * @default 1
   */
  readonly maxTasks?: number;

  /**
   * Whether the connector stands still. Confluent pauses and resumes a connector that exists; it makes none that is paused.
   *
   * @default - whatever it is; a new one runs
   */
  readonly paused?: boolean;

  /**
   * Where the connector goes on. Once they are left out again, Confluent resets the offsets.
   *
   * @see https://docs.confluent.io/cloud/current/connectors/offsets.html
   *
   * @default - where it stopped; a new one starts as its class says
   */
  readonly offsets?: ConnectorOffset[];

  /**
   * What it does with a record that it cannot convert or transform.
   *
   * @default - as the class says: sink connectors mostly go on, source connectors fail
   */
  readonly errorTolerance?: ErrorTolerance;

  /**
   * Changes to each record, in this order.
   *
   * @default - none
   */
  readonly transforms?: Transform[];

  /**
   * The form of values in the topics.
   *
   * @default - that of the topics' schemas; without them JSON, or Avro where the class has no JSON, if the class requires a format
   */
  readonly valueFormat?: DataFormat;

  /**
   * The form of keys in the topics.
   *
   * @default - as the class says
   */
  readonly keyFormat?: DataFormat;

  /**
   * The context in the Schema Registry in which schemas are.
   *
   * @default - the default context
   */
  readonly schemaContext?: string;

  /**
   * Encryption of fields.
   *
   * @default - fields are passed on as they are
   */
  readonly fieldEncryption?: FieldEncryption;

  /**
   * The only domain names, IP addresses and CIDR ranges to which the connector connects.
   *
   * @default - any
   */
  readonly egressAllowList?: string[];

  /**
   * Whether it starts again after an error that a user can mend.
   *
   * @default true
   */
  readonly autoRestart?: boolean;

  /**
   * Further configuration that is no secret: whatever no prop offers, such as `producer.override.linger.ms`.
   *
   * @default - none
   */
  readonly config?: { [key: string]: string };

  /**
   * The configuration that is secret: every key of type PASSWORD. It is in the state of the connector's root, for want of
   * another way in the provider, and nowhere else.
   *
   * @default - none
   */
  readonly sensitiveConfig?: { [key: string]: SecretField };

  /**
   * Whether the configuration is checked at synth, if this library knows the keys of the class.
   *
   * @default true
   */
  readonly checkConfig?: boolean;
}
