import { RemovalPolicy } from 'aws-cdk-lib';
import {
  BidirectionalClusterLink, BidirectionalClusterLinkProps, ClusterType, KafkaCluster, LinkFilter, MirrorTopic, ResourcePattern, SourceTopic,
} from '../../../lib/confluent';
import { address, carried, comment, fixture, Fixture, links, rendered, roles } from '../fixture';

let given: Fixture;
let east: KafkaCluster;
let west: KafkaCluster;

beforeEach(() => {
  given = fixture();
  const { stack, environment } = given;
  east = new KafkaCluster(stack, 'East', { environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
  west = new KafkaCluster(stack, 'West', { environment, clusterType: ClusterType.enterprise() });
});

function make(props: Partial<BidirectionalClusterLinkProps> = {}): BidirectionalClusterLink {
  return new BidirectionalClusterLink(given.stack, 'Link', { first: east, second: west, ...props });
}

/** The ends of a half, by whose ID and whose key they have. */
function endsOf(half: { [key: string]: any }): { [key: string]: any } {
  const template = links(given.stack);
  const names: { [reference: string]: string } = {
    [carried(template, 'Stack/East.id')]: 'east',
    [carried(template, 'Stack/West.id')]: 'west',
    [carried(template, 'Stack/Link/FirstKey/Published: username')]: 'key of east',
    [carried(template, 'Stack/Link/SecondKey/Published: username')]: 'key of west',
  };
  const nameOf = ({ id, credentials }: any) => [names[id], credentials ? names[credentials.key] : 'no key'];
  return { mode: half.connection_mode, local: nameOf(half.local_kafka_cluster), remote: nameOf(half.remote_kafka_cluster) };
}

describe('a link of two clusters that reach each other', () => {
  test('has a half at each, of one name, that connects to the other', () => {
    const { toFirst, toSecond } = make();
    expect(endsOf(rendered(toFirst))).toEqual({ mode: 'OUTBOUND', local: ['east', 'key of east'], remote: ['west', 'key of west'] });
    expect(endsOf(rendered(toSecond))).toEqual({ mode: 'OUTBOUND', local: ['west', 'key of west'], remote: ['east', 'key of east'] });
    expect([rendered(toFirst), rendered(toSecond)].map((half) => half.link_mode)).toEqual(['BIDIRECTIONAL', 'BIDIRECTIONAL']);
    expect(rendered(toFirst).link_name).toMatch(/^Stack-Link-[0-9A-F]{8}$/);
    expect(rendered(toSecond).link_name).toBe(rendered(toFirst).link_name);
  });

  test('reaches the local cluster by REST, the remote one as a client does', () => {
    const { local_kafka_cluster: local, remote_kafka_cluster: remote } = rendered(make().toFirst);
    expect([Object.keys(local), Object.keys(remote)]).toEqual([['id', 'rest_endpoint', 'credentials'], ['bootstrap_endpoint', 'id', 'credentials']]);
  });

  test('has the halves one after the other, when its account may make them', () => {
    const { toFirst, toSecond } = make();
    given.app.synth();
    expect(rendered(toFirst).depends_on).toBeUndefined();
    expect(rendered(toSecond).depends_on).toEqual([address(toFirst)]);
    expect(roles(given.stack).filter((role) => role.startsWith('Stack/Link/ServiceAccount'))).toEqual([
      expect.stringMatching(/: CloudClusterAdmin /), expect.stringMatching(/: CloudClusterAdmin /),
    ]);
  });
});

test.each<['first' | 'second', 'toFirst' | 'toSecond', 'toFirst' | 'toSecond']>([
  ['first', 'toFirst', 'toSecond'],
  ['second', 'toSecond', 'toFirst'],
])('if the %s cluster makes all connections, the half at the other is there before, and has no key for it', (name, initiates, waits) => {
  const link = make({ initiator: name === 'first' ? east : west });
  given.app.synth();
  expect(endsOf(rendered(link[initiates]))).toMatchObject({ mode: 'OUTBOUND', remote: [expect.any(String), expect.stringMatching(/^key/)] });
  expect(endsOf(rendered(link[waits]))).toMatchObject({ mode: 'INBOUND', remote: [expect.any(String), 'no key'] });
  expect(rendered(link[initiates]).depends_on).toEqual([address(link[waits])]);
  expect(rendered(link[waits]).depends_on).toBeUndefined();
});

test('each direction has options of its own', () => {
  const { toFirst, toSecond } = make({
    toFirstOptions: { prefix: 'west.' }, toSecondOptions: { autoMirror: { topics: [LinkFilter.include(ResourcePattern.all())] } },
  });
  expect(rendered(toFirst).config).toEqual({ 'cluster.link.prefix': 'west.' });
  expect(rendered(toSecond).config).toMatchObject({ 'auto.create.mirror.topics.enable': 'true' });
  expect([toFirst.prefix, toSecond.prefix]).toEqual(['west.', undefined]);
});

test('mirror topics are at the end of their direction, when both halves are there', () => {
  const link = make({ linkName: 'both', toFirstOptions: { prefix: 'west.' } });
  const mirror = new MirrorTopic(given.stack, 'Mirror', { link: link.toFirst, sourceTopic: SourceTopic.named('clicks') });
  given.app.synth();
  expect(mirror.cluster).toBe(east);
  expect(mirror.topicName).toBe('west.clicks');
  expect(rendered(mirror)).toMatchObject({ cluster_link: { link_name: 'both' }, depends_on: [address(link.toFirst), address(link.toSecond)] });
});

test('the account can be given', () => {
  expect(make({ serviceAccount: given.principal }).serviceAccount).toBe(given.principal);
});

test.each([
  [undefined, 'retain'],
  [RemovalPolicy.DESTROY, 'destroy'],
])('with removal policy %s, what happens to both halves when the link leaves the app is: %s', (removalPolicy, expected) => {
  const { toFirst, toSecond } = make({ removalPolicy });
  expect([comment(toFirst), comment(toSecond)].map((half) => half.removalPolicy)).toEqual([expected, expected]);
});

test.each<[string, () => unknown, string]>([
  ['a first cluster that is standard', () => make({ first: given.cluster }), '`first` must be an enterprise or dedicated cluster, got: standard (Stack/Cluster)'],
  ['a second cluster that is standard', () => make({ second: given.cluster }), '`second` must be an enterprise or dedicated cluster, got: standard (Stack/Cluster)'],
  ['one cluster for both', () => make({ second: east }), 'a link is between two clusters, got one at both ends'],
  ['a third cluster', () => make({ initiator: given.cluster }), '`initiator` must be one of the two clusters, got: Stack/Cluster'],
  ['an empty name', () => make({ linkName: '' }), '`linkName` must not be empty'],
])('%s is refused', (_, attempt, message) => {
  expect(attempt).toThrow(`Stack/Link: ${message}`);
});

test('options of a direction are refused where they are', () => {
  expect(() => make({ toSecondOptions: { prefix: '/' } })).toThrow('Stack/Link/ToSecond: `prefix` must match ^[a-zA-Z0-9._-]+$, got: /');
});
