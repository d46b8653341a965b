import { CfnParameter, Duration, Size } from 'aws-cdk-lib';
import { ClusterType, KafkaClusterConfig, KafkaClusterConfigProps, Retention, TlsVersion } from '../../../lib/confluent';
import { carried, comment, dataPlane, fixture, Fixture, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture(ClusterType.dedicated({ cku: 1 }));
});

function make(props: Partial<KafkaClusterConfigProps>): KafkaClusterConfig {
  return new KafkaClusterConfig(given.stack, 'Config', { cluster: given.cluster, ...props });
}

test.each<[string, Partial<KafkaClusterConfigProps>, { [key: string]: string }]>([
  ['topics made by themselves', { autoCreateTopics: true }, { 'auto.create.topics.enable': 'true' }],
  ['partitions of those', { defaultPartitions: 12 }, { 'num.partitions': '12' }],
  ['a retention', { defaultRetention: Retention.of(Duration.days(1)) }, { 'log.retention.ms': '86400000' }],
  ['a retention without end', { defaultRetention: Retention.infinite() }, { 'log.retention.ms': '-1' }],
  ['a lag of compaction', { maxCompactionLag: Duration.hours(1) }, { 'log.cleaner.max.compaction.lag.ms': '3600000' }],
  ['versions of TLS', { tlsVersions: [TlsVersion.TLS_1_2, TlsVersion.TLS_1_3] }, { 'ssl.enabled.protocols': 'TLSv1.2,TLSv1.3' }],
  ['cipher suites', { cipherSuites: ['A', 'B'] }, { 'ssl.cipher.suites': 'A,B' }],
])('%s', (_, props, config) => {
  expect(rendered(make(props))).toEqual({ config, provider: expect.stringMatching(/^confluent\.Stack_Cluster_kafka_/) });
});

test('numbers may be tokens', () => {
  const config = make({ defaultPartitions: new CfnParameter(given.stack, 'Partitions', { type: 'Number' }).valueAsNumber });
  expect(rendered(config).config['num.partitions']).toBe(carried(dataPlane(given.stack), 'Stack/Partitions.Ref'));
});

test('settings stay when they leave the app', () => {
  expect(comment(make({ autoCreateTopics: true })).removalPolicy).toBe('retain');
});

test.each([ClusterType.basic(), ClusterType.standard(), ClusterType.enterprise(), ClusterType.freight()])(
  'a cluster of type $name has no settings', (clusterType) => {
    given = fixture(clusterType);
    expect(() => make({ autoCreateTopics: true })).toThrow(`Stack/Config: only a Dedicated cluster has settings, got a cluster of type ${clusterType.name}`);
  });

test.each<[string, Partial<KafkaClusterConfigProps>, string]>([
  ['no setting', {},
    'a setting must be given: `autoCreateTopics`, `defaultPartitions`, `defaultRetention`, `maxCompactionLag`, `tlsVersions` or `cipherSuites`'],
  ['no partition', { defaultPartitions: 0 }, '`defaultPartitions` must be at least 1, got: 0'],
  ['a retention of size', { defaultRetention: Retention.ofSize(Size.gibibytes(1)) }, '`defaultRetention` of a cluster is a time; a topic may have a size'],
  ['no version of TLS', { tlsVersions: [] }, '`tlsVersions` must not be empty'],
  ['no cipher suite', { cipherSuites: [] }, '`cipherSuites` must not be empty'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Stack/Config: ${message}`);
});
