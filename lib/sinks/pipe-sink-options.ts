import { KafkaPipeOptions } from '../aws';

/**
 * Options of a sink that EventBridge Pipes carry records to.
 */
export interface PipeSinkOptions extends KafkaPipeOptions {
  /**
   * Whether keys and values with a schema are delivered as they are: Confluent's wire format (a magic byte, the schema's ID,
   * then Avro, Protobuf or JSON), in base64. A pipe cannot decode it, nor filter by what is in it.
   *
   * @default false
   * @see https://docs.confluent.io/cloud/current/sr/fundamentals/serdes-develop/index.html#wire-format
   */
  readonly deliverEncoded?: boolean;
}
