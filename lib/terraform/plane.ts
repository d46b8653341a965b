/**
 * The Terraform root that a Confluent resource lives in. Which one follows from its type alone, so no edit moves a
 * resource between states.
 */
export enum Plane {
  /**
   * Keys of one's own that encrypt clusters. Confluent answers with the roles that need rights on a key, before a cluster in the
   * control plane can have it.
   * Applied with a Cloud API key.
   */
  ENCRYPTION = 'encryption',

  /**
   * Environments, clusters, networks, service accounts, API keys, role bindings, integrations, compute pools.
   * Applied with a Cloud API key.
   */
  CONTROL = 'control-plane',

  /**
   * Access points, PrivateLink attachment connections, transit gateway attachments, DNS: what joins Confluent's networks with
   * others. It needs what CloudFormation makes from values of the control plane, as a VPC endpoint; the data plane comes after it.
   * Applied with a Cloud API key.
   */
  CONNECTIONS = 'connections',

  /**
   * Topics, ACLs, schemas, connectors, Flink statements, Tableflow.
   * Applied with the Cloud API key and the keys of clusters, registries and Flink regions, in provider blocks.
   */
  DATA = 'data-plane',

  /**
   * Cluster links, mirror topics, schema exporters: the provider wants their keys in the resource, so they have a
   * state of their own.
   */
  LINKS = 'links',
}
