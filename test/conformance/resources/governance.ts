import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BusinessMetadata, BusinessMetadataBinding, CatalogEntity, CatalogEntityAttributes, Compatibility, DekAlgorithm, Environment, ExporterContext,
  GovernancePackage, ISchemaRegistry, KafkaTopic, KmsKey, RegistryMode, RuleAction, RuleCategory, RuleKind, RuleMode, Schema, SchemaExporter,
  SchemaRegistry, SchemaRegistryClusterConfig, SchemaRegistryClusterMode, SchemaRegistryDek, SchemaRegistryKek, SchemaRule, Subject,
  SubjectConfig, SubjectMode, Tag, TagBinding,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const AVRO = Schema.avro('{"type":"record","name":"Order","fields":[{"name":"customer","type":"string","confluent:tags":["PII"]}]}');

/** A registry of an environment with the package ADVANCED. */
function registryOf({ stack, organization }: Fixture): ISchemaRegistry {
  return new Environment(stack, 'Governed', { organization, governancePackage: GovernancePackage.ADVANCED }).schemaRegistry;
}

function subjectOf({ stack }: Fixture, registry: ISchemaRegistry): Subject {
  return new Subject(stack, 'Subject', { registry, subjectName: 'orders-value', schema: AVRO });
}

function kekOf({ stack }: Fixture, registry: ISchemaRegistry): SchemaRegistryKek {
  return new SchemaRegistryKek(stack, 'Kek', { registry, kmsKey: KmsKey.aws(new Key(stack, 'Key')), shared: true });
}

