import { Duration, Tokenization } from 'aws-cdk-lib';
import { SecretField } from '../../secret-field';
import { Transform } from '../transform';

/** What a setting can be in props. In the configuration all is text; lists are divided by commas, durations in milliseconds. */
export type Setting = string | number | boolean | string[] | Duration | SecretField;

/** Settings by key; what is undefined is left out. */
export interface Settings {
  readonly [key: string]: Setting | undefined;
}

/** Props that are settings, by the key each stands for. */
export type PropKeys<P> = { readonly [N in keyof P as P[N] extends Setting | undefined ? N : never]?: string };

/** The settings that are given as props. */
export function settingsOf<P extends object>(props: P, keys: PropKeys<P>): Settings {
  const given = new Map<string, Setting | undefined>(Object.entries(props));
  const names: [string, string][] = Object.entries(keys);
  return Object.fromEntries(names.map(([prop, key]) => [key, given.get(prop)]));
}

/** The settings that are no secrets, as text. */
export function plainOf(settings: Settings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings)
    .flatMap(([key, value]) => value === undefined || value instanceof SecretField ? [] : [[key, textOf(value)]]));
}

/** The settings that are secrets. */
export function secretsOf(settings: Settings): Record<string, SecretField> {
  return Object.fromEntries(Object.entries(settings).flatMap(([key, value]) => value instanceof SecretField ? [[key, value]] : []));
}

/** The settings that make a connector transform records. */
export function transformSettings(transforms: Transform[] = []): Record<string, string> {
  const named = transforms.map((transform, i) => ({ ...transform, name: `${transform.type.replace(/^.*\.|\$.*$/g, '')}${i + 1}` }));
  const conditional = named.flatMap(({ name, predicate }) => predicate ? [{ name: `${name}If`, predicate }] : []);
  return Object.assign({},
    named.length > 0 && { transforms: named.map(({ name }) => name).join(',') },
    ...named.map(({ name, type, config, predicate, isNegated }) => prefixed(`transforms.${name}`, {
      type, ...config, ...(predicate ? { predicate: `${name}If` } : {}), ...(isNegated ? { negate: 'true' } : {}),
    })),
    conditional.length > 0 && { predicates: conditional.map(({ name }) => name).join(',') },
    ...conditional.map(({ name, predicate: { type, config } }) => prefixed(`predicates.${name}`, { type, ...config })),
  );
}

function prefixed(prefix: string, config: { [key: string]: string }): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [`${prefix}.${key}`, value]));
}

function textOf(value: Exclude<Setting, SecretField>): string {
  if (value instanceof Duration) {
    return Tokenization.stringifyNumber(value.toMilliseconds());
  }
  if (Array.isArray(value)) {
    return value.join(',');
  }
  return typeof value === 'number' ? Tokenization.stringifyNumber(value) : String(value);
}
