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
    + 'The API key is of the wrong kind, or was deleted. The hub\'s `credentials` must hold a Cloud (or Global) API key as {"username","password"}; '
    + 'a key that the app makes is replaced when the serial of its rotation is raised (`KeyRotation.serial`).');
});

test('says how many more errors there are', () => {
  expect(reasonOf(failed({ summary: 'first' }, { summary: 'second' }, { summary: 'third' }), document, new Mask()))
    .toBe('first\n2 more errors are in the log.');
});

test.each([
  ['402 Payment Required', /quota/],
  ['403 Forbidden', /lacks a role/],
  ['400 Bad Request: Topic \'clicks\' already exists.', /name is taken/],
  ['409 Conflict: the cluster has deletion protection enabled', /is protected: deploy it once/],
  ['409 Conflict: the environment is not empty', /stands in the way/],
  ['provider registry.terraform.io/confluentinc/confluent: 402 Payment Required', /quota/],
])('knows what helps against %s', (summary, hint) => {
  expect(reasonOf(failed({ summary }), document, new Mask())).toMatch(hint);
});

test('stays below what CloudFormation shows', () => {
  expect(reasonOf(failed({ summary: 'x'.repeat(10000), detail: 'y'.repeat(10000) }), document, new Mask()).length).toBeLessThanOrEqual(3500);
});

test('tells the last lines of a program that gave no diagnostic', () => {
  expect(reasonOf(new TerraformError('init', [], 'one\n\ntwo'), undefined, new Mask())).toBe('terraform init failed: one\ntwo');
});

test('knows what helps where no provider can be fetched', () => {
  const text = 'Error: Failed to query available provider packages\nCould not retrieve the list of available versions';

  expect(reasonOf(new TerraformError('init', [], text), undefined, new Mask())).toMatch(/^terraform init failed: Error: .*\n.*\nThe provider could not be fetched.*`providerMirror`/);
});

test('says what the guard says', () => {
  expect(reasonOf(new RefusedError('no'), document, new Mask())).toBe('no');
});

test('hides secrets', () => {
  expect(reasonOf(failed({ summary: 'bad', detail: '{"secret":"abcdefghijklmnop"}' }), document, new Mask())).toContain('"secret":"***"');
});
