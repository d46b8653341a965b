import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Catalog, CatalogIntegration, Cloud, ClusterType, KafkaCluster, KafkaTopic, SecretField, TableflowErrorHandling, TableflowStorage, TableflowTopic,
  TableflowTopicProps, TableFormat,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

function azure({ stack, environment }: Fixture): KafkaCluster {
  return new KafkaCluster(stack, 'Azure', { environment, clusterType: ClusterType.standard(), cloud: Cloud.AZURE, region: 'eastus' });
}

/** A table with wrong props. */
function table(
  what: string, propsOf: (given: Fixture) => Partial<TableflowTopicProps>, message: string, clusterOf = (given: Fixture) => given.cluster,
): InvalidInput {
  return {
    what: `a table with ${what}`,
    make: (given) => {
      const topic = new KafkaTopic(given.stack, 'Topic', { cluster: clusterOf(given), topicName: 'clicks' });
      new TableflowTopic(given.stack, 'Table', { topic, ...propsOf(given) });
    },
    message: `Stack/Table: ${message}`,
  };
}

/** A catalog that is wrong, or wrong for the cluster. */
function catalog(what: string, catalogOf: (client: { clientId: SecretField; clientSecret: SecretField }) => Catalog, message: string): InvalidInput {
  return {
    what: `a catalog with ${what}`,
    make: ({ stack, cluster }) => {
      const secret = Secret.fromSecretNameV2(stack, 'Client', 'catalog/client');
      const client = { clientId: SecretField.of(secret, 'id'), clientSecret: SecretField.of(secret, 'secret') };
      new CatalogIntegration(stack, 'Catalog', { cluster, catalog: catalogOf(client) });
    },
    message: `Stack/Catalog: ${message}`,
  };
}

export const cases: InvalidInput[] = [
  table('no format', () => ({ formats: [] }), '`formats` must not be empty; leave it out for ICEBERG'),
  table('an unknown format', () => ({ formats: ['HUDI' as TableFormat] }), '`formats` must be one of ICEBERG, DELTA, got: HUDI'),
  table('snapshots for an hour', () => ({ snapshotRetention: Duration.hours(1) }), '`snapshotRetention (ms)` must be at least 86400000, got: 3600000'),
  table('records for a week', () => ({ dataRetention: Duration.days(7) }), '`dataRetention (ms)` must be at least 2592000000, got: 604800000'),
  table('errors to a topic that cannot be', () => ({ errorHandling: TableflowErrorHandling.log('a b') }),
    '`errorHandling.logTopicName` must match ^[a-zA-Z0-9._-]+$, got: a b'),
  table('errors to the topic itself', () => ({ errorHandling: TableflowErrorHandling.log('clicks') }),
    '`errorHandling` must write to another topic than the one it reads, got: clicks'),
  table('storage in Azure for a cluster on AWS', () => ({
    storage: TableflowStorage.azureDataLake({ storageAccountName: 'a', containerName: 'c', integrationId: 'cspi-1' }),
  }), 'Azure Data Lake Storage is for clusters in AZURE, got one in AWS: Stack/Cluster'),
  table('a bucket for a cluster in Azure', ({ stack }) => ({ storage: TableflowStorage.s3(new Bucket(stack, 'Bucket')) }),
    'a bucket in S3 is for clusters in AWS, got one in AZURE: Stack/Azure', azure),
  table('a bucket in another region', ({ stack }) => ({
    storage: TableflowStorage.s3(Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'tables', region: 'us-east-1' })),
  }), '`storage` must be in the region of the cluster, eu-west-1, got a bucket in: us-east-1',
  ({ stack, environment }) => new KafkaCluster(stack, 'Ireland', { environment, clusterType: ClusterType.standard(), region: 'eu-west-1' })),
  catalog('a database in upper case', () => Catalog.glue({ databaseName: 'Lake' }), '`catalog.databaseName` must match ^[a-z0-9_-]+$, got: Lake'),
  catalog('an empty database', () => Catalog.glue({ databaseName: '' }), '`catalog.databaseName` must have 1 to 255 characters, got 0: '),
  catalog('an endpoint that is no URL', (client) => Catalog.snowflake({ endpoint: 's', warehouse: 'w', allowedScope: 's', ...client }),
    '`catalog.endpoint` must match ^https:\\/\\/, got: s'),
  catalog('an empty warehouse', (client) => Catalog.snowflake({ endpoint: 'https://s', warehouse: '', allowedScope: 's', ...client }),
    '`catalog.warehouse` must not be empty'),
  catalog('an empty scope', (client) => Catalog.snowflake({ endpoint: 'https://s', warehouse: 'w', allowedScope: '', ...client }),
    '`catalog.allowedScope` must not be empty'),
  catalog('a workspace that is no URL', (client) => Catalog.unity({ workspaceEndpoint: 'd', catalogName: 'c', ...client }),
    '`catalog.workspaceEndpoint` must match ^https:\\/\\/, got: d'),
  catalog('an empty schema', (client) => Catalog.unity({ workspaceEndpoint: 'https://d', catalogName: 'c', schema: '', ...client }),
    '`catalog.schema` must not be empty'),
  {
    what: 'a catalog in AWS for a cluster in Azure',
    make: (given) => { new CatalogIntegration(given.stack, 'Catalog', { cluster: azure(given), catalog: Catalog.glue() }); },
    message: 'Stack/Catalog: AWS Glue is for clusters in AWS, got one in AZURE: Stack/Azure',
  },
];
