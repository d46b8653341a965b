import { Construct } from 'constructs';
import { Settings, settingsOf } from './settings';
import { pairsOf } from './sink-settings';
import { requireInteger, requireOneOf } from '../../../private/validation';
import { HttpAuthentication } from '../http-authentication';
import { HttpRequestOptions, RetryOptions } from '../http-options';

/** The settings by which a connector proves who it is, if its class knows such a way. */
export function authenticationSettings(connector: Construct, authentication: HttpAuthentication, types: string[]): Settings {
  const { type, secret, user, apiKeyOptions: key, oauth2Options: oauth2 } = authentication;
  requireOneOf(connector, 'authentication', type, types);
  const secretKeys: { readonly [type: string]: string } = {
    BASIC: 'connection.password', BEARER: 'bearer.token', API_KEY: 'api.key.value', OAUTH2: 'oauth2.client.secret',
  };
  return {
    'auth.type': type,
    'connection.user': user,
    ...(secret && { [secretKeys[type]]: secret }),
    'api.key.name': key?.name,
    'api.key.location': key?.inQuery === undefined ? undefined : key.inQuery ? 'QUERY' : 'HEADER',
    'oauth2.token.url': oauth2?.tokenUrl,
    'oauth2.client.id': oauth2?.clientId,
    'oauth2.client.scope': oauth2?.scope,
    'oauth2.token.property': oauth2?.tokenProperty,
    'oauth2.client.auth.mode': oauth2?.credentialsInUrl === undefined ? undefined : oauth2.credentialsInUrl ? 'url' : 'header',
  };
}

/** The settings of attempts. */
export function retrySettings(connector: Construct, options: RetryOptions, min: number): Settings {
  requireInteger(connector, 'maxRetries', options.maxRetries, min);
  return settingsOf(options, {
    maxRetries: 'max.retries',
    retryBackoff: 'retry.backoff.ms',
    retryBackoffPolicy: 'retry.backoff.policy',
    retryOnStatusCodes: 'retry.on.status.codes',
  });
}

/** The settings of requests whose keys both generations of the connector have. */
export function requestSettings(connector: Construct, options: HttpRequestOptions): Settings {
  requireInteger(connector, 'batchSize', options.batchSize, 1);
  return settingsOf(options, {
    batchKeyPattern: 'batch.key.pattern',
    batchPrefix: 'batch.prefix',
    batchSuffix: 'batch.suffix',
    batchSeparator: 'batch.separator',
    batchAsArray: 'batch.json.as.array',
    connectTimeout: 'http.connect.timeout.ms',
    requestTimeout: 'http.request.timeout.ms',
  });
}

/** Headers as text. */
export function headersOf(connector: Construct, headers: { [name: string]: string } | undefined): string | undefined {
  return pairsOf(connector, 'headers', headers, ':', '|');
}

/** Settings whose keys start with a prefix. */
export function prefixed(prefix: string, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${prefix}.${key}`, value]));
}
