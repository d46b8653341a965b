import { linesOf } from '../../../lib/terraform/cli/plan';
import { TerraformDocument } from '../../../lib/terraform/runner/document';
import { ResourceChange } from '../../../lib/terraform/runner/terraform';

const documentOf = (name: string, construct: string) => new TerraformDocument({ resource: { confluent_kafka_topic: { [name]: { '//': { construct } } } } });

function change(name: string, actions: string[], more: Partial<ResourceChange['change']> = {}, mode: ResourceChange['mode'] = 'managed'): ResourceChange {
  return { address: `confluent_kafka_topic.${name}`, type: 'confluent_kafka_topic', mode, change: { actions, before: null, after: null, ...more } };
}

const lines = (...changes: ResourceChange[]) =>
  linesOf({ changes, gone: [] }, documentOf('clicks', 'S/Hub/clicks'), documentOf('old', 'S/Hub/old'));

test('a resource is called by its construct, which the document before may know', () => {
  expect(lines(change('clicks', ['create']), change('old', ['delete']), change('odd', ['delete']))).toEqual([
    '+ confluent_kafka_topic S/Hub/clicks',
    '- confluent_kafka_topic S/Hub/old',
    '- confluent_kafka_topic confluent_kafka_topic.odd',
    '1 to create, 0 to change, 2 to destroy.',
  ]);
});

test('a change is told by the paths of what differs, without values', () => {
  const before = { partitions_count: 3, config: { 'retention.ms': '1', 'cleanup.policy': 'delete' }, kafka_cluster: [{ id: 'lkc-1' }], url: 'known' };
  const after = { partitions_count: 6, config: { 'retention.ms': '2', 'cleanup.policy': 'delete' }, kafka_cluster: [{ id: 'lkc-1' }] };

  expect(lines(change('clicks', ['update'], { before, after }))[0])
    .toBe('~ confluent_kafka_topic S/Hub/clicks (partitions_count, config.retention.ms, url)');
});

test.each([[['delete', 'create'], '-/+'], [['create', 'delete'], '+/-']])('%j is told by what forces it', (actions, sign) => {
  expect(lines(change('clicks', actions, { replace_paths: [['topic_name'], ['kafka_cluster', 0, 'id']] })))
    .toEqual([`${sign} confluent_kafka_topic S/Hub/clicks (topic_name, kafka_cluster.0.id)`, '1 to create, 0 to change, 1 to destroy.']);
});

test('what changes nothing is left out', () => {
  expect(lines(change('clicks', ['no-op']), change('old', ['forget']), change('clicks', ['read'], {}, 'data'))).toEqual(['No resource would change.']);
});
