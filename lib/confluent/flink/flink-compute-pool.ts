import { IResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireGiven, requireOneOf, requireText } from '../../private/validation';
import { DataConfluentFlinkComputePool } from '../../provider/data-confluent-flink-compute-pool';
import { DataConfluentFlinkRegion } from '../../provider/data-confluent-flink-region';
import { FlinkComputePool as Binding } from '../../provider/flink-compute-pool';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { Role } from '../access/role';
import { Cloud } from '../cloud';
import { IEnvironment } from '../environment';
import { AdministeredResource } from '../private/administered-resource';
import { grantRole } from '../private/grants';
import { regionOf } from '../private/region';
import { CFUS } from './private/cfus';
import { defaultName } from '../private/names';

/**
 * A compute pool, which Flink statements run in.
 */
export interface IFlinkComputePool extends IResource {
  /**
   * The ID, such as `lfcp-abc123`.
   */
  readonly computePoolId: string;

  /**
   * The Confluent Resource Name.
   */
  readonly computePoolCrn: string;

  /**
   * The cloud.
   */
  readonly cloud: Cloud;

  /**
   * The region of the cloud.
   */
  readonly region: string;

  /**
   * The ID of its Flink region, such as `aws.us-east-1`.
   */
  readonly flinkRegionId: string;

  /**
   * The URL of Flink's REST API in the region.
   */
  readonly restEndpoint: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages statements in the region.
   */
  readonly adminKey: IApiKey;

  /**
   * Lets a principal run statements in the pool, as FlinkDeveloper. What the statements read and write, it needs besides.
   */
  grantUse(principal: IPrincipal): Grant;

  /**
   * Lets a principal do everything with Flink in the environment, as FlinkAdmin: there is no such role for one pool.
   *
   * @see https://docs.confluent.io/cloud/current/flink/operate-and-deploy/flink-rbac.html
   */
  grantAdmin(principal: IPrincipal): Grant;
}

/**
 * Properties of a `FlinkComputePool`.
 */
export interface FlinkComputePoolProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The name that people see: letters, digits, `_`, `.` and `-`, up to 64 characters.
   *
   * @default - derived from the construct path
   */
  readonly computePoolName?: string;

  /**
   * The most Confluent Flink Units (CFU): 5, 10, 20, 30, 40 or 50. It can be raised later, not lowered.
   *
   * @default 5
   * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_compute_pool
   */
  readonly maxCfu?: number;

  /**
   * Whether it is the pool of statements that name none. Environment and region have one such pool.
   *
   * @default false
   */
  readonly defaultPool?: boolean;

  /**
   * The cloud, that of the clusters that statements use.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region, that of the clusters that statements use.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * Whether statements are managed through Flink's private endpoint in the region: what applies the app must reach it.
   *
   * @default false
   */
  readonly privateEndpoint?: boolean;
}

/**
 * What is known of a compute pool that stands elsewhere.
 */
export interface FlinkComputePoolAttributes {
  /**
   * The ID, such as `lfcp-abc123`.
   */
  readonly computePoolId: string;

  /**
   * The cloud.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region.
   */
  readonly region: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The key that manages statements in the region.
   *
   * @default - one of the environment's administrator is made when it is first needed
   */
  readonly adminKey?: IApiKey;

  /**
   * Whether statements are managed through Flink's private endpoint in the region: what applies the app must reach it.
   *
   * @default false
   */
  readonly privateEndpoint?: boolean;
}

abstract class FlinkComputePoolBase extends AdministeredResource implements IFlinkComputePool {
  public abstract readonly computePoolId: string;
  public abstract readonly computePoolCrn: string;
  public abstract readonly environment: IEnvironment;
  public abstract readonly cloud: Cloud;
  public abstract readonly region: string;
  /** @internal */
  protected readonly _privateEndpoint?: boolean;
  private lookup?: DataConfluentFlinkRegion;

  public get flinkRegionId(): string {
    return textAttribute(this.flinkRegion(), 'id');
  }

