import { createHash } from 'crypto';
import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A value that tells things apart in each synth alike: a token has another text each time. */
export function knownOr(construct: IConstruct, value: string): string {
  return Token.isUnresolved(value) ? construct.node.path : value;
}

export const HASH_LENGTH = 8;

/** A short hash of what Confluent cannot change: with another hash it is another thing, by another name. */
export function hashOf(...identity: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, HASH_LENGTH);
}
