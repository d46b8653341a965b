import { Duration, Stack, Token } from 'aws-cdk-lib';
import { BillingMode, ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AwsConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { KinesisPosition } from './kinesis-source-connector';
import { AwsConnector, regionOfArn } from './private/aws-connector';
import { topicsSourceOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { IProviderIntegration } from './provider-integration';
import { Transform } from './transform';
import { fail, requireGiven, requireInteger, requireKnown, requireText } from '../../private/validation';
import { explainWildcardsBelow } from '../../terraform/private/findings';
import { IKafkaTopic } from '../kafka/kafka-topic';
import { defaultName } from '../private/names';

/**
 * What a connector reads of a DynamoDB table.
 */
export enum DynamoDbSyncMode {
  /** The items that are there, then changes. */
  SNAPSHOT_CDC = 'SNAPSHOT_CDC',
  /** The items that are there. */
  SNAPSHOT = 'SNAPSHOT',
  /** Changes. */
  CDC = 'CDC',
}

/**
 * A table, and the topic that its items go to.
 */
export interface DynamoDbCdcRoute {
  /**
   * The table. It has a stream, unless only the items are read that are there.
   */
  readonly table: ITable;

  /**
   * The topic.
   */
  readonly topic: IKafkaTopic;
}

/**
 * Options of a DynamoDB CDC source connector, wherever it stands.
 */
export interface DynamoDbCdcSourceConnectorOptions extends ConnectorOptions, AwsConnectorOptions {
  /**
   * What is read.
   *
   * @default DynamoDbSyncMode.SNAPSHOT_CDC
   */
  readonly syncMode?: DynamoDbSyncMode;

  /**
   * Where in the streams it starts.
   *
   * @default - as Confluent says
   */
  readonly position?: KinesisPosition;

  /**
   * How the names of the tables start in which the connector keeps how far it has read. No two connectors can share them. It
   * makes them, and they stay when it goes.
   *
   * @default - derived from the construct path
   */
  readonly checkpointTablePrefix?: string;

  /**
   * How those tables are paid for.
   *
   * @default BillingMode.PAY_PER_REQUEST
   */
  readonly checkpointBillingMode?: BillingMode;

  /**
   * Which percentage of a table's read capacity is used to read the items that are there: 1 to 100.
   *
   * @default 50
   */
  readonly maxReadCapacityPercentage?: number;

  /**
   * The most records that are passed on at once.
   *
   * @default 1000
   */
  readonly maxBatchSize?: number;

  /**
   * How long it waits for a record.
   *
   * @default Duration.seconds(5)
   */
  readonly pollLinger?: Duration;
}

/**
 * Properties of a `DynamoDbCdcSourceConnector`.
 */
export interface DynamoDbCdcSourceConnectorProps extends DynamoDbCdcSourceConnectorOptions {
  /**
   * The tables, in one region, and the topic that each one's items go to.
   */
  readonly routes: DynamoDbCdcRoute[];
}

/** To read the items that are there. */
const TABLE_ACTIONS = ['dynamodb:DescribeTable', 'dynamodb:Scan'];

/** What the Kinesis Client Library does; https://docs.aws.amazon.com/streams/latest/dev/kcl-iam-permissions.html */
const CHECKPOINT_ACTIONS = [
  'dynamodb:CreateTable', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan',
  'dynamodb:UpdateItem', 'dynamodb:UpdateTable',
];

/**
 * Confluent's managed connector from the items of DynamoDB tables, and their changes, to topics. It assumes an IAM role that may
 * read the tables and their streams; there is no long-lived AWS key. Records have a schema.
 *
 * Delivers at least once, in the order of each item's changes.
 *
 * The connector names topics like tables. A transform, after those that are given, puts the topic's name in place of that: other
 * transforms see the name of the table.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-dynamodb-cdc-source.html
 */
export class DynamoDbCdcSourceConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: DynamoDbCdcSourceConnectorProps) {
    super(scope, id, { ...props, transforms: [...props.transforms ?? [], ...(props.routes ?? []).map(renamed)] }, (connector) => {
      requireGiven(connector, props, 'routes');
      validate(connector, props);
      const { routes, syncMode, position, checkpointBillingMode = BillingMode.PAY_PER_REQUEST } = props;
      const checkpoints = props.checkpointTablePrefix ?? `${defaultName(connector)}-`;
      const shape = topicsSourceOf(connector, 'routes', routes.map(({ topic }) => topic), 'DynamoDbCdcSource', {
        ...settingsOf(props, {
          syncMode: 'dynamodb.table.sync.mode',
          maxReadCapacityPercentage: 'dynamodb.snapshot.max.rcu.percentage',
          maxBatchSize: 'max.batch.size',
          pollLinger: 'poll.linger.ms',
        }),
        'dynamodb.service.endpoint': `https://dynamodb.${regionOf(routes[0].table)}.${Stack.of(connector).urlSuffix}`,
        'dynamodb.table.discovery.mode': 'INCLUDELIST',
        'dynamodb.table.includelist': routes.map(({ table }) => table.tableName),
        'dynamodb.cdc.initial.stream.position': position?.name,
        'cdc.start.position.timestamp': position?.timestamp === undefined ? undefined : secondOf(position.timestamp),
        'dynamodb.cdc.checkpointing.table.prefix': checkpoints,
        'dynamodb.cdc.table.billing.mode': checkpointBillingMode,
      });
      const readsStreams = syncMode !== DynamoDbSyncMode.SNAPSHOT;
      return {
        ...shape,
        grantAws: (integration) => [
          ...routes.flatMap(({ table }) => grantTable(integration, table, readsStreams)),
          ...(readsStreams ? [grantCheckpoints(integration, regionOf(routes[0].table), checkpoints)] : []),
        ],
      };
    });
  }
}

