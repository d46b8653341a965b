import { IConstruct } from 'constructs';
import { ConfluentProvider, ConfluentProviderConfig } from '../../provider/provider';
import { Plane, TerraformRoot } from '../../terraform';
import { nameOf } from '../../terraform/private/names';
import { IApiKey } from '../access/api-key';
import { IServiceAccount } from '../access/service-account';
import { IEnvironment } from '../environment';
import { IFlinkComputePool } from '../flink/flink-compute-pool';
import { ISchemaRegistry } from '../governance/schema-registry';
import { IKafkaCluster } from '../kafka/kafka-cluster';
import { IOrganization } from '../organization';
import { reach } from './ways-in';

/*
 * Keys of clusters, registries and Flink regions go into provider blocks, where they are in neither plan nor state. A block
 * overrides what resources say themselves, so each cluster, registry and (pool, principal) has one of its own.
 */

/** The provider block that manages topics and ACLs of `cluster` in the stack of `scope`. */
export function kafkaProvider(scope: IConstruct, cluster: IKafkaCluster): ConfluentProvider {
  const provider = providerOf(scope, cluster.environment.organization, [cluster], 'kafka', (field) => ({
    kafkaId: cluster.clusterId,
    kafkaRestEndpoint: cluster.restEndpoint,
    kafkaApiKey: field(cluster.adminKey, 'username'),
    kafkaApiSecret: field(cluster.adminKey, 'password'),
  }));
  reach(cluster, TerraformRoot.forPlane(scope, Plane.DATA), scope);
  return provider;
}

/** The provider block that manages schemas of `registry` in the stack of `scope`. */
export function registryProvider(scope: IConstruct, registry: ISchemaRegistry, plane = Plane.DATA): ConfluentProvider {
  return providerOf(scope, registry.environment.organization, [registry], 'registry', (field) => ({
    schemaRegistryId: registry.schemaRegistryId,
    schemaRegistryRestEndpoint: registry.restEndpoint,
    schemaRegistryApiKey: field(registry.adminKey, 'username'),
    schemaRegistryApiSecret: field(registry.adminKey, 'password'),
  }), plane);
}

/** The same block, with the endpoint of the catalog if it is known; the one of the registry serves the catalog too. */
export function catalogProvider(scope: IConstruct, registry: ISchemaRegistry): ConfluentProvider {
  const provider = registryProvider(scope, registry);
  provider.catalogRestEndpoint = registry.catalogEndpoint;
  return provider;
}

/** The provider block for statements that run in `pool` as `principal`, in the stack of `scope`. */
export function flinkProvider(scope: IConstruct, pool: IFlinkComputePool, principal: IServiceAccount): ConfluentProvider {
  const { organization, environmentId } = pool.environment;
  return providerOf(scope, organization, [pool, principal], 'flink', (field) => ({
    organizationId: organization.organizationId,
    environmentId,
    flinkComputePoolId: pool.computePoolId,
    flinkPrincipalId: principal.serviceAccountId,
    flinkRestEndpoint: pool.restEndpoint,
    flinkApiKey: field(pool.adminKey, 'username'),
    flinkApiSecret: field(pool.adminKey, 'password'),
  }));
}

/** The provider block that manages Tableflow in `environment`, in the stack of `scope`. */
export function tableflowProvider(scope: IConstruct, environment: IEnvironment): ConfluentProvider {
  return providerOf(scope, environment.organization, [environment], 'tableflow', (field) => ({
    tableflowApiKey: field(environment.tableflowKey, 'username'),
    tableflowApiSecret: field(environment.tableflowKey, 'password'),
  }));
}

type Field = (key: IApiKey, field: string) => string;

function providerOf(
  scope: IConstruct, organization: IOrganization, about: IConstruct[], kind: string, keys: (field: Field) => ConfluentProviderConfig,
  plane = Plane.DATA,
): ConfluentProvider {
  const root = TerraformRoot.forPlane(scope, plane);
  root.connect(organization);
  const alias = nameOf([...about.flatMap((construct) => construct.node.path.split('/')), kind]);
  const existing = root.node.tryFindChild(alias) as ConfluentProvider | undefined; // nothing else is called so
  return existing ?? new ConfluentProvider(root, alias, {
    alias,
    cloudApiKey: root.secretVariable(organization.credentials, 'username'),
    cloudApiSecret: root.secretVariable(organization.credentials, 'password'),
    ...keys((key, field) => root.secretVariable(key.secret, field)),
  });
}
