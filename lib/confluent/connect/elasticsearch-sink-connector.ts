import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ReportOptions, SinkConnectorOptions } from './connector-ends';
import { DocumentWriteMethod } from './document-write-method';
import { HttpAuthentication } from './http-authentication';
import { KeyStores } from './key-stores';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { Settings, settingsOf } from './private/settings';
import { keyStoreSettings, pairsOf, reporting } from './private/sink-settings';
import { fail, requireGiven, requireInteger, requireOneOf, requireText } from '../../private/validation';

/**
 * Confluent's generations of the connector.
 */
export enum ElasticsearchSinkGeneration {
  /** The first. */
  V1 = 'ElasticsearchSink',
  /** The second: for servers of version 8 and 9. It knows API keys, and reports what the server answers. */
  V2 = 'ElasticsearchSinkV2',
}

/**
 * Versions of Elasticsearch.
 */
export enum ElasticsearchVersion {
  /** 8.x. */
  V8 = 'V8',
  /** 9.x. */
  V9 = 'V9',
}

/**
 * What records are written to.
 */
export enum ElasticsearchResourceType {
  /** Indices. */
  INDEX = 'INDEX',
  /** Data streams. */
  DATA_STREAM = 'DATASTREAM',
  /** Aliases of indices. */
  INDEX_ALIAS = 'ALIAS_INDEX',
  /** Aliases of data streams. */
  DATA_STREAM_ALIAS = 'ALIAS_DATASTREAM',
}

/**
 * Properties of an `ElasticsearchSinkConnector`.
 */
export interface ElasticsearchSinkConnectorProps extends SinkConnectorOptions, ReportOptions {
  /**
   * The generation of the connector.
   *
   * @default ElasticsearchSinkGeneration.V2
   */
  readonly generation?: ElasticsearchSinkGeneration;

  /**
   * The URL of the server, such as `https://shop.eu-west-1.aws.found.io:9243`.
   */
  readonly url: string;

  /**
   * How the connector proves who it is: not at all, by a password, or, in the second generation, by an API key.
   */
  readonly authentication: HttpAuthentication;

  /**
   * The version of the server. Second generation only.
   *
   * @default ElasticsearchVersion.V8
   */
  readonly serverVersion?: ElasticsearchVersion;

  /**
   * Key stores for TLS, by which the connector shows a certificate.
   *
   * @default - well-known authorities are trusted, and the connector has no certificate
   */
  readonly keyStores?: KeyStores;

  /**
   * What records are written to.
   *
   * @default ElasticsearchResourceType.INDEX
   */
  readonly resourceType?: ElasticsearchResourceType;

  /**
   * The names of indices, data streams or aliases by those of topics. They exist already.
   *
   * @default - an index or data stream is named like its topic
   */
  readonly resources?: { [topicName: string]: string };

  /**
   * Whether it makes indices and data streams. Second generation only; the first always does.
   *
   * @default true
   */
  readonly autoCreate?: boolean;

  /**
   * The type of data streams: `LOGS` or `METRICS`, in the first generation `logs` or `metrics`, or that of an index template.
   *
   * @default - `LOGS`; `none` in the first generation
   */
  readonly dataStreamType?: string;

  /**
   * The data set of data streams, in lower case and up to 100 characters.
   *
   * @default - none
   */
  readonly dataStreamDataset?: string;

  /**
   * The namespace of data streams, in lower case and up to 100 characters, in which `${topic}` is the name of the topic.
   *
   * @default '${topic}'
   */
  readonly dataStreamNamespace?: string;

  /**
   * Fields of the record that may be its time in a data stream; the first that is there is.
   *
   * @default - the time of the record
   */
  readonly dataStreamTimestampFields?: string[];

  /**
   * How a document is written that is there already.
   *
   * @default DocumentWriteMethod.INSERT
   */
  readonly writeMethod?: DocumentWriteMethod;

  /**
   * Whether the ID of a document is made of topic, partition and offset, and not of the key.
   *
   * @default false
   */
  readonly ignoreKeys?: boolean;

  /**
   * Whether Elasticsearch infers the types of fields, and the connector does not say them.
   *
   * @default false
   */
  readonly ignoreSchemas?: boolean;

