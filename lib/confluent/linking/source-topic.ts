import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * The topic that a mirror topic follows.
 */
export class SourceTopic {
  /**
   * A topic that this app knows; the mirror comes after it.
   */
  public static of(topic: IKafkaTopic): SourceTopic {
    return new SourceTopic(topic.topicName, topic);
  }

  /**
   * A topic that is there, by its name.
   */
  public static named(topicName: string): SourceTopic {
    return new SourceTopic(topicName);
  }

  private constructor(
    /** The name of the topic. */
    public readonly topicName: string,
    /** The topic, if this app knows it. */
    public readonly topic?: IKafkaTopic,
  ) {}
}
