/**
 * Which topics, groups, subjects or transactional IDs a grant is about.
 */
export class ResourcePattern {
  /**
   * The one of this name.
   */
  public static literal(name: string): ResourcePattern {
    requireName(name);
    return new ResourcePattern(name, false);
  }

  /**
   * All whose names start so.
   */
  public static prefixed(prefix: string): ResourcePattern {
    requireName(prefix);
    return new ResourcePattern(prefix, true);
  }

  /**
   * All there are.
   */
  public static all(): ResourcePattern {
    return new ResourcePattern('', true);
  }

  private constructor(
    /** The name, or the start of it. */
    public readonly name: string,
    /** Whether `name` is only the start. */
    public readonly isPrefix: boolean,
  ) {}

  /** The pattern at the end of a Confluent Resource Name. */
  public toString(): string {
    return this.isPrefix ? `${this.name}*` : this.name;
  }
}

/** Confluent takes a `*` at the end of a name for a prefix, and there is nothing without a name. */
function requireName(name: string): void {
  if (name === '' || name.includes('*')) {
    throw new Error(`the name of a ResourcePattern must not be empty or have a *, got: ${name}. Use ResourcePattern.prefixed() or all().`);
  }
}
