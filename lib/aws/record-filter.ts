/**
 * A pattern of records. Keys and values that are JSON can be looked into; all others are text in base64.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-filtering.html
 */
export class RecordFilter {
  /**
   * Records that match an event pattern, such as `{ value: { type: ['order'] } }`.
   */
  public static of(pattern: { [key: string]: unknown }): RecordFilter {
    return new RecordFilter(JSON.stringify(pattern));
  }

  private constructor(
    /** The pattern, in JSON. */
    public readonly pattern: string,
  ) {}
}
