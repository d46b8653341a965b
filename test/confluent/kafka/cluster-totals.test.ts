import { CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AclOperation, AclResourceType, ApiKey, ApiKeyScope, CleanupPolicy, ClusterType, Environment, KafkaAcl, KafkaCluster, KafkaTopic, ResourcePattern,
} from '../../../lib/confluent';
import { fixture, Fixture, organizationIn } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture(ClusterType.enterprise({ maxEcku: 2 }));
});

function topic(id: string, partitions: number, props: { scope?: Stack; cleanupPolicy?: CleanupPolicy } = {}): void {
  new KafkaTopic(props.scope ?? given.stack, id, { cluster: given.cluster, topicName: id, partitions, ...props });
}

/** The warnings about totals. */
function warnings(path = '/Stack/Cluster'): unknown[] {
  return Annotations.fromStack(given.stack).findWarning(path, Match.stringLikeRegexp('\\(of ')).map(({ entry }) => entry.data);
}

const END = 'Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:';

test('as much as the cluster takes is fine', () => {
  topic('a', 5000);
  topic('b', 1000);
  expect(warnings()).toEqual([]);
});

test('partitions of topics in all stacks are counted', () => {
  topic('a', 5000);
  topic('b', 1001, { scope: new Stack(given.app, 'Elsewhere') });
  expect(warnings()).toEqual([`\`partitions (of all topics)\` should be between 0 and 6000, got: 6001. ${END}partitions]`]);
});

test('partitions of compacted topics are counted by themselves too', () => {
  topic('a', 700, { cleanupPolicy: CleanupPolicy.COMPACT });
  topic('b', 21, { cleanupPolicy: CleanupPolicy.COMPACT_AND_DELETE });
  topic('c', 1000);
  expect(warnings()).toEqual([`\`compactedPartitions (of all topics)\` should be between 0 and 720, got: 721. ${END}compactedPartitions]`]);
});

test('what is known at deploy only is not counted, nor are topics of other clusters', () => {
  topic('a', 6000);
  topic('b', new CfnParameter(given.stack, 'Partitions', { type: 'Number' }).valueAsNumber);
  const other = new KafkaCluster(given.stack, 'Other', { environment: given.environment, clusterType: ClusterType.basic() });
  new KafkaTopic(given.stack, 'c', { cluster: other, topicName: 'a' });
  expect(warnings()).toEqual([]);
});

test('topics of an imported cluster are counted', () => {
  const cluster = KafkaCluster.fromKafkaClusterName(given.stack, 'Found', {
    environment: given.environment, clusterName: 'found', clusterType: ClusterType.standard({ maxEcku: 1 }),
  });
  new KafkaTopic(given.stack, 'a', { cluster, topicName: 'a', partitions: 251 });
  expect(warnings('/Stack/Found')).toEqual([`\`partitions (of all topics)\` should be between 0 and 250, got: 251. ${END}partitions]`]);
});

test('API keys are counted', () => {
  given = fixture(ClusterType.basic());
  for (let i = 0; i < 51; i += 1) {
    new ApiKey(given.stack, `Key${i}`, { owner: given.principal, keyScope: ApiKeyScope.kafkaCluster(given.cluster) });
  }
  expect(warnings()).toEqual([`\`apiKeys (of all principals)\` should be between 0 and 50, got: 51. ${END}apiKeys]`]);
});

test('ACLs are counted', () => {
  given = fixture(ClusterType.basic());
  const { cluster, principal } = given;
  for (let i = 0; i < 1001; i += 1) {
    new KafkaAcl(given.stack, `Acl${i}`, {
      cluster, principal, resourceType: AclResourceType.TOPIC, operation: AclOperation.READ, pattern: ResourcePattern.literal(`t${i}`),
    });
  }
  expect(warnings()).toEqual([`\`acls (of all principals)\` should be between 0 and 1000, got: 1001. ${END}acls]`]);
});

test('clusters of an environment are counted', () => {
  for (let i = 0; i < 20; i += 1) { // the fixture has one
    new KafkaCluster(given.stack, `Cluster${i}`, { environment: given.environment, clusterType: ClusterType.basic() });
  }
  expect(warnings('/Stack/Environment')).toEqual([`\`clusters (of the environment)\` should be between 0 and 20, got: 21. ${END}clusters]`]);
});

test('environments of an organization are counted', () => {
  for (let i = 0; i < 25; i += 1) { // the fixture has one
    new Environment(given.stack, `Environment${i}`, { organization: given.organization });
  }
  expect(warnings('/Stack/Organization')).toEqual([`\`environments (of the organization)\` should be between 0 and 25, got: 26. ${END}environments]`]);
});

test('stages are counted', () => {
  const stage = new Stage(given.app, 'Prod');
  given = { ...given, stack: new Stack(stage, 'Stack') };
  const environment = new Environment(given.stack, 'Environment', { organization: organizationIn(given.stack) });
  const cluster = new KafkaCluster(given.stack, 'Cluster', { environment, clusterType: ClusterType.standard({ maxEcku: 1 }) });
  new KafkaTopic(given.stack, 'a', { cluster, topicName: 'a', partitions: 251 });
  expect(Annotations.fromStack(given.stack).findWarning('*', Match.stringLikeRegexp('partitions')).length).toBe(1);
});
