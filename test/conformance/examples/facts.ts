/** What an official example consists of, as `<type>` or `<type>×<count>`. */
export interface Facts {
  /** Resources of Confluent, without the prefix `confluent_`. */
  readonly resources?: string;
  /** Data sources of Confluent, likewise. */
  readonly dataSources?: string;
  /** Resources of other providers, and modules. */
  readonly others?: string;
}

/**
 * The official examples, by folder.
 *
 * @see https://github.com/confluentinc/terraform-provider-confluent/tree/master/examples/configurations
 */
export const FACTS: Record<string, Facts> = {
  'advanced-bidirectional-cluster-link-rbac': {
    resources: 'api_key×2 cluster_link×2 kafka_mirror_topic×2 role_binding×2 service_account×2',
    dataSources: 'kafka_cluster×2',
  },
  'authentication-using-oauth/azure-entra-id': {
    resources: 'environment flink_compute_pool flink_statement kafka_cluster kafka_topic schema',
    dataSources: 'flink_region kafka_topic organization schema_registry_cluster',
  },
  'authentication-using-oauth/okta': {
    resources: 'environment flink_compute_pool flink_statement kafka_cluster kafka_topic schema',
    dataSources: 'flink_region kafka_topic organization schema_registry_cluster',
  },
  'authentication-using-oauth/schema-exporter': {
    resources: 'environment×2 kafka_cluster×2 kafka_topic×2 schema schema_exporter',
    dataSources: 'schema_registry_cluster×2',
  },
  'azure-key-vault': {
    resources: 'api_key environment role_binding service_account',
    others: 'azurerm_key_vault azurerm_key_vault_secret azurerm_resource_group',
  },
  'basic-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'basic-kafka-acls-with-alias': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'cloud-importer': { resources: 'tf_importer' },
  'cluster-link-over-aws-private-link-networks': {
    resources: 'api_key×2 cluster_link environment kafka_cluster×2 kafka_mirror_topic kafka_topic network×2 network_link_endpoint network_link_service private_link_access×2 role_binding×2 service_account×2',
    others: 'module.destination-vpce module.source-vpce',
  },
  'cluster-link-over-aws-private-link-networks/aws-privatelink-endpoint': {
    others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint',
  },
  'cluster-link-using-oauth/advanced-bidirectional-cluster-link-using-oauth': {
    resources: 'cluster_link×2 kafka_mirror_topic×2',
    dataSources: 'environment×2 kafka_cluster×2',
  },
  'cluster-link-using-oauth/destination-initiated-cluster-link-using-oauth': {
    resources: 'cluster_link kafka_mirror_topic',
    dataSources: 'environment×2 kafka_cluster×2',
  },
  'cluster-link-using-oauth/regular-bidirectional-cluster-link-using-oauth': {
    resources: 'cluster_link×2 kafka_mirror_topic×2',
    dataSources: 'environment×2 kafka_cluster×2',
  },
  'connect-artifact': { resources: 'connect_artifact connector', dataSources: 'environment' },
  'connectors/custom-datagen-source-connector': {
    resources: 'api_key×3 connector custom_connector_plugin environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/dynamo-db-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/elasticsearch-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/manage-offsets-github-source-connector': {
    resources: 'api_key×2 connector environment kafka_acl×5 kafka_cluster role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/manage-offsets-mongo-db-source-connector': {
    resources: 'api_key×2 connector environment kafka_acl×3 kafka_cluster role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/manage-offsets-mysql-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×9 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/managed-datagen-source-connector': {
    resources: 'api_key×3 connector environment kafka_acl×7 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/mongo-db-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/mongo-db-source-connector': {
    resources: 'api_key×3 connector environment kafka_acl×5 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/postgre-sql-cdc-debezium-source-connector': {
    resources: 'api_key×3 connector environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/s3-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/s3-sink-connector-assume-role': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic provider_integration role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
    others: 'module.s3_access_role',
  },
  'connectors/s3-sink-connector-assume-role/iam_role_module': { others: 'aws_iam_policy aws_iam_role aws_iam_role_policy_attachment' },
  'connectors/snowflake-sink-connector': {
    resources: 'api_key×3 connector environment kafka_acl×12 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'connectors/sql-server-cdc-debezium-source-connector': {
    resources: 'api_key×3 connector environment kafka_acl×6 kafka_cluster kafka_topic role_binding service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'create-default-topic-and-return-kafka-api-keys-to-consume-and-produce': { others: 'module.confluent_kafka_topic_api_keys' },
  'create-default-topic-and-return-kafka-api-keys-to-consume-and-produce/confluent_kafka_topic_api_keys_module': {
    resources: 'api_key×3 kafka_acl×3 kafka_topic role_binding service_account×3',
    dataSources: 'kafka_cluster',
  },
  'dedicated-private-service-connect-gcp-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network private_link_access role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'google_compute_address google_compute_firewall google_compute_forwarding_rule google_dns_managed_zone google_dns_record_set×2',
  },
  'dedicated-private-service-connect-gcp-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network private_link_access role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'google_compute_address google_compute_firewall google_compute_forwarding_rule google_dns_managed_zone google_dns_record_set×2',
  },
  'dedicated-privatelink-aws-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network private_link_access role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint',
  },
  'dedicated-privatelink-aws-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network private_link_access role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint',
  },
  'dedicated-privatelink-azure-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network private_link_access role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'azurerm_private_dns_a_record×2 azurerm_private_dns_zone azurerm_private_dns_zone_virtual_network_link azurerm_private_endpoint',
  },
  'dedicated-privatelink-azure-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network private_link_access role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'azurerm_private_dns_a_record×2 azurerm_private_dns_zone azurerm_private_dns_zone_virtual_network_link azurerm_private_endpoint',
  },
  'dedicated-public-aws-byok-kafka-acls': {
    resources: 'api_key×3 byok_key environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_kms_key aws_kms_key_policy',
  },
  'dedicated-public-azure-byok-kafka-acls': {
    resources: 'api_key×3 byok_key environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'azuread_service_principal azurerm_key_vault azurerm_key_vault_key azurerm_resource_group azurerm_role_assignment×3',
  },
  'dedicated-public-gcp-byok-kafka-acls': {
    resources: 'api_key×3 byok_key environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    others: 'google_kms_crypto_key google_kms_crypto_key_iam_member×2 google_kms_key_ring time_sleep',
  },
  'dedicated-public-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'dedicated-public-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'dedicated-transit-gateway-attachment-aws-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network role_binding service_account×3 transit_gateway_attachment',
    dataSources: 'schema_registry_cluster',
    others: 'aws_ec2_transit_gateway_vpc_attachment aws_ec2_transit_gateway_vpc_attachment_accepter aws_ram_principal_association aws_ram_resource_association',
  },
  'dedicated-transit-gateway-attachment-aws-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network role_binding×4 service_account×3 transit_gateway_attachment',
    dataSources: 'schema_registry_cluster',
    others: 'aws_ec2_transit_gateway_vpc_attachment aws_ec2_transit_gateway_vpc_attachment_accepter aws_ram_principal_association aws_ram_resource_association',
  },
  'dedicated-vnet-peering-azure-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network peering role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'azurerm_role_assignment azurerm_role_definition null_resource time_sleep',
  },
  'dedicated-vnet-peering-azure-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network peering role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'azurerm_role_assignment azurerm_role_definition null_resource time_sleep',
  },
  'dedicated-vpc-peering-aws-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network peering role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_route aws_vpc_peering_connection_accepter',
  },
  'dedicated-vpc-peering-aws-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network peering role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_route aws_vpc_peering_connection_accepter',
  },
  'dedicated-vpc-peering-gcp-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network peering role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'google_compute_network_peering',
  },
  'dedicated-vpc-peering-gcp-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic network peering role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'google_compute_network_peering',
  },
  'dedicated-vpc-peering-v2-aws-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic network peering role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
    others: 'aws_route aws_vpc_peering_connection_accepter',
  },
  'destination-initiated-cluster-link-rbac': {
    resources: 'api_key×2 cluster_link kafka_mirror_topic role_binding×2 service_account×2',
    dataSources: 'kafka_cluster×2',
  },
  'dns-forwarder': { resources: 'dns_forwarder environment network', dataSources: 'gateway' },
  'enterprise-ingress-azure': { resources: 'access_point api_key environment gateway kafka_cluster role_binding service_account' },
  'enterprise-ingress-gcp': { resources: 'access_point api_key environment gateway kafka_cluster role_binding service_account' },
  'enterprise-pni-aws-kafka-rbac': {
    resources: 'access_point api_key×3 gateway kafka_cluster kafka_topic role_binding×4 service_account×3',
    dataSources: 'environment',
    others: 'aws_instance aws_internet_gateway aws_key_pair aws_network_interface aws_network_interface_permission aws_route_table aws_route_table_association',
  },
  'enterprise-privatelinkattachment-aws-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic private_link_attachment private_link_attachment_connection role_binding service_account×3',
    others: 'module.privatelink',
  },
  'enterprise-privatelinkattachment-aws-kafka-acls/aws-privatelink-endpoint': {
    others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint',
  },
  'enterprise-privatelinkattachment-azure-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic private_link_attachment private_link_attachment_connection role_binding service_account×3',
    others: 'module.privatelink',
  },
  'enterprise-privatelinkattachment-azure-kafka-acls/azure-privatelink-endpoint': {
    others: 'azurerm_private_dns_a_record azurerm_private_dns_zone azurerm_private_dns_zone_virtual_network_link azurerm_private_endpoint',
  },
  'field-level-encryption-schema': { resources: 'schema schema_registry_kek tag' },
  'flink-carry-over-offset-between-statements': { resources: 'flink_statement' },
  'flink-connection': { resources: 'flink_connection' },
  'flink-quickstart': {
    resources: 'api_key×3 flink_compute_pool flink_statement kafka_cluster kafka_topic role_binding×6 schema service_account×3',
    dataSources: 'environment flink_region×2 organization schema_registry_cluster',
  },
  'flink-quickstart-2': { resources: 'flink_statement×4' },
  'flink_artifact': { resources: 'flink_artifact flink_statement' },
  'freight-aws-kafka-rbac': {
    resources: 'access_point api_key×3 gateway kafka_cluster kafka_topic role_binding×4 service_account×3',
    dataSources: 'environment',
    others: 'aws_instance aws_internet_gateway aws_key_pair aws_network_interface aws_network_interface_permission aws_route_table aws_route_table_association',
  },
  'hashicorp-vault': { resources: 'api_key environment role_binding service_account', others: 'vault_kv_secret_v2' },
  'kafka-importer': { resources: 'tf_importer' },
  'kafka-ops-env-admin-product-team/env-admin-product-team': {
    resources: 'api_key×3 kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'environment schema_registry_cluster',
  },
  'kafka-ops-env-admin-product-team/kafka-ops-team': { resources: 'api_key environment role_binding×2 service_account', dataSources: 'organization' },
  'kafka-ops-kafka-admin-product-team/kafka-admin-product-team': {
    resources: 'api_key×2 kafka_acl×3 kafka_topic',
    dataSources: 'environment kafka_cluster service_account×2',
  },
  'kafka-ops-kafka-admin-product-team/kafka-ops-team': {
    resources: 'api_key×2 environment kafka_cluster role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'ksql-acls': {
    resources: 'api_key×2 environment kafka_acl×12 kafka_cluster kafka_topic ksql_cluster role_binding×3 service_account×2',
    dataSources: 'schema_registry_cluster',
  },
  'ksql-rbac': {
    resources: 'api_key×2 environment kafka_cluster kafka_topic ksql_cluster role_binding×6 service_account×2',
    dataSources: 'schema_registry_cluster',
  },
  'manage-topics-via-json': { others: 'module.confluent_kafka_topics' },
  'manage-topics-via-json/confluent_kafka_topics_module': { resources: 'kafka_topic' },
  'managing-single-kafka-cluster': { resources: 'kafka_acl kafka_topic', dataSources: 'service_account' },
  'managing-single-schema-registry-cluster': { resources: 'schema' },
  'multiple-event-types-avro-schema': {
    resources: 'api_key×4 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema×3 service_account×4',
    dataSources: 'schema×2 schema_registry_cluster',
  },
  'multiple-event-types-proto-schema': {
    resources: 'api_key×4 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema×3 service_account×4',
    dataSources: 'schema×2 schema_registry_cluster',
  },
  'network-access-point-gcp-private-service-connect': { resources: 'access_point environment network', dataSources: 'gateway' },
  'private-flink-quickstart': {
    resources: 'api_key×3 flink_compute_pool flink_statement kafka_cluster kafka_topic private_link_attachment private_link_attachment_connection role_binding×4 schema service_account×3',
    dataSources: 'environment flink_region×2 organization schema_registry_cluster',
    others: 'module.privatelink',
  },
  'private-flink-quickstart/aws-privatelink-endpoint': { others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint' },
  'private-link-schema-registry': {
    resources: 'api_key×3 flink_compute_pool kafka_cluster kafka_topic private_link_attachment private_link_attachment_connection role_binding×4 schema service_account×3',
    dataSources: 'environment flink_region×2 organization schema_registry_cluster',
    others: 'module.privatelink',
  },
  'private-link-schema-registry/aws-private-link-endpoint': { others: 'aws_route53_record×2 aws_route53_zone aws_security_group aws_vpc_endpoint' },
  'provider-integration-aws': { resources: 'environment provider_integration' },
  'regular-bidirectional-cluster-link-rbac': {
    resources: 'api_key×2 cluster_link×2 kafka_mirror_topic×2 role_binding×2 service_account×2',
    dataSources: 'kafka_cluster×2',
  },
  'schema-linking': {
    resources: 'api_key×5 environment×2 kafka_acl×3 kafka_cluster kafka_topic role_binding×3 schema schema_exporter service_account×4',
    dataSources: 'schema_registry_cluster×2',
  },
  'schema-registry-importer': { resources: 'tf_importer' },
  'single-event-types-avro-schema': {
    resources: 'api_key×4 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'single-event-types-proto-schema': {
    resources: 'api_key×4 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'single-event-types-proto-schema-with-alias': {
    resources: 'api_key×4 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema service_account×4',
    dataSources: 'schema_registry_cluster',
  },
  'source-initiated-cluster-link-rbac': {
    resources: 'api_key×2 cluster_link×2 kafka_mirror_topic role_binding×2 service_account×2',
    dataSources: 'kafka_cluster×2',
  },
  'standard-kafka-acls': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'standard-kafka-rbac': {
    resources: 'api_key×3 environment kafka_cluster kafka_topic role_binding×4 service_account×3',
    dataSources: 'schema_registry_cluster',
  },
  'stream-catalog': {
    resources: 'api_key×4 business_metadata business_metadata_binding×2 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema service_account×4 tag×3 tag_binding×7',
    dataSources: 'schema_registry_cluster',
  },
  'tableflow/byob-aws-storage': {
    resources: 'api_key×5 environment kafka_acl×3 kafka_cluster kafka_topic provider_integration role_binding×3 schema service_account×4 tableflow_topic',
    dataSources: 'schema_registry_cluster',
    others: 'module.s3_access_role',
  },
  'tableflow/byob-aws-storage/iam_role_module': { others: 'aws_iam_policy aws_iam_role aws_iam_role_policy_attachment' },
  'tableflow/confluent-managed-storage': {
    resources: 'api_key×5 environment kafka_acl×3 kafka_cluster kafka_topic role_binding×2 schema service_account×4 tableflow_topic',
    dataSources: 'schema_registry_cluster',
  },
  'tableflow/datagen-connector-byob-aws-storage': {
    resources: 'api_key×5 connector environment kafka_acl×7 kafka_cluster kafka_topic provider_integration role_binding×3 service_account×5 tableflow_topic',
    dataSources: 'organization schema_registry_cluster',
    others: 'module.s3_access_role',
  },
  'tableflow/datagen-connector-byob-aws-storage/iam_role_module': { others: 'aws_iam_policy aws_iam_role aws_iam_role_policy_attachment' },
  'tableflow/datagen-connector-confluent-managed-storage': {
    resources: 'api_key×5 connector environment kafka_acl×7 kafka_cluster kafka_topic role_binding×2 service_account×5 tableflow_topic',
    dataSources: 'organization schema_registry_cluster',
  },
  'topic-as-a-service': { others: 'module.topic_as_a_service' },
  'topic-as-a-service/topic_as_a_service_module': {
    resources: 'api_key×3 environment kafka_acl×3 kafka_cluster kafka_topic role_binding service_account×3',
  },
};
