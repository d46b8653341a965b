import { StartingPosition } from 'aws-cdk-lib/aws-lambda';

/**
 * Where in a topic a consumer group starts that has not read it before.
 */
export class KafkaPosition {
  /** At the oldest record. */
  public static trimHorizon(): KafkaPosition {
    return new KafkaPosition(StartingPosition.TRIM_HORIZON);
  }

  /** After the newest record. Records that arrive before the consumer is up may be missed. */
  public static latest(): KafkaPosition {
    return new KafkaPosition(StartingPosition.LATEST);
  }

  /** At the first record of a time. EventBridge Pipes cannot do it. */
  public static at(time: Date): KafkaPosition {
    return new KafkaPosition(StartingPosition.AT_TIMESTAMP, Math.floor(time.getTime() / 1000));
  }

  private constructor(
    /** The kind, which Lambda and EventBridge Pipes call by the same names. */
    public readonly kind: StartingPosition,
    /** Seconds since 1970, for a position in time. */
    public readonly timestamp?: number,
  ) {}
}
