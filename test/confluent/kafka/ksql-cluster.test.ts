import { RemovalPolicy } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { ClusterType, KafkaTopic, KsqlCluster, KsqlClusterProps, ServiceAccount } from '../../../lib/confluent';
import { acls, address, carried, comment, controlPlane, dataPlane, fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<KsqlClusterProps> = {}): KsqlCluster {
  return new KsqlCluster(given.stack, 'Ksql', { cluster: given.cluster, ...props });
}

/** The role bindings below the ksqlDB cluster, by their IDs. */
function bindings(): Record<string, string> {
  return Object.fromEntries(Object.values(controlPlane(given.stack).findResources('confluent_role_binding'))
    .filter(({ '//': { construct } }) => construct.startsWith('Stack/Ksql/'))
    .map(({ '//': { construct }, role_name: role, crn_pattern: crn }) => [construct.slice('Stack/Ksql/'.length), `${role} ${crn}`]));
}

test('a ksqlDB cluster with only the required props', () => {
  const ksql = make();
  expect(rendered(ksql)).toEqual({
    display_name: expect.stringMatching(/^Stack-Ksql-[0-9A-F]{8}$/),
    csu: 4,
    use_detailed_processing_log: true,
    kafka_cluster: { id: ref(given.cluster, 'id') },
    credential_identity: { id: ref(ksql.serviceAccount, 'id') },
    environment: { id: ref(given.environment, 'id') },
    depends_on: [address(given.environment.schemaRegistry), address(ksql.node.findChild('Subjects'))],
  });
});

test('a ksqlDB cluster with all props', () => {
  const ksql = make({ csu: 8, ksqlClusterName: 'clicks', serviceAccount: given.principal, detailedProcessingLog: false });
  expect(rendered(ksql)).toMatchObject({
    display_name: 'clicks', csu: 8, use_detailed_processing_log: false, credential_identity: { id: ref(given.principal, 'id') },
  });
});

