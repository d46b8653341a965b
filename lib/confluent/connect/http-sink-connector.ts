import { Construct } from 'constructs';
import { SinkConnectorOptions } from './connector-ends';
import { HttpAuthentication } from './http-authentication';
import { HttpErrorReport, HttpMethod, HttpRequestOptions, RequestErrorBehavior } from './http-options';
import { KeyStores } from './key-stores';
import { sinkOf } from './private/connector-shape';
import { authenticationSettings, headersOf, requestSettings, retrySettings } from './private/http-settings';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { keyStoreSettings } from './private/sink-settings';
import { fail, requireGiven, requireOneOf, requireText } from '../../private/validation';

/**
 * Properties of an `HttpSinkConnector`.
 */
export interface HttpSinkConnectorProps extends SinkConnectorOptions, HttpRequestOptions {
  /**
   * The URL that is called, in which `${topic}` and `${key}` are those of the record.
   */
  readonly url: string;

  /**
   * How the connector proves who it is: not at all, by a password, or by tokens of an authorization server.
   *
   * @default HttpAuthentication.none()
   */
  readonly authentication?: HttpAuthentication;

  /**
   * What happens when a request fails for good.
   *
   * @default RequestErrorBehavior.IGNORE
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

/**
 * Confluent's managed connector that calls an HTTP endpoint with records of topics. It has no dead letter topic: what fails is in
 * the topic `error-` and its ID. For several endpoints, tokens or API keys, see `HttpSinkV2Connector`.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-http-sink.html
 */
export class HttpSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: HttpSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'url');
      requireText(connector, 'url', props.url, Infinity, /^https?:\/\//);
      requireOneOf(connector, 'method', props.method, [HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH]);
      if (props.deadLetterTopicName !== undefined) {
        fail(connector, '`deadLetterTopicName` is no option of HttpSink, which reports errors in a topic of its own');
      }
      const { authentication = HttpAuthentication.none() } = props;
      const headers = headersOf(connector, props.headers);
      return sinkOf(connector, props, 'HttpSink', {
        ...settingsOf(props, {
          url: 'http.api.url', method: 'request.method', sensitiveHeaders: 'sensitive.headers', verifyHostname: 'https.host.verifier.enabled',
        }),
        ...requestSettings(connector, props),
        ...retrySettings(connector, props, 0),
        ...authenticationSettings(connector, authentication, ['NONE', 'BASIC', 'OAUTH2']),
        ...keyStoreSettings(props.keyStores, 'https.ssl'),
        'headers': headers,
        'header.separator': headers !== undefined || props.sensitiveHeaders ? '|' : undefined,
        'batch.max.size': props.batchSize,
        'behavior.on.error': props.onError?.toLowerCase(),
        'behavior.on.null.values': props.nullValues?.toLowerCase(),
        'report.errors.as': props.errorReport?.toLowerCase(),
        'request.body.format': props.bodyFormat?.toLowerCase(),
      });
    });
  }
}
