import { readFileSync } from 'fs';
import { DeleteBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, DeleteSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CLOUD_SECRET, describeAccount } from './account';
import { until } from './until';

jest.setTimeout(240_000);

const HELLO = { example: 'hello-topic' };
const [CONTROL, DATA] = ['HelloTopic/control-plane', 'HelloTopic/data-plane'];

/** What is there in the end. */
const GROWN = { ...HELLO, topics: { orders: 9, made: 1, clicks: 1, late: 1 } };

/** One story: each chapter begins with what the one before has left. */
describeAccount('hello-topic', (account) => {
  const topics = () => account().world.things('confluent_kafka_topic').map(({ name }) => name).sort();

  /** What Confluent Cloud has and no state has is lost, and the other way around. */
  const expectAgreement = async () => expect(await account().aws.inStates()).toEqual(account().inWorld());

  test('leaves nothing if its first deployment fails', async () => {
    account().world.order({ type: 'confluent_kafka_cluster', operation: 'create', mode: 'error', status: 402, message: 'no quota left' });
    const { succeeded, text } = await account().deploy(HELLO);
    account().world.order();

    expect(succeeded).toBe(false);
    expect(text).toContain('HelloTopic/Hub/Cluster (confluent_kafka_cluster');
    expect(text).toContain('no quota left');
    expect(await account().aws.statusOf('HelloTopic')).toBe('ROLLBACK_COMPLETE');
    expect(account().inWorld()).toEqual([]);
    expect(await account().aws.inStates()).toEqual([]);
  });

  test('is deployed, one root after the other', async () => {
    const builds = await account().deployed(HELLO);

    expect(builds.map(({ root }) => root)).toEqual([CONTROL, DATA]);
    expect(topics()).toEqual(['hello']);
    await expectAgreement();
  });

  test('has its keys in secrets', async () => {
    const keys = await account().aws.keys();

    expect(Object.keys(keys).sort()).toEqual([expect.stringContaining('HubClusterAdminKey'), expect.stringContaining('SchemaRegistryAdminKey')]);
    for (const { username, password } of Object.values(keys)) {
      expect(account().world.keys[username]).toMatchObject({ secret: password });
    }
  });

  test('lets a run do what its role says, and no more', async () => {
    const { options: { environment } } = account().codeBuild.builds[0];
    const credentials = await credentialsFrom(environment.AWS_CONTAINER_CREDENTIALS_FULL_URI);
    const [s3, secretsManager] = [new S3Client({ credentials }), new SecretsManagerClient({ credentials })];
    const bucket = await account().aws.stateBucket();
    const { ARN } = await new SecretsManagerClient().send(new CreateSecretCommand({ Name: 'of-somebody-else', SecretString: '{}' }));

    await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `${DATA}/terraform.tfstate` }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket: bucket }))).rejects.toThrow('not authorized to perform: s3:DeleteBucket');
    await expect(secretsManager.send(new GetSecretValueCommand({ SecretId: ARN }))).rejects.toThrow('not authorized to perform: secretsmanager:GetSecretValue');
    await new SecretsManagerClient().send(new DeleteSecretCommand({ SecretId: ARN, ForceDeleteWithoutRecovery: true }));
  });

  test('is not built again if nothing changed', async () => {
    expect(await account().deployed(HELLO)).toEqual([]);
  });

  test('is built where something changed', async () => {
    const builds = await account().deployed({ ...HELLO, topics: { orders: 6 } });

    expect(builds.map(({ root }) => root)).toEqual([DATA]);
    expect(topics()).toEqual(['hello', 'orders']);
    await expectAgreement();
  });

  test('gets more partitions in place', async () => {
    const before = account().inWorld();
    await account().deployed({ ...HELLO, topics: { orders: 9 } });

    expect(account().world.thing('confluent_kafka_topic', 'orders').attributes.partitions_count).toBe(9);
    expect(account().inWorld()).toEqual(before);
  });

  test('refuses what would lose data, and says where', async () => {
    const before = account().world.things();
    const { succeeded, text } = await account().deploy({ ...HELLO, topics: { orders: 3 } });

    expect(succeeded).toBe(false);
    expect(text).toContain('HelloTopic/Hub/orders (confluent_kafka_topic');
    expect(text).toContain('Nothing was changed');
    expect(await account().aws.statusOf('HelloTopic')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(account().world.things()).toEqual(before);
    await expectAgreement();
  });

  test('is rolled back if Confluent Cloud refuses something, and loses no data', async () => {
    account().world.order({ name: 'refused', operation: 'create', mode: 'error', status: 400, message: 'not this one' });
    const { succeeded, text } = await account().deploy({ ...HELLO, topics: { orders: 9, made: 1, refused: 1 } });
    account().world.order();

    expect(succeeded).toBe(false);
    expect(text).toContain('HelloTopic/Hub/refused (confluent_kafka_topic');
    expect(text).toContain('not this one');
    expect(await account().aws.statusOf('HelloTopic')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(topics()).toEqual(['hello', 'made', 'orders']);
    await expectAgreement();
  });

  test('goes on after a build was killed', async () => {
    const { build, deployment } = await account().deployUntil({ ...HELLO, topics: { orders: 9, made: 1, clicks: 1 } }, 'clicks');
    build.kill();
    const { succeeded, text } = await deployment;

    expect(succeeded).toBe(false);
    expect(text).toContain('the run died without a result');
    expect(build.status).toBe('FAILED');
    expect(await account().aws.statusOf('HelloTopic')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await account().deployed({ ...HELLO, topics: { orders: 9, made: 1, clicks: 1 } });
    expect(topics()).toContain('clicks');
    await expectAgreement();
  });

  test('waits for whoever else holds the state', async () => {
    const [bucket, key] = [await account().aws.stateBucket(), `${DATA}/terraform.tfstate.tflock`];
    const lock = { ID: '11111111-1111-1111-1111-111111111111', Operation: 'OperationTypeApply', Who: 'somebody@laptop', Created: new Date().toISOString() };
    await account().aws.put(bucket, key, JSON.stringify(lock));
    const deployment = account().deployed(GROWN);
    const { log } = await until('a build waits', () => account().codeBuild.running.find((build) => build.log.includes('waiting for')));

    expect(log).toContain('somebody@laptop');
    expect(topics()).not.toContain('late');
    await account().aws.delete(bucket, key);
    await deployment;
    expect(topics()).toContain('late');
  });

  test('has more outputs than one answer holds', async () => {
    const accounts = 60;
    await account().deployed({ ...GROWN, accounts });
    const outputs = Object.values(await account().aws.outputsOf('HelloTopic'));

    const ids = account().world.things('confluent_service_account').filter(({ name }) => /-Account\d+-/.test(name)).map(({ id }) => id);
    expect(ids.length).toBe(accounts);
    expect(outputs).toEqual(expect.arrayContaining(ids));
    await expectAgreement();
  });

  test('leaves what holds data, and takes it over again', async () => {
    const before = account().inWorld();
    const { succeeded } = await account().destroy(HELLO, 'HelloTopic');

    expect(succeeded).toBe(true);
    expect(await account().aws.statusOf('HelloTopic')).toBeUndefined();
    expect(await account().aws.inStates()).toEqual([]);
    const left = account().inWorld();
    expect([...new Set(left.map((thing) => thing.split(' ')[0]))]).toEqual(['confluent_environment', 'confluent_kafka_cluster', 'confluent_kafka_topic']);

    await account().deployed(GROWN);
    expect(account().inWorld()).toEqual(expect.arrayContaining(left));
    expect(before).toEqual(expect.arrayContaining(left));
    await expectAgreement();
  });

  test('has told no secret to anybody', async () => {
    const secrets = [CLOUD_SECRET, ...Object.values(account().world.keys).map(({ secret }) => secret)];
    const states = Object.entries(await account().aws.objects(await account().aws.stateBucket())).filter(([key]) => !key.endsWith('.tfstate'));
    const assets = Object.entries(await account().aws.objects(await account().aws.bucket(/^cdk-/)));
    const logs = account().codeBuild.builds.map(({ log }) => log);
    const texts = [readFileSync(account().logFile, 'utf8'), ...logs, ...[...states, ...assets].map(([, text]) => text)];

    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  });

  test('is destroyed with its runner', async () => {
    expect((await account().destroy(HELLO)).succeeded).toBe(true);
    expect(await account().aws.statusOf('Tools')).toBeUndefined();
    expect(await account().aws.keys()).toEqual({});
  });
});

async function credentialsFrom(url: string) {
  const { AccessKeyId, SecretAccessKey, Token }: any = await fetch(url).then((answer) => answer.json());
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
}
