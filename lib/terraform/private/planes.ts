import { Plane } from '../plane';

const DATA = [
  'business_metadata', 'business_metadata_binding', 'catalog_entity_attributes', 'catalog_integration', 'connector',
  'flink_connection', 'flink_materialized_table', 'flink_statement', 'kafka_acl', 'kafka_client_quota',
  'kafka_cluster_config', 'kafka_topic', 'rtce_topic', 'schema', 'schema_registry_cluster_config',
  'schema_registry_cluster_mode', 'schema_registry_dek', 'schema_registry_kek', 'subject_config', 'subject_mode',
  'tableflow_topic', 'tag', 'tag_binding',
];
const LINKS = ['cluster_link', 'kafka_mirror_topic', 'schema_exporter'];

/** The plane of a resource type; whatever needs no key but the Cloud API key is of the control plane. */
export function planeOf(terraformType: string): Plane {
  const noun = terraformType.replace(/^confluent_/, '');
  if (LINKS.includes(noun)) {
    return Plane.LINKS;
  }
  return DATA.includes(noun) ? Plane.DATA : Plane.CONTROL;
}
