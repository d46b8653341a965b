import { Duration, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TopicSourceConnectorOptions } from './connector-ends';
import { topicSourceOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { SalesforceAuthentication } from './salesforce-authentication';
import { fail, requireBetween, requireGiven, requireOneOf, requireText } from '../../private/validation';

/**
 * Where among the changes that Salesforce keeps a connector starts.
 */
export enum SalesforcePosition {
  /** At the oldest. */
  ALL = 'all',
  /** After the newest. */
  LATEST = 'latest',
}

/**
 * The channel of Salesforce by which a connector gets changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-salesforce-source-cdc.html
 */
export class SalesforceChannel {
  /**
   * The changes of one entity.
   *
   * @param eventName such as `LeadChangeEvent` or `Order__ChangeEvent`
   */
  public static entity(eventName: string): SalesforceChannel {
    return new SalesforceChannel(eventName, 'SINGLE');
  }

  /**
   * The changes of all entities that are selected in Salesforce.
   *
   * @param eventNames the events of entities that are taken, such as `LeadChangeEvent`; unless given, all
   */
  public static standard(eventNames?: string[]): SalesforceChannel {
    return new SalesforceChannel('ChangeEvents', 'MULTI', eventNames);
  }

  /**
   * The changes of the entities of a channel of one's own.
   *
   * @param channelName such as `Sales__chn`
   * @param eventNames the events of entities that are taken, such as `LeadChangeEvent`; unless given, all
   */
  public static custom(channelName: string, eventNames?: string[]): SalesforceChannel {
    return new SalesforceChannel(channelName, 'MULTI', eventNames);
  }

  private constructor(
    /** The name of the channel or event. */
    public readonly channelName: string,
    /** How the configuration names its type. */
    public readonly channelType: string,
    /** The events of entities that are taken. */
    public readonly eventNames?: string[],
  ) {}
}

/**
 * Properties of a `SalesforceCdcSourceConnector`.
 */
export interface SalesforceCdcSourceConnectorProps extends TopicSourceConnectorOptions {
  /**
   * How the connector proves to Salesforce who it is.
   */
  readonly authentication: SalesforceAuthentication;

  /**
   * The channel by which it gets changes.
   */
  readonly channel: SalesforceChannel;

  /**
   * The URL of Salesforce. `SalesforceAuthentication.clientCredentials` requires the domain of one's own, such as
   * `https://shop.my.salesforce.com`.
   *
   * @default 'https://login.salesforce.com'
   */
  readonly instanceUrl?: string;

  /**
   * Where it starts.
   *
   * @default SalesforcePosition.LATEST
   */
  readonly initialStart?: SalesforcePosition;

  /**
   * Where it goes on if Salesforce no longer keeps the change at which it stopped.
   *
   * @default SalesforcePosition.ALL
   */
  readonly invalidReplayStart?: SalesforcePosition;

  /**
   * How long it tries to connect.
   *
   * @default Duration.seconds(30)
   */
  readonly connectionTimeout?: Duration;

  /**
   * How long it repeats a request that failed: a second or more.
   *
   * @default Duration.seconds(30)
   */
  readonly maxRetryTime?: Duration;

  /**
   * The largest message of Salesforce that it accepts.
   *
   * @default Size.mebibytes(1)
   */
  readonly maxMessageSize?: Size;

  /**
   * Whether the names of changed fields, in the header of an event, are written like those of the record.
   *
   * @default false
   */
  readonly convertChangedFields?: boolean;
}

/**
 * Confluent's managed connector from the changes of records in Salesforce to a topic. It has one task.
 *
 * Delivers at least once, as long as Salesforce keeps changes: 72 hours.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-salesforce-source-cdc.html
 */
export class SalesforceCdcSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: SalesforceCdcSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topic', 'authentication', 'channel');
      validate(connector, props);
      const { authentication, channel: { channelName, channelType, eventNames }, maxMessageSize } = props;
      return topicSourceOf(connector, props, 'SalesforceCdcSource', {
        ...settingsOf(props, {
          instanceUrl: 'salesforce.instance',
          initialStart: 'salesforce.initial.start',
          invalidReplayStart: 'invalid.replay.id.behaviour',
          connectionTimeout: 'connection.timeout',
          maxRetryTime: 'request.max.retries.time.ms',
          convertChangedFields: 'convert.changed.fields',
        }),
        ...settingsOf(authentication, {
          grantType: 'salesforce.grant.type',
          username: 'salesforce.username',
          userPassword: 'salesforce.password',
          securityToken: 'salesforce.password.token',
          consumerKey: 'salesforce.consumer.key',
          consumerSecret: 'salesforce.consumer.secret',
          keyStore: 'salesforce.jwt.keystore.file',
          keyStorePassword: 'salesforce.jwt.keystore.password',
        }),
        'salesforce.cdc.name': channelName,
        'salesforce.channel.type': channelType,
        'salesforce.channel.entities': eventNames,
        'connection.max.message.size': maxMessageSize?.toBytes(),
      });
    });
  }
}

function validate(connector: Construct, props: SalesforceCdcSourceConnectorProps): void {
  const { authentication, channel: { channelName, eventNames }, instanceUrl } = props;
  requireText(connector, 'channel', channelName);
  if (eventNames?.length === 0) {
    fail(connector, '`channel` must name at least one event, got none. Leave them out for all.');
  }
  requireText(connector, 'instanceUrl', instanceUrl, Infinity, /^https:\/\/.+/);
  if (authentication.grantType === 'CLIENT_CREDENTIALS' && instanceUrl === undefined) {
    fail(connector, '`instanceUrl` must be given for client credentials: your own domain, such as https://shop.my.salesforce.com');
  }
  requireOneOf(connector, 'maxTasks', props.maxTasks, [1]);
  requireBetween(connector, 'maxRetryTime (ms)', props.maxRetryTime?.toMilliseconds(), 1000);
  requireBetween(connector, 'maxMessageSize (bytes)', props.maxMessageSize?.toBytes(), 1);
}
