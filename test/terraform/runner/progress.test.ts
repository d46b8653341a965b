import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { Progress } from '../../../lib/terraform/runner/progress';

const document = new TerraformDocument({ resource: { confluent_kafka_topic: { clicks: { '//': { construct: 'Hub/Clicks' } }, orders: {} } } });
let lines: string[];
let progress: Progress;

beforeEach(() => {
  lines = [];
  progress = new Progress(document, (line) => lines.push(line));
});

const tell = (type: string, more: object) => progress.onEvent({ '@level': 'info', '@message': type, type, ...more } as any);
const planned = (add: number, change: number, remove: number) => tell('change_summary', { changes: { add, change, remove, operation: 'plan' } });
const done = (addr: string, action: string) => tell('apply_complete', { hook: { resource: { addr }, action, elapsed_seconds: 2 } });

test('says what is done, of how much, by construct or else by name', () => {
  planned(1, 1, 1);
  done('confluent_kafka_topic.clicks', 'create');
  done('confluent_kafka_topic.orders', 'update');
  done('confluent_kafka_topic.clicks', 'delete');

  expect(lines).toEqual([
    '1/3 confluent_kafka_topic Hub/Clicks created 2 s', '2/3 confluent_kafka_topic orders updated 2 s', '3/3 confluent_kafka_topic Hub/Clicks deleted 2 s',
  ]);
});

test('counts no data sources, which no plan counts', () => {
  planned(1, 0, 0);
  done('data.confluent_organization.it', 'read');
  done('confluent_kafka_topic.clicks', 'create');

  expect(lines).toEqual(['1/1 confluent_kafka_topic Hub/Clicks created 2 s']);
});

test('counts anew when it is planned anew, and not when Terraform sums up in the end', () => {
  planned(2, 0, 0);
  done('confluent_kafka_topic.clicks', 'create');
  planned(1, 0, 0);
  done('confluent_kafka_topic.orders', 'create');
  tell('change_summary', { changes: { add: 1, change: 0, remove: 0, operation: 'apply' } });

  expect(lines.at(-1)).toBe('1/1 confluent_kafka_topic orders created 2 s');
});

test('shows what is wrong', () => {
  tell('diagnostic', { '@message': 'Error: no quota' });

  expect(lines).toEqual(['Error: no quota']);
});
