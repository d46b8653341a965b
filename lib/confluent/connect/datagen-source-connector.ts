import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TopicSourceConnectorOptions } from './connector-ends';
import { topicSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { fail, requireGiven, requireText } from '../../private/validation';
import { ResourcePattern } from '../access/resource-pattern';

/**
 * What made-up records look like.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-datagen-source.html
 */
export class DatagenTemplate {
  /** Orders of a shop. */
  public static readonly ORDERS = DatagenTemplate.quickstart('ORDERS');
  /** Views of web pages. */
  public static readonly PAGEVIEWS = DatagenTemplate.quickstart('PAGEVIEWS');
  /** Trades of stocks. */
  public static readonly STOCK_TRADES = DatagenTemplate.quickstart('STOCK_TRADES');
  /** Users. */
  public static readonly USERS = DatagenTemplate.quickstart('USERS');

  /**
   * Records as in one of Confluent's examples.
   *
   * @param name such as `ORDERS`
   */
  public static quickstart(name: string): DatagenTemplate {
    return new DatagenTemplate(name);
  }

  /**
   * Records of a schema of one's own.
   *
   * @param avro the schema in Avro, with `arg.properties` that say how values are made
   * @param keyField the field that is the key; unless given, records have no key
   */
  public static schema(avro: string, keyField?: string): DatagenTemplate {
    return new DatagenTemplate(undefined, avro, keyField);
  }

  private constructor(
    /** The name of the example. */
    public readonly quickstartName?: string,
    /** The schema in Avro. */
    public readonly schemaText?: string,
    /** The field that is the key. */
    public readonly keyField?: string,
  ) {}
}

/**
 * Properties of a `DatagenSourceConnector`.
 */
export interface DatagenSourceConnectorProps extends TopicSourceConnectorOptions {
  /**
   * What records look like.
   */
  readonly template: DatagenTemplate;

  /**
   * The longest time between two records.
   *
   * @default Duration.seconds(1)
   */
  readonly maxInterval?: Duration;
}

/** Where Confluent shows what a connector would write. */
const PREVIEWS = 'data-preview';

/**
 * Confluent's managed connector that makes up records, for development and demonstrations.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-datagen-source.html
 */
export class DatagenSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: DatagenSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topic', 'template');
      const { template: { quickstartName, schemaText, keyField }, maxInterval } = props;
      requireText(connector, 'template', quickstartName ?? schemaText);
      if (maxInterval && !maxInterval.isUnresolved() && maxInterval.toMilliseconds() < 1) {
        fail(connector, `\`maxInterval\` must be at least a millisecond, got: ${maxInterval.toString()}`);
      }
      return {
        ...topicSourceOf(connector, props, 'DatagenSource', {
          'quickstart': quickstartName, 'schema.string': schemaText, 'schema.keyfield': keyField, 'max.interval': maxInterval,
        }),
        makes: [ResourcePattern.prefixed(PREVIEWS)],
      };
    });
  }
}
