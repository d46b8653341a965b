import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  Catalog, CatalogIntegration, KafkaTopic, MetadataColumnNaming, Schema, SecretField, TableflowErrorHandling, TableflowStorage, TableflowTopic,
  TableFormat,
} from '../../../lib/confluent';
import { property, Property } from '../case';

const days = (min: number) => fc.integer({ min, max: 3650 }).map((count) => Duration.days(count));
const text = fc.string({ minLength: 1, maxLength: 20 });
const optional = { requiredKeys: [] };

const table = fc.record({
  formats: fc.uniqueArray(fc.constantFrom(...Object.values(TableFormat)), { minLength: 1 }),
  snapshotRetention: days(1),
  dataRetention: days(30),
  errorHandling: fc.constantFrom(TableflowErrorHandling.suspend(), TableflowErrorHandling.skip(), TableflowErrorHandling.log(), TableflowErrorHandling.log('bad')),
  metadataColumns: fc.constantFrom(...Object.values(MetadataColumnNaming)),
}, optional);

export const cases: Property[] = [
  property('table of a topic', fc.record({ props: table, inS3: fc.boolean() }), ({ stack, cluster }, { props, inS3 }) => {
    const topic = new KafkaTopic(stack, 'Topic', { cluster, topicName: 'clicks', value: Schema.avro('"string"') });
    new TableflowTopic(stack, 'Table', { topic, storage: inS3 ? TableflowStorage.s3(new Bucket(stack, 'Bucket')) : undefined, ...props });
  }),
  property('catalog', fc.oneof(
    fc.record({ databaseName: fc.stringMatching(/^[a-z0-9_-]{1,20}$/) }, optional).map((options) => () => Catalog.glue(options)),
    fc.record({ warehouse: text, allowedScope: text, namespace: text }, { requiredKeys: ['warehouse', 'allowedScope'] }).map((options) =>
      (client: { clientId: SecretField; clientSecret: SecretField }) => Catalog.snowflake({ endpoint: 'https://s.example.com', ...client, ...options })),
    fc.record({ catalogName: text, schema: text }, { requiredKeys: ['catalogName'] }).map((options) =>
      (client: { clientId: SecretField; clientSecret: SecretField }) => Catalog.unity({ workspaceEndpoint: 'https://d.example.com', ...client, ...options })),
  ), ({ stack, cluster }, catalogOf) => {
    const secret = Secret.fromSecretNameV2(stack, 'Client', 'catalog/client');
    const catalog = catalogOf({ clientId: SecretField.of(secret, 'id'), clientSecret: SecretField.of(secret, 'secret') });
    new CatalogIntegration(stack, 'Catalog', { cluster, catalog });
  }),
];
