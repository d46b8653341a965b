import { Construct, IConstruct } from 'constructs';
import { ISpoke } from './spoke';
import { IKafkaTopic } from '../confluent';

/**
 * What a source is told.
 */
export interface SourceBindOptions {
  /**
   * The topic that records go to.
   */
  readonly topic: IKafkaTopic;

  /**
   * The spoke that asks for it.
   */
  readonly spoke: ISpoke;
}

/**
 * What a source made.
 */
export interface SourceConfig {
  /**
   * What carries the records, such as a managed connector.
   */
  readonly carrier: IConstruct;
}

/**
 * Something in AWS whose records can be brought into a topic.
 */
export interface ISource {
  /**
   * Creates what carries the records, with all rights that it needs on both sides and no more.
   */
  bind(scope: Construct, options: SourceBindOptions): SourceConfig;
}
