/**
 * The Terraform root that a Confluent resource lives in. Which one follows from its type alone, so no edit moves a
 * resource between states.
 */
export enum Plane {
  /**
   * Environments, clusters, networks, service accounts, API keys, role bindings, integrations, compute pools.
   * Applied with a Cloud API key.
   */
  CONTROL = 'control-plane',

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
