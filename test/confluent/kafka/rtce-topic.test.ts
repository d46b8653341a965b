import { Annotations } from 'aws-cdk-lib/assertions';
import { Cloud, ClusterType, IKafkaCluster, KafkaCluster, KafkaTopic, RtceTopic, RtceTopicProps, Schema } from '../../../lib/confluent';
import { address, carried, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture(ClusterType.standard(), { env: { region: 'eu-west-1' } });
});

function topicIn(cluster: IKafkaCluster, topicName = 'clicks'): KafkaTopic {
  return new KafkaTopic(given.stack, topicName === 'clicks' ? 'Topic' : topicName, { cluster, topicName, value: Schema.avro('"string"') });
}

function make(props: Partial<RtceTopicProps> = {}): RtceTopic {
  return new RtceTopic(given.stack, 'Context', { topic: props.topic ?? topicIn(given.cluster), description: 'Clicks', ...props });
}

test('a topic with only the required props, once it has its schema', () => {
  const rtce = make();
  const topic = given.stack.node.findChild('Topic');
  expect(rendered(rtce)).toEqual({
    cloud: 'AWS',
    region: 'eu-west-1',
    topic_name: 'clicks',
    description: 'Clicks',
    environment: { id: carried(dataPlane(given.stack), 'Stack/Environment.id') },
    kafka_cluster: { id: carried(dataPlane(given.stack), 'Stack/Cluster.id') },
    depends_on: expect.arrayContaining([address(topic)]),
  });
  expect(rendered(rtce).depends_on).toContainEqual(expect.stringMatching(/^confluent_schema\./));
});

describe('the region', () => {
  test('is that of the cluster, wherever it is', () => {
    const cluster = new KafkaCluster(given.stack, 'Other', { environment: given.environment, clusterType: ClusterType.basic(), region: 'us-east-1' });
    expect(rendered(make({ topic: topicIn(cluster) })).region).toBe('us-east-1');
  });

  test('can be given, for a cluster that is imported from elsewhere', () => {
    const cluster = KafkaCluster.fromKafkaClusterName(given.stack, 'Other', {
      environment: given.environment, clusterName: 'other', clusterType: ClusterType.basic(),
    });
    expect(rendered(make({ topic: topicIn(cluster), region: 'us-east-1' })).region).toBe('us-east-1');
  });
});

test('the CRN is an attribute of the resource', () => {
  const rtce = make();
  const other = new RtceTopic(given.stack, 'Other', { topic: topicIn(given.cluster, 'other'), description: rtce.rtceTopicCrn });
  expect(rendered(other).description).toBe(ref(rtce, 'resource_name'));
});

test('a name with a dash is a warning', () => {
  make({ topic: topicIn(given.cluster, 'clicks-raw') });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Context', 'the name of the topic should have no dash, got: clicks-raw. '
    + 'Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:rtceTopicName]');
});

test.each<[string, Partial<RtceTopicProps>, string]>([
  ['no description', { description: '' }, '`description` must have 1 to 2048 characters, got 0: '],
  ['a long description', { description: 'a'.repeat(2049) }, `\`description\` must have 1 to 2048 characters, got 2049: ${'a'.repeat(2049)}`],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Stack/Context: ${message}`);
});

test('Freight is refused', () => {
  given = fixture(ClusterType.freight());
  expect(() => make()).toThrow('Stack/Context: the cluster must be Basic, Standard, Enterprise or Dedicated, got a cluster of type freight');
});

test('other clouds are refused', () => {
  const cluster = new KafkaCluster(given.stack, 'Other', {
    environment: given.environment, clusterType: ClusterType.basic(), cloud: Cloud.GCP, region: 'us-east4',
  });
  expect(() => make({ topic: topicIn(cluster) })).toThrow('Stack/Context: the Real-Time Context Engine is for clusters in AWS, got one in GCP: Stack/Other');
});
