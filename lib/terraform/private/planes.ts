import { Plane } from '../plane';

/** The types of each plane but the control plane. */
const TYPES: [Plane, string[]][] = [
  [Plane.ENCRYPTION, ['byok_key']],
  [Plane.CONNECTIONS, ['access_point', 'dns_forwarder', 'dns_record', 'private_link_attachment_connection', 'transit_gateway_attachment']],
  [Plane.DATA, [
    'business_metadata', 'business_metadata_binding', 'catalog_entity_attributes', 'catalog_integration', 'connector',
    'flink_connection', 'flink_materialized_table', 'flink_statement', 'kafka_acl', 'kafka_client_quota',
    'kafka_cluster_config', 'kafka_topic', 'rtce_topic', 'schema', 'schema_registry_cluster_config',
    'schema_registry_cluster_mode', 'schema_registry_dek', 'schema_registry_kek', 'subject_config', 'subject_mode',
    'tableflow_topic', 'tag', 'tag_binding',
  ]],
  [Plane.LINKS, ['cluster_link', 'kafka_mirror_topic', 'schema_exporter']],
];

/** The plane of a resource type; whatever needs no key but the Cloud API key, and nothing before it, is of the control plane. */
export function planeOf(terraformType: string): Plane {
  const noun = terraformType.replace(/^confluent_/, '');
  return TYPES.find(([, nouns]) => nouns.includes(noun))?.[0] ?? Plane.CONTROL;
}
