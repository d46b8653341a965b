import { Construct } from 'constructs';
import { INetwork } from './network';
import { INetworkLinkService } from './network-link-service';
import { nameFor } from './private/naming';
import { requireGiven } from '../../private/validation';
import { NetworkLinkEndpoint as Binding } from '../../provider/network-link-endpoint';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';

/**
 * Properties of a `NetworkLinkEndpoint`.
 */
export interface NetworkLinkEndpointProps {
  /**
   * The network that connects.
   */
  readonly network: INetwork;

  /**
   * The service that it connects to, which must accept the network or its environment.
   */
  readonly service: INetworkLinkService;

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
  readonly endpointName?: string;
}

/**
 * Connects a network to a `NetworkLinkService` of another, so that a cluster link can lead from its clusters to those there. Every change
 * but that of name and description replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_network_link_endpoint
 */
export class NetworkLinkEndpoint extends ConfluentResource {
  /**
   * The ID, such as `nle-abc123`.
   */
  public readonly endpointId: string;

  constructor(scope: Construct, id: string, props: NetworkLinkEndpointProps) {
    super(scope, id);
    requireGiven(this, props, 'network', 'service');
    const { network: { networkId, environment }, service } = props;
    const resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'endpointName', props.endpointName),
      description: props.description,
      network: { id: networkId },
      environment: { id: environment.environmentId },
      networkLinkService: { id: service.serviceId },
    });
    this.endpointId = textAttribute(resource, 'id');
  }
}
