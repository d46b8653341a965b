import { IResource } from 'aws-cdk-lib';

/**
 * What a connector does.
 */
export enum ConnectorType {
  /** It writes to topics. */
  SOURCE = 'SOURCE',
  /** It reads topics. */
  SINK = 'SINK',
}

/**
 * A class of connectors in a plugin.
 */
export interface PluginConnectorClass {
  /**
   * The name of the class in Java, up to 150 characters.
   */
  readonly className: string;

  /**
   * What it does.
   */
  readonly connectorType: ConnectorType;
}

/**
 * Code of one's own that Confluent runs as a connector: a `CustomConnectorPlugin` or a `ConnectPluginVersion`.
 */
export interface IConnectorPlugin extends IResource {
  /**
   * The ID by which connectors name it.
   */
  readonly connectorPluginId: string;

  /**
   * The classes of connectors that it has.
   */
  readonly connectorClasses: PluginConnectorClass[];

  /**
   * The keys of the configuration that are secret.
   */
  readonly sensitiveConfigProperties: string[];
}

/**
 * What is known of a plugin that stands elsewhere.
 */
export interface ConnectorPluginAttributes {
  /**
   * The ID by which connectors name it.
   */
  readonly connectorPluginId: string;

  /**
   * The classes of connectors that it has.
   */
  readonly connectorClasses: PluginConnectorClass[];

  /**
   * The keys of the configuration that are secret.
   *
   * @default - none
   */
  readonly sensitiveConfigProperties?: string[];
}

/**
 * Options of the archive of a plugin.
 */
export interface PluginArchiveOptions {
  /**
   * The path of the JAR or ZIP file, of 200 MiB at most. Another content replaces what it is given to.
   */
  readonly path: string;

  /**
   * Keys of the configuration whose values are secret: letters, digits, `_`, `+`, `.` and `-`, up to 150 characters each.
   *
   * @default - none
   */
  readonly sensitiveConfigProperties?: string[];

  /**
   * Where its documentation is: an `http://` or `https://` URL of up to 512 characters.
   *
   * @default - none
   */
  readonly documentationLink?: string;
}