describe('the service account owns what ksqlDB makes, and the topics that it works with', () => {
  test('by roles, where the cluster has them', () => {
    const ksql = make({ topics: [new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' })] });
    const prefix = ref(ksql, 'topic_prefix');
    const kafka = `${ref(given.cluster, 'rbac_crn')}/kafka=${ref(given.cluster, 'id')}`;
    expect(bindings()).toEqual({
      'Subjects': `ResourceOwner ${ref(given.environment.schemaRegistry, 'resource_name')}/subject=*`,
      'Topics': `ResourceOwner ${kafka}/topic=${prefix}*`,
      'InternalTopics': `ResourceOwner ${kafka}/topic=_confluent-ksql-${prefix}*`,
      'Groups': `ResourceOwner ${kafka}/group=_confluent-ksql-${prefix}*`,
      'TransactionalIds': `ResourceOwner ${kafka}/transactional-id=${prefix}*`,
      'Topic-clicks': `ResourceOwner ${kafka}/topic=clicks`,
    });
    expect(acls(given.stack)).toEqual([]);
  });

  test('by ACLs, where not', () => {
    given = fixture(ClusterType.basic());
    make({ topics: [new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'clicks' })] });
    const prefix = carried(dataPlane(given.stack), 'Stack/Ksql.topic_prefix');
    expect(acls(given.stack).sort()).toEqual([
      `ALL GROUP PREFIXED _confluent-ksql-${prefix}`,
      'ALL TOPIC LITERAL clicks',
      `ALL TOPIC PREFIXED ${prefix}`,
      `ALL TOPIC PREFIXED _confluent-ksql-${prefix}`,
      `ALL TRANSACTIONAL_ID PREFIXED ${prefix}`,
      'DESCRIBE CLUSTER LITERAL kafka-cluster',
      'DESCRIBE GROUP LITERAL *',
      'DESCRIBE TOPIC LITERAL *',
      'DESCRIBE_CONFIGS CLUSTER LITERAL kafka-cluster',
      'DESCRIBE_CONFIGS GROUP LITERAL *',
      'DESCRIBE_CONFIGS TOPIC LITERAL *',
    ].sort());
    expect(Object.keys(bindings())).toEqual(['Subjects']);
  });
});

test('others can be its administrators', () => {
  const ksql = make();
  ksql.grantAdmin(given.principal);
  controlPlane(given.stack).hasResource('confluent_role_binding', {
    principal: `User:${ref(given.principal, 'id')}`, role_name: 'KsqlAdmin', crn_pattern: ref(ksql, 'resource_name'),
  });
});

describe('removal', () => {
  test('keeps it by default', () => expect(comment(make()).removalPolicy).toBe('retain'));
  test('deletes it if the policy says so', () => expect(comment(make({ removalPolicy: RemovalPolicy.DESTROY })).removalPolicy).toBe('destroy'));
});

describe('one that exists already', () => {
  test('is known by its attributes', () => {
    const ksql = KsqlCluster.fromKsqlClusterAttributes(given.stack, 'Imported', {
      ksqlClusterId: 'lksqlc-1', restEndpoint: 'https://ksql', topicPrefix: 'pksqlc-1', ksqlClusterCrn: 'crn://ksql', cluster: given.cluster,
    });
    ksql.grantAdmin(given.principal);
    expect([ksql.ksqlClusterId, ksql.restEndpoint, ksql.topicPrefix, ksql.cluster]).toEqual(['lksqlc-1', 'https://ksql', 'pksqlc-1', given.cluster]);
    controlPlane(given.stack).hasResource('confluent_role_binding', { role_name: 'KsqlAdmin', crn_pattern: 'crn://ksql' });
  });

  test('is found by its name', () => {
    const ksql = KsqlCluster.fromKsqlClusterName(given.stack, 'Found', { cluster: given.cluster, ksqlClusterName: 'clicks' });
    const account = new ServiceAccount(given.stack, 'Account', {
      organization: given.organization, description: `${ksql.ksqlClusterId} ${ksql.restEndpoint} ${ksql.topicPrefix} ${ksql.ksqlClusterCrn}`,
    });
    const [[name, data]] = Object.entries<any>(controlPlane(given.stack).toJSON().data.confluent_ksql_cluster);
    expect(data).toMatchObject({ display_name: 'clicks', environment: { id: ref(given.environment, 'id') } });
    expect(rendered(account).description).toBe(
      ['id', 'rest_endpoint', 'topic_prefix', 'resource_name'].map((attribute) => `\${data.confluent_ksql_cluster.${name}.${attribute}}`).join(' '));
  });

  test('has the ID of one', () => {
    expect(() => KsqlCluster.fromKsqlClusterAttributes(given.stack, 'Imported', {
      ksqlClusterId: 'lkc-1', restEndpoint: '', topicPrefix: '', ksqlClusterCrn: '', cluster: given.cluster,
    })).toThrow('Stack/Imported: `ksqlClusterId` must match ^lksqlc-, got: lkc-1');
  });
});

test.each([ClusterType.enterprise(), ClusterType.freight()])('a cluster of type $name has no ksqlDB', (clusterType) => {
  given = fixture(clusterType);
  expect(() => make()).toThrow(`Stack/Ksql: ksqlDB is for Basic, Standard and Dedicated clusters, got a cluster of type ${clusterType.name}`);
});

test.each<[string, Partial<KsqlClusterProps>, string]>([
  ['no unit', { csu: 0 }, '`csu` must be at least 1, got: 0'],
  ['half a unit', { csu: 1.5 }, '`csu` must be a whole number, got: 1.5'],
  ['an empty name', { ksqlClusterName: '' }, '`ksqlClusterName` must not be empty'],
])('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(`Stack/Ksql: ${message}`);
});

test('many units are a warning', () => {
  make({ csu: 32 });
  Annotations.fromStack(given.stack).hasWarning('/Stack/Ksql',
    '`csu` should be between 1 and 28, got: 32. Confluent may refuse it during the deployment. [ack: cdk-streaming-hub:csu]');
});
