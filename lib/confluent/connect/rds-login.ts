import { Grant } from 'aws-cdk-lib/aws-iam';
import { IDatabaseCluster, IDatabaseInstance } from 'aws-cdk-lib/aws-rds';
import { IProviderIntegration } from './provider-integration';

/**
 * How a connector logs in to a database of RDS or Aurora without a password: as an IAM role, in a database that has IAM
 * authentication.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export class RdsLogin {
  /**
   * To an instance.
   *
   * @param integration the role; unless given, one is made
   */
  public static instance(instance: IDatabaseInstance, integration?: IProviderIntegration): RdsLogin {
    return new RdsLogin(instance, integration);
  }

  /**
   * To a cluster.
   *
   * @param integration the role; unless given, one is made
   */
  public static cluster(cluster: IDatabaseCluster, integration?: IProviderIntegration): RdsLogin {
    return new RdsLogin(cluster, integration);
  }

  private constructor(
    private readonly database: IDatabaseInstance | IDatabaseCluster,
    /** The role that is given. */
    public readonly integration?: IProviderIntegration,
  ) {}

  /**
   * The region of the database.
   */
  public get region(): string {
    return this.database.env.region;
  }

  /**
   * Lets a role log in as a user.
   */
  public grantConnect(grantee: IProviderIntegration, user: string): Grant {
    return this.database.grantConnect(grantee, user);
  }
}