function topicOf({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Topic', { cluster, topicName: 'orders' });
}

export const cases: Record<string, ResourceCase> = {
  confluent_schema: {
    minimal: (given) => { subjectOf(given, given.environment.schemaRegistry); },
    full: (given) => {
      const registry = registryOf(given);
      const kek = kekOf(given, registry);
      const topic = topicOf(given);
      const schema = Schema.avro(AVRO.definition, {
        references: [{ name: 'Customer', subject: Subject.fromSubjectAttributes(given.stack, 'Customer', { registry, subjectName: 'customer', schemaVersion: 1 }) }],
        metadata: { properties: { owner: 'sales' }, sensitive: ['token'], tags: { 'Order.customer': ['PII'] } },
        rules: [
          SchemaRule.condition('hasCustomer', 'message.customer != ""', {
            doc: 'Each order has a customer', disabled: true, tags: ['PII'], onSuccess: RuleAction.NONE, onFailure: RuleAction.deadLetterQueue(topic),
          }),
          SchemaRule.encrypt('encryptCustomer', { kek, tags: ['PII'] }),
          SchemaRule.upgrade('upgrade', '$', { doc: 'As it is', disabled: false, params: { a: 'b' }, onSuccess: RuleAction.NONE, onFailure: RuleAction.ERROR }),
          SchemaRule.encryptPayload('encryptAll', { kek, doc: 'All of it', disabled: true, onSuccess: RuleAction.NONE }),
          SchemaRule.of('migrate', {
            category: RuleCategory.MIGRATION, kind: RuleKind.TRANSFORM, type: 'MINE', mode: RuleMode.UPGRADE_DOWNGRADE, tags: ['PII'],
          }),
          SchemaRule.of('encode', {
            category: RuleCategory.ENCODING, kind: RuleKind.TRANSFORM, type: 'MINE', mode: RuleMode.WRITE, tags: ['PII'], expression: 'x',
          }),
        ],
      });
      new Subject(given.stack, 'Subject', {
        registry, subjectName: 'orders-value', schema, olderSchemas: [AVRO], hardDelete: true, skipValidationDuringPlan: true,
      });
    },
  },
  confluent_subject_config: {
    minimal: (given) => {
      new SubjectConfig(given.stack, 'Config', { registry: registryOf(given), subjectName: 'orders-value', compatibility: Compatibility.FULL });
    },
    full: (given) => {
      const registry = registryOf(given);
      new SubjectConfig(given.stack, 'Config', {
        registry, subjectName: 'sales-value', aliasOf: subjectOf(given, registry), compatibility: Compatibility.FULL, compatibilityGroup: 'major', normalize: true,
      });
    },
  },
  confluent_subject_mode: {
    minimal: (given) => {
      new SubjectMode(given.stack, 'Mode', { registry: registryOf(given), subjectName: 'orders-value', mode: RegistryMode.READ_ONLY });
    },
    full: (given) => {
      new SubjectMode(given.stack, 'Mode', { registry: registryOf(given), subjectName: 'orders-value', mode: RegistryMode.IMPORT, force: true });
    },
  },
  confluent_schema_registry_cluster_config: {
    minimal: (given) => { new SchemaRegistryClusterConfig(given.stack, 'Config', { registry: registryOf(given), normalize: true }); },
    full: (given) => {
      new SchemaRegistryClusterConfig(given.stack, 'Config', {
        registry: registryOf(given), compatibility: Compatibility.NONE, compatibilityGroup: 'major', normalize: true,
      });
    },
  },
  confluent_schema_registry_cluster_mode: {
    minimal: (given) => { new SchemaRegistryClusterMode(given.stack, 'Mode', { registry: registryOf(given), mode: RegistryMode.READ_WRITE }); },
    full: (given) => { new SchemaRegistryClusterMode(given.stack, 'Mode', { registry: registryOf(given), mode: RegistryMode.IMPORT, force: true }); },
  },
  confluent_schema_registry_kek: {
    minimal: (given) => { kekOf(given, registryOf(given)); },
    full: (given) => {
      new SchemaRegistryKek(given.stack, 'Kek', {
        registry: registryOf(given),
        kekName: 'pii',
        kmsKey: KmsKey.azure('https://acme.vault.azure.net/keys/pii/1'),
        shared: false,
        description: 'Of persons',
        properties: { KeyUsage: 'ENCRYPT_DECRYPT' },
        hardDelete: true,
      });
    },
  },
  confluent_schema_registry_dek: {
    minimal: (given) => {
      const registry = registryOf(given);
      new SchemaRegistryDek(given.stack, 'Dek', { kek: kekOf(given, registry), subject: subjectOf(given, registry) });
    },
    full: (given) => {
      const registry = registryOf(given);
      new SchemaRegistryDek(given.stack, 'Dek', {
        kek: kekOf(given, registry),
        subject: subjectOf(given, registry),
        algorithm: DekAlgorithm.AES256_SIV,
        keyVersion: 2,
        encryptedKeyMaterial: 'AAAA',
        hardDelete: true,
      });
    },
  },
  confluent_tag: {
    minimal: (given) => { new Tag(given.stack, 'Tag', { registry: registryOf(given), tagName: 'PII' }); },
    full: (given) => { new Tag(given.stack, 'Tag', { registry: registryOf(given), tagName: 'PII', description: 'Of persons' }); },
  },
  confluent_tag_binding: {
    minimal: (given) => {
      const tag = new Tag(given.stack, 'Tag', { registry: given.environment.schemaRegistry, tagName: 'PII' });
      tag.bindTo(CatalogEntity.topic(topicOf(given)));
    },
    full: (given) => {
      const registry = registryOf(given);
      const tag = Tag.fromTagAttributes(given.stack, 'Tag', { registry, tagName: 'PII' });
      new TagBinding(given.stack, 'Binding', { tag, entity: CatalogEntity.field(subjectOf(given, registry), 'Order.customer'), waitForReady: false });
    },
  },
  confluent_business_metadata: {
    minimal: (given) => { new BusinessMetadata(given.stack, 'Metadata', { registry: registryOf(given), businessMetadataName: 'Domain' }); },
    full: (given) => {
      new BusinessMetadata(given.stack, 'Metadata', {
        registry: registryOf(given),
        businessMetadataName: 'Domain',
        description: 'Whose it is',
        attributes: [{ name: 'team', optional: true, defaultValue: 'none', description: 'Who' }],
      });
    },
  },
  confluent_business_metadata_binding: {
    minimal: (given) => {
      const metadata = BusinessMetadata.fromBusinessMetadataAttributes(given.stack, 'Metadata', { registry: registryOf(given), businessMetadataName: 'Domain' });
      new BusinessMetadataBinding(given.stack, 'Binding', { metadata, entity: CatalogEntity.environment(given.environment) });
    },
    full: (given) => {
      const metadata = new BusinessMetadata(given.stack, 'Metadata', {
        registry: registryOf(given), businessMetadataName: 'Domain', attributes: [{ name: 'team' }],
      });
      metadata.bindTo(CatalogEntity.topic(topicOf(given)), { team: 'sales' });
    },
  },
  confluent_catalog_entity_attributes: {
    minimal: (given) => {
      new CatalogEntityAttributes(given.stack, 'Attributes', { entity: CatalogEntity.kafkaCluster(given.cluster), description: 'Orders' });
    },
    full: (given) => {
      new CatalogEntityAttributes(given.stack, 'Attributes', {
        entity: CatalogEntity.topic(topicOf(given)), description: 'Orders', owner: 'sales', ownerEmail: 'sales@example.com', attributes: { a: 'b' },
      });
    },
  },
  confluent_schema_exporter: {
    minimal: (given) => {
      new SchemaExporter(given.stack, 'Exporter', { source: given.environment.schemaRegistry, destination: registryOf(given) });
    },
    full: (given) => {
      const destination = SchemaRegistry.fromSchemaRegistryAttributes(given.stack, 'Destination', {
        schemaRegistryId: 'lsrc-2', restEndpoint: 'https://psrc-2.us-east-1.aws.confluent.cloud', environment: given.environment,
      });
      new SchemaExporter(given.stack, 'Exporter', {
        source: given.environment.schemaRegistry,
        destination,
        exporterName: 'orders',
        subjects: ['orders-value'],
        context: ExporterContext.custom('.prod'),
        subjectRenameFormat: 'dc_${subject}',
        config: { a: 'b' },
        resetOnUpdate: true,
        paused: true,
      });
    },
  },
};
