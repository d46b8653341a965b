import { ResourcePattern } from '../../../lib/confluent';

test.each([
  ['one name', ResourcePattern.literal('clicks'), 'clicks', false],
  ['a prefix', ResourcePattern.prefixed('clicks.'), 'clicks.*', true],
  ['everything', ResourcePattern.all(), '*', true],
])('%s is written as CRNs have it', (_, pattern, text, isPrefix) => {
  expect(`${pattern}`).toBe(text);
  expect(pattern.isPrefix).toBe(isPrefix);
});

test.each([
  ['a name that would be taken for a prefix', () => ResourcePattern.literal('clicks*'), 'clicks*'],
  ['a star for everything', () => ResourcePattern.literal('*'), '*'],
  ['no name', () => ResourcePattern.literal(''), ''],
  ['a prefix of everything', () => ResourcePattern.prefixed(''), ''],
])('%s is refused', (_, make, got) => {
  expect(make).toThrow(`the name of a ResourcePattern must not be empty or have a *, got: ${got}. Use ResourcePattern.prefixed() or all().`);
});
