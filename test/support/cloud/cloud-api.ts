import { Thing } from '../world';

type Json = Record<string, any>;

/** The REST API of Confluent Cloud for one type of resource: its path, which filters its list takes, and what an item looks like. */
export interface Collection {
  /** With names such as `{cluster}` in braces for parts of a parent. */
  readonly path: string;
  /** The Terraform types of its items. */
  readonly types: string[];
  readonly version: string;
  readonly kind: string;
  /** Where a filter, or a part of the path, is in the attributes of the resource. */
  readonly filters?: Record<string, string | ((attributes: Json) => unknown)>;
  /** Filters that must be there. */
  readonly required?: string[];
  /** Filters that look for a part of the text. */
  readonly partial?: string[];
  /** What an item has besides its ID and metadata. */
  readonly item: (attributes: Json, thing: Thing) => Json;
  /** What is asked for by its path; default: the ID. */
  readonly key?: (thing: Thing) => string;
  /** The answer for what is not there; default: 404. */
  readonly gone?: number;
  /** Most items of a page; default: 100. */
  readonly page?: number;
}

/** What the first block of a name has. */
export const inBlock = (attributes: Json, name: string): Json | undefined => attributes[name]?.[0];

const ref = (block: Json | undefined) => block && { ...block, related: '', resource_name: '' };
const refs = (attributes: Json, ...names: string[]) => Object.fromEntries(names.map((name) => [name, ref(inBlock(attributes, name))]));

const pascal = (name: string) => name.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());

/** What one of several blocks has, with the kind that its name stands for. */
function variant(attributes: Json, names: string[], kindOf: (name: string) => string, renamed: Record<string, string> = {}): Json | undefined {
  const name = names.find((each) => inBlock(attributes, each));
  const fields = Object.entries(inBlock(attributes, name ?? '') ?? {}).map(([field, value]) => [renamed[field] ?? field, value]);
  return name === undefined ? undefined : { kind: kindOf(name), ...Object.fromEntries(fields) };
}

/** What has the same names in the API and in Terraform, on top. */
const flat = (...names: string[]) => (attributes: Json) => Object.fromEntries(names.map((name) => [name, attributes[name]]));

const CLOUD_NAMES: Record<string, string> = { aws: 'Aws', azure: 'Azure', gcp: 'Gcp' };
const CLOUDS = Object.keys(CLOUD_NAMES);

/** Networks, and what belongs to them: a `spec` with a name, an environment and references, and a `status`. */
function networking(
  path: string,
  type: string,
  kind: string,
  phase: string,
  names: string[],
  more: Partial<Collection> = {},
  spec: (attributes: Json) => Json = () => ({}),
): Collection {
  const references = ['network', 'gateway', 'network_link_service', 'private_link_attachment'].filter((name) => names.includes(name));
  return {
    path: `/networking/v1/${path}`,
    types: [`confluent_${type}`],
    version: 'networking/v1',
    kind,
    required: ['environment'],
    ...more,
    filters: {
      'environment': 'environment.id',
      'spec.display_name': 'display_name',
      ...Object.fromEntries(references.map((name) => [`spec.${name}`, `${name}.id`])),
      ...more.filters,
    },
    item: (attributes, thing) => ({
      spec: {
        ...flat('display_name', ...names.filter((name) => !references.includes(name)))(attributes),
        ...refs(attributes, 'environment', ...references),
        ...spec(attributes),
      },
      status: { phase: isReady(thing) ? phase : 'PROVISIONING' },
    }),
  };
}

/** Whether a resource is not being provisioned any more. */
export const isReady = ({ readyAt = 0 }: Thing) => readyAt <= Date.now();

const gateways = [
  'aws_egress_private_link_gateway', 'aws_ingress_private_link_gateway', 'aws_private_network_interface_gateway',
  'azure_egress_private_link_gateway', 'azure_ingress_private_link_gateway', 'gcp_ingress_private_service_connect_gateway',
];
const accessPoints = [
  'aws_egress_private_link_endpoint', 'aws_ingress_private_link_endpoint', 'aws_private_network_interface', 'azure_egress_private_link_endpoint',
  'azure_ingress_private_link_endpoint', 'gcp_egress_private_service_connect_endpoint', 'gcp_ingress_private_service_connect_endpoint',
];

