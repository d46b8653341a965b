import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import {
  Availability, CleanupPolicy, ClusterType, Environment, GovernancePackage, KafkaClientQuota, KafkaCluster, KafkaClusterConfig, KafkaTopic,
  KsqlCluster, Retention, RtceTopic, TimestampType, TlsVersion,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.string({ minLength: 1 });
const removalPolicy = fc.constantFrom(RemovalPolicy.RETAIN, RemovalPolicy.DESTROY);
const duration = fc.integer({ min: 0, max: 60566400000 }).map((millis) => Duration.millis(millis));
const size = fc.integer({ min: 1, max: 8388608 }).map((bytes) => Size.bytes(bytes));
const retention = fc.oneof(fc.constant(Retention.infinite()), duration.map(Retention.of), size.map(Retention.ofSize),
  fc.tuple(duration, size).map(([time, bytes]) => Retention.ofDurationAndSize(time, bytes)));

const availability = fc.constantFrom(...Object.values(Availability));

function elastic(make: typeof ClusterType.basic, max: number): fc.Arbitrary<ClusterType> {
  return fc.record({ maxEcku: fc.integer({ min: 2, max }), availability }, { requiredKeys: [] }).map(make);
}

const clusterType = fc.oneof(
  elastic(ClusterType.basic, 50), elastic(ClusterType.standard, 10), elastic(ClusterType.enterprise, 32), elastic(ClusterType.freight, 152),
  fc.record({ cku: fc.integer({ min: 2, max: 152 }), availability }).map(ClusterType.dedicated),
);

function dedicated({ stack, environment }: Fixture): KafkaCluster {
  return new KafkaCluster(stack, 'Dedicated', { environment, clusterType: ClusterType.dedicated({ cku: 1 }) });
}

const setting = fc.record({
  autoCreateTopics: fc.boolean(),
  defaultPartitions: fc.integer({ min: 1, max: 1000 }),
  defaultRetention: fc.oneof(fc.constant(Retention.infinite()), duration.map(Retention.of)),
  maxCompactionLag: duration,
  tlsVersions: fc.subarray(Object.values(TlsVersion), { minLength: 1 }),
  cipherSuites: fc.array(name, { minLength: 1, maxLength: 3 }),
}, { requiredKeys: ['autoCreateTopics'] });

export const cases: Property[] = [
  property('environment', fc.record({
    environmentName: name, governancePackage: fc.constantFrom(...Object.values(GovernancePackage)), removalPolicy,
  }, { requiredKeys: [] }), ({ stack, organization }, props) => { new Environment(stack, 'Other', { organization, ...props }); }),

  property('Kafka cluster', fc.record({
    clusterType, clusterName: name, region: fc.constantFrom('us-east-1', 'eu-west-1'), deletionProtection: fc.boolean(), removalPolicy,
  }, { requiredKeys: ['clusterType'] }), ({ stack, environment }, props) => { new KafkaCluster(stack, 'Other', { environment, ...props }); }),

  property('topic', fc.record({
    topicName: fc.stringMatching(/^[a-zA-Z0-9._-]{3,249}$/),
    partitions: fc.integer({ min: 1, max: 100000 }),
    retention,
    cleanupPolicy: fc.constantFrom(...Object.values(CleanupPolicy)),
    maxMessageSize: size,
    minInSyncReplicas: fc.integer({ min: 1, max: 2 }),
    deleteRetention: duration,
    minCompactionLag: duration,
    maxCompactionLag: duration,
    segmentSize: size,
    segmentAge: duration,
    timestampType: fc.constantFrom(...Object.values(TimestampType)),
    maxTimestampBefore: duration,
    maxTimestampAfter: duration,
    config: fc.record({ 'message.timestamp.difference.max.ms': fc.nat().map(String) }),
    removalPolicy,
  }, { requiredKeys: ['topicName'] }), ({ stack, cluster }, props) => { new KafkaTopic(stack, 'Topic', { cluster, ...props }); }),

  property('settings of a cluster', setting, (given, props) => {
    new KafkaClusterConfig(given.stack, 'Config', { cluster: dedicated(given), ...props });
  }),

  property('client quota', fc.record({
    ingressPerSecond: size, egressPerSecond: size, quotaName: name, description: fc.string(), all: fc.boolean(),
  }, { requiredKeys: ['ingressPerSecond', 'egressPerSecond'] }), (given, { all, ...props }) => {
    new KafkaClientQuota(given.stack, 'Quota', { cluster: dedicated(given), principals: all ? undefined : [given.principal], ...props });
  }),

  property('ksqlDB cluster', fc.record({
    csu: fc.integer({ min: 1, max: 28 }), ksqlClusterName: name, detailedProcessingLog: fc.boolean(), removalPolicy,
  }, { requiredKeys: [] }), ({ stack, cluster }, props) => { new KsqlCluster(stack, 'Ksql', { cluster, ...props }); }),

  property('topic for models', fc.record({ description: fc.string({ minLength: 1, maxLength: 2048 }), region: name }, { requiredKeys: ['description'] }),
    ({ stack, cluster }, props) => {
      new RtceTopic(stack, 'Context', { topic: new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks' }), ...props });
    }),
];