/** Names of tables have no character that is special in regular expressions but the dot, which may be in a token's value too. */
function renamed({ table: { tableName }, topic: { topicName } }: DynamoDbCdcRoute): Transform {
  const regex = Token.isUnresolved(tableName) ? tableName : tableName.replace(/\./g, '\\.');
  return Transform.topicRegexRouter(regex, topicName);
}

/** A time in the format that the connector has by default. */
function secondOf(timestamp: number): string {
  return new Date(timestamp).toISOString().replace(/\.\d+Z$/, 'Z');
}

function validate(connector: Construct, props: DynamoDbCdcSourceConnectorProps): void {
  const { routes, checkpointTablePrefix, syncMode } = props;
  requireInteger(connector, 'maxReadCapacityPercentage', props.maxReadCapacityPercentage, 1, 100);
  requireInteger(connector, 'maxBatchSize', props.maxBatchSize, 1);
  requireKnown(connector, 'checkpointTablePrefix', checkpointTablePrefix, 'Rights are named after it: give it as plain text.');
  requireText(connector, 'checkpointTablePrefix', checkpointTablePrefix, 200, /^[a-zA-Z0-9_.-]+$/);
  if (routes.length === 0) {
    fail(connector, '`routes` must name at least one table, got none');
  }
  for (const { table, topic: { topicName } } of routes) {
    if (syncMode !== DynamoDbSyncMode.SNAPSHOT && table.tableStreamArn === undefined) {
      fail(connector, `table ${table.node.path} has no stream, by which changes are read. Give it one (\`stream\` or \`dynamoStream\`), or read only `
        + 'the items that are there: DynamoDbSyncMode.SNAPSHOT.');
    }
    if (regionOf(table) !== regionOf(routes[0].table)) {
      fail(connector, `\`routes\` must have tables of one region, got: ${routes.map((route) => route.table.node.path).join(', ')}`);
    }
    if (routes.some((other) => other.table !== table && other.table.tableName === topicName)) {
      fail(connector, `\`routes\` must not send table ${table.node.path} to topic ${topicName}, which is named like another table: its items would `
        + 'go on to the topic of that. Use two connectors.');
    }
  }
}

function grantTable(grantee: IProviderIntegration, table: ITable, readsStreams: boolean): Grant[] {
  table.encryptionKey?.grantDecrypt(grantee);
  explainWildcardsBelow(grantee.role, [[/^Resource::\*$/, 'The right to list streams is one on all of them.']]);
  return [table.grant(grantee, ...TABLE_ACTIONS), ...(readsStreams ? [table.grantStreamRead(grantee)] : [])];
}

/** The connector's tables are where the table is, in the account of the role. */
function grantCheckpoints(grantee: IProviderIntegration, region: string, prefix: string): Grant {
  const arn = Stack.of(grantee).formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: `${prefix}*` });
  return Grant.addToPrincipal({ grantee, actions: CHECKPOINT_ACTIONS, resourceArns: [arn, `${arn}/index/*`] });
}

/** The CDK takes tables for those of the stack's region, even if their ARN says otherwise. */
function regionOf(table: ITable): string {
  return Token.isUnresolved(table.tableArn) ? table.env.region : regionOfArn(table, table.tableArn);
}
