/**
 * What a source connector does with what it cannot read.
 */
export enum SourceErrorBehavior {
  /** It stops. */
  FAIL = 'FAIL',
  /** It goes on with the next. */
  IGNORE = 'IGNORE',
}
