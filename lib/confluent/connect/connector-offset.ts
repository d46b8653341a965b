import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * Where a connector goes on: an offset in a partition of what it reads.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/offsets.html
 */
export class ConnectorOffset {
  /**
   * An offset of a sink connector, in a partition of a topic.
   */
  public static ofTopic(topic: IKafkaTopic, partition: number, offset: number): ConnectorOffset {
    return new ConnectorOffset({ kafka_partition: String(partition), kafka_topic: topic.topicName }, { kafka_offset: String(offset) });
  }

  /**
   * An offset of a source connector. What names a partition, and an offset in it, depends on the class of connectors.
   */
  public static of(partition: { [key: string]: string }, offset: { [key: string]: string }): ConnectorOffset {
    return new ConnectorOffset({ ...partition }, { ...offset });
  }

  private constructor(
    /** What names the partition. */
    public readonly partition: { [key: string]: string },
    /** What names the offset. */
    public readonly offset: { [key: string]: string },
  ) {}
}
