import { IKafkaTopic, RuleAction } from '../../../lib/confluent';

const topic = (topicName: string) => RuleAction.deadLetterQueue({ topicName } as IKafkaTopic);

test.each([
  [RuleAction.NONE, 'NONE', false], [RuleAction.ERROR, 'ERROR', false], [RuleAction.of('PAGE'), 'PAGE', false],
  [RuleAction.pair(RuleAction.ERROR, RuleAction.NONE), 'ERROR,NONE', true], [topic('a'), 'DLQ', false],
])('%# has a name', (action, name, isPair) => {
  expect(action).toMatchObject({ name, isPair });
});

test('a dead letter queue has a topic, in a pair too', () => {
  expect([topic('a'), RuleAction.pair(topic('a'), RuleAction.NONE), RuleAction.pair(RuleAction.NONE, topic('a')), RuleAction.pair(topic('a'), topic('a'))]
    .map(({ deadLetterTopic }) => deadLetterTopic)).toEqual(['a', 'a', 'a', 'a']);
  expect(RuleAction.ERROR.deadLetterTopic).toBeUndefined();
});

test('a pair has one dead letter topic', () => {
  expect(() => RuleAction.pair(topic('a'), topic('b'))).toThrow('a rule has one dead letter topic, got: a and b');
});

test('a pair is of single actions', () => {
  expect(() => RuleAction.pair(RuleAction.of('A,B'), RuleAction.NONE)).toThrow('an action of RuleAction.pair must not be a pair itself, got: A,B and NONE');
});