  public get restEndpoint(): string {
    return textAttribute(this.flinkRegion(), this._privateEndpoint ? 'private_rest_endpoint' : 'rest_endpoint');
  }

  public grantUse(principal: IPrincipal): Grant {
    return grantRole(principal, Role.FLINK_DEVELOPER, this, this.computePoolCrn, []);
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return grantRole(principal, Role.FLINK_ADMIN, this.environment, this.environment.environmentCrn, []);
  }

  /** @internal */
  protected _keyScope(): ApiKeyScope {
    return ApiKeyScope.flinkRegion(this);
  }

  private flinkRegion(): DataConfluentFlinkRegion {
    this.lookup ??= addResource(this, this.environment.organization, DataConfluentFlinkRegion, { cloud: this.cloud, region: this.region }, 'Region');
    return this.lookup;
  }
}

/**
 * A compute pool. It costs nothing while no statement runs.
 *
 * @see https://docs.confluent.io/cloud/current/flink/concepts/compute-pools.html
 */
export class FlinkComputePool extends FlinkComputePoolBase {
  /**
   * A compute pool that exists already.
   */
  public static fromFlinkComputePoolAttributes(scope: Construct, id: string, attributes: FlinkComputePoolAttributes): IFlinkComputePool {
    class Import extends FlinkComputePoolBase {
      public readonly computePoolId = attributes.computePoolId;
      public readonly environment = attributes.environment;
      public readonly cloud = attributes.cloud ?? Cloud.AWS;
      public readonly region = attributes.region;
      protected readonly _privateEndpoint = attributes.privateEndpoint;

      public get computePoolCrn(): string {
        return `${this.environment.environmentCrn}/flink-region=${this.cloud}.${this.region}/compute-pool=${this.computePoolId}`;
      }
    }
    return new Import(scope, id, attributes.adminKey);
  }

  /**
   * A compute pool that exists already, by its name, which is looked up during the deployment. The pool of an app is found only
   * in a later deployment than the one that makes it.
   */
  public static fromComputePoolName(scope: Construct, id: string, environment: IEnvironment, computePoolName: string): IFlinkComputePool {
    class Import extends FlinkComputePoolBase {
      public readonly environment = environment;
      private readonly data = addResource(this, environment.organization, DataConfluentFlinkComputePool, {
        displayName: computePoolName, environment: { id: environment.environmentId },
      });
      public readonly computePoolId = textAttribute(this.data, 'id');
      public readonly computePoolCrn = textAttribute(this.data, 'resource_name');
      public readonly cloud = textAttribute(this.data, 'cloud') as Cloud;
      public readonly region = textAttribute(this.data, 'region');
    }
    return new Import(scope, id);
  }

  public readonly computePoolId: string;
  public readonly computePoolCrn: string;
  public readonly environment: IEnvironment;

  public readonly cloud: Cloud;
  public readonly region: string;
  /** @internal */
  protected readonly _privateEndpoint?: boolean;

  constructor(scope: Construct, id: string, props: FlinkComputePoolProps) {
    super(scope, id);
    requireGiven(this, props, 'environment');
    requireText(this, 'computePoolName', props.computePoolName, 64, /^[0-9A-Za-z-][\w.-]*$/);
    requireOneOf(this, 'maxCfu', props.maxCfu, CFUS);
    this.cloud = props.cloud ?? Cloud.AWS;
    this.region = regionOf(this, this.cloud, props.region);
    this.environment = props.environment;
    this._privateEndpoint = props.privateEndpoint;
    const resource = addResource(this, props.environment.organization, Binding, {
      displayName: props.computePoolName ?? defaultName(this),
      cloud: this.cloud,
      region: this.region,
      maxCfu: props.maxCfu ?? 5,
      defaultPool: props.defaultPool,
      environment: { id: props.environment.environmentId },
    });
    this.computePoolId = textAttribute(resource, 'id');
    this.computePoolCrn = textAttribute(resource, 'resource_name');
  }
}
