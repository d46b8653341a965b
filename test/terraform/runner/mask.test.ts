import { Mask } from '../../../lib/terraform/runner/mask';

test('hides what it was told', () => {
  const mask = new Mask();
  mask.add('s3cr3t-value');

  expect(mask.apply('key s3cr3t-value and again s3cr3t-value')).toBe('key *** and again ***');
});

test('hides it in the notations of JSON and URLs too', () => {
  const mask = new Mask();
  mask.add('a "b" & <c>');

  expect(mask.apply(String.raw`{"key":"a \"b\" & <c>"} ?key=a%20%22b%22%20%26%20%3Cc%3E`)).toBe('{"key":"***"} ?key=***');
});

test('leaves short values alone, which would hide ordinary text', () => {
  const mask = new Mask();
  mask.add('a');

  expect(mask.apply('a topic')).toBe('a topic');
});

test.each([
  ['{"id":"ABC","secret":"abcdefghijklmnop"}', '{"id":"ABC","secret":"***"}'],
  ['secret = "abcdefghijklmnop"', 'secret = "***"'],
  ['body: {\\"secret\\":\\"abcdefghijklmnop\\"}', 'body: {\\"secret\\":\\"***\\"}'],
  ['password: abcdefghijklmnop', 'password: ***'],
  [`got ${'a1B2'.repeat(16)} back`, 'got *** back'],
  [`cflt${'a1B2'.repeat(15)}`, '***'],
])('hides a secret that nobody told it of: %s', (text, masked) => {
  expect(new Mask().apply(text)).toBe(masked);
});

test.each([
  'confluent_kafka_topic.Hub_clicks_1A2B3C4D: Creation complete after 2s [id=lkc-abc123/clicks]',
  'the API key in arn:aws:secretsmanager:us-east-1:111111111111:secret:confluent/api-key-AbCdEf: 401',
])('leaves ordinary text as it is: %s', (text) => {
  expect(new Mask().apply(text)).toBe(text);
});
