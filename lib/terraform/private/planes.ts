import { Plane } from '../plane';

const DATA = [
  'business_metadata', 'business_metadata_binding', 'catalog_entity_attributes', 'catalog_integration', 'connector',
  'flink_connection', 'flink_materialized_table', 'flink_statement', 'kafka_acl', 'kafka_client_quota',
  'kafka_cluster_config', 'kafka_topic', 'rtce_topic', 'schema', 'schema_registry_cluster_config',
  'schema_registry_cluster_mode', 'schema_registry_dek', 'schema_registry_kek', 'subject_config', 'subject_mode',
  'tableflow_topic', 'tag', 'tag_binding',
];
const CONNECTIONS = ['access_point', 'dns_forwarder', 'dns_record', 'private_link_attachment_connection', 'transit_gateway_attachment'];
const LINKS = ['cluster_link', 'kafka_mirror_topic', 'schema_exporter'];

const ENCRYPTION = ['byok_key'];
const PLANES: [Plane, string[]][] = [[Plane.ENCRYPTION, ENCRYPTION], [Plane.CONNECTIONS, CONNECTIONS], [Plane.DATA, DATA], [Plane.LINKS, LINKS]];

/** The plane of a resource type; whatever needs no key but the Cloud API key, and nothing before it, is of the control plane. */
export function planeOf(terraformType: string): Plane {
  const noun = terraformType.replace(/^confluent_/, '');
  return PLANES.find(([, nouns]) => nouns.includes(noun))?.[0] ?? Plane.CONTROL;
}
