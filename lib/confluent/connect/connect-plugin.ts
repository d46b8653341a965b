import { IResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireGiven, requireText } from '../../private/validation';
import { Plugin as Binding } from '../../provider/plugin';
import { addResource, textAttribute } from '../../terraform/private/add-resource';
import { Cloud } from '../cloud';
import { ConfluentResource } from '../confluent-resource';
import { IEnvironment } from '../environment';
import { defaultName } from '../private/names';

/**
 * Connectors of one's own, in versions.
 */
export interface IConnectPlugin extends IResource {
  /**
   * The ID.
   */
  readonly pluginId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud of the clusters whose connectors use it.
   */
  readonly cloud: Cloud;
}

/**
 * Properties of a `ConnectPlugin`.
 */
export interface ConnectPluginProps {
  /**
   * The environment. Every change replaces the plugin.
   */
  readonly environment: IEnvironment;

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
   * The cloud of the clusters whose connectors use it, which cannot be changed.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;

  /**
   * The language that it is written in, such as `JAVA`.
   *
   * @default - Confluent's default, Java
   */
  readonly runtimeLanguage?: string;
}

/**
 * What is known of a plugin that stands elsewhere.
 */
export interface ConnectPluginAttributes {
  /**
   * The ID.
   */
  readonly pluginId: string;

  /**
   * The environment.
   */
  readonly environment: IEnvironment;

  /**
   * The cloud of the clusters whose connectors use it.
   *
   * @default Cloud.AWS
   */
  readonly cloud?: Cloud;
}

/**
 * Connectors of one's own for an environment. The code is in its versions, each a `ConnectPluginVersion`.
 *
 * @see https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_plugin
 */
export class ConnectPlugin extends ConfluentResource implements IConnectPlugin {
  /**
   * A plugin that exists already.
   */
  public static fromConnectPluginAttributes(scope: Construct, id: string, attributes: ConnectPluginAttributes): IConnectPlugin {
    class Import extends Resource implements IConnectPlugin {
      public readonly pluginId = attributes.pluginId;
      public readonly environment = attributes.environment;
      public readonly cloud = attributes.cloud ?? Cloud.AWS;
    }
    return new Import(scope, id);
  }

  public readonly pluginId: string;
  public readonly environment: IEnvironment;
  public readonly cloud: Cloud;

  constructor(scope: Construct, id: string, props: ConnectPluginProps) {
    super(scope, id);
    requireGiven(this, props, 'environment');
    requireText(this, 'pluginName', props.pluginName, 60);
    requireText(this, 'description', props.description, 256);
    this.environment = props.environment;
    this.cloud = props.cloud ?? Cloud.AWS;
    const resource = addResource(this, this.environment.organization, Binding, {
      displayName: props.pluginName ?? defaultName(this, 60),
      description: props.description,
      cloud: this.cloud,
      runtimeLanguage: props.runtimeLanguage,
      environment: { id: this.environment.environmentId },
    });
    this.pluginId = textAttribute(resource, 'id');
  }
}
