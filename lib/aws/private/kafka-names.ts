import { IConstruct } from 'constructs';
import { requireKnown, requireText } from '../../private/validation';

/** Fails unless Lambda and EventBridge Pipes take the name, which allow less than Kafka does. */
export function requireTopicName(scope: IConstruct, topicName: string): void {
  requireKnown(scope, 'topicName', topicName, 'Whoever reads the topic would be replaced unseen: give it as plain text.');
  requireText(scope, 'topicName', topicName, 249, /^[^.][a-zA-Z0-9\-_.]+$/);
}

/** Fails unless Lambda and EventBridge Pipes take the ID. */
export function requireConsumerGroupId(scope: IConstruct, consumerGroupId: string | undefined): void {
  requireText(scope, 'consumerGroupId', consumerGroupId, 200, /^[a-zA-Z0-9\-/*:_+=.@]+$/);
}
