/**
 * The form of keys or values, in topics and in what connectors write elsewhere. Each class of connectors knows some of them.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/overview.html
 */
export enum DataFormat {
  /** Avro with a schema in the registry. */
  AVRO = 'AVRO',
  /** JSON with a schema in the registry. */
  JSON_SR = 'JSON_SR',
  /** Protobuf with a schema in the registry. */
  PROTOBUF = 'PROTOBUF',
  /** JSON without a schema. */
  JSON = 'JSON',
  /** Bytes as they are. */
  BYTES = 'BYTES',
  /** Text. */
  STRING = 'STRING',
  /** Parquet, in files only. */
  PARQUET = 'PARQUET',
}
