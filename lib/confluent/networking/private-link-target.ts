import { Construct, IConstruct } from 'constructs';
import { IAccessPoint } from './access-point';
import { INetwork } from './network';
import { IEnvironment } from '../environment';

/**
 * Where a VPC endpoint leads to.
 */
export interface PrivateLinkRoute {
  /**
   * The DNS domain whose names the endpoint stands for.
   */
  readonly dnsDomain: string;

  /**
   * Whether each zone has names of its own, below the domain.
   *
   * @default false
   */
  readonly zonal?: boolean;

  /**
   * The network.
   *
   * @default - whatever is reached in the environment without one, as Enterprise clusters
   */
  readonly network?: INetwork;

  /**
   * The access point that was made.
   *
   * @default - none
   */
  readonly accessPoint?: IAccessPoint;
}

/**
 * What VPC endpoints connect to: a `PrivateLinkAttachment`, a `PrivateLinkAccess`, or a `Gateway` into Confluent Cloud.
 */
export interface IPrivateLinkTarget extends IConstruct {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The name of the service that VPC endpoints connect to, on AWS.
   */
  readonly vpcEndpointServiceName: string;

  /**
   * Tells Confluent of a VPC endpoint, by what it makes in `scope`.
   */
  connectVpcEndpoint(scope: Construct, vpcEndpointId: string): PrivateLinkRoute;
}
