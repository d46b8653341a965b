import { Construct } from 'constructs';
import { ConnectorPluginAttributes, ConnectorType, IConnectorPlugin, PluginArchiveOptions, PluginConnectorClass } from './connector-plugin';
import { importPlugin, validateArchive, validateClass } from './private/archive';
import { requireGiven, requireText } from '../../private/validation';
import { CustomConnectorPlugin as Binding } from '../../provider/custom-connector-plugin';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IOrganization } from '../organization';
import { defaultName } from '../private/names';

/**
 * Properties of a `CustomConnectorPlugin`.
 */
export interface CustomConnectorPluginProps extends PluginArchiveOptions {
  /**
   * The organization.
   */
  readonly organization: IOrganization;

  /**
   * The name of the class in Java, up to 150 characters. Every change replaces the plugin.
   */
  readonly connectorClass: string;

  /**
   * What its connectors do. Every change replaces the plugin.
   */
  readonly connectorType: ConnectorType;

  /**
   * The name that people see, up to 60 characters.
   *
   * @default - derived from the construct path
   */
  readonly pluginName?: string;

  /**
   * What it is for, up to 256 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The cloud of the clusters whose connectors use it.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;
}

/**
 * A connector of one's own, for all environments of the organization. With another archive it is another plugin; where versions
 * matter, use a `ConnectPlugin`.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_custom_connector_plugin
 */
export class CustomConnectorPlugin extends ConfluentResource implements IConnectorPlugin {
  /**
   * A plugin that exists already.
   */
  public static fromCustomConnectorPluginAttributes(scope: Construct, id: string, attributes: ConnectorPluginAttributes): IConnectorPlugin {
    return importPlugin(scope, id, attributes);
  }

  public readonly connectorPluginId: string;
  public readonly connectorClasses: PluginConnectorClass[];
  public readonly sensitiveConfigProperties: string[];

  constructor(scope: Construct, id: string, props: CustomConnectorPluginProps) {
    super(scope, id);
    requireGiven(this, props, 'organization', 'connectorClass', 'connectorType', 'path');
    const { organization, connectorClass, connectorType, path, sensitiveConfigProperties = [] } = props;
    requireText(this, 'pluginName', props.pluginName, 60);
    requireText(this, 'description', props.description, 256);
    this.connectorClasses = [{ className: connectorClass, connectorType }];
    this.connectorClasses.forEach((one) => validateClass(this, one));
    validateArchive(this, props);
    const resource = addResource(this, organization, Binding, {
      displayName: props.pluginName ?? defaultName(this, 60),
      description: props.description,
      documentationLink: props.documentationLink,
      connectorClass,
      connectorType,
      cloud: props.cloud ?? Cloud.AWS,
      sensitiveConfigProperties: [...sensitiveConfigProperties],
      filename: TerraformRoot.forPlane(this, Plane.CONTROL).addFile(path),
    });
    this.connectorPluginId = textAttribute(resource, 'id');
    this.sensitiveConfigProperties = [...sensitiveConfigProperties];
  }
}