  /**
   * Whether Elasticsearch makes the IDs of documents, so that one may come twice.
   *
   * @default false
   */
  readonly autogenerateIds?: boolean;

  /**
   * The header of the record that has the version of the document: a number.
   *
   * @default - the offset of the record
   */
  readonly versionHeader?: string;

  /**
   * The most records of a request.
   *
   * @default - 50; 2000 in the first generation
   */
  readonly batchSize?: number;

  /**
   * How long it waits for an answer.
   *
   * @default Duration.seconds(15)
   */
  readonly readTimeout?: Duration;

  /**
   * Whether requests are compressed.
   *
   * @default false
   */
  readonly compress?: boolean;
}

/** Options that the first generation does not have. */
const NEW_OPTIONS = ['serverVersion', 'autoCreate', 'resultTopicName', 'errorTopicName'] as const;

/**
 * Confluent's managed connector from topics to indices and data streams of Elasticsearch.
 *
 * Delivers at least once. A document whose ID comes from the record is there once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-elasticsearch-service-sink.html
 */
export class ElasticsearchSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: ElasticsearchSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'url', 'authentication');
      const { generation = ElasticsearchSinkGeneration.V2 } = props;
      const isFirst = generation === ElasticsearchSinkGeneration.V1;
      const unknown = NEW_OPTIONS.find((name) => props[name] !== undefined);
      requireText(connector, 'url', props.url, Infinity, /^https?:\/\//);
      requireInteger(connector, 'batchSize', props.batchSize, 1);
      requireText(connector, 'dataStreamDataset', props.dataStreamDataset, 100);
      requireOneOf(connector, 'authentication', props.authentication.type, isFirst ? ['NONE', 'BASIC'] : ['NONE', 'BASIC', 'API_KEY']);
      if (Object.values(props.authentication.apiKeyOptions ?? {}).some((option) => option !== undefined)) {
        fail(connector, '`authentication` must not say where the API key is: Elasticsearch has a header for it');
      }
      if (isFirst && unknown) {
        fail(connector, `\`${unknown}\` is no option of the first generation of the connector. Use the second: leave out \`generation\`.`);
      }
      const resources = pairsOf(connector, 'resources', props.resources, ':', ',');
      const shape = sinkOf(connector, props, generation, {
        ...settingsOf(props, {
          url: 'connection.url',
          dataStreamType: 'data.stream.type',
          dataStreamDataset: 'data.stream.dataset',
          dataStreamNamespace: 'data.stream.namespace',
          dataStreamTimestampFields: 'data.stream.timestamp.field',
          writeMethod: 'write.method',
          ignoreKeys: 'key.ignore',
          ignoreSchemas: 'schema.ignore',
          autogenerateIds: 'use.autogenerated.ids',
          versionHeader: 'external.version.header',
          batchSize: 'batch.size',
          readTimeout: 'read.timeout.ms',
          compress: 'connection.compression',
        }),
        ...keyStoreSettings(props.keyStores, 'elastic.https.ssl', '.file'),
        ...isFirst ? firstSettings(props, resources) : secondSettings(props, resources),
      });
      return isFirst ? shape : reporting(connector, props, shape);
    });
  }
}

function firstSettings(props: ElasticsearchSinkConnectorProps, resources?: string): Settings {
  return {
    'connection.username': props.authentication.user,
    'connection.password': props.authentication.secret,
    'elastic.security.protocol': props.keyStores && 'SSL',
    'external.resource.usage': props.resourceType,
    'topic.to.external.resource.mapping': resources,
  };
}

function secondSettings(props: ElasticsearchSinkConnectorProps, resources?: string): Settings {
  const { type, user, secret } = props.authentication;
  return {
    ...settingsOf(props, { serverVersion: 'elastic.server.version', autoCreate: 'auto.create', resourceType: 'resource.type' }),
    'auth.type': type,
    'connection.username': user,
    ...(secret && { [type === 'BASIC' ? 'connection.password' : 'api.key.value']: secret }),
    'elastic.ssl.enabled': props.keyStores && true,
    'topic.to.resource.mapping': resources,
  };
}
