import * as fc from 'fast-check';
import {
  BusinessMetadata, CatalogEntity, CatalogEntityAttributes, Compatibility, DekAlgorithm, Environment, ExporterContext, GovernancePackage,
  ISchemaRegistry, KmsKey, RegistryMode, RuleAction, RuleKind, RuleMode, Schema, SchemaExporter, SchemaRegistryDek, SchemaRegistryKek,
  SchemaRule, Subject, SubjectConfig, Tag,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

function governed({ stack, organization }: Fixture): ISchemaRegistry {
  return new Environment(stack, 'Governed', { organization, governancePackage: GovernancePackage.ADVANCED }).schemaRegistry;
}

const text = fc.string({ minLength: 1 });
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,20}$/);
const catalogName = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_ ]{0,20}$/);
const textMap = fc.dictionary(name, fc.string());
const schemaText = fc.oneof(
  fc.json().map((definition) => Schema.json(definition)),
  fc.json().map((definition) => Schema.avro(definition)),
  text.filter((definition) => definition.trim() !== '').map((definition) => Schema.protobuf(definition)),
);
const rules = fc.uniqueArray(fc.record({
  name,
  kind: fc.constantFrom(RuleKind.CONDITION, RuleKind.TRANSFORM),
  expression: fc.string(),
  mode: fc.constantFrom(RuleMode.WRITE, RuleMode.READ, RuleMode.WRITE_READ),
  onFailure: fc.constantFrom(RuleAction.NONE, RuleAction.ERROR, undefined),
  tags: fc.option(fc.array(text), { nil: undefined }),
  params: fc.option(textMap, { nil: undefined }),
}), { selector: (rule) => rule.name, maxLength: 4 });

export const cases: Property[] = [
  property('subject', fc.record({
    schema: schemaText,
    subjectName: text,
    compatibility: fc.constantFrom(...Object.values(Compatibility), undefined),
    compatibilityGroup: fc.option(text, { nil: undefined }),
    normalize: fc.option(fc.boolean(), { nil: undefined }),
    mode: fc.constantFrom(...Object.values(RegistryMode), undefined),
    hardDelete: fc.option(fc.boolean(), { nil: undefined }),
  }), (given, props) => { new Subject(given.stack, 'Subject', { registry: given.environment.schemaRegistry, ...props }); }),
  property('data contract', fc.record({
    rules,
    metadata: fc.record({
      properties: textMap, sensitive: fc.array(text), tags: fc.dictionary(text, fc.array(text, { minLength: 1 })),
    }, { requiredKeys: [] }),
  }), (given, { rules: parts, metadata }) => {
    const made = parts.map(({ name: ruleName, kind, expression, ...options }) =>
      (kind === RuleKind.CONDITION ? SchemaRule.condition : SchemaRule.fieldTransform)(ruleName, expression, options));
    new Subject(given.stack, 'Subject', { registry: governed(given), subjectName: 'a', schema: Schema.avro('"int"', { metadata, rules: made }) });
  }),
  property('subject config', fc.record({ subjectName: text, normalize: fc.boolean(), compatibilityGroup: fc.option(text, { nil: undefined }) }), (given, props) => {
    new SubjectConfig(given.stack, 'Config', { registry: given.environment.schemaRegistry, ...props });
  }),
  property('KEK', fc.record({
    kekName: fc.option(name, { nil: undefined }),
    kmsKey: fc.tuple(text, text).chain(([type, key]) => fc.constantFrom(KmsKey.azure(key), KmsKey.gcp(key), KmsKey.custom(type, key))),
    shared: fc.boolean(),
    description: fc.string(),
    properties: textMap,
  }), (given, props) => { new SchemaRegistryKek(given.stack, 'Kek', { registry: given.environment.schemaRegistry, ...props }); }),
  property('DEK', fc.record({
    algorithm: fc.constantFrom(...Object.values(DekAlgorithm), undefined), keyVersion: fc.integer({ min: 1, max: 1000 }), encryptedKeyMaterial: text,
  }), (given, props) => {
    const registry = given.environment.schemaRegistry;
    const kek = SchemaRegistryKek.fromSchemaRegistryKekAttributes(given.stack, 'Kek', { registry, kekName: 'pii', shared: false });
    new SchemaRegistryDek(given.stack, 'Dek', { kek, subject: Subject.fromSubjectAttributes(given.stack, 'Subject', { registry, subjectName: 'a' }), ...props });
  }),
  property('tag of a cluster', fc.record({ tagName: catalogName, description: fc.string() }, { requiredKeys: ['tagName'] }), (given, props) => {
    new Tag(given.stack, 'Tag', { registry: given.environment.schemaRegistry, ...props }).bindTo(CatalogEntity.kafkaCluster(given.cluster));
  }),
  property('business metadata', fc.record({
    businessMetadataName: catalogName,
    attributes: fc.uniqueArray(fc.record({ name: text, optional: fc.boolean(), defaultValue: fc.string() }, { requiredKeys: ['name'] }), { selector: (each) => each.name }),
  }), (given, props) => {
    const metadata = new BusinessMetadata(given.stack, 'Metadata', { registry: governed(given), ...props });
    metadata.bindTo(CatalogEntity.environment(given.environment), Object.fromEntries(props.attributes.map(({ name: key }) => [key, 'x'])));
  }),
  property('description in the catalog', fc.record({ description: fc.string(), owner: fc.string(), ownerEmail: fc.string() }), (given, props) => {
    new CatalogEntityAttributes(given.stack, 'Attributes', { entity: CatalogEntity.kafkaCluster(given.cluster), ...props });
  }),
  property('schema exporter', fc.record({
    exporterName: text,
    subjects: fc.uniqueArray(text, { minLength: 1 }),
    context: fc.oneof(fc.constantFrom(ExporterContext.auto(), ExporterContext.none()), text.map((context) => ExporterContext.custom(context))),
    subjectRenameFormat: text,
    config: textMap,
    paused: fc.boolean(),
  }, { requiredKeys: [] }), (given, props) => {
    new SchemaExporter(given.stack, 'Exporter', { source: given.environment.schemaRegistry, destination: governed(given), ...props });
  }),
];
