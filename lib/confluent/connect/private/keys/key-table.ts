/** What a class of connectors says of a key of its configuration. */
export interface KeySpec {
  /** Text, where nothing is said. A PASSWORD is secret. */
  readonly type?: 'BOOLEAN' | 'INT' | 'SHORT' | 'LONG' | 'DOUBLE' | 'LIST' | 'PASSWORD';
  readonly required?: boolean;
  readonly default?: string;
  /** Whatever is allowed, where Confluent names it. */
  readonly allowed?: readonly string[];
}

/** The keys of a class of connectors. */
export interface KeyTable {
  readonly connectorClass: string;
  /** Shared keys that it requires. */
  readonly required?: readonly string[];
  /** Shared keys that it does not have. */
  readonly absent: readonly string[];
  /** Up to which number keys with a # repeat, from 1. */
  readonly repeats?: number;
  readonly keys: { readonly [key: string]: KeySpec };
}
