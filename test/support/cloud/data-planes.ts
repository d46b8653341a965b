import { inBlock } from './cloud-api';
import { Thing } from '../world';

type Json = Record<string, any>;

/** Something that a cluster, a registry or a Flink region is asked by its name. */
export interface Question {
  /** With names in braces for the parts that differ. */
  readonly path: string;
  /** The type of what it is about, for orders. */
  readonly type: string;
  /** Which of the resources of the type, in the cluster, registry or environment that is asked, are meant. */
  readonly isMeant: (thing: Thing, parts: Json) => boolean;
  /** Undefined: there is nothing of that name. */
  readonly answer: (found: Thing[], parts: Json) => unknown;
  /** What is said if there is nothing. */
  readonly missing?: { readonly code: number; readonly message: string };
}

const named = (part: string) => ({ name }: Thing, parts: Json) => name === parts[part];
const attribute = (name: string, part: string) => ({ attributes }: Thing, parts: Json) => attributes[name] === parts[part];
const first = (show: (attributes: Json, thing: Thing) => unknown) => ([found]: Thing[]) => found && show(found.attributes, found);
const list = (kind: string, show: (attributes: Json, thing: Thing) => unknown) => (found: Thing[]) => (
  { kind, metadata: { next: null }, data: found.map((thing) => show(thing.attributes, thing)) });
const all = () => true;
const configs = (kind: string, settings: Json = {}, source: string) => ({
  kind,
  metadata: { next: null },
  data: Object.entries(settings).map(([name, value]) => ({ name, value, is_read_only: false, is_default: false, source })),
});

const topic = (attributes: Json, { in: where }: Thing) => (
  { kind: 'KafkaTopic', cluster_id: where?.cluster, topic_name: attributes.topic_name, is_internal: false, replication_factor: 3, partitions_count: attributes.partitions_count });
const link = (_: Json, { in: where, name }: Thing) => (
  { kind: 'KafkaLinkData', source_cluster_id: where?.source ?? null, destination_cluster_id: where?.destination ?? null, link_name: name, link_state: 'ACTIVE', topic_names: [] });
const mirror = (attributes: Json) => ({
  kind: 'KafkaMirrorData',
  link_name: inBlock(attributes, 'cluster_link')?.link_name,
  mirror_topic_name: attributes.mirror_topic_name,
  source_topic_name: inBlock(attributes, 'source_kafka_topic')?.topic_name,
  num_partitions: 6,
  mirror_status: attributes.status,
});
const ACL = ['resource_type', 'resource_name', 'pattern_type', 'principal', 'host', 'operation', 'permission'];
const onLink = (thing: Thing, { link: name }: Json) => inBlock(thing.attributes, 'cluster_link')?.link_name === name;

/** Kafka REST v3, below `/kafka/v3/clusters/{cluster}`. */
export const KAFKA: Question[] = [
  { path: '', type: 'confluent_kafka_cluster', isMeant: (thing, { cluster }) => thing.id === cluster, answer: (_, { cluster }) => ({ kind: 'KafkaCluster', cluster_id: cluster }) },
  { path: '/topics', type: 'confluent_kafka_topic', isMeant: all, answer: list('KafkaTopicList', topic) },
  {
    path: '/topics/{topic}',
    type: 'confluent_kafka_topic',
    isMeant: named('topic'),
    answer: first(topic),
    missing: { code: 40403, message: 'This server does not host this topic-partition.' },
  },
  {
    path: '/topics/{topic}/configs',
    type: 'confluent_kafka_topic',
    isMeant: named('topic'),
    answer: first(({ config }) => configs('KafkaTopicConfigList', config, 'DYNAMIC_TOPIC_CONFIG')),
    missing: { code: 40403, message: 'This server does not host this topic-partition.' },
  },
  {
    path: '/acls',
    type: 'confluent_kafka_acl',
    isMeant: ({ attributes }, parts) => ACL.every((name) => parts[name] === undefined || attributes[name] === parts[name]),
    answer: list('KafkaAclList', (attributes, { in: where }) => ({ kind: 'KafkaAcl', cluster_id: where?.cluster, ...Object.fromEntries(ACL.map((name) => [name, attributes[name]])) })),
  },
  {
    path: '/broker-configs',
    type: 'confluent_kafka_cluster_config',
    isMeant: all,
    answer: ([found]) => configs('KafkaClusterConfigList', found?.attributes.config, 'DYNAMIC_DEFAULT_BROKER_CONFIG'),
  },
  { path: '/links', type: 'confluent_cluster_link', isMeant: all, answer: list('KafkaLinkDataList', link) },
  { path: '/links/{link}', type: 'confluent_cluster_link', isMeant: named('link'), answer: first(link) },
  {
    path: '/links/{link}/configs',
    type: 'confluent_cluster_link',
    isMeant: named('link'),
    answer: first(({ config }) => configs('KafkaLinkConfigDataList', config, 'DYNAMIC_CLUSTER_LINK_CONFIG')),
  },
  { path: '/links/{link}/mirrors', type: 'confluent_kafka_mirror_topic', isMeant: onLink, answer: list('KafkaMirrorDataList', mirror) },
  {
    path: '/links/{link}/mirrors/{mirror}',
    type: 'confluent_kafka_mirror_topic',
    isMeant: (thing, parts) => onLink(thing, parts) && thing.name === parts.mirror,
    answer: first(mirror),
  },
];

