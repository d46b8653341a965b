import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  ClusterLink, ClusterType, Connector, IClusterLink, KafkaCluster, KafkaTopic, LinkSource, MirrorStatus, MirrorTopic, MirrorTopicProps, Schema,
  SourceTopic, Subject,
} from '../../../lib/confluent';
import { address, carried, comment, fixture, Fixture, links, rendered, roles } from '../fixture';

let given: Fixture;
let destination: KafkaCluster;
let link: IClusterLink;

beforeEach(() => {
  given = fixture();
  destination = new KafkaCluster(given.stack, 'Destination', { environment: given.environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
  link = new ClusterLink(given.stack, 'Link', { source: LinkSource.cluster(given.cluster), destination, linkName: 'east' });
});

function make(props: Partial<MirrorTopicProps> = {}): MirrorTopic {
  return new MirrorTopic(given.stack, 'Mirror', { link, sourceTopic: SourceTopic.named('clicks'), ...props });
}

function sourceTopic(): KafkaTopic {
  return new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks', value: Schema.avro('"string"') });
}

test('a mirror topic with only the required props', () => {
  const mirror = make();
  const template = links(given.stack);
  expect(rendered(mirror)).toEqual({
    cluster_link: { link_name: 'east' },
    depends_on: [address(link)],
    source_kafka_topic: { topic_name: 'clicks' },
    kafka_cluster: {
      id: carried(template, 'Stack/Destination.id'),
      rest_endpoint: carried(template, 'Stack/Destination.rest_endpoint'),
      credentials: {
        key: carried(template, 'Stack/Destination/AdminKey/Published: username'), secret: carried(template, 'Stack/Destination/AdminKey/Published: password'),
      },
    },
  });
});

test('it is a topic of the destination, with the name of its source', () => {
  const mirror = make();
  expect(mirror.topicName).toBe('clicks');
  expect(mirror.cluster).toBe(destination);
  expect(mirror.link).toBe(link);
});

test('the prefix of the link comes before the name', () => {
  link = ClusterLink.fromClusterLinkAttributes(given.stack, 'Import', { linkName: 'msk', destination, prefix: 'msk.' });
  const mirror = make();
  expect(mirror.topicName).toBe('msk.clicks');
  expect(rendered(mirror)).toMatchObject({ source_kafka_topic: { topic_name: 'clicks' }, mirror_topic_name: 'msk.clicks' });
});

test.each(Object.values(MirrorStatus))('it can become %s', (status) => {
  expect(rendered(make({ status })).status).toBe(status);
});

test('the link may read its source', () => {
  make();
  expect(roles(given.stack)).toContain('Stack/Link/ServiceAccount: DeveloperRead topic=clicks');
});

test('it comes after its source, if the app knows that', () => {
  make({ sourceTopic: SourceTopic.of(sourceTopic()) });
  const { template } = given.app.synth().getStackByName('Stack');
  const [deployment] = Object.entries<any>(template.Resources).filter(([id]) => /^ConfluentLinksDeployment/.test(id)).map(([, resource]) => resource);
  expect(deployment.DependsOn).toContainEqual(expect.stringMatching(/^ConfluentDataPlane/));
});

describe('schemas', () => {
  test('are those of the source in the same environment', () => {
    const topic = sourceTopic();
    const mirror = make({ sourceTopic: SourceTopic.of(topic) });
    expect(mirror.keySubject).toBeUndefined();
    expect(mirror.valueSubject).toBe(topic.valueSubject);
  });

  test('are unknown in another environment', () => {
    const other = fixture();
    const topic = KafkaTopic.fromKafkaTopicAttributes(given.stack, 'Elsewhere', {
      cluster: other.cluster, topicName: 'clicks', valueSubject: Subject.fromSubjectAttributes(given.stack, 'Subject', { registry: other.environment.schemaRegistry, subjectName: 's' }),
    });
    link = ClusterLink.fromClusterLinkAttributes(given.stack, 'Import', { linkName: 'other', destination });
    expect(make({ sourceTopic: SourceTopic.of(topic) }).valueSubject).toBeUndefined();
  });

  test('can be given', () => {
    const valueSubject = Subject.fromSubjectAttributes(given.stack, 'Subject', { registry: given.environment.schemaRegistry, subjectName: 'clicks-value' });
    const mirror = make({ valueSubject, keySubject: valueSubject });
    expect(mirror.keySubject).toBe(valueSubject);
    expect(mirror.valueSubject).toBe(valueSubject);
  });
});

test.each<[string, (mirror: MirrorTopic) => void, string]>([
  ['read', (mirror) => mirror.grantRead(given.principal), 'DeveloperRead topic=clicks'],
  ['write', (mirror) => mirror.grantWrite(given.principal), 'DeveloperWrite topic=clicks'],
  ['manage', (mirror) => mirror.grantManage(given.principal), 'DeveloperManage topic=clicks'],
])('a grant to %s is on the topic of the destination', (_, grant, expected) => {
  grant(make());
  expect(roles(given.stack).filter((role) => role.startsWith('Stack/Principal'))).toEqual([`Stack/Principal: ${expected}`]);
});

test('a connector of the same stack reads it after it is there', () => {
  const mirror = make();
  new Connector(given.stack, 'Sink', { cluster: destination, connectorClass: 'SinkOfSomebody', reads: [mirror] });
  const { template } = given.app.synth().getStackByName('Stack');
  const [deployment] = Object.entries<any>(template.Resources).filter(([id]) => /^ConfluentDataPlaneDeployment/.test(id)).map(([, resource]) => resource);
  expect(deployment.DependsOn).toContainEqual(expect.stringMatching(/^ConfluentLinks/));
});

test.each([
  [undefined, 'retain'],
  [RemovalPolicy.DESTROY, 'destroy'],
])('with removal policy %s, what happens when it leaves the app is: %s', (removalPolicy, expected) => {
  expect(comment(make({ removalPolicy })).removalPolicy).toBe(expected);
});

test.each<[string, () => unknown, string]>([
  ['an empty name', () => make({ sourceTopic: SourceTopic.named('') }), '`sourceTopic` must have 1 to 249 characters, got 0: '],
  ['a name that no topic has', () => make({ sourceTopic: SourceTopic.named('a/b') }), '`sourceTopic` must match ^[a-zA-Z0-9._-]+$, got: a/b'],
  ['a name that is too long with the prefix', () => {
    link = ClusterLink.fromClusterLinkAttributes(given.stack, 'Import', { linkName: 'l', destination, prefix: 'p'.repeat(200) });
    make({ sourceTopic: SourceTopic.named('a'.repeat(50)) });
  }, `\`sourceTopic\` must have 1 to 49 characters, got 50: ${'a'.repeat(50)}`],
  ['a name that is a token', () => make({ sourceTopic: SourceTopic.named(new CfnParameter(given.stack, 'Name').valueAsString) }),
    '`sourceTopic` must be known at synth, got a token. Grants are named after it: give it as plain text.'],
  ['an unknown status', () => make({ status: 'STOPPED' as MirrorStatus }), '`status` must be one of ACTIVE, PAUSED, PROMOTED, FAILED_OVER, got: STOPPED'],
  ['a topic of another cluster than the link comes from', () => {
    const topic = new KafkaTopic(given.stack, 'Topic', { cluster: destination, topicName: 'clicks' });
    make({ sourceTopic: SourceTopic.of(topic) });
  }, '`sourceTopic` must be in the cluster that the link comes from, Stack/Cluster, got one in: Stack/Destination'],
])('%s is refused', (_, attempt, message) => {
  expect(attempt).toThrow(`Stack/Mirror: ${message}`);
});

test('in another stack, it waits for its link', () => {
  const other = new Stack(given.app, 'Other');
  new MirrorTopic(other, 'Mirror', { link, sourceTopic: SourceTopic.named('clicks') });
  given.app.synth();
  expect(other.dependencies).toEqual([given.stack]);
});
