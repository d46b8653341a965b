import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConnectorShape } from './connector-shape';
import { Settings } from './settings';
import { fail, requireKnown, requireText } from '../../../private/validation';
import { ResourcePattern } from '../../access/resource-pattern';
import { IKafkaTopic } from '../../kafka/kafka-topic';
import { ReportOptions, SinkConnectorOptions } from '../connector-ends';
import { DataFormat } from '../data-format';
import { KeyStores } from '../key-stores';

/** The shape of a sink connector that reports what the other side answered. */
export function reporting(connector: Construct, { resultTopicName, errorTopicName }: ReportOptions, shape: ConnectorShape): ConnectorShape {
  for (const [name, value] of Object.entries({ resultTopicName, errorTopicName })) {
    requireKnown(connector, name, value, 'Rights are named after it: give it as plain text.');
    requireText(connector, name, value, 249, /^[a-zA-Z0-9._-]+$/);
  }
  const made = [resultTopicName, errorTopicName].flatMap((name) => name === undefined ? [] : [ResourcePattern.literal(name)]);
  return {
    ...shape,
    makes: [...shape.makes ?? [], ...made],
    settings: { ...shape.settings, 'reporter.result.topic.name': resultTopicName, 'reporter.error.topic.name': errorTopicName },
  };
}

/** The settings of key stores. The names of keys of files differ: `store.file` or `storefile`. */
export function keyStoreSettings(stores: KeyStores | undefined, prefix: string, file = 'file'): Settings {
  return {
    [`${prefix}.keystore${file}`]: stores?.keyStore,
    [`${prefix}.keystore.password`]: stores?.keyStorePassword,
    [`${prefix}.key.password`]: stores?.keyPassword,
    [`${prefix}.truststore${file}`]: stores?.trustStore,
    [`${prefix}.truststore.password`]: stores?.trustStorePassword,
  };
}

/** Names and values as one text, such as `a:1|b:2`. */
export function pairsOf(
  connector: Construct, prop: string, pairs: { [name: string]: string } | undefined, between: string, separator: string,
): string | undefined {
  const bad = Object.entries(pairs ?? {}).find(([name, value]) => name.includes(between) || `${name}${value}`.includes(separator));
  if (bad) {
    fail(connector, `\`${prop}\` must have no ${between} in names and no ${separator} at all, got: ${bad.join(between)}`);
  }
  return pairs && Object.entries(pairs).map(([name, value]) => `${name}${between}${value}`).join(separator);
}

/** A time for a key that is in seconds. */
export function secondsOf(duration: Duration | undefined): number | undefined {
  return duration?.toSeconds({ integral: false });
}

/** Fails if a topic is there twice: each goes to one place. */
export function requireOnce(connector: Construct, prop: string, topics: IKafkaTopic[]): void {
  const again = topics.find((topic, i) => topics.indexOf(topic) < i);
  if (again) {
    fail(connector, `\`${prop}\` must name a topic once, got it again: ${again.node.path}`);
  }
}

/** Formats whose schemas are in the registry. */
export const SCHEMA_FORMATS = [DataFormat.AVRO, DataFormat.JSON_SR, DataFormat.PROTOBUF];

/** Fails if a topic is not known to have a schema, for connectors that cannot do without. */
export function requireSchemas(connector: Construct, { topics, valueFormat }: SinkConnectorOptions): void {
  const bare = topics.find((topic) => topic.valueSubject?.format === undefined);
  if (bare && valueFormat === undefined) {
    fail(connector, `topic ${bare.topicName} (${bare.node.path}) is not known to have a schema, which the connector needs. `
      + `Give it one, or say its format: \`valueFormat\`, one of ${SCHEMA_FORMATS.join(', ')}.`);
  }
}
