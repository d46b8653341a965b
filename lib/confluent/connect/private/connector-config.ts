import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkConfig, specOf } from './check-config';
import { ConnectorShape } from './connector-shape';
import { KeyTable } from './keys/key-table';
import { KEY_TABLES } from './keys/key-tables';
import { plainOf, secretsOf, Setting, Settings, transformSettings } from './settings';
import { fail } from '../../../private/validation';
import { SchemaFormat } from '../../governance/schema';
import { SecretField } from '../../secret-field';
import { ConnectorOptions } from '../connector-options';
import { DataFormat } from '../data-format';

/** Keys that every connector sets. */
const OWN_KEYS = ['name', 'connector.class', 'kafka.auth.mode', 'kafka.service.account.id', 'tasks.max'];

/** Formats that schemas of the registry have in records. */
const FORMATS: { readonly [schema in SchemaFormat]: DataFormat } = {
  [SchemaFormat.AVRO]: DataFormat.AVRO, [SchemaFormat.JSON]: DataFormat.JSON_SR, [SchemaFormat.PROTOBUF]: DataFormat.PROTOBUF,
};

/** The configuration of a connector, besides its name, class, tasks and service account. */
export interface ConnectorConfig {
  readonly plain: Record<string, string>;
  readonly secrets: Record<string, SecretField>;
}

/** Puts the configuration together, and checks it. */
export function configOf(scope: Construct, props: ConnectorOptions, shape: ConnectorShape): ConnectorConfig {
  const { config = {}, sensitiveConfig = {}, transforms } = props;
  const table = KEY_TABLES.get(shape.connectorClass);
  const settings: Settings = { ...shape.settings, ...commonSettings(scope, props, shape) };
  const own = { ...plainOf(settings), ...secretsOf(settings), ...transformSettings(transforms) };
  for (const key of [...Object.keys(config), ...Object.keys(sensitiveConfig)]) {
    if (OWN_KEYS.includes(key) || own[key] !== undefined) {
      fail(scope, `\`config\` must not set ${key}, which a prop of the connector sets`);
    }
    if (config[key] !== undefined && sensitiveConfig[key] !== undefined) {
      fail(scope, `${key} is given in \`config\` and in \`sensitiveConfig\`. Give it once.`);
    }
  }
  const plain = { ...config, ...transformSettings(transforms), ...plainOf(settings) };
  const secrets = { ...sensitiveConfig, ...secretsOf(settings) };
  if (table && props.checkConfig !== false) {
    checkConfig(scope, table, plain, Object.keys(secrets));
  }
  for (const [key, value] of Object.entries(config)) {
    if (!Token.isUnresolved(value) && /password|secret\.(key|access)|api\.secret|private\.key$/.test(key)) {
      fail(scope, `\`config\` sets ${key}, which looks like a secret. Put it into \`sensitiveConfig\` as SecretField.of(secret, field).`);
    }
  }
  return { plain, secrets };
}

/** The settings of the options that all connectors have. */
function commonSettings(scope: Construct, props: ConnectorOptions, shape: ConnectorShape): Settings {
  const table = KEY_TABLES.get(shape.connectorClass);
  const side = shape.topicsAre;
  const has = (key: string) => !table || specOf(table, key) !== undefined;
  const first = (...keys: string[]) => keys.find(has) ?? keys[0];
  const valueKey = first(`${side}.data.format`, `${side}.data.value.format`);
  const options: [string, string, Setting | undefined][] = [
    ['valueFormat', valueKey, props.valueFormat],
    ['keyFormat', first(`${side}.key.format`, `${side}.data.key.format`), props.keyFormat],
    ['errorTolerance', 'errors.tolerance', props.errorTolerance],
    ['schemaContext', 'schema.context.name', props.schemaContext],
    ['fieldEncryption', 'csfle.enabled', props.fieldEncryption && true],
    ['egressAllowList', 'connector.egress.whitelist', props.egressAllowList],
    ['autoRestart', 'auto.restart.on.user.error', props.autoRestart],
  ];
  const given = options.filter(([, , value]) => value !== undefined);
  for (const [prop, key] of given) {
    if (!has(key) && props.checkConfig !== false) {
      fail(scope, `\`${prop}\` is no option of ${shape.connectorClass}, which has no key ${key}`);
    }
  }
  return {
    ...(table && has(valueKey) && props.config?.[valueKey] === undefined ? { [valueKey]: formatOf(shape) ?? defaultOf(table, valueKey) } : {}),
    ...Object.fromEntries(given.map(([, key, value]) => [key, value])),
    'sr.service.account.id': props.fieldEncryption?.serviceAccount.serviceAccountId,
    'csfle.onFailure': props.fieldEncryption?.onFailure,
  };
}

/** The format of the topics' schemas. */
function formatOf({ reads = [], writes = [] }: ConnectorShape): DataFormat | undefined {
  const format = [...reads, ...writes].map((topic) => topic.valueSubject?.format).find((one) => one !== undefined);
  return format && FORMATS[format];
}

/** The format of records that have no schema, where the class wants to know it. */
function defaultOf(table: KeyTable, key: string): string | undefined {
  const { required = table.required?.includes(key), default: format = DataFormat.JSON } = table.keys[key] ?? {};
  return required ? format : undefined;
}