const rule = ({ on_success: onSuccess, on_failure: onFailure, ...rest }: Json) => ({ ...rest, onSuccess, onFailure });
const rules = (items: Json[] | undefined) => (items?.length ? items.map(rule) : undefined);
const schema = ({ subject_name: subject, version, schema_identifier: id, schema: text, format, ...rest }: Json) => {
  const [metadata, ruleset] = [inBlock(rest, 'metadata'), inBlock(rest, 'ruleset')];
  return {
    subject,
    version: Number(version),
    id: Number(id),
    schemaType: format === 'AVRO' ? undefined : format,
    references: (rest.schema_reference ?? []).map((each: Json) => ({ name: each.name, subject: each.subject_name, version: Number(each.version) })),
    metadata: metadata && { ...metadata, tags: Object.fromEntries((metadata.tags ?? []).map(({ key, value }: Json) => [key, value])) },
    ruleSet: ruleset && {
      domainRules: rules(ruleset.domain_rules), migrationRules: rules(ruleset.migration_rules), encodingRules: rules(ruleset.encoding_rules),
    },
    schema: text,
  };
};
const versionsOf = (thing: Thing) => (thing.versions ?? []).map(({ attributes }) => schema(attributes));
const ofSubject = attribute('subject_name', 'subject');
const config = ({ compatibility_level: compatibilityLevel, compatibility_group: compatibilityGroup, normalize, alias }: Json) => (
  { compatibilityLevel, compatibilityGroup, normalize, alias });
const kek = ({ name, kms_type: kmsType, kms_key_id: kmsKeyId, properties: kmsProps, doc, shared }: Json) => (
  { name, kmsType, kmsKeyId, kmsProps, doc, shared, ts: 0 });
const dek = ({ kek_name: kekName, subject_name: subject, version, algorithm, encrypted_key_material: encryptedKeyMaterial }: Json) => (
  { kekName, subject, version: Number(version), algorithm, encryptedKeyMaterial, ts: 0 });
const exporter = ({ name, context_type: contextType, context, subjects, subject_rename_format: subjectRenameFormat, config: settings }: Json) => (
  { name, contextType, context, subjects, subjectRenameFormat, config: settings });
const tag = ({ name, description, entity_types: entityTypes, version }: Json) => (
  { category: 'CLASSIFICATION', name, description, entityTypes, version: Number(version) });
const businessMetadata = ({ name, description, version, attribute_definition: definitions = [] }: Json) => (
  { category: 'BUSINESS_METADATA', name, description, version: Number(version), attributeDefs: definitions.map((each: Json) => ({ name: each.name, typeName: 'string', isOptional: each.is_optional })) });
const onEntity = ({ attributes }: Thing, parts: Json) => attributes.entity_type === parts.type && attributes.entity_name === parts.entity;

