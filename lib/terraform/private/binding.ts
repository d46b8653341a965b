import { IResolvable, Token, Tokenization } from 'aws-cdk-lib';
import { escapeLiteral } from './expression';
import type { VariableType } from './variables';

const SYMBOL = Symbol.for('cdk-streaming-hub.CarriedToken');

/** A token in the place of a value that a binding cannot hold as a token of aws-cdk-lib, with the type it must keep. */
export class CarriedToken implements IResolvable {
  public static isCarriedToken(x: object): x is CarriedToken {
    return SYMBOL in x;
  }

  public readonly creationStack = ['stack traces disabled'];

  constructor(public readonly token: IResolvable, public readonly type: VariableType) {
    Object.defineProperty(this, SYMBOL, { value: true });
  }

  public resolve(): any {
    return this.token;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/**
 * The configuration of a binding from values of aws-cdk-lib: text is escaped, so that a `${` in it stays text, and tokens
 * take a form that passes through cdktf untouched.
 */
export function toBinding<T>(value: T): T {
  return convert(value) as T;
}

function convert(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.split(/(\$\{(?:Token|TfToken)\[[\w:.-]+\]\})/).map((part, i) => i % 2 ? part : escapeLiteral(part)).join('');
  }
  if (typeof value === 'number') {
    const token = Tokenization.reverseNumber(value);
    return token ? new CarriedToken(token, 'number').toString() : value;
  }
  if (Array.isArray(value)) {
    return value.length === 1 && Token.isUnresolved(value) ? value : value.map(convert);
  }
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [convert(key), convert(inner)]));
  }
  return Tokenization.isResolvable(value) ? new CarriedToken(value as IResolvable, 'any').toString() : value;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
