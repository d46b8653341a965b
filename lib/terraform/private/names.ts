import { createHash } from 'crypto';

const MAX_READABLE = 180;

/** Joins the IDs of a path to one ID; it looks like the slash that no ID can hold. */
export const JOINT = '\u2044';

/**
 * A name that Terraform and CloudFormation accept, from the parts of a path: readable, unique by a hash of the whole
 * path, and the same in every synth.
 *
 * @param more What tells things of the same path apart; it is in the hash only
 */
export function nameOf(parts: string[], ...more: string[]): string {
  const key = JSON.stringify([...parts, ...more]);
  let name = NAMES.get(key);
  if (name === undefined) {
    name = makeName(parts, createHash('sha256').update(key).digest('hex').slice(0, 8).toUpperCase());
    NAMES.set(key, name);
  }
  return name;
}

/** The same names are asked for in each pass of a synth. */
const NAMES = new Map<string, string>();

function makeName(parts: string[], hash: string): string {
  const readable = parts
    .filter((part) => part !== 'Resource' && part !== 'Default')
    .map((part) => part.replace(/[^A-Za-z0-9]/g, ''))
    .filter((part) => part !== '')
    .join('_')
    .slice(0, MAX_READABLE);
  return /^[A-Za-z]/.test(readable) ? `${readable}_${hash}` : `r${readable}_${hash}`;
}
