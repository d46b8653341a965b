import { Construct } from 'constructs';
import { DeadLetterOptions, ReportOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { HttpAuthentication } from './http-authentication';
import { HttpBodyFormat, HttpErrorReport, HttpRequestOptions, RequestErrorBehavior } from './http-options';
import { KeyStores } from './key-stores';
import { sinkOf } from './private/connector-shape';
import { authenticationSettings, headersOf, prefixed, requestSettings, retrySettings } from './private/http-settings';
import { ManagedConnector } from './private/managed-connector';
import { Settings, settingsOf } from './private/settings';
import { keyStoreSettings, pairsOf, reporting, requireOnce } from './private/sink-settings';
import { requireBetween, requireGiven, requireText } from '../../private/validation';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * An API that is called with records of some topics.
 */
export interface HttpApi extends HttpRequestOptions {
  /**
   * The topics. Each topic goes to one API.
   */
  readonly topics: IKafkaTopic[];

  /**
   * What follows the base URL, in which `${topic}`, `${key}` and fields of the record may be.
   *
   * @default - nothing
   */
  readonly path?: string;

  /**
   * Query parameters. None has an `&`.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * A body in place of the record, in which `${topic}`, `${key}` and fields of the record may be.
   *
   * @default - the record
   */
  readonly body?: string;

  /**
   * Whether headers of records are sent too.
   *
   * @default true
   */
  readonly forwardHeaders?: boolean;

  /**
   * Whether the topic for answers has just their status codes.
   *
   * @default false
   */
  readonly reportStatusCodeOnly?: boolean;
}

/**
 * Properties of an `HttpSinkV2Connector`.
 */
export interface HttpSinkV2ConnectorProps extends ConnectorOptions, DeadLetterOptions, ReportOptions {
  /**
   * How the URLs of all APIs start.
   */
  readonly baseUrl: string;

  /**
   * The APIs: 1 to 15. Their topics are of one cluster.
   */
  readonly apis: HttpApi[];

  /**
   * How the connector proves who it is.
   *
   * @default HttpAuthentication.none()
   */
  readonly authentication?: HttpAuthentication;

  /**
   * What happens when a request fails for good.
   *
   * @default RequestErrorBehavior.FAIL
   */
  readonly onError?: RequestErrorBehavior;

  /**
   * What a record in the topic for errors has.
   *
   * @default HttpErrorReport.ERROR_STRING
   */
  readonly errorReport?: HttpErrorReport;

  /**
   * Key stores for TLS.
   *
   * @default - well-known authorities are trusted, and the connector has no certificate
   */
  readonly keyStores?: KeyStores;

  /**
   * Whether the certificate of the server must name its host.
   *
   * @default true
   */
  readonly verifyHostname?: boolean;
}

const AUTHENTICATION = ['NONE', 'BASIC', 'OAUTH2', 'BEARER', 'API_KEY'];

/**
 * Confluent's managed connector (V2) that calls up to 15 APIs of an HTTP server with records of topics.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-http-sink-v2.html
 */
export class HttpSinkV2Connector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: HttpSinkV2ConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'baseUrl', 'apis');
      const { apis, authentication = HttpAuthentication.none(), errorReport } = props;
      const topics = apis.flatMap((api) => api.topics);
      requireText(connector, 'baseUrl', props.baseUrl, Infinity, /^https?:\/\//);
      requireBetween(connector, 'apis (number)', apis.length, 1, 15);
      requireOnce(connector, 'apis', topics);
      return reporting(connector, props, sinkOf(connector, { ...props, topics }, 'HttpSinkV2', {
        ...settingsOf(props, { baseUrl: 'http.api.base.url', onError: 'behavior.on.error', verifyHostname: 'https.host.verifier.enabled' }),
        ...authenticationSettings(connector, authentication, AUTHENTICATION),
        ...keyStoreSettings(props.keyStores, 'https.ssl'),
        'report.errors.as': errorReport && (errorReport === HttpErrorReport.HTTP_RESPONSE ? 'http_response' : 'Error string'),
        'use.open.api.spec': false, // the APIs are described here
        'apis.num': apis.length,
        ...Object.assign({}, ...apis.map((api, i) => prefixed(`api${i + 1}`, apiSettings(connector, api)))),
      }));
    });
  }
}

function apiSettings(connector: Construct, api: HttpApi): Settings {
  return {
    ...settingsOf(api, {
      path: 'http.api.path',
      method: 'http.request.method',
      sensitiveHeaders: 'http.request.sensitive.headers',
      body: 'http.request.body',
      nullValues: 'behavior.on.null.values',
      batchSize: 'max.batch.size',
      forwardHeaders: 'forward.kafka.headers',
      reportStatusCodeOnly: 'report.only.status.code.to.success.topic',
    }),
    ...requestSettings(connector, api),
    ...retrySettings(connector, api, 1),
    'topics': api.topics.map(({ topicName }) => topicName),
    'http.request.headers': headersOf(connector, api.headers),
    'http.request.parameters': pairsOf(connector, 'parameters', api.parameters, '=', '&'),
    'request.body.format': api.bodyFormat && (api.bodyFormat === HttpBodyFormat.STRING ? 'String' : 'JSON'),
  };
}
