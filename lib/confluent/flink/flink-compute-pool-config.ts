import { Construct } from 'constructs';
import { fail, requireGiven, requireOneOf } from '../../private/validation';
import { FlinkComputePoolConfigA as Binding } from '../../provider/flink-compute-pool-config';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';
import { CFUS } from './private/cfus';

/**
 * Properties of a `FlinkComputePoolConfig`.
 */
export interface FlinkComputePoolConfigProps {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * Whether Confluent makes default compute pools in environments, for statements that name none.
   *
   * @default - as it is
   */
  readonly defaultComputePoolEnabled?: boolean;

  /**
   * The most Confluent Flink Units (CFU) of default compute pools: 5, 10, 20, 30, 40 or 50.
   *
   * @default - as it is
   */
  readonly defaultMaxCfu?: number;
}

/**
 * What an organization says about default compute pools: there is one such configuration in an organization, which exists
 * already, so declare it once. When it leaves the app, it stays as it is.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_flink_compute_pool_config
 */
export class FlinkComputePoolConfig extends ConfluentResource {
  constructor(scope: Construct, id: string, props: FlinkComputePoolConfigProps) {
    super(scope, id);
    requireGiven(this, props, 'organization');
    const { organization, defaultComputePoolEnabled, defaultMaxCfu } = props;
    if (defaultComputePoolEnabled === undefined && defaultMaxCfu === undefined) {
      fail(this, '`defaultComputePoolEnabled` or `defaultMaxCfu` must be given');
    }
    requireOneOf(this, 'defaultMaxCfu', defaultMaxCfu, CFUS);
    addResource(this, organization, Binding, { defaultComputePoolEnabled, defaultMaxCfu });
  }
}
