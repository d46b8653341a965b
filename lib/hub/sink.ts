import { Construct, IConstruct } from 'constructs';
import { ISpoke } from './spoke';
import { IKafkaTopic } from '../confluent';

/**
 * What a sink is told.
 */
export interface SinkBindOptions {
  /**
   * The topic that records come from.
   */
  readonly topic: IKafkaTopic;

  /**
   * The spoke that asks for it.
   */
  readonly spoke: ISpoke;
}

/**
 * What a sink made.
 */
export interface SinkConfig {
  /**
   * What carries the records, such as an EventBridge pipe.
   */
  readonly carrier: IConstruct;
}

/**
 * Something in AWS that records of a topic can be delivered to.
 */
export interface ISink {
  /**
   * Creates what carries the records, with all rights that it needs on both sides and no more.
   */
  bind(scope: Construct, options: SinkBindOptions): SinkConfig;
}
