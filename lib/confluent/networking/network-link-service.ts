import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { INetwork } from './network';
import { nameFor } from './private/naming';
import { requireGiven } from '../../private/validation';
import { DataConfluentNetworkLinkService } from '../../provider/data-confluent-network-link-service';
import { NetworkLinkService as Binding } from '../../provider/network-link-service';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';

/**
 * Lets other networks of Confluent Cloud connect to one.
 */
export interface INetworkLinkService extends IResource {
  /**
   * The ID, such as `nls-abc123`.
   */
  readonly serviceId: string;
}

/**
 * Properties of a `NetworkLinkService`.
 */
export interface NetworkLinkServiceProps {
  /**
   * The network that others connect to.
   */
  readonly network: INetwork;

  /**
   * The environments whose networks may connect, all of them.
   *
   * @default - none
   */
  readonly acceptedEnvironments?: IEnvironment[];

  /**
   * The networks that may connect.
   *
   * @default - none
   */
  readonly acceptedNetworks?: INetwork[];

  /**
   * What it is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly serviceName?: string;
}

/**
 * Lets other networks with PrivateLink connect to one, for cluster links between them.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_network_link_service
 */
export class NetworkLinkService extends ConfluentResource implements INetworkLinkService {
  /**
   * A service that exists already, by its ID.
   */
  public static fromNetworkLinkServiceId(scope: Construct, id: string, serviceId: string): INetworkLinkService {
    class Import extends Resource implements INetworkLinkService {
      public readonly serviceId = serviceId;
    }
    return new Import(scope, id);
  }

  /**
   * A service that exists already, looked up by its name during the deployment.
   */
  public static fromNetworkLinkServiceName(scope: Construct, id: string, environment: IEnvironment, serviceName: string): INetworkLinkService {
    class Import extends ConfluentResource implements INetworkLinkService {
      public readonly serviceId = textAttribute(addResource(this, environment.organization, DataConfluentNetworkLinkService, {
        displayName: serviceName,
        environment: { id: environment.environmentId },
      }), 'id');
    }
    return new Import(scope, id);
  }

  public readonly serviceId: string;

  constructor(scope: Construct, id: string, props: NetworkLinkServiceProps) {
    super(scope, id);
    requireGiven(this, props, 'network');
    const { network: { networkId, environment }, acceptedEnvironments: environments, acceptedNetworks: networks } = props;
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'serviceName', props.serviceName),
      description: props.description,
      network: { id: networkId },
      environment: { id: environment.environmentId },
      accept: environments || networks ? {
        environments: environments?.map(({ environmentId }) => environmentId),
        networks: networks?.map((accepted) => accepted.networkId),
      } : undefined,
    });
    this.serviceId = textAttribute(resource, 'id');
  }
}
