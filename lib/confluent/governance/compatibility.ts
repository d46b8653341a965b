/**
 * Which schemas may follow each other under a subject.
 *
 * @see https://docs.confluent.io/cloud/current/sr/fundamentals/schema-evolution.html
 */
export enum Compatibility {
  /** New readers understand the newest old records. */
  BACKWARD = 'BACKWARD',
  /** New readers understand all old records. */
  BACKWARD_TRANSITIVE = 'BACKWARD_TRANSITIVE',
  /** The newest old readers understand new records. */
  FORWARD = 'FORWARD',
  /** All old readers understand new records. */
  FORWARD_TRANSITIVE = 'FORWARD_TRANSITIVE',
  /** Both, for the newest. */
  FULL = 'FULL',
  /** Both, for all. */
  FULL_TRANSITIVE = 'FULL_TRANSITIVE',
  /** Anything. */
  NONE = 'NONE',
}
