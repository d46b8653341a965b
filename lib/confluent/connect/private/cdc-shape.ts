import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { integrationOf } from './aws-connector';
import { ConnectorShape, prefixSourceOf } from './connector-shape';
import { PropKeys, Settings, settingsOf } from './settings';
import { fail, requireBetween, requireInteger, requireKnown, requireText } from '../../../private/validation';
import { ResourcePattern } from '../../access/resource-pattern';
import { SecretField } from '../../secret-field';
import { CdcSourceConnectorOptions, DebeziumSourceConnectorOptions, SchemaHistorySourceConnectorOptions } from '../cdc-source-options';
import { RdsLogin } from '../rds-login';

const CDC_KEYS: PropKeys<CdcSourceConnectorOptions> = {
  hostname: 'database.hostname',
  user: 'database.user',
  tables: 'table.include.list',
  excludedTables: 'table.exclude.list',
  columns: 'column.include.list',
  excludedColumns: 'column.exclude.list',
  snapshotMode: 'snapshot.mode',
  tombstonesOnDelete: 'tombstones.on.delete',
  heartbeatInterval: 'heartbeat.interval.ms',
  skippedOperations: 'skipped.operations',
  decimalHandling: 'decimal.handling.mode',
  timePrecision: 'time.precision.mode',
  binaryHandling: 'binary.handling.mode',
  signalTable: 'signal.data.collection',
};

const DEBEZIUM_KEYS: PropKeys<DebeziumSourceConnectorOptions> = {
  afterStateOnly: 'after.state.only',
  failureHandling: 'event.processing.failure.handling.mode',
  maxBatchSize: 'max.batch.size',
  pollInterval: 'poll.interval.ms',
  topicPartitions: 'topic.creation.topic_prefix_match.partitions',
  topicCleanupPolicy: 'topic.creation.topic_prefix_match.cleanup.policy',
};

const HISTORY_KEYS: PropKeys<SchemaHistorySourceConnectorOptions> = {
  schemaHistoryTopicName: 'schema.history.internal.kafka.topic',
  historyOfCapturedTablesOnly: 'schema.history.internal.store.only.captured.tables.ddl',
  skipUnparseableDdl: 'schema.history.internal.skip.unparseable.ddl',
  includeSchemaChanges: 'include.schema.changes',
};

/** The properties by which a connector proves who it is. */
interface LoginProps {
  readonly password?: SecretField;
  readonly rdsLogin?: RdsLogin;
}

/**
 * The shape of a connector that reads the changes of a relational database.
 *
 * @param heartbeats how the names of its heartbeat topics start
 */
export function cdcSourceOf(
  connector: Construct, props: CdcSourceConnectorOptions & { port?: number }, connectorClass: string, heartbeats: string, settings: Settings,
): ConnectorShape {
  requireText(connector, 'hostname', props.hostname);
  requireBetween(connector, 'port', props.port, 1, 65535);
  refuseBoth(connector, props, 'tables', 'excludedTables');
  refuseBoth(connector, props, 'columns', 'excludedColumns');
  const shape = prefixSourceOf(connector, props, connectorClass, { ...settingsOf(props, CDC_KEYS), ...settings });
  return props.heartbeatInterval ? { ...shape, makes: [...shape.makes ?? [], ResourcePattern.prefixed(heartbeats)] } : shape;
}

/** The shape of a connector by Debezium. */
export function debeziumSourceOf(
  connector: Construct, props: DebeziumSourceConnectorOptions & { port?: number }, connectorClass: string, settings: Settings,
): ConnectorShape {
  requireInteger(connector, 'maxBatchSize', props.maxBatchSize, 1, 5000);
  requireInteger(connector, 'topicPartitions', props.topicPartitions, 1);
  return cdcSourceOf(connector, props, connectorClass, '__debezium-heartbeat-lcc', {
    ...settingsOf(props, DEBEZIUM_KEYS),
    'message.key.columns': props.messageKeys?.join(';'),
    'topic.creation.topic_prefix_match.retention.ms': props.topicRetention?.milliseconds,
    'topic.creation.topic_prefix_match.retention.bytes': props.topicRetention?.bytes,
    ...settings,
  });
}

/** The shape of a connector by Debezium that keeps in a topic what tables looked like. */
export function historySourceOf(
  connector: Construct, props: SchemaHistorySourceConnectorOptions & { port?: number }, connectorClass: string, settings: Settings,
): ConnectorShape {
  const { topicPrefix, schemaHistoryTopicName: name } = props;
  requireKnown(connector, 'schemaHistoryTopicName', name, 'Rights are named after it: give it as plain text.');
  requireText(connector, 'schemaHistoryTopicName', name, 249, /^[a-zA-Z0-9._-]+$/);
  const shape = debeziumSourceOf(connector, props, connectorClass, { ...settingsOf(props, HISTORY_KEYS), ...settings });
  return withHistory(shape, topicPrefix, name === undefined ? ResourcePattern.prefixed(`dbhistory.${topicPrefix}.`) : ResourcePattern.literal(name));
}

/** A shape of a connector that makes a topic of its own, and reads it again in the group that Debezium names. */
export function withHistory(shape: ConnectorShape, topicPrefix: string, history: ResourcePattern): ConnectorShape {
  return {
    ...shape,
    makes: [...shape.makes ?? [], history],
    readsBack: [history],
    groups: ['schemahistory', 'dbhistory'].map((group) => ResourcePattern.literal(`${topicPrefix}-${group}`)), // the second in version 1
  };
}

/** A shape of a connector that logs in by a password, or as an IAM role. */
export function withLogin(
  connector: Construct, { password, rdsLogin, user }: LoginProps & CdcSourceConnectorOptions, shape: ConnectorShape,
): ConnectorShape {
  if ((password === undefined) === (rdsLogin === undefined)) {
    fail(connector, 'one of `password` and `rdsLogin` must be given');
  }
  if (!rdsLogin) {
    return { ...shape, settings: { ...shape.settings, 'database.password': password } };
  }
  const integration = integrationOf(connector, rdsLogin.integration, shape.cluster.environment);
  return {
    ...shape,
    settings: {
      ...shape.settings,
      'authentication.method': 'IAM Roles',
      'provider.integration.id': integration.integrationId,
      'database.aws.region': rdsLogin.region,
    },
    after: [...shape.after ?? [], integration, rdsLogin.grantConnect(integration, user)],
  };
}

/** Fails if there are two lists that exclude each other. */
export function refuseBoth<P extends object>(connector: Construct, props: P, one: keyof P & string, other: keyof P & string): void {
  if (props[one] !== undefined && props[other] !== undefined && !Token.isUnresolved(props[one])) {
    fail(connector, `\`${one}\` and \`${other}\` exclude each other. Give one of them.`);
  }
}
