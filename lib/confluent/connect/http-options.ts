import { Duration } from 'aws-cdk-lib';
import { SecretField } from '../secret-field';

/**
 * How long a connector waits between attempts.
 */
export enum RetryBackoffPolicy {
  /** Always as long. */
  CONSTANT = 'CONSTANT_VALUE',
  /** Longer each time, and not exactly. */
  EXPONENTIAL = 'EXPONENTIAL_WITH_JITTER',
}

/**
 * What a connector does with a record that has a key and no value.
 */
export enum NullValueBehavior {
  /** It skips the record. */
  IGNORE = 'IGNORE',
  /** It deletes what has that key. */
  DELETE = 'DELETE',
  /** The task fails. */
  FAIL = 'FAIL',
}

/**
 * What a connector does when a request fails for good.
 */
export enum RequestErrorBehavior {
  /** It goes on. */
  IGNORE = 'IGNORE',
  /** The task fails. */
  FAIL = 'FAIL',
}

/**
 * The methods of HTTP.
 */
export enum HttpMethod {
  /** POST. */
  POST = 'POST',
  /** PUT. */
  PUT = 'PUT',
  /** PATCH. */
  PATCH = 'PATCH',
  /** GET. */
  GET = 'GET',
  /** DELETE. */
  DELETE = 'DELETE',
}

/**
 * What a value is in the body of a request.
 */
export enum HttpBodyFormat {
  /** JSON. */
  JSON = 'JSON',
  /** Text. */
  STRING = 'STRING',
}

/**
 * What a record in the topic for errors has.
 */
export enum HttpErrorReport {
  /** A text that says what went wrong. */
  ERROR_STRING = 'ERROR_STRING',
  /** The server's answer. */
  HTTP_RESPONSE = 'HTTP_RESPONSE',
}

/**
 * How a request is tried again.
 */
export interface RetryOptions {
  /**
   * How often a request is tried again.
   *
   * @default - 3; 5 for APIs of an `HttpSinkV2Connector`
   */
  readonly maxRetries?: number;

  /**
   * How long it waits before the second attempt.
   *
   * @default Duration.seconds(3)
   */
  readonly retryBackoff?: Duration;

  /**
   * How long it waits before further attempts.
   *
   * @default RetryBackoffPolicy.EXPONENTIAL
   */
  readonly retryBackoffPolicy?: RetryBackoffPolicy;

  /**
   * Status codes and ranges of them after which it tries again, such as `['429', '500-']`.
   *
   * @default - `400-`
   */
  readonly retryOnStatusCodes?: string[];
}

/**
 * What a request is like.
 */
export interface HttpRequestOptions extends RetryOptions {
  /**
   * The method.
   *
   * @default HttpMethod.POST
   */
  readonly method?: HttpMethod;

  /**
   * What a value is in the body.
   *
   * @default - JSON for APIs of an `HttpSinkV2Connector`, else text
   */
  readonly bodyFormat?: HttpBodyFormat;

  /**
   * Headers that are no secret. None has a `|`.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * Headers that are secret, such as `X-Token:abc|X-User:web`.
   *
   * @default - none
   */
  readonly sensitiveHeaders?: SecretField;

  /**
   * What happens with a record that has a key and no value.
   *
   * @default NullValueBehavior.IGNORE
   */
  readonly nullValues?: NullValueBehavior;

  /**
   * The most records of a request.
   *
   * @default 1
   */
  readonly batchSize?: number;

  /**
   * What records of a request have in common, in which `${key}` and `${topic}` are those of the record.
   *
   * @default - nothing
   */
  readonly batchKeyPattern?: string;

  /**
   * What is before the records of a request.
   *
   * @default - nothing
   */
  readonly batchPrefix?: string;

  /**
   * What is after the records of a request.
   *
   * @default - nothing
   */
  readonly batchSuffix?: string;

  /**
   * What is between the records of a request.
   *
   * @default ','
   */
  readonly batchSeparator?: string;

  /**
   * Whether the records of a request are an array. Only for JSON.
   *
   * @default - false; a request with one record has just that record
   */
  readonly batchAsArray?: boolean;

  /**
   * How long it waits for a connection.
   *
   * @default Duration.seconds(30)
   */
  readonly connectTimeout?: Duration;

  /**
   * How long it waits for an answer.
   *
   * @default Duration.seconds(30)
   */
  readonly requestTimeout?: Duration;
}
