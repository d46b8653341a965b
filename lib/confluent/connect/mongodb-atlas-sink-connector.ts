import { Construct } from 'constructs';
import { SinkConnectorOptions } from './connector-ends';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { requireGiven, requireInteger, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * Properties of a `MongoDbAtlasSinkConnector`.
 */
export interface MongoDbAtlasSinkConnectorProps extends SinkConnectorOptions {
  /**
   * The host of the cluster, such as `shop.abc123.mongodb.net`.
   */
  readonly host: string;

  /**
   * The user.
   */
  readonly user: string;

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * The database.
   */
  readonly database: string;

  /**
   * The collection.
   *
   * @default - one for each topic, named like it
   */
  readonly collection?: string;

  /**
   * How the ID of a document is made, such as `ProvidedInKeyStrategy`.
   *
   * @default 'BsonOidStrategy'
   */
  readonly documentIdStrategy?: string;

  /**
   * How a document is written, such as `ReplaceOneDefaultStrategy`.
   *
   * @default 'DefaultWriteModelStrategy'
   */
  readonly writeStrategy?: string;

  /**
   * Whether a record without a value deletes the document of its key.
   *
   * @default false
   */
  readonly deleteOnNullValues?: boolean;

  /**
   * The most documents that are written at once; 0 is no limit.
   *
   * @default 0
   */
  readonly maxBatchSize?: number;
}

/**
 * Confluent's managed connector from topics to collections of MongoDB Atlas. Delivers at least once; with an ID that comes from
 * the record, a document is there once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-mongo-db-sink/cc-mongo-db-sink.html
 */
export class MongoDbAtlasSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: MongoDbAtlasSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'host', 'user', 'password', 'database');
      requireText(connector, 'host', props.host, 253, /^[a-zA-Z0-9.-]+$/);
      requireInteger(connector, 'maxBatchSize', props.maxBatchSize, 0);
      return sinkOf(connector, props, 'MongoDbAtlasSink', settingsOf(props, {
        host: 'connection.host',
        user: 'connection.user',
        password: 'connection.password',
        database: 'database',
        collection: 'collection',
        documentIdStrategy: 'doc.id.strategy',
        writeStrategy: 'write.strategy',
        deleteOnNullValues: 'delete.on.null.values',
        maxBatchSize: 'max.batch.size',
      }));
    });
  }
}
