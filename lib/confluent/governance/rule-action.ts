import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * What a client does when a schema rule has succeeded or failed.
 *
 * @see https://docs.confluent.io/cloud/current/sr/fundamentals/data-contracts.html
 */
export class RuleAction {
  /** Nothing: the record goes on. */
  public static readonly NONE = new RuleAction('NONE');
  /** The client gets an error. */
  public static readonly ERROR = new RuleAction('ERROR');

  /**
   * The record goes to a topic, and the client gets an error. The client needs the right to write there: `topic.grantWrite`.
   */
  public static deadLetterQueue(topic: IKafkaTopic): RuleAction {
    return new RuleAction('DLQ', topic.topicName);
  }

  /**
   * One action for the first direction of a rule, WRITE or UPGRADE, and one for the second, READ or DOWNGRADE.
   */
  public static pair(first: RuleAction, second: RuleAction): RuleAction {
    if (first.isPair || second.isPair) {
      throw new Error(`an action of RuleAction.pair must not be a pair itself, got: ${first.name} and ${second.name}`);
    }
    if (first.deadLetterTopic && second.deadLetterTopic && first.deadLetterTopic !== second.deadLetterTopic) {
      throw new Error(`a rule has one dead letter topic, got: ${first.deadLetterTopic} and ${second.deadLetterTopic}`);
    }
    return new RuleAction(`${first.name},${second.name}`, first.deadLetterTopic ?? second.deadLetterTopic);
  }

  /**
   * An action that the clients have registered under a name.
   */
  public static of(name: string): RuleAction {
    return new RuleAction(name);
  }

  private constructor(
    /** The name; two with a comma between them in a pair. */
    public readonly name: string,
    /** The topic of records that failed. */
    public readonly deadLetterTopic?: string,
  ) {}

  /** Whether there is one action for each direction. */
  public get isPair(): boolean {
    return this.name.includes(',');
  }
}
