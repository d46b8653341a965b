import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Fixture } from './fixture';
import { DataFormat, S3SinkConnector, ServiceAccount } from '../../lib/confluent';
import { S3Sink } from '../../lib/sinks';
import { rendered, roles } from '../confluent/fixture';

let fixture: Fixture;
let bucket: IBucket;

beforeEach(() => {
  fixture = new Fixture();
  bucket = new Bucket(fixture.team, 'Archive');
});

test('a connector writes records of the topic to the bucket, as the spoke', () => {
  const { carrier } = fixture.spoke.deliver('Keep', { from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket) });
  expect(carrier).toBeInstanceOf(S3SinkConnector);
  expect((carrier as S3SinkConnector).serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({ 'connector.class': 'S3_SINK', 'topics': 'clicks', 's3.region': 'us-east-1' });
});

test('the spoke may read the topic, and needs no key', () => {
  fixture.spoke.deliver('Keep', { from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket) });
  expect(roles(fixture.team)).toContain('Team/Spoke/ServiceAccount: DeveloperRead topic=clicks');
  expect(fixture.spoke.node.tryFindChild('ApiKey')).toBeUndefined();
});

test('the options are those of the connector', () => {
  const serviceAccount = new ServiceAccount(fixture.team, 'Archivist', { organization: fixture.hub.organization });
  const { carrier } = fixture.spoke.deliver('Keep', {
    from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket, { outputFormat: DataFormat.AVRO, flushSize: 5000, serviceAccount }),
  });
  expect((carrier as S3SinkConnector).serviceAccount).toBe(serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({ 'output.data.format': 'AVRO', 'flush.size': '5000' });
});

test('hub and spoke stay apart', () => {
  fixture.spoke.deliver('Keep', { from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket) });
  fixture.app.synth();
  expect(fixture.platform.dependencies).toEqual([]);
});

test('bad options are refused where the sink is made', () => {
  expect(() => fixture.spoke.deliver('Keep', { from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket, { flushSize: 1 }) }))
    .toThrow('Team/Spoke/Keep/Connector: `flushSize` must be at least 1000, got: 1');
});

test('cdk-nag finds only that the connector may write any object, and list buckets', () => {
  fixture = new Fixture();
  bucket = Bucket.fromBucketName(fixture.team, 'Archive', 'archive');
  fixture.spoke.deliver('Keep', { from: fixture.hub.addTopic('clicks'), to: new S3Sink(bucket) });
  expect(new Set(new AwsSolutionsChecks().validateScope(fixture.team).violations.map(({ ruleName }) => ruleName.replace(/\[.*/, ''))))
    .toEqual(new Set(['AwsSolutions-IAM5']));
});
