/**
 * A predefined role of Confluent Cloud.
 *
 * @see https://docs.confluent.io/cloud/current/security/access-control/rbac/predefined-rbac-roles.html
 */
export class Role {
  /** All of the organization. */
  public static readonly ORGANIZATION_ADMIN = new Role('OrganizationAdmin');
  /** All of an environment. */
  public static readonly ENVIRONMENT_ADMIN = new Role('EnvironmentAdmin');
  /** All of a cluster. */
  public static readonly CLOUD_CLUSTER_ADMIN = new Role('CloudClusterAdmin');
  /** All of a resource, rights included. */
  public static readonly RESOURCE_OWNER = new Role('ResourceOwner');
  /** Read a resource. */
  public static readonly DEVELOPER_READ = new Role('DeveloperRead');
  /** Write to a resource. */
  public static readonly DEVELOPER_WRITE = new Role('DeveloperWrite');
  /** Create, change and delete a resource. */
  public static readonly DEVELOPER_MANAGE = new Role('DeveloperManage');
  /** Start, stop and scale. */
  public static readonly OPERATOR = new Role('Operator');
  /** Read metrics. */
  public static readonly METRICS_VIEWER = new Role('MetricsViewer');
  /** All of Flink in an environment. */
  public static readonly FLINK_ADMIN = new Role('FlinkAdmin');
  /** Run Flink statements. */
  public static readonly FLINK_DEVELOPER = new Role('FlinkDeveloper');
  /** Let one's resources act as a service account. */
  public static readonly ASSIGNER = new Role('Assigner');
  /** Everything that has to do with ksqlDB in a cluster. */
  public static readonly KSQL_ADMIN = new Role('KsqlAdmin');
  /** Networks. */
  public static readonly NETWORK_ADMIN = new Role('NetworkAdmin');
  /** Users and service accounts of the organization. */
  public static readonly ACCOUNT_ADMIN = new Role('AccountAdmin');
  /** Functions of Flink. */
  public static readonly FLINK_FUNCTION_DEVELOPER = new Role('FlinkFunctionDeveloper');
  /** Connect a cluster link to a cluster. */
  public static readonly CLUSTER_LINK_CONNECTION = new Role('ClusterLinkConnection');
  /** Read the stream catalog. */
  public static readonly DATA_DISCOVERY = new Role('DataDiscovery');
  /** Write to the stream catalog. */
  public static readonly DATA_STEWARD = new Role('DataSteward');

  /**
   * A role that has no constant here.
   */
  public static of(name: string): Role {
    return new Role(name);
  }

  private constructor(
    /** The name of the role. */
    public readonly name: string,
  ) {}
}
