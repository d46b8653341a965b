import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describeDeployed, failed, small, SUCCESS } from './deployed';
import { CONTROL, DATA, OTHER, Rig } from './rig';
import { ApiKey, ClusterType, FlinkComputePool, FlinkStatement, KafkaCluster, KafkaTopic, Schema, ServiceAccount, Sql, Subject } from '../../../lib/confluent';
import { StreamingHub } from '../../../lib/hub';

jest.setTimeout(120_000);

/** Topics in a cluster that the app does not make. */
const imported = (clusterId: string, ...topics: [string, RemovalPolicy][]) => (hub: StreamingHub, other: Stack) => {
  small(hub);
  const cluster = KafkaCluster.fromKafkaClusterAttributes(other, 'Cluster', {
    environment: hub.environment,
    clusterId,
    clusterType: ClusterType.basic(),
    bootstrapServers: `${clusterId}.confluent.cloud:9092`,
    restEndpoint: `https://${clusterId}.confluent.cloud:443`,
    adminKey: ApiKey.fromSecret(other, 'Key', Secret.fromSecretCompleteArn(other, 'Secret', `arn:aws:secretsmanager:us-east-1:111111111111:secret:key-of-${clusterId}-AbCdEf`)),
  });
  topics.forEach(([topicName, removalPolicy]) => new KafkaTopic(other, topicName, { cluster, topicName, removalPolicy }));
};

describeDeployed('topics in a cluster that is imported', (deployed) => {
  const [A, B] = ['lkc-aaaaa', 'lkc-bbbbb'];
  const { RETAIN, DESTROY } = RemovalPolicy;

  /** Deploys a topic into each of the clusters, by two apps; the second is another team's. */
  async function both(rig: Rig): Promise<void> {
    const around = await rig.surroundings();
    for (const cluster of [A, B]) {
      rig.world.setKey(`KEY${cluster}`, { secret: `secret of ${cluster}`, opens: cluster });
      await around.secrets.write(`arn:aws:secretsmanager:us-east-1:111111111111:secret:key-of-${cluster}-AbCdEf`,
        JSON.stringify({ username: `KEY${cluster}`, password: `secret of ${cluster}` }));
    }
    const request = rig.request(rig.version(imported(B, ['sales', RETAIN], ['temporary', RETAIN])), OTHER);
    expect(await rig.carryOut({ ...request, stateKey: 'Team/data-plane' })).toMatchObject(SUCCESS);
    expect(await rig.run(rig.version(imported(A, ['sales', RETAIN], ['temporary', DESTROY])), OTHER)).toMatchObject(SUCCESS);
  }

  test.each<[string, [string, RemovalPolicy][]]>([
    ['stay', [['sales', RETAIN], ['temporary', DESTROY]]],
    ['leave the app, all but one,', [['sales', RETAIN]]],
  ])('are not taken for those of the same names in another cluster, where they %s', async (_, topics) => {
    const { rig } = deployed;
    await both(rig);
    const [calls, things] = [rig.world.calls().length, rig.inWorld()];
    const version = rig.version(imported(B, ...topics));

    expect(await rig.run(version, OTHER)).toEqual(failed(
      /is another one now. Nothing was changed.*\n {2}T\/sales \(confluent_kafka_topic\.sales_\w+\) is in lkc-aaaaa, and would be looked for in lkc-bbbbb\n {2}T\/temporary /));
    expect([rig.world.calls().length, rig.inWorld()]).toEqual([calls, things]);
  });

  test('are made anew in another one if they are named, and what is there already is not touched', async () => {
    const { rig } = deployed;
    await both(rig);
    const version = rig.version(imported(B, ['sales', RETAIN], ['temporary', DESTROY]));

    expect(await rig.run(version, OTHER, { mayDestroy: ['T'] })).toEqual(failed('already exists'));
    expect(rig.world.calls().filter(({ operation, name }) => operation !== 'create' && name === 'sales')).toEqual([]);
  });
});

describeDeployed('the last resource of a provider block', (deployed) => {
  const enriched = (isThere: boolean) => (hub: StreamingHub) => {
    small(hub);
    const computePool = new FlinkComputePool(hub, 'Pool', { environment: hub.environment });
    void computePool.adminKey;
    if (isThere) {
      new FlinkStatement(hub, 'Enrich', { computePool, cluster: hub.cluster, sql: Sql.inline('SELECT 1') });
    }
  };

  test('is deleted with the key and by the principal that it had, though all of them leave the app at once', async () => {
    const { rig } = deployed;
    expect(await rig.deploy(rig.version(enriched(true)))).toMatchObject([SUCCESS, SUCCESS]);
    const without = rig.version(enriched(false));

    expect(await rig.deploy(without)).toMatchObject([SUCCESS, SUCCESS]);
    expect(rig.world.things('confluent_flink_statement')).toEqual([]);
    await deployed.recovers(without, CONTROL);
    expect(rig.world.things('confluent_service_account').filter(({ name }) => name.includes('Enrich'))).toEqual([]);
  });

  test('is deleted when the deployment that added it is rolled back', async () => {
    const { rig } = deployed;
    const before = rig.version(enriched(false));
    await rig.deploy(before);
    await rig.deploy(rig.version(enriched(true)));

    expect(await rig.run(before, CONTROL, { rollback: true })).toMatchObject(SUCCESS);
    expect(await rig.run(before, DATA, { rollback: true })).toMatchObject(SUCCESS);
    expect(rig.world.things('confluent_flink_statement')).toEqual([]);
    await deployed.recovers(before, CONTROL);
  });

  test('is forgotten if it is a schema that is retained', async () => {
    const { rig, before } = deployed;
    await rig.deploy(rig.version((hub) => {
      small(hub);
      new Subject(hub, 'Order', { registry: hub.schemaRegistry, subjectName: 'order', schema: Schema.avro('{"type":"record","name":"Order","fields":[]}') });
    }));

    expect(await rig.run(before, DATA)).toMatchObject({ ...SUCCESS, notes: ['S/Hub/Order is retained: Confluent Cloud keeps it, Terraform forgets it'] });
    await deployed.recovers(before, DATA);
  });

  test('cannot be deleted with a key that is gone, and the error says so', async () => {
    const { rig } = deployed;
    const account = (hub: StreamingHub) => new ServiceAccount(hub, 'Principal', { organization: hub.organization });
    const statement = (isThere: boolean) => rig.version((hub) => {
      enriched(false)(hub);
      const principal = account(hub);
      if (isThere) {
        const computePool = hub.node.findChild('Pool') as FlinkComputePool;
        new FlinkStatement(hub, 'Enrich', { computePool, cluster: hub.cluster, principal, sql: Sql.inline('SELECT 1') });
      }
    });
    await rig.deploy(statement(true));
    Object.entries(rig.world.keys).filter(([, { opens }]) => opens.endsWith('.aws') || opens.includes('aws.')).forEach(([id, key]) =>
      rig.world.setKey(id, { ...key, secret: 'revoked' }));

    expect(await rig.run(statement(false), DATA)).toEqual(failed('401'));
    expect(rig.world.things('confluent_flink_statement').length).toBe(1);
  });
});
