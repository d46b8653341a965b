import { Stack } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AwsConnectorOptions, DeadLetterOptions, SinkConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { AwsConnector } from './private/aws-connector';
import { sinkOf } from './private/connector-shape';
import { settingsOf } from './private/settings';
import { IProviderIntegration } from './provider-integration';
import { requireGiven, requireText } from '../../private/validation';
import { IKafkaTopic } from '../kafka/kafka-topic';

/**
 * What a part of an item's primary key is made of.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-dynamo-db-sink.html
 */
export class DynamoDbKeySource {
  /** The number of the record's partition. */
  public static readonly PARTITION = DynamoDbKeySource.of('partition');
  /** The offset of the record. */
  public static readonly OFFSET = DynamoDbKeySource.of('offset');
  /** The name of the record's topic. */
  public static readonly TOPIC = DynamoDbKeySource.of('topic');
  /** Nothing: for tables that have no sort key. */
  public static readonly NONE = DynamoDbKeySource.of('');

  /**
   * A field of the value.
   *
   * @param path such as `customer.id`
   */
  public static valueField(path: string): DynamoDbKeySource {
    return DynamoDbKeySource.of(`value.${path}`);
  }

  /**
   * Whatever else Confluent knows.
   *
   * @param reference as in its configuration
   */
  public static of(reference: string): DynamoDbKeySource {
    return new DynamoDbKeySource(reference);
  }

  private constructor(
    /** How the configuration names it. */
    public readonly reference: string,
  ) {}
}

/**
 * What a connector does with a record that has a key and no value.
 */
export enum DynamoDbNullValues {
  /** It writes an item that has nothing but a key. */
  UPSERT = 'UPSERT',
  /** It skips the record. */
  IGNORE = 'IGNORE',
  /** It deletes the item. */
  DELETE = 'DELETE',
}

/**
 * Options of a `DynamoDbSinkConnector`.
 */
export interface DynamoDbSinkConnectorOptions extends ConnectorOptions, DeadLetterOptions, AwsConnectorOptions {
  /**
   * What the partition key of an item is made of.
   *
   * @default DynamoDbKeySource.PARTITION
   */
  readonly partitionKey?: DynamoDbKeySource;

  /**
   * What the sort key of an item is made of.
   *
   * @default DynamoDbKeySource.OFFSET
   */
  readonly sortKey?: DynamoDbKeySource;

  /**
   * What happens with a record that has a key and no value.
   *
   * @default DynamoDbNullValues.UPSERT
   */
  readonly nullValues?: DynamoDbNullValues;

  /**
   * Whether records are written at once, and not in batches. For few records only.
   *
   * @default false
   */
  readonly instantFlush?: boolean;
}

/**
 * Properties of a `DynamoDbSinkConnector`.
 */
export interface DynamoDbSinkConnectorProps extends DynamoDbSinkConnectorOptions, SinkConnectorOptions {
  /**
   * The table that is written to, in the region of the cluster.
   *
   * @default - a table for each topic, named like it, which the connector makes
   */
  readonly table?: ITable;
}

/** Tables that the connector makes are made, and written to. */
const TABLE_ACTIONS = [
  'dynamodb:BatchWriteItem', 'dynamodb:CreateTable', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:PutItem', 'dynamodb:UpdateItem',
];

/**
 * Confluent's managed connector from topics to items of DynamoDB tables, in the account of the stack and the region of the
 * cluster. It assumes an IAM role that may write to the tables; there is no long-lived AWS key.
 *
 * An item whose key is made of partition and offset, or of fields that identify the record, is there exactly once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-dynamo-db-sink.html
 */
export class DynamoDbSinkConnector extends AwsConnector {
  constructor(scope: Construct, id: string, props: DynamoDbSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics');
      const { topics, table, partitionKey = DynamoDbKeySource.PARTITION, sortKey = DynamoDbKeySource.OFFSET } = props;
      requireText(connector, 'partitionKey', partitionKey.reference);
      const shape = sinkOf(connector, props, 'DynamoDbSink', {
        ...settingsOf(props, { nullValues: 'behavior.on.null.values', instantFlush: 'aws.dynamodb.instant.flush' }),
        'aws.dynamodb.pk.hash': partitionKey.reference,
        'aws.dynamodb.pk.sort': sortKey.reference,
        'table.name.format': table?.tableName,
      });
      return { ...shape, grantAws: (integration) => [table ? table.grantWriteData(integration) : grantTablesOf(integration, topics)] };
    });
  }
}

/** The region is that of the cluster, where it is known. */
function grantTablesOf(grantee: IProviderIntegration, topics: IKafkaTopic[]): Grant {
  const resourceArns = topics.map(({ topicName, cluster }) =>
    Stack.of(grantee).formatArn({ service: 'dynamodb', region: cluster.region ?? '*', resource: 'table', resourceName: topicName }));
  return Grant.addToPrincipal({ grantee, actions: TABLE_ACTIONS, resourceArns });
}
