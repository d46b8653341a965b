import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FileFormat, S3SourceConnector } from '../../lib/confluent';
import { S3Source, S3SourceOptions } from '../../lib/sources';
import { rendered, roles } from '../confluent/fixture';
import { Fixture } from '../sinks/fixture';

let fixture: Fixture;

beforeEach(() => { fixture = new Fixture(); });

function ingest(options?: S3SourceOptions): S3SourceConnector {
  const bucket = Bucket.fromBucketAttributes(fixture.team, 'Bucket', { bucketName: 'orders', region: 'eu-west-1' });
  const { carrier } = fixture.spoke.ingest('Orders', { from: new S3Source(bucket, options), to: fixture.hub.addTopic('orders') });
  return carrier as S3SourceConnector;
}

test('a connector reads the folder of the bucket into the one topic, as the spoke, in any region', () => {
  const carrier = ingest();
  expect(carrier.serviceAccount).toBe(fixture.spoke.serviceAccount);
  expect(rendered(carrier).config_nonsensitive).toMatchObject({
    'connector.class': 'S3Source',
    'topic.regex.list': 'orders:.*',
    's3.bucket.name': 'orders',
    's3.region': 'eu-west-1',
    'input.data.format': 'JSON',
    'output.data.format': 'JSON',
  });
  expect(roles(fixture.team)).toEqual(['Team/Spoke/ServiceAccount: DeveloperWrite topic=orders']);
  expect(fixture.statements.map(({ Action }) => Action)).toEqual(['s3:ListAllMyBuckets', 's3:ListBucket', 's3:GetObject']);
});

test('which objects, and what they look like, can be given', () => {
  expect(rendered(ingest({ pattern: '.*\\.csv', inputFormat: FileFormat.csv({ separator: ';' }), topicsDirectory: 'incoming' })).config_nonsensitive)
    .toMatchObject({ 'topic.regex.list': 'orders:.*\\.csv', 'input.data.format': 'CSV', 'csv.separator.char': '59', 'topics.dir': 'incoming' });
});
