import { Key } from 'aws-cdk-lib/aws-kms';
import { clusterIn, ExampleCase, existingRegistry, grantPrograms, ordersWithPrograms, programsOf } from './frame';
import {
  BusinessMetadata, CatalogEntity, ClusterType, Environment, ExporterContext, GovernancePackage, IKafkaCluster, ITag, KafkaCluster, KafkaTopic,
  KmsKey, Schema, SchemaExporter, SchemaFormat, SchemaReference, SchemaRegistryKek, SchemaRule, Subject, Tag,
} from '../../../lib/confluent';

const ONE_ADMINISTRATOR = [3, 'the administrator of the environment manages topics and schemas alike'] as const;
const READ_SCHEMAS = [3, 'who writes to a topic or reads from it may read its schema, too'] as const;

/** A record with a field, in either language. */
export function recordOf(format: SchemaFormat, name: string): Schema {
  return format === SchemaFormat.AVRO
    ? Schema.avro(JSON.stringify({ type: 'record', namespace: 'io.confluent.examples.avro', name, fields: [{ name: 'id', type: 'string' }] }))
    : Schema.protobuf(`syntax = "proto3"; package io.confluent.examples; message ${name} { string id = 1; }`);
}

/** A value that is one of several records. */
function anyOf(format: SchemaFormat, references: SchemaReference[]): Schema {
  return format === SchemaFormat.AVRO
    ? Schema.avro(JSON.stringify(references.map(({ name }) => name)), { references })
    : Schema.protobuf([
      'syntax = "proto3"; package io.confluent.examples;',
      ...references.map(({ name }) => `import "${name}";`),
      'message Event { oneof action { Purchase purchase = 1; Pageview pageview = 2; } }',
    ].join('\n'), { references });
}

/** A record with a field that is tagged. */
function taggedRecord(tag: ITag, rules: SchemaRule[]): Schema {
  const customer = { 'name': 'customer', 'type': 'string', 'confluent:tags': [tag.tagName] };
  return Schema.avro(JSON.stringify({ type: 'record', name: 'Purchase', fields: [customer] }), { rules });
}

/** A topic whose values have a schema, which its programs may read. */
function withValues(clusterType: ClusterType, value: (cluster: IKafkaCluster) => Schema): ExampleCase {
  return {
    make: (given) => {
      const cluster = clusterIn(given, clusterType);
      ordersWithPrograms(cluster, grantPrograms, { value: value(cluster) });
    },
    differs: { service_account: ONE_ADMINISTRATOR, role_binding: READ_SCHEMAS },
  };
}

const oneType = (format: SchemaFormat) => withValues(ClusterType.basic(), () => recordOf(format, 'Purchase'));
const severalTypes = (format: SchemaFormat) => withValues(ClusterType.basic(), (cluster) => anyOf(format, ['Purchase', 'Pageview'].map((record) => ({
  name: format === SchemaFormat.AVRO ? `io.confluent.examples.avro.${record}` : `${record.toLowerCase()}.proto`,
  subject: new Subject(cluster.stack, record, {
    registry: cluster.environment.schemaRegistry, subjectName: record.toLowerCase(), schema: recordOf(format, record),
  }),
}))));

export const cases: Record<string, ExampleCase> = {
  'single-event-types-avro-schema': oneType(SchemaFormat.AVRO),
  'single-event-types-proto-schema': oneType(SchemaFormat.PROTOBUF),
  'single-event-types-proto-schema-with-alias': oneType(SchemaFormat.PROTOBUF), // each registry has a provider block of its own anyway
  'multiple-event-types-avro-schema': severalTypes(SchemaFormat.AVRO),
  'multiple-event-types-proto-schema': severalTypes(SchemaFormat.PROTOBUF),

  'managing-single-schema-registry-cluster': {
    make: (given) => {
      new Subject(given.stack, 'Purchase', {
        registry: existingRegistry(given), subjectName: 'purchase-value', schema: recordOf(SchemaFormat.AVRO, 'Purchase'),
      });
    },
  },

  'field-level-encryption-schema': {
    make: (given) => {
      const { stack } = given;
      const registry = existingRegistry(given);
      const pii = new Tag(stack, 'Pii', { registry, tagName: 'PII', description: 'Personally identifiable information' });
      const kek = new SchemaRegistryKek(stack, 'Kek', { registry, kmsKey: KmsKey.aws(new Key(stack, 'Key')) });
      const schema = taggedRecord(pii, [SchemaRule.encrypt('encryptPii', { kek, tags: [pii.tagName] })]);
      new Subject(stack, 'Purchase', { registry, subjectName: 'purchase-value', schema });
    },
  },
  'stream-catalog': {
    make: (given) => {
      const { stack, organization } = given;
      const environment = new Environment(stack, 'Staging', { organization, governancePackage: GovernancePackage.ADVANCED });
      const cluster = new KafkaCluster(stack, 'Inventory', { environment, clusterType: ClusterType.basic() });
      const topic = new KafkaTopic(stack, 'Purchase', { cluster, topicName: 'purchase', value: recordOf(SchemaFormat.AVRO, 'Purchase') });
      grantPrograms(programsOf(cluster), topic);
      const subject = topic.valueSubject!;
      const registry = environment.schemaRegistry;
      const entities = [CatalogEntity.topic(topic), CatalogEntity.schema(subject)];
      const tags = ['PII', 'Sensitive', 'Private'].map((tagName) => new Tag(stack, tagName, { registry, tagName }));
      tags.forEach((tag) => entities.forEach((entity) => tag.bindTo(entity)));
      tags[0].bindTo(CatalogEntity.record(subject, 'io.confluent.examples.avro.Purchase'));
      const domain = new BusinessMetadata(stack, 'Domain', {
        registry, businessMetadataName: 'Domain', attributes: [{ name: 'Team_owner' }, { name: 'Slack_contact' }],
      });
      entities.forEach((entity) => domain.bindTo(entity, { Team_owner: 'Sam', Slack_contact: '@sam' }));
    },
    differs: { service_account: ONE_ADMINISTRATOR, role_binding: READ_SCHEMAS },
  },
  'schema-linking': {
    make: (given) => {
      const { stack, organization } = given;
      const cluster = clusterIn(given, ClusterType.basic());
      const topic = ordersWithPrograms(cluster, grantPrograms, { value: recordOf(SchemaFormat.PROTOBUF, 'Purchase') });
      const destination = new Environment(stack, 'Destination', { organization });
      new SchemaExporter(stack, 'Exporter', {
        source: cluster.environment.schemaRegistry,
        destination: destination.schemaRegistry,
        subjects: [topic.valueSubject!.subjectName],
        context: ExporterContext.custom('schema_context'),
        resetOnUpdate: true,
      });
    },
    differs: { role_binding: [4, 'each environment has an administrator, and who writes to the topic or reads from it may read its schema'] },
  },
};
