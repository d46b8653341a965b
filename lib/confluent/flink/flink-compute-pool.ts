import { IResource, Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireGiven, requireOneOf, requireText } from '../../private/validation';
import { DataConfluentFlinkRegion } from '../../provider/data-confluent-flink-region';
import { FlinkComputePool as Binding } from '../../provider/flink-compute-pool';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IApiKey } from '../access/api-key';
import { ApiKeyScope } from '../access/api-key-scope';
import { Cloud } from '../cloud';
import { IEnvironment } from '../environment';
import { AdministeredResource } from '../private/administered-resource';
import { regionOf } from '../private/region';

/**
 * A compute pool, which Flink statements run in.
 */
export interface IFlinkComputePool extends IResource {
  /**
   * The ID, such as `lfcp-abc123`.
   */
  readonly computePoolId: string;

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
   */
  readonly maxCfu?: number;

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
}

abstract class FlinkComputePoolBase extends AdministeredResource implements IFlinkComputePool {
  public abstract readonly computePoolId: string;
  public abstract readonly environment: IEnvironment;
  public abstract readonly cloud: Cloud;
  public abstract readonly region: string;
  private lookup?: DataConfluentFlinkRegion;

  public get flinkRegionId(): string {
    return textAttribute(this.flinkRegion(), 'id');
  }

  public get restEndpoint(): string {
    return textAttribute(this.flinkRegion(), 'rest_endpoint');
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
    }
    return new Import(scope, id, attributes.adminKey);
  }

  public readonly computePoolId: string;
  public readonly environment: IEnvironment;

  /**
   * The cloud.
   */
  public readonly cloud: Cloud;

  /**
   * The region of the cloud.
   */
  public readonly region: string;

  constructor(scope: Construct, id: string, props: FlinkComputePoolProps) {
    super(scope, id);
    requireGiven(this, props, 'environment');
    requireText(this, 'computePoolName', props.computePoolName, 64, /^[0-9A-Za-z-][\w.-]*$/);
    requireOneOf(this, 'maxCfu', props.maxCfu, [5, 10, 20, 30, 40, 50]);
    this.cloud = props.cloud ?? Cloud.AWS;
    this.region = regionOf(this, this.cloud, props.region);
    this.environment = props.environment;
    const resource = addResource(this, props.environment.organization, Binding, {
      displayName: props.computePoolName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }),
      cloud: this.cloud,
      region: this.region,
      maxCfu: props.maxCfu ?? 5,
      environment: { id: props.environment.environmentId },
    });
    this.computePoolId = textAttribute(resource, 'id');
  }
}