/** Schema Registry, with the registry of DEKs and the catalog. */
export const REGISTRY: Question[] = [
  { path: '/subjects', type: 'confluent_schema', isMeant: all, answer: (found) => found.map(({ name }) => name) },
  {
    path: '/subjects/{subject}/versions',
    type: 'confluent_schema',
    isMeant: ofSubject,
    answer: ([found]) => found?.versions?.map(({ number }) => number),
    missing: { code: 40401, message: 'Subject not found.' },
  },
  {
    path: '/subjects/{subject}/versions/{version}',
    type: 'confluent_schema',
    isMeant: ofSubject,
    answer: ([found], { version }) => found && (version === 'latest' ? versionsOf(found).pop() : versionsOf(found).find((each) => each.version === Number(version))),
    missing: { code: 40401, message: 'Subject not found.' },
  },
  {
    path: '/schemas',
    type: 'confluent_schema',
    isMeant: ({ name }, { subjectPrefix = '' }) => name.startsWith(subjectPrefix.replace(/^:\*:/, '')),
    answer: (found) => found.flatMap(versionsOf),
  },
  { path: '/config', type: 'confluent_schema_registry_cluster_config', isMeant: all, answer: ([found]) => (found ? config(found.attributes) : { compatibilityLevel: 'BACKWARD' }) },
  {
    path: '/config/{subject}',
    type: 'confluent_subject_config',
    isMeant: ofSubject,
    answer: first(config),
    missing: { code: 40408, message: 'Subject does not have subject-level compatibility configured' },
  },
  { path: '/mode', type: 'confluent_schema_registry_cluster_mode', isMeant: all, answer: ([found]) => ({ mode: found?.attributes.mode ?? 'READWRITE' }) },
  {
    path: '/mode/{subject}',
    type: 'confluent_subject_mode',
    isMeant: ofSubject,
    answer: ([found], { defaultToGlobal }) => (found ? { mode: found.attributes.mode } : defaultToGlobal === 'true' ? { mode: 'READWRITE' } : undefined),
    missing: { code: 40409, message: 'Subject does not have subject-level mode configured' },
  },
  { path: '/dek-registry/v1/keks', type: 'confluent_schema_registry_kek', isMeant: all, answer: (found) => found.map(({ name }) => name) },
  { path: '/dek-registry/v1/keks/{kek}', type: 'confluent_schema_registry_kek', isMeant: named('kek'), answer: first(kek), missing: { code: 40470, message: 'Key not found' } },
  {
    path: '/dek-registry/v1/keks/{kek}/deks/{subject}/versions/{version}',
    type: 'confluent_schema_registry_dek',
    isMeant: ({ attributes }, parts) => attributes.kek_name === parts.kek && attributes.subject_name === parts.subject
      && String(attributes.version) === parts.version && attributes.algorithm === (parts.algorithm ?? 'AES256_GCM'),
    answer: first(dek),
    missing: { code: 40470, message: 'Key not found' },
  },
  { path: '/exporters', type: 'confluent_schema_exporter', isMeant: all, answer: (found) => found.map(({ name }) => name) },
  { path: '/exporters/{exporter}', type: 'confluent_schema_exporter', isMeant: named('exporter'), answer: first(exporter), missing: { code: 40450, message: 'Exporter not found' } },
  {
    path: '/exporters/{exporter}/status',
    type: 'confluent_schema_exporter',
    isMeant: named('exporter'),
    answer: first(({ name, status }) => ({ name, state: status, offset: 0, ts: 0 })),
    missing: { code: 40450, message: 'Exporter not found' },
  },
  { path: '/catalog/v1/types/tagdefs/{tag}', type: 'confluent_tag', isMeant: named('tag'), answer: first(tag) },
  { path: '/catalog/v1/types/businessmetadatadefs/{name}', type: 'confluent_business_metadata', isMeant: named('name'), answer: first(businessMetadata) },
  {
    path: '/catalog/v1/entity/type/{type}/name/{entity}/tags',
    type: 'confluent_tag_binding',
    isMeant: onEntity,
    answer: (found) => found.map(({ attributes: { tag_name: typeName, ...on } }) => (
      { typeName, entityStatus: 'ACTIVE', entityType: on.entity_type, entityName: on.entity_name })),
  },
  {
    path: '/catalog/v1/entity/type/{type}/name/{entity}/businessmetadata',
    type: 'confluent_business_metadata_binding',
    isMeant: onEntity,
    answer: (found) => found.map(({ attributes: { business_metadata_name: typeName, attributes, ...on } }) => (
      { typeName, attributes, entityType: on.entity_type, entityName: on.entity_name })),
  },
  {
    path: '/catalog/v1/entity/type/{type}/name/{entity}',
    type: 'confluent_catalog_entity_attributes',
    isMeant: onEntity,
    answer: ([found], { type, entity }) => (
      { referredEntities: {}, entity: { typeName: type, attributes: { qualifiedName: entity, ...found?.attributes.attributes } } }),
  },
];

const statement = (attributes: Json, { name, in: where }: Thing) => ({
  api_version: 'sql/v1',
  kind: 'Statement',
  name,
  organization_id: where?.organization,
  environment_id: where?.environment,
  spec: {
    statement: attributes.statement,
    properties: attributes.properties,
    compute_pool_id: where?.pool,
    principal: where?.principal,
    stopped: attributes.stopped,
  },
  status: { phase: attributes.stopped ? 'STOPPED' : 'RUNNING', detail: '' },
});
const connection = (attributes: Json, { name }: Thing) => (
  { api_version: 'sql/v1', kind: 'Connection', name, spec: { connection_type: attributes.type, endpoint: attributes.endpoint }, status: { phase: 'READY' } });
const table = (attributes: Json, { name, in: where }: Thing) => ({
  api_version: 'sql/v1',
  kind: 'MaterializedTable',
  name,
  organization_id: where?.organization,
  environment_id: where?.environment,
  spec: {
    kafka_cluster_id: inBlock(attributes, 'kafka_cluster')?.id,
    compute_pool_id: where?.pool,
    principal: where?.principal,
    stopped: attributes.stopped,
    query: attributes.query,
  },
  status: { phase: attributes.stopped ? 'STOPPED' : 'RUNNING' },
});

/** Flink, below `/sql/v1/organizations/{organization}/environments/{environment}`. */
export const FLINK: Question[] = [
  { path: '/statements', type: 'confluent_flink_statement', isMeant: all, answer: list('StatementList', statement) },
  { path: '/statements/{statement}', type: 'confluent_flink_statement', isMeant: named('statement'), answer: first(statement) },
  { path: '/connections', type: 'confluent_flink_connection', isMeant: all, answer: list('ConnectionList', connection) },
  { path: '/connections/{connection}', type: 'confluent_flink_connection', isMeant: named('connection'), answer: first(connection) },
  {
    path: '/databases/{cluster}/materialized-tables/{table}',
    type: 'confluent_flink_materialized_table',
    isMeant: (thing, parts) => thing.name === parts.table && inBlock(thing.attributes, 'kafka_cluster')?.id === parts.cluster,
    answer: first(table),
  },
];
