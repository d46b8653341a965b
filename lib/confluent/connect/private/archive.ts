import { statSync } from 'fs';
import { Resource, Size } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { fail, requireOneOf, requireText } from '../../../private/validation';
import { ConnectorPluginAttributes, ConnectorType, IConnectorPlugin, PluginArchiveOptions, PluginConnectorClass } from '../connector-plugin';

/** Confluent takes no larger ones; https://docs.confluent.io/cloud/current/connectors/bring-your-connector/custom-connector-qs.html */
const MAX_SIZE = Size.mebibytes(200);

/** The format of an archive, which must be there, and be small enough. */
export function archiveFormat(scope: IConstruct, path: string): string {
  const [, extension] = /\.(jar|zip)$/i.exec(path) ?? [];
  if (extension === undefined) {
    fail(scope, `\`path\` must be a .jar or .zip file, got: ${path}`);
  }
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) {
    fail(scope, `\`path\` must be a file that exists, got: ${path}`);
  }
  if (file.size > MAX_SIZE.toBytes()) {
    fail(scope, `\`path\` must have at most ${MAX_SIZE.toMebibytes()} MiB, got ${file.size} bytes: ${path}`);
  }
  return extension.toUpperCase();
}

/** Fails unless Confluent takes the archive of a plugin, and what is said of it. */
export function validateArchive(scope: IConstruct, props: PluginArchiveOptions): void {
  archiveFormat(scope, props.path);
  requireText(scope, 'documentationLink', props.documentationLink, 512, /^https?:\/\/.+/);
  for (const key of props.sensitiveConfigProperties ?? []) {
    requireText(scope, 'sensitiveConfigProperties', key, 150, /^[\w+.-]+$/);
  }
}

/** Fails unless Confluent takes a class of connectors. */
export function validateClass(scope: IConstruct, { className, connectorType }: PluginConnectorClass): void {
  requireText(scope, 'className', className, 150, /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/);
  requireOneOf(scope, 'connectorType', connectorType, Object.values(ConnectorType));
}

/** A plugin that exists already. */
export function importPlugin(scope: Construct, id: string, attributes: ConnectorPluginAttributes): IConnectorPlugin {
  class Import extends Resource implements IConnectorPlugin {
    public readonly connectorPluginId = attributes.connectorPluginId;
    public readonly connectorClasses = attributes.connectorClasses;
    public readonly sensitiveConfigProperties = attributes.sensitiveConfigProperties ?? [];
  }
  return new Import(scope, id);
}
