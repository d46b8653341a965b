import { IResource, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Gateway, IGateway } from './gateway';
import { NetworkConnection } from './network-connection';
import { nameFor } from './private/naming';
import { fail, requireGiven, requireText } from '../../private/validation';
import { DataConfluentNetwork } from '../../provider/data-confluent-network';
import { Network as Binding } from '../../provider/network';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Grant } from '../access/grant';
import { IPrincipal } from '../access/principal';
import { Role } from '../access/role';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { grantRole } from '../private/grants';
import { regionOf } from '../private/region';

/**
 * A private network of Confluent Cloud, which Dedicated clusters can be in.
 */
export interface INetwork extends IResource {
  /**
   * The ID, such as `n-abc123`.
   */
  readonly networkId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud, if it is known.
   */
  readonly cloud?: Cloud;

  /**
   * The region of the cloud, if it is known.
   */
  readonly region?: string;

  /**
   * How the network is joined to others, if it is known.
   */
  readonly connection?: NetworkConnection;

  /**
   * The address ranges of a network that is joined by routes.
   */
  readonly cidrs: string[];

  /**
   * The Confluent Resource Name.
   */
  readonly networkCrn: string;

  /**
   * The DNS domain of clusters in a network with PrivateLink.
   */
  readonly dnsDomain: string;

  /**
   * What ends the host names of endpoints in the network.
   */
  readonly endpointSuffix: string;

  /**
   * The VPC of Confluent, on AWS.
   */
  readonly vpcId: string;

  /**
   * The AWS account of that VPC.
   */
  readonly awsAccount: string;

  /**
   * The name of the service that VPC endpoints connect to, in a network with PrivateLink on AWS.
   */
  readonly vpcEndpointServiceName: string;

  /**
   * The project of Confluent, on Google Cloud.
   */
  readonly gcpProject: string;

  /**
   * The VPC network of Confluent, on Google Cloud.
   */
  readonly gcpVpcNetwork: string;

  /**
   * What DNS forwarders, and access points out of the network, belong to.
   */
  readonly gateway: IGateway;

  /**
   * The DNS domain of a zone, in a network with PrivateLink.
   *
   * @param zone Its ID, such as `use1-az1`
   */
  zonalSubdomain(zone: string): string;

  /**
   * The alias of the Private Link service of a zone, on Azure.
   *
   * @param zone Its ID, such as `1`
   */
  privateLinkServiceAlias(zone: string): string;

  /**
   * The service attachment of a zone for Private Service Connect, on Google Cloud.
   *
   * @param zone Its name, such as `us-central1-a`
   */
  serviceAttachment(zone: string): string;

  /**
   * Lets a principal manage the network and what joins it to others, as NetworkAdmin.
   */
  grantAdmin(principal: IPrincipal): Grant;
}

/**
 * Properties of a `Network`.
 */
export interface NetworkProps {
  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * How the network is joined to others.
   */
  readonly connection: NetworkConnection;

  /**
   * The name that people see.
   *
   * @default - derived from the construct path
   */
  readonly networkName?: string;

  /**
   * The cloud.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The region of that cloud.
   *
   * @default - the region of the stack, on AWS; it must be given for other clouds
   */
  readonly region?: string;

  /**
   * What happens to the network when it leaves the app. Confluent deletes none with a cluster in it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What is known of a network that stands elsewhere. All else is looked up during the deployment, where it is needed.
 */
export interface NetworkAttributes {
  /**
   * The ID, such as `n-abc123`.
   */
  readonly networkId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud.
   *
   * @default - not known
   */
  readonly cloud?: Cloud;

  /**
   * The region of the cloud.
   *
   * @default - not known
   */
  readonly region?: string;
}

abstract class NetworkBase extends ConfluentResource implements INetwork {
  public abstract readonly networkId: string;
  public abstract readonly environment: IEnvironment;
  public abstract readonly cloud?: Cloud;
  public abstract readonly region?: string;
  public abstract readonly connection?: NetworkConnection;
  private networkGateway?: IGateway;

  /** @internal The resource, or what looks it up. */
  protected abstract _source(): Binding | DataConfluentNetwork;

  public get cidrs(): string[] {
    return [this.text('cidr')];
  }

  public get networkCrn(): string {
    return this.text('resource_name');
  }

  public get dnsDomain(): string {
    return this.text('dns_domain');
  }

  public get endpointSuffix(): string {
    return this.text('endpoint_suffix');
  }

  public get vpcId(): string {
    return this.text('aws[0].vpc');
  }

  public get awsAccount(): string {
    return this.text('aws[0].account');
  }

  public get vpcEndpointServiceName(): string {
    return this.text('aws[0].private_link_endpoint_service');
  }

  public get gcpProject(): string {
    return this.text('gcp[0].project');
  }

  public get gcpVpcNetwork(): string {
    return this.text('gcp[0].vpc_network');
  }

  public get gateway(): IGateway {
    this.networkGateway ??= Gateway.fromGatewayAttributes(this, 'Gateway', { gatewayId: this.text('gateway[0].id'), environment: this.environment });
    return this.networkGateway;
  }

  public zonalSubdomain(zone: string): string {
    return this.text(`zonal_subdomains["${zone}"]`);
  }

  public privateLinkServiceAlias(zone: string): string {
    return this.text(`azure[0].private_link_service_aliases["${zone}"]`);
  }

