import { Match, Matcher, MatchResult } from 'aws-cdk-lib/assertions';

/** The blocks of one kind in a document, by the address that messages name. */
export type Section = Record<string, Record<string, any>>;

/** How many of the blocks that come closest a message shows. */
const SHOWN = 3;

/** The blocks of `section` that match `props`: a matcher, or a literal of which each key must be there. */
export function matching(section: Section, props: any): Section {
  return Object.fromEntries(Object.entries(section).filter(([, block]) => matches(props, block).isSuccess));
}

/** What is wrong if no block of `section` matches `props`, else undefined. */
export function mismatch(where: string, what: string, section: Section, props: any): string | undefined {
  const results = Object.entries(section).map(([address, block]) => ({ address, result: matches(props, block) }));
  if (results.some(({ result }) => result.isSuccess)) {
    return undefined;
  }
  if (results.length === 0) {
    return `${where} has no ${what}.`;
  }
  const closest = results
    .sort((a, b) => a.result.failCost - b.result.failCost || (a.address < b.address ? -1 : 1))
    .slice(0, SHOWN);
  return [
    `${where} has ${results.length} ${what}, but none match as expected.`,
    `The ${closest.length} closest matches:`,
    ...closest.map(({ address, result }) => `${address} :: ${result.renderMismatch()}`),
  ].join('\n');
}

/** The verdict of `props` on `block`, with what its captures took. */
export function matches(props: any, block: Record<string, any>): MatchResult {
  return (Matcher.isMatcher(props) ? props : Match.objectLike(props)).test(block).finished();
}
