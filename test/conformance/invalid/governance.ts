import {
  BusinessMetadata, BusinessMetadataBinding, CatalogEntity, CatalogEntityAttributes, DekAlgorithm, Environment, ExporterContext,
  GovernancePackage, ISchemaRegistry, KmsKey, RegistryMode, RuleAction, RuleMode, Schema, SchemaExporter, SchemaRegistryClusterConfig,
  SchemaRegistryClusterMode, SchemaRegistryDek, SchemaRegistryKek, SchemaRule, Subject, SubjectConfig, SubjectMode, SubjectProps, Tag,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const INT = Schema.avro('"int"');

function governed({ stack, organization }: Fixture): ISchemaRegistry {
  return new Environment(stack, 'Governed', { organization, governancePackage: GovernancePackage.ADVANCED }).schemaRegistry;
}

function subject(given: Fixture, props: Partial<SubjectProps>): void {
  new Subject(given.stack, 'Subject', { registry: governed(given), subjectName: 'orders-value', schema: INT, ...props });
}

const ruled = (...rules: SchemaRule[]) => ({ schema: Schema.avro('"int"', { rules }) });

export const cases: InvalidInput[] = [
  {
    what: 'a subject without a name',
    make: (given) => subject(given, { subjectName: '' }),
    message: 'Stack/Subject: `subjectName` must not be empty',
  },
  {
    what: 'an empty schema',
    make: (given) => subject(given, { schema: Schema.json(' ') }),
    message: 'Stack/Subject: `schema` must have a text, got an empty one',
  },
  {
    what: 'a schema that comes twice',
    make: (given) => subject(given, { olderSchemas: [Schema.avro(' "int"')] }),
    message: 'Stack/Subject: `olderSchemas[0]` must differ from the other schemas of the subject, for each is registered once',
  },
  {
    what: 'an older schema in another language',
    make: (given) => subject(given, { olderSchemas: [Schema.protobuf('syntax = "proto3";')] }),
    message: 'Stack/Subject: `olderSchemas[0]` must be in AVRO like `schema`, got: PROTOBUF',
  },
  {
    what: 'a rule with the package ESSENTIALS',
    make: (given) => subject(given, { ...ruled(SchemaRule.condition('valid', 'true')), registry: given.environment.schemaRegistry }),
    message: 'Stack/Subject: `schema` must have no rules, because Stack/Environment has the package ESSENTIALS of Stream Governance, got: valid. '
      + 'Give the environment `governancePackage: GovernancePackage.ADVANCED`.',
  },
  {
    what: 'a rule whose name starts with a digit',
    make: (given) => subject(given, ruled(SchemaRule.condition('1st', 'true'))),
    message: 'Stack/Subject: `rules.name` must match ^[A-Za-z_][\\w-]*$, got: 1st',
  },
  {
    what: 'two rules of one name',
    make: (given) => subject(given, ruled(SchemaRule.upgrade('a', '$'), SchemaRule.condition('a', 'true'))),
    message: 'Stack/Subject: the names of rules must differ in a schema, got a twice',
  },
  {
    what: 'a domain rule that migrates',
    make: (given) => subject(given, ruled(SchemaRule.transform('a', 'message', { mode: RuleMode.DOWNGRADE }))),
    message: 'Stack/Subject: `mode of rule a` must be one of WRITE, READ, WRITEREAD, got: DOWNGRADE',
  },
  {
    what: 'a pair of actions for a rule of one direction',
    make: (given) => subject(given, ruled(SchemaRule.upgrade('a', '$', { onSuccess: RuleAction.pair(RuleAction.NONE, RuleAction.ERROR) }))),
    message: 'Stack/Subject: rule a must have one action for success and one for failure, because its mode is UPGRADE; a pair is for WRITEREAD and UPDOWN',
  },
  {
    what: 'encryption of no field',
    make: (given) => {
      const registry = governed(given);
      const kek = SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Kek', { registry, kekName: 'pii' });
      new Subject(given.stack, 'Subject', { registry, subjectName: 'a', ...ruled(SchemaRule.encrypt('encrypt', { kek, tags: [] })) });
    },
    message: 'Stack/Subject: rule encrypt must have `tags`, or it encrypts nothing',
  },
  {
    what: 'a subject config that says nothing',
    make: (given) => { new SubjectConfig(given.stack, 'Config', { registry: governed(given), subjectName: 'a' }); },
    message: 'Stack/Config: at least one of `compatibility`, `compatibilityGroup`, `normalize` and `aliasOf` must be given',
  },
  {
    what: 'a subject that is another name for itself',
    make: (given) => {
      const registry = governed(given);
      const aliasOf = Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'a' });
      new SubjectConfig(given.stack, 'Config', { registry, subjectName: 'a', aliasOf });
    },
    message: 'Stack/Config: `aliasOf` must be another subject, got: a',
  },
  {
    what: 'an unknown mode of a subject',
    make: (given) => { new SubjectMode(given.stack, 'Mode', { registry: governed(given), subjectName: 'a', mode: 'OPEN' as RegistryMode }); },
    message: 'Stack/Mode: `mode` must be one of READWRITE, READONLY, READONLY_OVERRIDE, IMPORT, got: OPEN',
  },
  {
    what: 'a registry config that says nothing',
    make: (given) => { new SchemaRegistryClusterConfig(given.stack, 'Config', { registry: governed(given) }); },
    message: 'Stack/Config: at least one of `compatibility`, `compatibilityGroup` and `normalize` must be given',
  },
  {
    what: 'an unknown mode of a registry',
    make: (given) => { new SchemaRegistryClusterMode(given.stack, 'Mode', { registry: governed(given), mode: 'OPEN' as RegistryMode }); },
    message: 'Stack/Mode: `mode` must be one of READWRITE, READONLY, READONLY_OVERRIDE, IMPORT, got: OPEN',
  },
  {
    what: 'a KEK without a key',
    make: (given) => { new SchemaRegistryKek(given.stack, 'Kek', { registry: governed(given), kmsKey: KmsKey.gcp('') }); },
    message: 'Stack/Kek: `kmsKey.keyId` must not be empty',
  },
  {
    what: 'a DEK that nobody can make',
    make: (given) => {
      const registry = governed(given);
      const kek = new SchemaRegistryKek(given.stack, 'Kek', { registry, kmsKey: KmsKey.gcp('projects/p') });
      new SchemaRegistryDek(given.stack, 'Dek', { kek, subject: Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'a' }) });
    },
    message: 'Stack/Dek: `encryptedKeyMaterial` must be given, because Stack/Kek is not shared: the registry cannot make a key. '
      + 'Give the KEK `shared: true`, or leave the key to the producers.',
  },
  {
    what: 'a DEK of an unknown algorithm',
    make: (given) => {
      const registry = governed(given);
      const kek = SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Kek', { registry, kekName: 'pii' });
      const of = Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'a' });
      new SchemaRegistryDek(given.stack, 'Dek', { kek, subject: of, algorithm: 'DES' as DekAlgorithm });
    },
    message: 'Stack/Dek: `algorithm` must be one of AES128_GCM, AES256_GCM, AES256_SIV, got: DES',
  },
  {
    what: 'a tag with a hyphen',
    make: (given) => { new Tag(given.stack, 'Tag', { registry: governed(given), tagName: 'P-I-I' }); },
    message: 'Stack/Tag: `tagName` must match ^[a-zA-Z][a-zA-Z0-9_\\s]*$, got: P-I-I',
  },
  {
    what: 'business metadata with the package ESSENTIALS',
    make: (given) => { new BusinessMetadata(given.stack, 'Metadata', { registry: given.environment.schemaRegistry, businessMetadataName: 'Domain' }); },
    message: 'Stack/Metadata: business metadata needs the package ADVANCED of Stream Governance, but Stack/Environment has ESSENTIALS. '
      + 'Give the environment `governancePackage: GovernancePackage.ADVANCED`.',
  },
  {
    what: 'a value of an attribute that business metadata do not have',
    make: (given) => {
      const metadata = new BusinessMetadata(given.stack, 'Metadata', { registry: governed(given), businessMetadataName: 'Domain', attributes: [{ name: 'team' }] });
      new BusinessMetadataBinding(given.stack, 'Binding', { metadata, entity: CatalogEntity.kafkaCluster(given.cluster), values: { team: 'a', tema: 'b' } });
    },
    message: 'Stack/Binding: `values` must be of attributes of Domain (team), got: tema',
  },
  {
    what: 'catalog attributes that say nothing',
    make: (given) => { new CatalogEntityAttributes(given.stack, 'Attributes', { entity: CatalogEntity.kafkaCluster(given.cluster) }); },
    message: 'Stack/Attributes: at least one of `description`, `owner`, `ownerEmail` and `attributes` must be given',
  },
  {
    what: 'an exporter of no subjects',
    make: (given) => {
      new SchemaExporter(given.stack, 'Exporter', { source: given.environment.schemaRegistry, destination: governed(given), subjects: [] });
    },
    message: 'Stack/Exporter: `subjects` must have at least one name, or not be given for all',
  },
  {
    what: 'an exporter into a context without a name',
    make: (given) => {
      new SchemaExporter(given.stack, 'Exporter', {
        source: given.environment.schemaRegistry, destination: governed(given), context: ExporterContext.custom(''),
      });
    },
    message: 'Stack/Exporter: `context` must not be empty',
  },
];
