import { Duration, Size } from 'aws-cdk-lib';

/**
 * How long a topic keeps records.
 */
export class Retention {
  /**
   * For a time.
   */
  public static of(duration: Duration): Retention {
    return new Retention(duration.toMilliseconds(), undefined);
  }

  /**
   * For ever.
   */
  public static infinite(): Retention {
    return new Retention(-1, undefined);
  }

  /**
   * Until a partition is larger than a size, without a limit of time.
   */
  public static ofSize(size: Size): Retention {
    return new Retention(-1, size.toBytes());
  }

  /**
   * For a time, but no longer than until a partition is larger than a size.
   */
  public static ofDurationAndSize(duration: Duration, size: Size): Retention {
    return new Retention(duration.toMilliseconds(), size.toBytes());
  }

  private constructor(
    /** Milliseconds; -1 for ever. */
    public readonly milliseconds: number,
    /** Bytes of a partition, if they are limited. */
    public readonly bytes?: number,
  ) {}
}
