import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Catalog, CatalogIntegration, Cloud, ClusterType, KafkaCluster, KafkaTopic, MetadataColumnNaming, Schema, SecretField, TableflowErrorHandling,
  TableflowStorage, TableflowTopic, TableFormat,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

function topicIn({ stack }: Fixture, cluster: KafkaCluster, topicName: string): KafkaTopic {
  return new KafkaTopic(stack, topicName, { cluster, topicName, value: Schema.avro('"string"') });
}

export const cases: Record<'confluent_tableflow_topic' | 'confluent_catalog_integration', ResourceCase> = {
  confluent_tableflow_topic: {
    minimal: (given) => { new TableflowTopic(given.stack, 'Table', { topic: topicIn(given, given.cluster, 'clicks') }); },
    full: (given) => {
      const { stack, environment, cluster } = given;
      const azure = new KafkaCluster(stack, 'Azure', { environment, clusterType: ClusterType.standard(), cloud: Cloud.AZURE, region: 'eastus' });
      new TableflowTopic(stack, 'Managed', { topic: topicIn(given, cluster, 'managed'), storage: TableflowStorage.managed() });
      new TableflowTopic(stack, 'InAzure', {
        topic: topicIn(given, azure, 'azure'),
        storage: TableflowStorage.azureDataLake({ storageAccountName: 'account', containerName: 'container', integrationId: 'cspi-1' }),
      });
      new TableflowTopic(stack, 'InS3', {
        topic: topicIn(given, cluster, 's3'),
        storage: TableflowStorage.s3(new Bucket(stack, 'Bucket')),
        formats: [TableFormat.ICEBERG, TableFormat.DELTA],
        snapshotRetention: Duration.days(1),
        dataRetention: Duration.days(30),
        errorHandling: TableflowErrorHandling.log('bad-records'),
        metadataColumns: MetadataColumnNaming.PORTABLE,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    },
    unset: {
      record_failure_strategy: 'deprecated; error_handling says it',
    },
  },
  confluent_catalog_integration: {
    minimal: ({ stack, cluster }) => { new CatalogIntegration(stack, 'Catalog', { cluster, catalog: Catalog.glue() }); },
    full: ({ stack, cluster }) => {
      const secret = Secret.fromSecretNameV2(stack, 'Client', 'catalog/client');
      const client = { clientId: SecretField.of(secret, 'id'), clientSecret: SecretField.of(secret, 'secret') };
      new CatalogIntegration(stack, 'Glue', { cluster, catalog: Catalog.glue({ databaseName: 'lake' }), catalogIntegrationName: 'lake' });
      new CatalogIntegration(stack, 'Snowflake', {
        cluster,
        catalog: Catalog.snowflake({ endpoint: 'https://s.example.com', warehouse: 'lake', allowedScope: 'PRINCIPAL_ROLE:ALL', namespace: 'clicks', ...client }),
      });
      new CatalogIntegration(stack, 'Unity', {
        cluster, catalog: Catalog.unity({ workspaceEndpoint: 'https://d.example.com', catalogName: 'lake', schema: 'clicks', ...client }),
      });
    },
  },
};
