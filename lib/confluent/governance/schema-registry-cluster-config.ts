import { Construct } from 'constructs';
import { Compatibility } from './compatibility';
import { ISchemaRegistry } from './schema-registry';
import { fail, requireGiven, requireText } from '../../private/validation';
import { SchemaRegistryClusterConfig as Binding } from '../../provider/schema-registry-cluster-config';
import { addResource } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';
import { registryProvider } from '../private/providers';

/**
 * Properties of a `SchemaRegistryClusterConfig`.
 */
export interface SchemaRegistryClusterConfigProps {
  /**
   * The registry.
   */
  readonly registry: ISchemaRegistry;

  /**
   * Which schemas may follow each other.
   *
   * @default - Confluent's, Compatibility.BACKWARD
   */
  readonly compatibility?: Compatibility;

  /**
   * The property of the schemas' metadata whose values say which schemas are compared with each other, such as `major_version`.
   *
   * @default - all are compared
   */
  readonly compatibilityGroup?: string;

  /**
   * Whether schemas that mean the same count as the same, however they are written.
   *
   * @default - Confluent's, false
   */
  readonly normalize?: boolean;
}

/**
 * What holds for all subjects of a registry that have no configuration of their own. A registry has one: declare it once, in one
 * stack.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_schema_registry_cluster_config
 */
export class SchemaRegistryClusterConfig extends ConfluentResource {
  constructor(scope: Construct, id: string, props: SchemaRegistryClusterConfigProps) {
    super(scope, id);
    requireGiven(this, props, 'registry');
    const { registry, compatibility, compatibilityGroup, normalize } = props;
    requireText(this, 'compatibilityGroup', compatibilityGroup);
    if ([compatibility, compatibilityGroup, normalize].every((value) => value === undefined)) {
      fail(this, 'at least one of `compatibility`, `compatibilityGroup` and `normalize` must be given');
    }
    addResource(this, registry.environment.organization, Binding, {
      compatibilityLevel: compatibility,
      compatibilityGroup,
      normalize,
      provider: registryProvider(this, registry),
    });
  }
}
