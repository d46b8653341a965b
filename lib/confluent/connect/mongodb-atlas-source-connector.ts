import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PrefixSourceConnectorOptions } from './connector-ends';
import { prefixSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { ResourcePattern } from '../access/resource-pattern';
import { SecretField } from '../secret-field';

/**
 * Which documents are copied that are there at the start.
 */
export interface MongoDbCopyOptions {
  /**
   * A regular expression of the databases and collections, such as `shop\.orders`.
   *
   * @default - all that the connector reads
   */
  readonly namespaceRegex?: string;

  /**
   * The stages of an aggregation that they pass through, as an array in JSON.
   *
   * @default - none
   */
  readonly pipeline?: string;
}

/**
 * Where a connector starts that has not read before.
 *
 * @see https://www.mongodb.com/docs/kafka-connector/current/source-connector/configuration-properties/startup/
 */
export class MongoDbStartup {
  /** At the next change. */
  public static latest(): MongoDbStartup {
    return new MongoDbStartup('latest');
  }

  /** At the first change of a time. */
  public static at(time: Date): MongoDbStartup {
    return new MongoDbStartup('timestamp', time.toISOString());
  }

  /** At the documents that are there; then come the changes since the start. */
  public static copyExisting(options: MongoDbCopyOptions = {}): MongoDbStartup {
    return new MongoDbStartup('copy_existing', undefined, options);
  }

  private constructor(
    /** The name in the connector's configuration. */
    public readonly name: string,
    /** The time, in ISO 8601. */
    public readonly time?: string,
    /** Which documents are copied. */
    public readonly copyOptions?: MongoDbCopyOptions,
  ) {}
}

/**
 * What a record of an update has besides what changed.
 *
 * @see https://www.mongodb.com/docs/manual/changeStreams/
 */
export enum MongoDbFullDocument {
  /** Nothing. */
  DEFAULT = 'default',
  /** The document as it is now. */
  UPDATE_LOOKUP = 'updateLookup',
  /** The document right after the change, if it was kept. */
  WHEN_AVAILABLE = 'whenAvailable',
  /** The document right after the change; the connector stops if it was not kept. */
  REQUIRED = 'required',
}

/**
 * Properties of a `MongoDbAtlasSourceConnector`.
 */
export interface MongoDbAtlasSourceConnectorProps extends PrefixSourceConnectorOptions {
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
   *
   * @default - all databases
   */
  readonly database?: string;

  /**
   * The collection. Needs `database`.
   *
   * @default - all collections
   */
  readonly collection?: string;

  /**
   * Where it starts.
   *
   * @default MongoDbStartup.latest()
   */
  readonly startup?: MongoDbStartup;

  /**
   * The stages of an aggregation that changes pass through, as an array in JSON.
   *
   * @default '[]'
   */
  readonly pipeline?: string;

  /**
   * Whether a record is the document after the change, and nothing else.
   *
   * @default false
   */
  readonly fullDocumentOnly?: boolean;

  /**
   * Whether a record without a value says that a document was deleted. Needs `fullDocumentOnly`.
   *
   * @default false
   */
  readonly tombstonesOnDelete?: boolean;

  /**
   * What a record of an update has besides what changed.
   *
   * @default MongoDbFullDocument.DEFAULT
   */
  readonly fullDocument?: MongoDbFullDocument;

  /**
   * The same of the document before the change; not `UPDATE_LOOKUP`.
   *
   * @default MongoDbFullDocument.DEFAULT
   */
  readonly fullDocumentBeforeChange?: MongoDbFullDocument;

  /**
   * Whether the key of a record is that of the document, and not the position in the stream of changes.
   *
   * @default false
   */
  readonly documentKeyAsKey?: boolean;

  /**
   * The schema of values, in Avro.
   *
   * @default - that of changes; with `inferSchema`, that of each document
   */
  readonly valueSchema?: string;

  /**
   * Whether the schema of values is made from the document.
   *
   * @default true
   */
  readonly inferSchema?: boolean;

  /**
   * How long it waits before it asks for changes again.
   *
   * @default Duration.seconds(5)
   */
  readonly pollInterval?: Duration;

  /**
   * The most changes that are read at once.
   *
   * @default 100
   */
  readonly maxBatchSize?: number;

  /**
   * How often the connector writes a record although nothing changed, so that its position does not grow too old.
   *
   * @default - never
   */
  readonly heartbeatInterval?: Duration;

  /**
   * The topic for that, which the connector makes.
   *
   * @default '__mongodb_heartbeats'
   */
  readonly heartbeatTopicName?: string;
}

/**
 * Confluent's managed connector from the changes of collections in MongoDB Atlas to topics, one for each collection, named
 * `<topicPrefix>.<database>.<collection>`.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-mongo-db-source.html
 */
export class MongoDbAtlasSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: MongoDbAtlasSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'host', 'user', 'password');
      validate(connector, props);
      const { startup, heartbeatInterval, heartbeatTopicName = '__mongodb_heartbeats' } = props;
      const shape = prefixSourceOf(connector, props, 'MongoDbAtlasSource', {
        ...settingsOf(props, {
          host: 'connection.host',
          user: 'connection.user',
          password: 'connection.password',
          database: 'database',
          collection: 'collection',
          pipeline: 'pipeline',
          fullDocumentOnly: 'publish.full.document.only',
          tombstonesOnDelete: 'publish.full.document.only.tombstone.on.delete',
          fullDocument: 'change.stream.full.document',
          fullDocumentBeforeChange: 'change.stream.full.document.before.change',
          documentKeyAsKey: 'change.stream.document.key.as.key',
          valueSchema: 'output.schema.value',
          inferSchema: 'output.schema.infer.value',
          pollInterval: 'poll.await.time.ms',
          maxBatchSize: 'poll.max.batch.size',
          heartbeatInterval: 'heartbeat.interval.ms',
          heartbeatTopicName: 'heartbeat.topic.name',
        }),
        'mongodb.instance.type': 'MONGODB_ATLAS',
        'startup.mode': startup?.name,
        'startup.mode.timestamp.start.at.operation.time': startup?.time,
        'startup.mode.copy.existing.namespace.regex': startup?.copyOptions?.namespaceRegex,
        'startup.mode.copy.existing.pipeline': startup?.copyOptions?.pipeline,
      });
      return heartbeatInterval ? { ...shape, makes: [...shape.makes ?? [], ResourcePattern.literal(heartbeatTopicName)] } : shape;
    });
  }
}

function validate(connector: Construct, props: MongoDbAtlasSourceConnectorProps): void {
  requireText(connector, 'host', props.host, 253, /^[a-zA-Z0-9.-]+$/);
  requireInteger(connector, 'maxBatchSize', props.maxBatchSize, 1);
  requireKnown(connector, 'heartbeatTopicName', props.heartbeatTopicName, 'Rights are named after it: give it as plain text.');
  requireText(connector, 'heartbeatTopicName', props.heartbeatTopicName, 249, /^[a-zA-Z0-9._-]+$/);
  if (props.collection !== undefined && props.database === undefined) {
    fail(connector, '`collection` needs the `database` that it is in');
  }
  if (props.tombstonesOnDelete && !props.fullDocumentOnly) {
    fail(connector, '`tombstonesOnDelete` needs `fullDocumentOnly: true`');
  }
  if (props.fullDocumentBeforeChange === MongoDbFullDocument.UPDATE_LOOKUP) {
    fail(connector, '`fullDocumentBeforeChange` must not be updateLookup, which finds documents as they are after a change');
  }
}