const managedResource = (attributes: Json) => inBlock(attributes, 'managed_resource') ?? { id: 'cloud', kind: 'Cloud', api_version: 'iam/v2' };

/** All collections of api.confluent.cloud. Sources are the OpenAPI documents that come with Confluent's SDK for Go, and the provider's fixtures. */
export const COLLECTIONS: Collection[] = [
  {
    path: '/org/v2/environments',
    types: ['confluent_environment'],
    version: 'org/v2',
    kind: 'Environment',
    item: (attributes) => ({ display_name: attributes.display_name, stream_governance_config: inBlock(attributes, 'stream_governance') }),
  },
  {
    path: '/iam/v2/service-accounts',
    types: ['confluent_service_account'],
    version: 'iam/v2',
    kind: 'ServiceAccount',
    filters: { display_name: 'display_name' },
    item: flat('display_name', 'description'),
  },
  {
    path: '/iam/v2/api-keys',
    types: ['confluent_api_key'],
    version: 'iam/v2',
    kind: 'ApiKey',
    filters: { 'spec.owner': 'owner.id', 'spec.resource': (attributes) => managedResource(attributes).id },
    item: (attributes) => ({
      spec: { ...flat('display_name', 'description')(attributes), secret: '', owner: ref(inBlock(attributes, 'owner')), resource: ref(managedResource(attributes)) },
    }),
  },
  {
    path: '/iam/v2/role-bindings',
    types: ['confluent_role_binding'],
    version: 'iam/v2',
    kind: 'RoleBinding',
    gone: 403,
    filters: { principal: 'principal', role_name: 'role_name', crn_pattern: 'crn_pattern' },
    required: ['crn_pattern'],
    partial: ['crn_pattern'],
    item: flat('principal', 'role_name', 'crn_pattern'),
  },
  {
    path: '/iam/v2/identity-providers',
    types: ['confluent_identity_provider'],
    version: 'iam/v2',
    kind: 'IdentityProvider',
    item: flat('display_name', 'description', 'issuer', 'jwks_uri', 'identity_claim'),
  },
  {
    path: '/iam/v2/identity-providers/{provider}/identity-pools',
    types: ['confluent_identity_pool'],
    version: 'iam/v2',
    kind: 'IdentityPool',
    filters: { provider: 'identity_provider.id' },
    item: flat('display_name', 'description', 'identity_claim', 'filter'),
  },
  {
    path: '/iam/v2/sso/group-mappings', types: ['confluent_group_mapping'], version: 'iam/v2', kind: 'GroupMapping', item: flat('display_name', 'description', 'filter'),
  },
  { path: '/iam/v2/ip-groups', types: ['confluent_ip_group'], version: 'iam/v2', kind: 'IpGroup', item: flat('group_name', 'cidr_blocks') },
  {
    path: '/iam/v2/ip-filters',
    types: ['confluent_ip_filter'],
    version: 'iam/v2',
    kind: 'IpFilter',
    filters: { resource_scope: 'resource_scope' },
    item: (attributes) => ({
      ...flat('filter_name', 'resource_group', 'resource_scope', 'operation_groups')(attributes), ip_groups: (attributes.ip_groups ?? []).map((id: string) => ref({ id })),
    }),
  },
  {
    path: '/iam/v2/certificate-authorities',
    types: ['confluent_certificate_authority'],
    version: 'iam/v2',
    kind: 'CertificateAuthority',
    item: flat('display_name', 'description', 'certificate_chain_filename', 'crl_url', 'crl_source', 'require_crl_on_client_certificate'),
  },
  {
    path: '/iam/v2/certificate-authorities/{authority}/identity-pools',
    types: ['confluent_certificate_pool'],
    version: 'iam/v2',
    kind: 'CertificateIdentityPool',
    filters: { authority: 'certificate_authority.id' },
    item: flat('display_name', 'description', 'external_identifier', 'filter'),
  },
  {
    path: '/iam/v2/invitations',
    types: ['confluent_invitation'],
    version: 'iam/v2',
    kind: 'Invitation',
    filters: { email: 'email', status: 'status' },
    item: flat('email', 'auth_type', 'status'),
  },
  {
    path: '/byok/v1/keys',
    types: ['confluent_byok_key'],
    version: 'byok/v1',
    kind: 'Key',
    filters: { key: 'aws.key_arn' },
    partial: ['key'],
    item: (attributes) => ({
      key: variant(attributes, CLOUDS, (cloud) => `${CLOUD_NAMES[cloud]}Key`, { key_identifier: 'key_id' }),
      provider: CLOUDS.find((cloud) => inBlock(attributes, cloud))?.toUpperCase(),
      state: 'AVAILABLE',
    }),
  },
  {
    path: '/cmk/v2/clusters',
    types: ['confluent_kafka_cluster'],
    version: 'cmk/v2',
    kind: 'Cluster',
    gone: 403,
    filters: { 'environment': 'environment.id', 'spec.network': 'network.id', 'spec.deletion_protection': 'deletion_protection' },
    required: ['environment'],
    item: (attributes, thing) => ({
      spec: {
        ...flat('display_name', 'availability', 'cloud', 'region', 'deletion_protection')(attributes),
        config: variant(attributes, ['basic', 'standard', 'enterprise', 'dedicated', 'freight'], pascal),
        http_endpoint: attributes.rest_endpoint,
        kafka_bootstrap_endpoint: attributes.bootstrap_endpoint,
        ...refs(attributes, 'environment', 'network'),
        byok: ref(inBlock(attributes, 'byok_key')),
      },
      status: { phase: isReady(thing) ? 'PROVISIONED' : 'PROVISIONING' },
    }),
  },
  {
    path: '/kafka-quotas/v1/client-quotas',
    types: ['confluent_kafka_client_quota'],
    version: 'kafka-quotas/v1',
    kind: 'ClientQuota',
    filters: { 'environment': 'environment.id', 'spec.cluster': 'kafka_cluster.id' },
    required: ['environment', 'spec.cluster'],
    item: (attributes) => ({
      spec: {
        ...flat('display_name', 'description')(attributes),
        throughput: inBlock(attributes, 'throughput'),
        cluster: ref(inBlock(attributes, 'kafka_cluster')),
        principals: (attributes.principals ?? []).map((id: string) => ref({ id })),
        ...refs(attributes, 'environment'),
      },
    }),
  },
  {
    path: '/connect/v1/custom-connector-plugins',
    types: ['confluent_custom_connector_plugin'],
    version: 'connect/v1',
    kind: 'CustomConnectorPlugin',
    filters: { cloud: 'cloud' },
    item: flat('display_name', 'description', 'documentation_link', 'connector_class', 'connector_type', 'cloud', 'sensitive_config_properties'),
  },
  {
    path: '/ccpm/v1/plugins',
    types: ['confluent_plugin'],
    version: 'ccpm/v1',
    kind: 'CustomConnectPlugin',
    filters: { 'environment': 'environment.id', 'spec.cloud': 'cloud' },
    required: ['environment'],
    item: (attributes) => ({ spec: { ...flat('display_name', 'description', 'cloud', 'runtime_language')(attributes), ...refs(attributes, 'environment') } }),
  },
  {
    path: '/ccpm/v1/plugins/{plugin}/versions',
    types: ['confluent_custom_connector_plugin_version'],
    version: 'ccpm/v1',
    kind: 'CustomConnectPluginVersion',
    filters: { environment: 'environment.id', plugin: 'plugin_id' },
    required: ['environment'],
    item: (attributes) => ({
      spec: {
        ...flat('version', 'documentation_link', 'sensitive_config_properties')(attributes),
        connector_classes: (attributes.connector_class ?? []).map((each: Json) => (
          { class_name: each.connector_class_name, type: each.connector_type })),
        ...refs(attributes, 'environment'),
      },
    }),
  },
  {
    path: '/cam/v1/connect-artifacts',
    types: ['confluent_connect_artifact'],
    version: 'cam/v1',
    kind: 'ConnectArtifact',
    filters: { 'environment': 'environment.id', 'spec.cloud': 'cloud' },
    required: ['environment', 'spec.cloud'],
    item: (attributes) => ({
      spec: {
        ...flat('display_name', 'description', 'content_format')(attributes),
        cloud: attributes.cloud?.toLowerCase(),
        environment: inBlock(attributes, 'environment')?.id,
      },
      status: { phase: 'READY' },
    }),
  },
  {
    path: '/artifact/v1/flink-artifacts',
    types: ['confluent_flink_artifact'],
    version: 'artifact/v1',
    kind: 'FlinkArtifact',
    filters: { environment: 'environment.id', cloud: 'cloud', region: 'region' },
    required: ['environment', 'cloud', 'region'],
    item: (attributes) => ({
      ...flat('display_name', 'cloud', 'region', 'class', 'content_format', 'description', 'documentation_link', 'runtime_language', 'versions')(attributes),
      environment: inBlock(attributes, 'environment')?.id,
    }),
  },
  {
    path: '/fcpm/v2/compute-pools',
    types: ['confluent_flink_compute_pool'],
    version: 'fcpm/v2',
    kind: 'ComputePool',
    filters: { 'environment': 'environment.id', 'spec.region': 'region' },
    required: ['environment'],
    item: (attributes, thing) => ({
      spec: { ...flat('display_name', 'cloud', 'region', 'max_cfu', 'default_pool')(attributes), ...refs(attributes, 'environment') },
      status: { phase: isReady(thing) ? 'PROVISIONED' : 'PROVISIONING', current_cfu: 0 },
    }),
  },
  {
    path: '/ksqldbcm/v2/clusters',
    types: ['confluent_ksql_cluster'],
    version: 'ksqldbcm/v2',
    kind: 'Cluster',
    gone: 403,
    filters: { environment: 'environment.id' },
    required: ['environment'],
    item: (attributes, thing) => ({
      spec: { ...flat('display_name', 'csu', 'use_detailed_processing_log')(attributes), ...refs(attributes, 'kafka_cluster', 'credential_identity', 'environment') },
      status: { phase: isReady(thing) ? 'PROVISIONED' : 'PROVISIONING' },
    }),
  },
  networking('networks', 'network', 'Network', 'READY', ['cloud', 'region', 'connection_types', 'cidr', 'reserved_cidr', 'zones'], {
    filters: { 'spec.cloud': 'cloud', 'spec.region': 'region', 'spec.cidr': 'cidr' }, page: 1000,
  }),
  networking('peerings', 'peering', 'Peering', 'READY', ['network'], {}, (attributes) => ({
    cloud: variant(attributes, CLOUDS, (cloud) => `networking.v1.${CLOUD_NAMES[cloud]}Peering`),
  })),
  networking('private-link-accesses', 'private_link_access', 'PrivateLinkAccess', 'READY', ['network'], {}, (attributes) => ({
    cloud: variant(attributes, CLOUDS, (cloud) => `networking.v1.${cloud === 'gcp' ? 'GcpPrivateServiceConnectAccess' : `${CLOUD_NAMES[cloud]}PrivateLinkAccess`}`),
  })),
  networking('transit-gateway-attachments', 'transit_gateway_attachment', 'TransitGatewayAttachment', 'READY', ['network'], {}, (attributes) => ({
    cloud: variant(attributes, ['aws'], () => 'networking.v1.AwsTransitGatewayAttachment', { ram_resource_share_arn: 'ram_share_arn' }),
  })),
  networking('private-link-attachments', 'private_link_attachment', 'PrivateLinkAttachment', 'WAITING_FOR_CONNECTIONS', ['cloud', 'region'], {
    filters: { 'spec.cloud': 'cloud', 'spec.region': 'region' },
  }),
  networking('private-link-attachment-connections', 'private_link_attachment_connection', 'PrivateLinkAttachmentConnection', 'READY', ['private_link_attachment'], {}, (attributes) => ({
    cloud: variant(attributes, CLOUDS, (cloud) => `networking.v1.${CLOUD_NAMES[cloud]}PrivateLinkAttachmentConnection`),
  })),
  networking('gateways', 'gateway', 'Gateway', 'READY', [], {}, (attributes) => ({ config: variant(attributes, gateways, (name) => `${pascal(name)}Spec`) })),
  networking('access-points', 'access_point', 'AccessPoint', 'READY', ['gateway'], {}, (attributes) => ({ config: variant(attributes, accessPoints, pascal) })),
  networking('dns-records', 'dns_record', 'DnsRecord', 'READY', ['gateway', 'domain'], { filters: { 'spec.domain': 'domain' } }, (attributes) => ({
    config: { kind: 'PrivateLinkAccessPoint', resource_id: inBlock(attributes, 'private_link_access_point')?.id },
  })),
  networking('dns-forwarders', 'dns_forwarder', 'DnsForwarder', 'READY', ['gateway', 'domains'], {}, (attributes) => ({
    config: variant(attributes, ['forward_via_ip', 'forward_via_gcp_dns_zones'], (name) => `networking.v1.${pascal(name)}`),
  })),
  networking('network-link-services', 'network_link_service', 'NetworkLinkService', 'READY', ['network', 'description'], {}, (attributes) => ({
    accept: inBlock(attributes, 'accept'),
  })),
  networking('network-link-endpoints', 'network_link_endpoint', 'NetworkLinkEndpoint', 'READY', ['network', 'network_link_service', 'description']),
  {
    path: '/pim/v1/integrations',
    types: ['confluent_provider_integration'],
    version: 'pim/v1',
    kind: 'Integration',
    filters: { environment: 'environment.id' },
    required: ['environment'],
    item: (attributes) => ({
      display_name: attributes.display_name,
      provider: 'AWS',
      config: variant(attributes, ['aws'], () => 'AwsIntegrationConfig', { customer_role_arn: 'customer_iam_role_arn' }),
      usages: [],
      ...refs(attributes, 'environment'),
    }),
  },
  {
    path: '/pim/v2/integrations',
    types: ['confluent_provider_integration_setup'],
    version: 'pim/v2',
    kind: 'Integration',
    filters: { environment: 'environment.id', display_name: 'display_name', status: 'status' },
    required: ['environment'],
    partial: ['display_name'],
    item: ({ authorization = {}, ...attributes }) => ({
      ...flat('display_name', 'status')(attributes),
      provider: attributes.cloud?.toLowerCase(),
      config: { kind: `${CLOUD_NAMES[attributes.cloud?.toLowerCase()]}IntegrationConfig`, ...authorization.azure?.[0], ...authorization.gcp?.[0] },
      usages: [],
      ...refs(attributes, 'environment'),
    }),
  },
  {
    path: '/tableflow/v1/tableflow-topics',
    types: ['confluent_tableflow_topic'],
    version: 'tableflow/v1',
    kind: 'TableflowTopic',
    key: ({ name }) => name,
    filters: { 'environment': 'environment.id', 'spec.kafka_cluster': 'kafka_cluster.id' },
    required: ['environment', 'spec.kafka_cluster'],
    item: (attributes) => ({
      spec: {
        ...flat('display_name', 'suspended', 'table_formats')(attributes),
        config: flat('retention_ms', 'data_retention_ms', 'record_failure_strategy', 'metadata_column_naming_scheme')(attributes),
        storage: variant(attributes, ['byob_aws', 'managed_storage', 'azure_data_lake_storage_gen_2'], (name) => ({ managed_storage: 'Managed', byob_aws: 'ByobAws' })[name] ?? pascal(name)),
        ...refs(attributes, 'environment', 'kafka_cluster'),
      },
      status: { phase: 'RUNNING' },
    }),
  },
  {
    path: '/tableflow/v1/catalog-integrations',
    types: ['confluent_catalog_integration'],
    version: 'tableflow/v1',
    kind: 'CatalogIntegration',
    filters: { 'environment': 'environment.id', 'spec.kafka_cluster': 'kafka_cluster.id' },
    required: ['environment', 'spec.kafka_cluster'],
    item: (attributes) => ({
      spec: {
        display_name: attributes.display_name,
        suspended: false,
        config: variant(attributes, ['aws_glue', 'snowflake', 'unity'], pascal),
        ...refs(attributes, 'environment', 'kafka_cluster'),
      },
      status: { phase: 'CONNECTED' },
    }),
  },
  {
    path: '/rtce/v1/rtce-topics',
    types: ['confluent_rtce_topic'],
    version: 'rtce/v1',
    kind: 'RtceTopic',
    key: ({ name }) => name,
    gone: 403,
    filters: { 'environment': 'environment.id', 'spec.kafka_cluster': 'kafka_cluster.id' },
    required: ['environment', 'spec.kafka_cluster'],
    item: (attributes) => ({
      spec: { ...flat('topic_name', 'cloud', 'region', 'description')(attributes), ...refs(attributes, 'environment', 'kafka_cluster') }, status: { phase: 'ACTIVE' },
    }),
  },
];
