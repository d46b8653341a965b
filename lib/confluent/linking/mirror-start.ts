/**
 * Which record of a source topic a new mirror topic begins with.
 *
 * @see https://docs.confluent.io/cloud/current/multi-cloud/cluster-linking/cluster-links-cc.html
 */
export class MirrorStart {
  /**
   * The oldest that is there.
   */
  public static earliest(): MirrorStart {
    return new MirrorStart('earliest');
  }

  /**
   * The next that is written.
   */
  public static latest(): MirrorStart {
    return new MirrorStart('latest');
  }

  /**
   * The first from a time on.
   */
  public static at(time: Date): MirrorStart {
    return new MirrorStart(time.toISOString());
  }

  private constructor(
    /** As the link's configuration has it. */
    public readonly spec: string,
  ) {}
}
