import { Construct } from 'constructs';
import { DeadLetterOptions, ReportOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { DocumentWriteMethod } from './document-write-method';
import { HttpAuthentication } from './http-authentication';
import { NullValueBehavior, RequestErrorBehavior, RetryOptions } from './http-options';
import { KeyStores } from './key-stores';
import { sinkOf } from './private/connector-shape';
import { authenticationSettings, prefixed, retrySettings } from './private/http-settings';
import { ManagedConnector } from './private/managed-connector';
import { Settings, settingsOf } from './private/settings';
import { keyStoreSettings, reporting, requireOnce } from './private/sink-settings';
import { requireBetween, requireGiven, requireInteger, requireText } from '../../private/validation';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * How records are put into an index.
 */
export interface OpenSearchIndexOptions {
  /**
   * The name of the index.
   *
   * @default - that of the topic
   */
  readonly indexName?: string;

  /**
   * The most records of a request.
   *
   * @default 1
   */
  readonly batchSize?: number;

  /**
   * How a document is written that is there already.
   *
   * @default DocumentWriteMethod.INSERT
   */
  readonly writeMethod?: DocumentWriteMethod;

  /**
   * Whether the ID of a document that is inserted is the key of the record.
   *
   * @default false
   */
  readonly insertKeyAsId?: boolean;

  /**
   * What happens with a record that has a key and no value.
   *
   * @default NullValueBehavior.IGNORE
   */
  readonly nullValues?: NullValueBehavior;

  /**
   * Whether the topic for answers has just their status codes.
   *
   * @default false
   */
  readonly reportStatusCodeOnly?: boolean;
}

/**
 * An index, and the topic whose records it gets.
 */
export interface OpenSearchIndex extends OpenSearchIndexOptions {
  /**
   * The topic. Each topic goes to one index.
   */
  readonly topic: IKafkaTopic;
}

/**
 * Options of an `OpenSearchSinkConnector`.
 */
export interface OpenSearchSinkConnectorOptions extends ConnectorOptions, DeadLetterOptions, ReportOptions, RetryOptions {
  /**
   * How the connector proves who it is: not at all, or by a password.
   */
  readonly authentication: HttpAuthentication;

  /**
   * What happens when a request fails for good.
   *
   * @default RequestErrorBehavior.FAIL
   */
  readonly onError?: RequestErrorBehavior;

  /**
   * Key stores for TLS.
   *
   * @default - well-known authorities are trusted, and the connector has no certificate
   */
  readonly keyStores?: KeyStores;
}

/**
 * Properties of an `OpenSearchSinkConnector`.
 */
export interface OpenSearchSinkConnectorProps extends OpenSearchSinkConnectorOptions {
  /**
   * The URL of the instance, such as `https://search.example.com`.
   */
  readonly url: string;

  /**
   * The indexes: 1 to 5. Their topics are of one cluster.
   */
  readonly indexes: OpenSearchIndex[];
}

/**
 * Confluent's managed connector from topics to indexes of OpenSearch. It cannot assume an IAM role: a domain of Amazon OpenSearch
 * Service needs fine-grained access control with a user of its own.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-opensearch-sink.html
 */
export class OpenSearchSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: OpenSearchSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'url', 'authentication', 'indexes');
      const { indexes, keyStores } = props;
      const topics = indexes.map(({ topic }) => topic);
      requireText(connector, 'url', props.url, Infinity, /^https?:\/\//);
      requireBetween(connector, 'indexes (number)', indexes.length, 1, 5);
      requireOnce(connector, 'indexes', topics);
      return reporting(connector, props, sinkOf(connector, { ...props, topics }, 'OpenSearchSink', {
        ...settingsOf(props, { url: 'instance.url', onError: 'behavior.on.error' }),
        ...retrySettings(connector, props, 0),
        ...authenticationSettings(connector, props.authentication, ['NONE', 'BASIC']),
        'opensearch.ssl.enabled': keyStores && true,
        ...keyStoreSettings(keyStores, 'opensearch.ssl'),
        'indexes.num': indexes.length,
        ...Object.assign({}, ...indexes.map((index, i) => prefixed(`index${i + 1}`, indexSettings(connector, index)))),
      }));
    });
  }
}

function indexSettings(connector: Construct, index: OpenSearchIndex): Settings {
  requireInteger(connector, 'batchSize', index.batchSize, 1);
  return {
    ...settingsOf(index, {
      batchSize: 'batch.size',
      writeMethod: 'write.method',
      insertKeyAsId: 'insert.key.as.id',
      nullValues: 'behavior.on.null.values',
      reportStatusCodeOnly: 'report.only.status.code.to.success.topic',
    }),
    topic: index.topic.topicName,
    name: index.indexName ?? index.topic.topicName,
  };
}
