import { Duration, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SinkConnectorOptions } from './connector-ends';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { pairsOf, secondsOf } from './private/sink-settings';
import { SnowflakeAuthentication } from './snowflake-authentication';
import { fail, requireBetween, requireGiven, requireInteger, requireText } from '../../private/validation';

/**
 * How records get into Snowflake.
 */
export enum SnowflakeIngestionMethod {
  /** By files that Snowpipe loads. */
  SNOWPIPE = 'SNOWPIPE',
  /** Row by row, which takes less time. */
  SNOWPIPE_STREAMING = 'SNOWPIPE_STREAMING',
}

/**
 * Properties of a `SnowflakeSinkConnector`.
 */
export interface SnowflakeSinkConnectorProps extends SinkConnectorOptions {
  /**
   * The URL of the account, such as `https://shop.eu-west-1.snowflakecomputing.com:443`.
   */
  readonly url: string;

  /**
   * The user.
   */
  readonly user: string;

  /**
   * How the connector proves to be that user.
   */
  readonly authentication: SnowflakeAuthentication;

  /**
   * The database.
   */
  readonly databaseName: string;

  /**
   * The schema in the database.
   */
  readonly schemaName: string;

  /**
   * The role by which rows are inserted. Snowpipe Streaming requires it.
   *
   * @default - the default role of the user
   */
  readonly roleName?: string;

  /**
   * How records get into Snowflake.
   *
   * @default SnowflakeIngestionMethod.SNOWPIPE
   */
  readonly ingestionMethod?: SnowflakeIngestionMethod;

  /**
   * The names of tables by those of topics.
   *
   * @default - a table is named like its topic
   */
  readonly tables?: { [topicName: string]: string };

  /**
   * Whether each field gets a column of its own, which the connector adds. Snowpipe Streaming only.
   *
   * @default false
   */
  readonly schematization?: boolean;

  /**
   * Whether tables are Iceberg tables. Snowpipe Streaming only.
   *
   * @default false
   */
  readonly iceberg?: boolean;

  /**
   * After how long records are written: in seconds, at least 10, and 1 for Snowpipe Streaming.
   *
   * @default Duration.seconds(120)
   */
  readonly flushInterval?: Duration;

  /**
   * After how many records they are written: at least 10,000.
   *
   * @default 10000
   */
  readonly flushRecords?: number;

  /**
   * After how many bytes, for each partition, records are written.
   *
   * @default - 10 MB
   */
  readonly flushSize?: Size;
}

/**
 * Confluent's managed connector from topics to tables in Snowflake.
 *
 * Delivers exactly once by Snowpipe Streaming, at least once by Snowpipe.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-snowflake-sink/cc-snowflake-sink.html
 */
export class SnowflakeSinkConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: SnowflakeSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'url', 'user', 'authentication', 'databaseName', 'schemaName');
      const { authentication, ingestionMethod = SnowflakeIngestionMethod.SNOWPIPE } = props;
      const streams = ingestionMethod === SnowflakeIngestionMethod.SNOWPIPE_STREAMING;
      const flushSeconds = secondsOf(props.flushInterval);
      requireText(connector, 'url', props.url, Infinity, /snowflakecomputing\.(com|cn)/);
      requireInteger(connector, 'flushInterval (seconds)', flushSeconds, streams ? 1 : 10);
      requireInteger(connector, 'flushRecords', props.flushRecords, 10_000);
      requireBetween(connector, 'flushSize (bytes)', props.flushSize?.toBytes(), 1);
      requireStreaming(connector, props, streams);
      return sinkOf(connector, props, 'SnowflakeSink', {
        ...settingsOf(props, {
          url: 'snowflake.url.name',
          user: 'snowflake.user.name',
          databaseName: 'snowflake.database.name',
          schemaName: 'snowflake.schema.name',
          roleName: 'snowflake.role.name',
          schematization: 'snowflake.enable.schematization',
          iceberg: 'snowflake.streaming.iceberg.enabled',
          flushRecords: 'buffer.count.records',
        }),
        'snowflake.ingestion.method': ingestionMethod,
        'snowflake.topic2table.map': pairsOf(connector, 'tables', props.tables, ':', ','),
        'buffer.flush.time': flushSeconds,
        'buffer.size.bytes': props.flushSize?.toBytes(),
        'authentication.method': authentication.method,
        'snowflake.private.key': authentication.privateKey,
        'snowflake.private.key.passphrase': authentication.passphrase,
        'oauth.client.id': authentication.oauthOptions?.clientId,
        'oauth.client.secret': authentication.oauthOptions?.clientSecret,
        'oauth.refresh.token': authentication.oauthOptions?.refreshToken,
      });
    });
  }
}

function requireStreaming(connector: Construct, { schematization, iceberg, roleName }: SnowflakeSinkConnectorProps, streams: boolean): void {
  for (const [name, value] of Object.entries({ schematization, iceberg })) {
    if (value && !streams) {
      fail(connector, `\`${name}\` needs Snowpipe Streaming: \`ingestionMethod: SnowflakeIngestionMethod.SNOWPIPE_STREAMING\``);
    }
  }
  if (streams && roleName === undefined) {
    fail(connector, '`roleName` must be given for Snowpipe Streaming');
  }
}
