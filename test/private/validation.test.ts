import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { expectBetween, fail, requireBetween, requireGiven, requireInteger, requireKnown, requireOneOf, requireText } from '../../lib/private/validation';

const token = Lazy.string({ produce: () => '' });
const tokenNumber = Lazy.number({ produce: () => -1 });

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

test('a failure says where', () => {
  expect(() => fail(stack, 'is wrong')).toThrow('Stack: is wrong');
});

test('the message of a failure cannot be changed, for the CDK would put words before it', () => {
  try {
    fail(stack, 'is wrong');
  } catch (error) {
    (error as Error).message = `Resolution error: ${(error as Error).message}`;
    expect((error as Error).message).toBe('Stack: is wrong');
  }
  expect.assertions(1);
});

test.each<[string, () => void]>([
  ['nothing, for a number', () => requireInteger(stack, 'n', undefined, 1, 2)],
  ['nothing, for a text', () => requireText(stack, 't', undefined, 1)],
  ['nothing, for one of several', () => requireOneOf(stack, 'o', undefined, ['a'])],
  ['nothing, where it would have to be known', () => requireKnown(stack, 'k', undefined, '')],
  ['a token for a number', () => requireInteger(stack, 'n', tokenNumber, 1, 2)],
  ['a token for a text', () => requireText(stack, 't', token, 1, /^a$/)],
  ['a token for one of several', () => requireOneOf(stack, 'o', token, ['a'])],
  ['the bounds', () => [1, 2].forEach((n) => requireBetween(stack, 'n', n, 1, 2))],
  ['a large number without an upper bound', () => requireInteger(stack, 'n', 1e6, 1)],
  ['a long text without an upper bound', () => requireText(stack, 't', 'a'.repeat(1000))],
])('%s is allowed', (_, check) => {
  expect(check).not.toThrow();
});

test.each<[string, () => void]>([
  ['`n` must be between 1 and 2, got: 3', () => requireBetween(stack, 'n', 3, 1, 2)],
  ['`n` must be between 1 and 2, got: NaN', () => requireBetween(stack, 'n', NaN, 1, 2)],
  ['`n` must be at least 1, got: 0', () => requireBetween(stack, 'n', 0, 1)],
  ['`n` must be a whole number, got: 1.5', () => requireInteger(stack, 'n', 1.5, 1, 2)],
  ['`t` must have 1 to 2 characters, got 3: abc', () => requireText(stack, 't', 'abc', 2)],
  ['`t` must have 1 to 2 characters, got 0: ', () => requireText(stack, 't', '', 2)],
  ['`t` must not be empty', () => requireText(stack, 't', '')],
  ['`t` must match ^a$, got: b', () => requireText(stack, 't', 'b', 2, /^a$/)],
  ['`o` must be one of a, b, got: c', () => requireOneOf(stack, 'o', 'c', ['a', 'b'])],
  ['`k` must be known at synth, got a token. Write it out.', () => requireKnown(stack, 'k', token, 'Write it out.')],
])('%s', (message, check) => {
  expect(check).toThrow(`Stack: ${message}`);
});

test('what Confluent may allow is a warning, which can be acknowledged by the name of the prop', () => {
  expectBetween(stack, 'size (bytes)', 3, 1, 2);
  Annotations.fromStack(stack).hasWarning('/Stack',
    '`size (bytes)` should be between 1 and 2, got: 3. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:size]');
});

test.each([undefined, 1, 2, tokenNumber])('%s is no reason to warn', (value) => {
  expectBetween(stack, 'size', value, 1, 2);
  Annotations.fromStack(stack).hasNoWarning('*', '*');
});

describe('requireGiven', () => {
  const props: { cluster?: string; topicName?: string } = { cluster: 'c' };

  test('passes what is given', () => {
    expect(() => requireGiven(stack, props, 'cluster')).not.toThrow();
  });

  test('names all that is missing', () => {
    expect(() => requireGiven(stack, { ...props, cluster: undefined }, 'cluster', 'topicName'))
      .toThrow('Stack: `cluster` and `topicName` must be given');
  });
});
