import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConfluentResource } from '../confluent-resource';
import { IIpGroup } from './ip-group';
import { fail, requireBetween, requireGiven, requireText } from '../../private/validation';
import { IpFilter as Binding } from '../../provider/ip-filter';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { IEnvironment } from '../environment';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * Operations that an `IpFilter` is about.
 */
export class IpFilterOperations {
  /** The Cloud API, the Cloud Console and the CLI, by which everything is managed. */
  public static readonly MANAGEMENT = new IpFilterOperations('MANAGEMENT');
  /** Schema Registry. */
  public static readonly SCHEMA = new IpFilterOperations('SCHEMA');
  /** Flink. */
  public static readonly FLINK = new IpFilterOperations('FLINK');
  /** ksqlDB. */
  public static readonly KSQL = new IpFilterOperations('KSQL');
  /** Topics and other parts of Kafka clusters. */
  public static readonly KAFKA_MANAGEMENT = new IpFilterOperations('KAFKA_MANAGEMENT');
  /** Records. */
  public static readonly KAFKA_DATA = new IpFilterOperations('KAFKA_DATA');
  /** What clients ask of a Kafka cluster before all else. */
  public static readonly KAFKA_DISCOVERY = new IpFilterOperations('KAFKA_DISCOVERY');

  /**
   * Operations that have no constant here.
   */
  public static of(name: string): IpFilterOperations {
    return new IpFilterOperations(name);
  }

  private constructor(
    /** The name. */
    public readonly name: string,
  ) {}
}

/**
 * Properties of an `IpFilter`.
 */
export interface IpFilterProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * 1 to 25 groups of addresses that are let in; all others are not.
   */
  readonly ipGroups: IIpGroup[];

  /**
   * What is filtered.
   *
   * @default - what manages the organization, as IpFilterOperations.MANAGEMENT
   */
  readonly operations?: IpFilterOperations[];

  /**
   * The environment where it is filtered. What manages the organization is in none.
   *
   * @default - all of the organization
   */
  readonly environment?: IEnvironment;

  /**
   * The name that people see, 1 to 64 characters.
   *
   * @default - derived from the construct path
   */
  readonly ipFilterName?: string;
}

/**
 * Lets only some addresses use APIs of the organization.
 *
 * It applies to the run of this library too, and at once. If the runner's own address is not in a group, no later deployment
 * gets in, not even one that takes the filter back: then an administrator must delete it in the Cloud Console from an address
 * that is. Put the runner into a VPC whose NAT gateways have addresses that are in a group. Synth warns of each filter; say
 * that you did so by acknowledging the warning:
 * `Annotations.of(filter).acknowledgeWarning('cdk-streaming-hub:ipFilter', 'the NAT gateways are in the group')`.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_ip_filter
 */
export class IpFilter extends ConfluentResource {
  /**
   * The ID, such as `ipf-abc123`.
   */
  public readonly ipFilterId: string;

  constructor(scope: Construct, id: string, props: IpFilterProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'ipGroups');
    const { operations, environment } = props;
    requireText(this, 'ipFilterName', props.ipFilterName, 64);
    requireBetween(this, 'ipGroups (length)', props.ipGroups.length, 1, 25);
    requireBetween(this, 'operations (length)', operations?.length, 1);
    if (environment && (!operations || operations.some(({ name }) => name === IpFilterOperations.MANAGEMENT.name))) {
      fail(this, '`environment` must not be given for operations that manage the organization, which are in no environment. Name other `operations`, or leave it out.');
    }
    const resource = addResource(this, props.organization, Binding, {
      filterName: props.ipFilterName ?? defaultName(this),
      resourceGroup: operations ? 'multiple' : 'management',
      resourceScope: environment?.environmentCrn,
      operationGroups: operations?.map(({ name }) => name),
      ipGroups: props.ipGroups.map(({ ipGroupId }) => ipGroupId),
    });
    this.ipFilterId = textAttribute(resource, 'id');
    Annotations.of(this).addWarningV2('cdk-streaming-hub:ipFilter',
      'an IP filter locks out everybody who comes from another address, the runner too. Make sure that its addresses are in `ipGroups`, then acknowledge this warning.');
  }
}
