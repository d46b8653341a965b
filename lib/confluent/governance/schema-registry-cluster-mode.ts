import { Construct } from 'constructs';
import { RegistryMode } from './registry-mode';
import { ISchemaRegistry } from './schema-registry';
import { requireGiven, requireOneOf } from '../../private/validation';
import { SchemaRegistryClusterMode as Binding } from '../../provider/schema-registry-cluster-mode';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * Properties of a `SchemaRegistryClusterMode`.
 */
export interface SchemaRegistryClusterModeProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * What may be done with its schemas.
   */
  readonly mode: RegistryMode;

  /**
   * Whether the mode IMPORT is set even if there are schemas already.
   *
   * @default false
   */
  readonly force?: boolean;
}

/**
 * What may be done with the schemas of all subjects of a registry that have no mode of their own. A registry has one: declare it
 * once, in one stack.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_schema_registry_cluster_mode
 */
export class SchemaRegistryClusterMode extends ConfluentResource {
  constructor(scope: Construct, id: string, props: SchemaRegistryClusterModeProps) {
    super(scope, id);
    requireGiven(this, props, 'registry', 'mode');
    requireOneOf(this, 'mode', props.mode, Object.values(RegistryMode));
    addResource(this, props.registry.environment.organization, Binding, {
      mode: props.mode,
      force: props.force,
      provider: registryProvider(this, props.registry),
    });
  }
}
