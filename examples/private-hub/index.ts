import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { FlowLogDestination, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { S3Sink, Spoke, StreamingHub, confluent, terraform } from 'cdk-streaming-hub';

/**
 * A hub for data that must not leave private networks: an Enterprise cluster that is encrypted with a key of the company and is
 * reached over PrivateLink, topics whose personal fields are encrypted by who writes them, and tables of them in a bucket. A
 * program reads them without a key.
 */
export function privateHub(app: App): void {
  const platform = new Stack(app, 'Platform');
  const vpc = new Vpc(platform, 'Vpc', { flowLogs: { all: { destination: FlowLogDestination.toCloudWatchLogs() } } });
  const environment = new confluent.Environment(platform, 'Environment', {
    organization: new confluent.Organization(platform, 'Organization', {
      credentials: Secret.fromSecretNameV2(platform, 'ConfluentApiKey', 'confluent/cloud-api-key'),
      runner: new terraform.TerraformRunner(platform, 'Runner', { vpc }),
    }),
    governancePackage: confluent.GovernancePackage.ADVANCED,
    keyRotation: confluent.KeyRotation.serial(1), // raise it to replace the hub's keys
  });
  const attachment = new confluent.PrivateLinkAttachment(platform, 'Attachment', { environment });
  new confluent.PrivateLinkEndpoint(platform, 'Endpoint', { target: attachment, vpc });
  const hub = new StreamingHub(platform, 'Hub', {
    environment,
    cluster: confluent.ClusterType.enterprise(),
    byokKey: new confluent.ByokKey(platform, 'Byok', { organization: environment.organization }),
  });

  const pii = new confluent.Tag(platform, 'Pii', { registry: hub.schemaRegistry, tagName: 'PII', description: 'Says who somebody is' });
  const kek = new confluent.SchemaRegistryKek(platform, 'Kek', {
    registry: hub.schemaRegistry, kmsKey: confluent.KmsKey.aws(new Key(platform, 'KekKey', { enableKeyRotation: true })),
  });
  const encryptPii = confluent.SchemaRule.encrypt('encryptPii', { tags: [pii.tagName], kek });
  const customers = hub.addTopic('customers', { value: confluent.Schema.avroFromFile(join(__dirname, 'customer.avsc'), { rules: [encryptPii] }) });
  new confluent.TableflowTopic(platform, 'CustomersTable', {
    topic: customers, storage: confluent.TableflowStorage.s3(bucketIn(platform, 'Tables')), formats: [confluent.TableFormat.ICEBERG],
  });
  new confluent.CatalogIntegration(platform, 'Glue', { cluster: hub.cluster, catalog: confluent.Catalog.glue() });

  const marketing = new Stack(app, 'Marketing');
  const spoke = new Spoke(marketing, 'Spoke', { hub });
  spoke.deliver('Archive', { from: customers, to: new S3Sink(bucketIn(marketing, 'Archive')) });
  readWithoutKey(marketing, environment.organization, customers, kek);
}

/** A program that has an IAM role, and shows Confluent a token that AWS issues for it. */
function readWithoutKey(
  stack: Stack, organization: confluent.IOrganization, topic: confluent.IKafkaTopic, kek: confluent.SchemaRegistryKek,
): void {
  const role = new Role(stack, 'Reader', { assumedBy: new AccountRootPrincipal() });
  const identityProvider = new confluent.IdentityProvider(stack, 'Aws', {
    organization, issuer: confluent.TokenIssuer.awsAccount('https://a1b2c3d4.tokens.sts.global.api.aws'),
  });
  const pool = new confluent.IdentityPool(stack, 'Readers', { identityProvider, filter: confluent.IdentityFilter.awsRole(role) });
  topic.grantRead(pool);
  topic.cluster.grantConsumerGroups(pool, confluent.ResourcePattern.prefixed('marketing-'));
  kek.grantRead(pool);
  kek.grantDecrypt(role);
}

function bucketIn(stack: Stack, id: string): Bucket {
  const logs = new Bucket(stack, `${id}Logs`, { encryption: BucketEncryption.S3_MANAGED, enforceSSL: true });
  return new Bucket(stack, id, { encryption: BucketEncryption.S3_MANAGED, enforceSSL: true, serverAccessLogsBucket: logs });
}
