import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { PeeringConfig } from '../../provider/peering';
import { Cloud } from '../cloud';

/** The one block that says what it is. */
type Block = Pick<PeeringConfig, 'aws' | 'azure' | 'gcp'>;

/**
 * Options of a VPC of this app that is joined to a network.
 */
export interface PeerVpcOptions {
  /**
   * The address ranges that Confluent routes to the VPC.
   *
   * @default - that of the VPC
   */
  readonly routes?: string[];

  /**
   * The subnets that get routes to the network.
   *
   * @default - private subnets
   */
  readonly subnets?: SubnetSelection;
}

/**
 * A VPC that is accepted and gets its routes elsewhere.
 */
export interface ForeignVpc {
  /**
   * The AWS account, by its 12 digits.
   */
  readonly account: string;

  /**
   * The ID of the VPC, such as `vpc-0123`.
   */
  readonly vpcId: string;

  /**
   * The region of the VPC.
   */
  readonly region: string;

  /**
   * The address ranges that Confluent routes to the VPC.
   */
  readonly routes: string[];
}

/**
 * A virtual network on Azure.
 */
export interface AzureVnet {
  /**
   * The ID of the tenant.
   */
  readonly tenant: string;

  /**
   * The resource ID of the virtual network.
   */
  readonly vnet: string;

  /**
   * Its region.
   */
  readonly region: string;
}

/**
 * A VPC network on Google Cloud.
 */
export interface GcpVpcNetwork {
  /**
   * The project.
   */
  readonly project: string;

  /**
   * The name of the network.
   */
  readonly vpcNetwork: string;

  /**
   * Whether its custom routes are imported.
   *
   * @default false
   */
  readonly importCustomRoutes?: boolean;
}

/**
 * What a network of Confluent Cloud is joined to by a `Peering`.
 */
export class PeerNetwork {
  /**
   * A VPC in the account and region of the stack. The peering is accepted, and routes are made.
   */
  public static vpc(vpc: IVpc, options: PeerVpcOptions = {}): PeerNetwork {
    return new PeerNetwork(Cloud.AWS, ({ account, region }) => ({
      aws: { account, vpc: vpc.vpcId, customerRegion: region, routes: options.routes ?? [vpc.vpcCidrBlock] },
    }), vpc, options.subnets);
  }

  /**
   * A VPC in whichever account and region. The peering must be accepted there.
   */
  public static foreignVpc({ account, vpcId, region, routes }: ForeignVpc): PeerNetwork {
    return new PeerNetwork(Cloud.AWS, () => ({ aws: { account, vpc: vpcId, customerRegion: region, routes } }));
  }

  /**
   * A virtual network on Azure. Confluent's application needs the right to peer with it before.
   */
  public static azureVnet({ tenant, vnet, region }: AzureVnet): PeerNetwork {
    return new PeerNetwork(Cloud.AZURE, () => ({ azure: { tenant, vnet, customerRegion: region } }));
  }

  /**
   * A VPC network on Google Cloud. It must be joined from the other side too.
   */
  public static gcpVpcNetwork({ project, vpcNetwork, importCustomRoutes }: GcpVpcNetwork): PeerNetwork {
    return new PeerNetwork(Cloud.GCP, () => ({ gcp: { project, vpcNetwork, importCustomRoutes } }));
  }

  private constructor(
    /** The cloud. */
    public readonly cloud: Cloud,
    /** @internal The block of the bindings. */
    public readonly _blockIn: (stack: Stack) => Block,
    /** The VPC, if it is one of this app. */
    public readonly peerVpc?: IVpc,
    /** The subnets that get routes. */
    public readonly peerSubnets?: SubnetSelection,
  ) {}
}
