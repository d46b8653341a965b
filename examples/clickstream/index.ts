import { join } from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { StreamEncryption } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { S3Archive } from '../s3-archive';
import { FirehoseSink, KinesisSource, Spoke, StreamingHub, confluent } from 'cdk-streaming-hub';

const { ClusterType, Retention, Schema, Sql } = confluent;

/**
 * Ingest, process, archive: clicks of a web team come in by Kinesis, Flink joins them with the inventory, and the refined
 * stream goes out by Firehose to S3.
 */
export function clickstream(app: App): void {
  const platform = new Stack(app, 'Platform');
  const hub = new StreamingHub(platform, 'Hub', {
    credentials: Secret.fromSecretNameV2(platform, 'ConfluentApiKey', 'confluent/cloud-api-key'),
    cluster: ClusterType.standard(),
    flink: { maxCfu: 10 },
  });
  const clicks = hub.addTopic('clicks.raw', { partitions: 6, retention: Retention.of(Duration.days(7)) });
  const inventory = hub.addTopic('inventory', { value: Schema.avroFromFile(join(__dirname, 'inventory.avsc')) });
  const refined = hub.addTopic('clicks.refined', { retention: Retention.infinite() });
  hub.addFlinkStatement('Enrich', {
    sql: Sql.fromFile(join(__dirname, 'enrich.sql')),
    properties: { 'sql.state-ttl': '1 d' },
    reads: [clicks, inventory],
    writes: [refined],
  });

  const web = new Stack(app, 'WebTeam');
  const spoke = new Spoke(web, 'Web', { hub });
  const stream = new kinesis.Stream(web, 'ClickStream', {
    streamMode: kinesis.StreamMode.ON_DEMAND,
    encryption: kinesis.StreamEncryption.MANAGED,
  });
  spoke.ingest('Clicks', { from: new KinesisSource(stream), to: clicks });
  const archive = new S3Archive(web, 'Archive', { encryption: StreamEncryption.awsOwnedKey() });
  spoke.deliver('Archive', { from: refined, to: new FirehoseSink(archive.deliveryStream) });
}
