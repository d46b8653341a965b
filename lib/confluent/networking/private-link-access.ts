import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { INetwork } from './network';
import { nameFor } from './private/naming';
import { IPrivateLinkTarget, PrivateLinkRoute } from './private-link-target';
import { fail, requireGiven, requireText } from '../../private/validation';
import { PrivateLinkAccess as Binding, PrivateLinkAccessConfig } from '../../provider/private-link-access';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';

/**
 * Who may connect to a network by PrivateLink.
 */
export class PrivateLinkClient {
  /**
   * An AWS account, by its 12 digits.
   */
  public static awsAccount(account: string): PrivateLinkClient {
    return new PrivateLinkClient('account', Cloud.AWS, account, { aws: { account } });
  }

  /**
   * A subscription on Azure.
   */
  public static azureSubscription(subscription: string): PrivateLinkClient {
    return new PrivateLinkClient('subscription', Cloud.AZURE, subscription, { azure: { subscription } });
  }

  /**
   * A project on Google Cloud.
   */
  public static gcpProject(project: string): PrivateLinkClient {
    return new PrivateLinkClient('project', Cloud.GCP, project, { gcp: { project } });
  }

  private constructor(
    /** What its ID is called. */
    public readonly kind: string,
    /** The cloud. */
    public readonly cloud: Cloud,
    /** The ID. */
    public readonly clientId: string,
    /** @internal The block of the bindings. */
    public readonly _block: Pick<PrivateLinkAccessConfig, 'aws' | 'azure' | 'gcp'>,
  ) {}
}

/**
 * Properties of a `PrivateLinkAccess`.
 */
export interface PrivateLinkAccessProps {
  /**
   * The network, with NetworkConnection.privateLink().
   */
  readonly network: INetwork;

  /**
   * Who may connect.
   *
   * @default - the AWS account of the stack
   */
  readonly client?: PrivateLinkClient;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly accessName?: string;
}

/**
 * Lets an account connect to a network by PrivateLink. On AWS it can be the target of a `PrivateLinkEndpoint`. Every change but
 * that of the name replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_private_link_access
 */
export class PrivateLinkAccess extends ConfluentResource implements IPrivateLinkTarget {
  public readonly environment: IEnvironment;

  /**
   * The ID, such as `pla-abc123`.
   */
  public readonly accessId: string;
  private readonly network: INetwork;

  constructor(scope: Construct, id: string, props: PrivateLinkAccessProps) {
    super(scope, id);
    requireGiven(this, props, 'network');
    const { network, client = PrivateLinkClient.awsAccount(Stack.of(this).account) } = props;
    requireText(this, client.kind, client.clientId, undefined, client.cloud === Cloud.AWS ? /^\d{12}$/ : undefined);
    if (network.connection && network.connection.name !== 'PRIVATELINK') {
      fail(this, `the network ${network.node.path} must be made with NetworkConnection.privateLink(), got one for ${network.connection.name}`);
    }
    if (network.cloud && network.cloud !== client.cloud) {
      fail(this, `\`client\` must be in ${network.cloud} as the network ${network.node.path}, got one in ${client.cloud}`);
    }
    this.environment = network.environment;
    this.network = network;
    const resource = addResource(this, this.environment.organization, Binding, {
      displayName: nameFor(this, 'accessName', props.accessName),
      network: { id: network.networkId },
      environment: { id: this.environment.environmentId },
      ...client._block,
    });
    this.accessId = textAttribute(resource, 'id');
  }

  public get vpcEndpointServiceName(): string {
    return this.network.vpcEndpointServiceName;
  }

  public connectVpcEndpoint(_scope: Construct, _vpcEndpointId: string): PrivateLinkRoute {
    return { dnsDomain: this.network.dnsDomain, zonal: true, network: this.network };
  }
}
