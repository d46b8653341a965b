import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The one way this library reports bad input: where, what is wrong, and (in `problem`) what is allowed. The message cannot
 * be changed, because the CDK would put "Resolution error: " before it at each level of a token.
 */
export function fail(scope: IConstruct, problem: string): never {
  const message = `${scope.node.path}: ${problem}`;
  throw Object.defineProperty(new Error(message), 'message', { get: () => message, set: () => undefined });
}

/** Fails if a required prop is missing, as in a program whose types nobody checked. */
export function requireGiven<P extends object>(scope: IConstruct, props: P, ...names: (keyof P & string)[]): void {
  const missing = names.filter((name) => (props as P | undefined)?.[name] === undefined).map((name) => `\`${name}\``);
  if (missing.length > 0) {
    fail(scope, `${missing.join(' and ')} must be given`);
  }
}

/** Fails unless `value` is a plain value: names and types shape the tree, so a token cannot stand for them. */
export function requireKnown(scope: IConstruct, name: string, value: unknown, wayOut: string): void {
  if (Token.isUnresolved(value)) {
    fail(scope, `\`${name}\` must be known at synth, got a token. ${wayOut}`);
  }
}

/** Fails unless `value` is absent, a token, or within the bounds. */
export function requireBetween(scope: IConstruct, name: string, value: number | undefined, min: number, max = Infinity): void {
  if (value !== undefined && !Token.isUnresolved(value) && !(value >= min && value <= max)) {
    fail(scope, `\`${name}\` must be ${range(min, max)}, got: ${value}`);
  }
}

/** Fails unless `value` is absent, a token, or a whole number within the bounds. */
export function requireInteger(scope: IConstruct, name: string, value: number | undefined, min: number, max = Infinity): void {
  requireBetween(scope, name, value, min, max);
  if (value !== undefined && !Token.isUnresolved(value) && !Number.isInteger(value)) {
    fail(scope, `\`${name}\` must be a whole number, got: ${value}`);
  }
}

/** Fails unless `value` is absent, a token, or of 1 to `max` characters and of the pattern. */
export function requireText(scope: IConstruct, name: string, value: string | undefined, max = Infinity, pattern?: RegExp): void {
  if (value === undefined || Token.isUnresolved(value)) {
    return;
  }
  if (value.length === 0 || value.length > max) {
    fail(scope, `\`${name}\` must ${max === Infinity ? 'not be empty' : `have 1 to ${max} characters, got ${value.length}: ${value}`}`);
  }
  if (pattern && !pattern.test(value)) {
    fail(scope, `\`${name}\` must match ${pattern.source}, got: ${value}`);
  }
}

/** Fails unless `value` is absent, a token, or one of the allowed values. */
export function requireOneOf<T>(scope: IConstruct, name: string, value: T | undefined, allowed: readonly T[]): void {
  if (value !== undefined && !Token.isUnresolved(value) && !allowed.includes(value)) {
    fail(scope, `\`${name}\` must be one of ${allowed.join(', ')}, got: ${value}`);
  }
}

/** Warns unless `value` is absent, a token, or within the bounds: for limits that Confluent may raise, or does not promise. */
export function expectBetween(scope: IConstruct, name: string, value: number | undefined, min: number, max = Infinity): void {
  if (value !== undefined && !Token.isUnresolved(value) && !(value >= min && value <= max)) {
    Annotations.of(scope).addWarningV2(`cdk-streaming-hub:${name.replace(/ .*/, '')}`,
      `\`${name}\` should be ${range(min, max)}, got: ${value}. Confluent may refuse it during the deployment.`);
  }
}

function range(min: number, max: number): string {
  return max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
}
