/**
 * What Tableflow does with a record that it cannot put into the table.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_tableflow_topic
 */
export class TableflowErrorHandling {
  /**
   * It stops there, until the record can be put in.
   */
  public static suspend(): TableflowErrorHandling {
    return new TableflowErrorHandling('SUSPEND');
  }

  /**
   * It leaves the record out.
   */
  public static skip(): TableflowErrorHandling {
    return new TableflowErrorHandling('SKIP');
  }

  /**
   * It leaves the record out, and writes it to a topic.
   *
   * @param topicName The topic, made if it is not there. Default: `error_log`
   */
  public static log(topicName?: string): TableflowErrorHandling {
    return new TableflowErrorHandling('LOG', topicName);
  }

  private constructor(
    /** The name in the API. */
    public readonly mode: string,
    /** The topic that records are written to, if it is given. */
    public readonly logTopicName?: string,
  ) {}
}
