import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { KeySpec, KeyTable } from './keys/key-table';
import { SHARED_KEYS } from './keys/shared-keys';
import { fail } from '../../../private/validation';

/** What every connector understands, or the worker that runs it. */
const EVERYWHERE = /^(transforms|predicates|(key|value|header)\.converter|(producer|consumer)\.override|topic\.creation|confluent)(\.|$)/;

const PATTERNS: { readonly [type: string]: RegExp } = {
  BOOLEAN: /^(true|false)$/i, INT: /^-?\d+$/, SHORT: /^-?\d+$/, LONG: /^-?\d+$/, DOUBLE: /^-?\d+(\.\d+)?$/,
};

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';

/** What a table says of a key: undefined, if the class does not have it. */
export function specOf(table: KeyTable, key: string): KeySpec | undefined {
  const [, noun, number, rest] = /^(index|api)([1-9]\d?)\.(.+)$/.exec(key) ?? [];
  if (number !== undefined && Number(number) <= (table.repeats ?? 0)) {
    return table.keys[`${noun}#.${rest}`];
  }
  return table.keys[key] ?? (table.absent.includes(key) ? undefined : SHARED_KEYS[key]);
}

/**
 * Fails unless a configuration suits its class.
 *
 * @param plain what is no secret
 * @param secret keys that are secret
 */
export function checkConfig(scope: IConstruct, table: KeyTable, plain: { [key: string]: string }, secret: string[]): void {
  const given = [...Object.keys(plain), ...secret];
  for (const key of given.filter((name) => !specOf(table, name) && !EVERYWHERE.test(name))) {
    const near = nearest(table, key);
    if (near) {
      fail(scope, `${table.connectorClass} has no key ${key}; the nearest is ${near}. ${WAY_OUT}`);
    }
    Annotations.of(scope).addWarningV2(`cdk-streaming-hub:connectorKey:${key}`,
      `${table.connectorClass} has no key ${key}, as far as this version of the library knows. Confluent may refuse it during the deployment.`);
  }
  for (const [key, value] of Object.entries(plain)) {
    checkValue(scope, key, value, specOf(table, key) ?? {});
  }
  for (const key of secret.filter((name) => isPublic(specOf(table, name)))) {
    fail(scope, `\`sensitiveConfig\` has ${key}, which is no secret: Confluent tells its value, so that Terraform would change it in every run. `
      + 'Put it into `config`.');
  }
  const missing = requiredOf(table).filter((key) => !given.includes(key) && !(key === 'topics' && given.includes('topics.regex')));
  if (missing.length > 0) {
    fail(scope, `${table.connectorClass} requires ${missing.join(' and ')}. Give it as a prop or in \`config\`. ${WAY_OUT}`);
  }
}

function isPublic(spec: KeySpec | undefined): boolean {
  return spec !== undefined && spec.type !== 'PASSWORD';
}

function checkValue(scope: IConstruct, key: string, value: string, { type, allowed }: KeySpec): void {
  if (Token.isUnresolved(value)) {
    return;
  }
  if (type === 'PASSWORD') {
    fail(scope, `\`config\` sets ${key}, which is a secret. Put it into \`sensitiveConfig\` as SecretField.of(secret, field).`);
  }
  if (type && PATTERNS[type] && !PATTERNS[type].test(value)) {
    fail(scope, `${key} must be of type ${type}, got: ${value}. ${WAY_OUT}`);
  }
  if (allowed && !allowed.some((one) => one.toLowerCase() === value.toLowerCase())) {
    fail(scope, `${key} must be one of ${allowed.join(', ')}, got: ${value}. ${WAY_OUT}`);
  }
}

/** The keys that must be given: those that have no default. */
function requiredOf(table: KeyTable): string[] {
  const own = Object.entries(table.keys).filter(([, spec]) => spec.required && spec.default === undefined).map(([key]) => key);
  return [...table.required ?? [], ...own];
}

/** The known key that looks most alike, if one does. */
function nearest(table: KeyTable, key: string): string | undefined {
  const shared = Object.keys(SHARED_KEYS).filter((name) => !table.absent.includes(name));
  const known = [...Object.keys(table.keys).map((name) => name.replace('#', '1')), ...shared];
  const [first] = known.map((name) => ({ name, distance: distance(key, name) })).sort((a, b) => a.distance - b.distance);
  return first.distance > key.length / 2 ? undefined : first.name;
}

/** How many characters must be put in, taken out or changed to make one text of another. */
function distance(from: string, to: string): number {
  let row = [...Array(to.length + 1).keys()];
  for (let i = 1; i <= from.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j++) {
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
  }
  return row[to.length];
}
