import { Construct } from 'constructs';
import { IConnectPlugin } from './connect-plugin';
import { ConnectorPluginAttributes, IConnectorPlugin, PluginArchiveOptions, PluginConnectorClass } from './connector-plugin';
import { importPlugin, validateArchive, validateClass } from './private/archive';
import { fail, requireGiven, requireText } from '../../private/validation';
import { CustomConnectorPluginVersion as Binding } from '../../provider/custom-connector-plugin-version';
import { Plane, TerraformRoot } from '../../terraform';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { ConfluentResource } from '../confluent-resource';

/**
 * Properties of a `ConnectPluginVersion`.
 */
export interface ConnectPluginVersionProps extends PluginArchiveOptions {
  /**
   * The plugin.
   */
  readonly plugin: IConnectPlugin;

  /**
   * The version: a `v`, and a number as in semantic versioning, such as `v1.2.0`.
   */
  readonly version: string;

  /**
   * The classes of connectors in the archive: 1 to 10.
   */
  readonly connectorClasses: PluginConnectorClass[];
}

/**
 * A version of connectors of one's own. Every change replaces it.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_custom_connector_plugin_version
 */
export class ConnectPluginVersion extends ConfluentResource implements IConnectorPlugin {
  /**
   * A version that exists already.
   */
  public static fromConnectPluginVersionAttributes(scope: Construct, id: string, attributes: ConnectorPluginAttributes): IConnectorPlugin {
    return importPlugin(scope, id, attributes);
  }

  public readonly connectorPluginId: string;
  public readonly connectorClasses: PluginConnectorClass[];
  public readonly sensitiveConfigProperties: string[];

  constructor(scope: Construct, id: string, props: ConnectPluginVersionProps) {
    super(scope, id);
    requireGiven(this, props, 'plugin', 'version', 'connectorClasses', 'path');
    const { plugin: { pluginId, environment, cloud }, version, connectorClasses, path, sensitiveConfigProperties = [] } = props;
    requireText(this, 'version', version, 61, /^v\d+\.\d+\.\d+([-+][\w.+-]+)?$/);
    if (connectorClasses.length < 1 || connectorClasses.length > 10) {
      fail(this, `\`connectorClasses\` must name 1 to 10 classes, got ${connectorClasses.length}`);
    }
    connectorClasses.forEach((one) => validateClass(this, one));
    validateArchive(this, props);
    const resource = addResource(this, environment.organization, Binding, {
      pluginId,
      environment: { id: environment.environmentId },
      cloud,
      version,
      connectorClass: connectorClasses.map(({ className, connectorType }) => ({ connectorClassName: className, connectorType })),
      documentationLink: props.documentationLink,
      sensitiveConfigProperties: [...sensitiveConfigProperties],
      filename: TerraformRoot.forPlane(this, Plane.CONTROL).addFile(path),
    });
    this.connectorPluginId = textAttribute(resource, 'id');
    this.connectorClasses = [...connectorClasses];
    this.sensitiveConfigProperties = [...sensitiveConfigProperties];
  }
}
