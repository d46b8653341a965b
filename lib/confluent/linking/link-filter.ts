import { ResourcePattern } from '../access/resource-pattern';

/**
 * Which topics or consumer groups of the source a link cares for. What is excluded is so, whatever includes it.
 */
export class LinkFilter {
  /**
   * Those of a pattern.
   */
  public static include(pattern: ResourcePattern): LinkFilter {
    return new LinkFilter(pattern, true);
  }

  /**
   * None of a pattern.
   */
  public static exclude(pattern: ResourcePattern): LinkFilter {
    return new LinkFilter(pattern, false);
  }

  private constructor(
    /** The topics or groups. */
    public readonly pattern: ResourcePattern,
    /** Whether they are included. */
    public readonly isIncluded: boolean,
  ) {}
}