  public serviceAttachment(zone: string): string {
    return this.text(`gcp[0].private_service_connect_service_attachments["${zone}"]`);
  }

  public grantAdmin(principal: IPrincipal): Grant {
    return grantRole(principal, Role.NETWORK_ADMIN, this, this.networkCrn, []);
  }

  private text(attribute: string): string {
    return textAttribute(this._source(), attribute);
  }
}

/**
 * A private network of Confluent Cloud. Every change but that of the name replaces it. It takes minutes, at most two hours.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_network
 */
export class Network extends NetworkBase {
  /**
   * A network that exists already.
   */
  public static fromNetworkAttributes(scope: Construct, id: string, attributes: NetworkAttributes): INetwork {
    const network = new ImportedNetwork(scope, id, attributes, { id: attributes.networkId });
    requireText(network, 'networkId', attributes.networkId, 64, NETWORK_ID);
    return network;
  }

  /**
   * A network that exists already, looked up by its name during the deployment.
   */
  public static fromNetworkName(scope: Construct, id: string, environment: IEnvironment, networkName: string): INetwork {
    return new ImportedNetwork(scope, id, { environment }, { displayName: networkName });
  }

  public readonly networkId: string;
  public readonly environment: IEnvironment;
  public readonly cloud?: Cloud;
  public readonly region?: string;
  public readonly connection?: NetworkConnection;
  private readonly resource: Binding;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    requireGiven(this, props, 'environment', 'connection');
    const { environment, connection } = props;
    const { addresses, privateLinkOptions: privateLink } = connection;
    const cloud = props.cloud ?? Cloud.AWS;
    const region = regionOf(this, cloud, props.region);
    this.validate(connection, cloud);
    this.environment = environment;
    this.connection = connection;
    this.cloud = cloud;
    this.region = region;
    this.resource = addResource(this, environment.organization, Binding, {
      displayName: nameFor(this, 'networkName', props.networkName),
      cloud,
      region,
      connectionTypes: [connection.name],
      cidr: addresses.cidr,
      reservedCidr: addresses.reservedCidr,
      zoneInfo: addresses.zoneCidrs?.map(({ zoneId, cidr }) => ({ zoneId, cidr })),
      zones: privateLink.zones,
      dnsConfig: privateLink.dnsResolution && { resolution: privateLink.dnsResolution },
      environment: { id: environment.environmentId },
    });
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this._liesIn(environment);
    this.networkId = textAttribute(this.resource, 'id');
  }

  public get cidrs(): string[] {
    const { cidr, zoneCidrs = [] } = this.connection?.addresses ?? {};
    return cidr === undefined ? zoneCidrs.map((zone) => zone.cidr) : [cidr];
  }

  /** @internal */
  protected _source(): Binding {
    return this.resource;
  }

  private validate({ name, addresses: { cidr, zoneCidrs, reservedCidr }, privateLinkOptions: { zones } }: NetworkConnection, cloud: Cloud): void {
    const isRouted = name !== 'PRIVATELINK';
    if (isRouted && (cidr === undefined) === (zoneCidrs === undefined)) {
      fail(this, `a network with ${name} needs either \`cidr\` or \`zoneCidrs\`, got ${cidr === undefined ? 'none' : 'both'}`);
    }
    requireText(this, 'cidr', cidr, 64, /^\d+\.\d+\.\d+\.\d+\/16$/);
    requireText(this, 'reservedCidr', reservedCidr, 64, /^\d+\.\d+\.\d+\.\d+\/24$/);
    zoneCidrs?.forEach((zone) => requireText(this, 'zoneCidrs', zone.cidr, 64, /^\d+\.\d+\.\d+\.\d+\/27$/));
    for (const [prop, given] of Object.entries({ zones, zoneCidrs })) {
      if (given && given.length !== 3 && !Token.isUnresolved(given)) {
        fail(this, `\`${prop}\` must have 3 zones, got ${given.length}`);
      }
    }
    if (cloud !== Cloud.AWS && (name === 'TRANSITGATEWAY' || reservedCidr !== undefined)) {
      fail(this, `${name === 'TRANSITGATEWAY' ? 'a transit gateway' : '`reservedCidr`'} is for networks in ${Cloud.AWS}, got: ${cloud}`);
    }
  }
}

/** A network that is looked up where more than its ID is needed. */
class ImportedNetwork extends NetworkBase {
  public readonly environment: IEnvironment;
  public readonly cloud?: Cloud;
  public readonly region?: string;
  public readonly connection = undefined;
  private lookup?: DataConfluentNetwork;

  constructor(scope: Construct, id: string, attributes: Omit<NetworkAttributes, 'networkId'>, private readonly by: { id?: string; displayName?: string }) {
    super(scope, id);
    this.environment = attributes.environment;
    this.cloud = attributes.cloud;
    this.region = attributes.region;
  }

  public get networkId(): string {
    return this.by.id ?? textAttribute(this._source(), 'id');
  }

  /** @internal */
  protected _source(): DataConfluentNetwork {
    const { organization, environmentId } = this.environment;
    this.lookup ??= addResource(this, organization, DataConfluentNetwork, { ...this.by, environment: { id: environmentId } });
    return this.lookup;
  }
}

const NETWORK_ID = /^(n-|nr-)/;
