import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { reasonOf } from '../../../lib/terraform/runner/failure';
import { RefusedError } from '../../../lib/terraform/runner/guard';
import { Mask } from '../../../lib/terraform/runner/mask';
import { Diagnostic, TerraformError } from '../../../lib/terraform/runner/terraform';

const document = new TerraformDocument({ resource: { confluent_kafka_topic: { T: { '//': { construct: 'Hub/Clicks' } } } } });
const failed = (...diagnostics: Partial<Diagnostic>[]) =>
  new TerraformError('apply', diagnostics.map((diagnostic) => ({ severity: 'error', summary: '', ...diagnostic })), '');

test('names the construct, the address, the error and what helps', () => {
  const error = failed({ address: 'confluent_kafka_topic.T', summary: 'error creating Kafka Topic: 401 Unauthorized', detail: 'no details' });

  expect(reasonOf(error, document, new Mask())).toBe(
    'Hub/Clicks (confluent_kafka_topic.T): error creating Kafka Topic: 401 Unauthorized\nno details\n'
    + 'The API key is of the wrong kind, or was deleted. The hub\'s `credentials` must hold a Cloud (or Global) API key as {"username","password"}.');
});

test('says how many more errors there are', () => {
  expect(reasonOf(failed({ summary: 'first' }, { summary: 'second' }, { summary: 'third' }), document, new Mask()))
    .toBe('first\n2 more errors are in the log.');
});

test.each([
  ['402 Payment Required', /quota/],
  ['403 Forbidden', /lacks a role/],
  ['409 Conflict', /name is taken/],
])('knows what helps against %s', (summary, hint) => {
  expect(reasonOf(failed({ summary }), document, new Mask())).toMatch(hint);
});

test('stays below what CloudFormation shows', () => {
  expect(reasonOf(failed({ summary: 'x'.repeat(10000), detail: 'y'.repeat(10000) }), document, new Mask()).length).toBeLessThanOrEqual(3500);
});

test('tells the last lines of a program that gave no diagnostic', () => {
  expect(reasonOf(new TerraformError('init', [], 'one\n\ntwo'), undefined, new Mask())).toBe('terraform init failed: one\ntwo');
});

test('says what the guard says', () => {
  expect(reasonOf(new RefusedError('no'), document, new Mask())).toBe('no');
});

test('hides secrets', () => {
  expect(reasonOf(failed({ summary: 'bad', detail: '{"secret":"abcdefghijklmnop"}' }), document, new Mask())).toContain('"secret":"***"');
});
