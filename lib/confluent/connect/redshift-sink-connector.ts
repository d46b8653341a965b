import { ArnFormat, Fn, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AwsConnectorOptions, DeadLetterOptions, SinkConnectorOptions } from './connector-ends';
import { ConnectorOptions } from './connector-options';
import { integrationOf } from './private/aws-connector';
import { sinkOf } from './private/connector-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { requireSchemas, SCHEMA_FORMATS } from './private/sink-settings';
import { IProviderIntegration } from './provider-integration';
import { fail, requireBetween, requireGiven, requireInteger, requireOneOf, requireText } from '../../private/validation';
import { SecretField } from '../secret-field';

/**
 * Options of a `RedshiftSinkConnector`.
 */
export interface RedshiftSinkConnectorOptions extends ConnectorOptions, DeadLetterOptions, AwsConnectorOptions {
  /**
   * The endpoint of the cluster without its port: `<cluster>.<ID>.<region>.redshift.amazonaws.com`.
   */
  readonly domain: string;

  /**
   * The port of the cluster.
   *
   * @default 5439
   */
  readonly port?: number;

  /**
   * The database.
   */
  readonly databaseName: string;

  /**
   * The user of the database.
   */
  readonly user: string;

  /**
   * The password of the user. Not with `integration`.
   *
   * @default - the role of `integration` gets a password for each connection, and may do so for this user and database only
   */
  readonly password?: SecretField;

  /**
   * The names of the tables, in which `${topic}` is the name of the topic.
   *
   * @default '${topic}'
   */
  readonly tableNameFormat?: string;

  /**
   * The time zone of times that are written.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /**
   * The most records that are written at once.
   *
   * @default 3000
   */
  readonly batchSize?: number;

  /**
   * Whether it makes tables that are not there.
   *
   * @default false
   */
  readonly autoCreate?: boolean;

  /**
   * Whether it adds columns that are not there.
   *
   * @default false
   */
  readonly autoEvolve?: boolean;
}

/**
 * Properties of a `RedshiftSinkConnector`.
 */
export interface RedshiftSinkConnectorProps extends RedshiftSinkConnectorOptions, SinkConnectorOptions {}

/**
 * Confluent's managed connector from topics with a schema to tables of a Redshift cluster, in the account of the stack. It
 * connects by a password, or by an IAM role that it assumes.
 *
 * Delivers at least once.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-amazon-redshift-sink.html
 */
export class RedshiftSinkConnector extends ManagedConnector {
  /**
   * What lets Confluent assume the role; undefined if there is a password.
   */
  public readonly integration?: IProviderIntegration;

  constructor(scope: Construct, id: string, props: RedshiftSinkConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'topics', 'domain', 'databaseName', 'user');
      requireText(connector, 'domain', props.domain, 253, /^[a-zA-Z0-9-]+\.[a-zA-Z0-9-]+\.[a-z0-9-]+\.redshift\.amazonaws\.com(\.cn)?$/);
      requireBetween(connector, 'port', props.port, 1, 65535);
      requireInteger(connector, 'batchSize', props.batchSize, 1);
      requireOneOf(connector, 'valueFormat', props.valueFormat, SCHEMA_FORMATS);
      requireSchemas(connector, props);
      if (props.password && props.integration) {
        fail(connector, '`password` and `integration` exclude each other. Give one of them.');
      }
      const shape = sinkOf(connector, props, 'RedshiftSink',
        settingsOf({ port: 5439, timeZone: 'UTC', autoCreate: false, autoEvolve: false, ...props }, {
          domain: 'aws.redshift.domain',
          port: 'aws.redshift.port',
          databaseName: 'aws.redshift.database',
          user: 'aws.redshift.user',
          password: 'aws.redshift.password',
          tableNameFormat: 'table.name.format',
          timeZone: 'db.timezone',
          batchSize: 'batch.size',
          autoCreate: 'auto.create',
          autoEvolve: 'auto.evolve',
        }));
      if (props.password) {
        return { ...shape, settings: { ...shape.settings, 'authentication.method': 'Password' } };
      }
      const integration = integrationOf(connector, props.integration, shape.cluster.environment);
      return {
        ...shape,
        settings: { ...shape.settings, 'authentication.method': 'IAM Roles', 'provider.integration.id': integration.integrationId },
        after: [integration, grantLogin(integration, props)],
      };
    });
    this.integration = props.password ? undefined : integrationOf(this, props.integration, this.cluster.environment);
  }
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html */
function grantLogin(grantee: IProviderIntegration, { domain, user, databaseName }: RedshiftSinkConnectorOptions): Grant {
  const part = (index: number) => Fn.select(index, Fn.split('.', domain)); // of a token too
  const arnOf = (resource: string, name: string) =>
    Stack.of(grantee).formatArn({
      service: 'redshift', region: part(2), resource, resourceName: `${part(0)}/${name}`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return Grant.addToPrincipal({
    grantee, actions: ['redshift:GetClusterCredentials'], resourceArns: [arnOf('dbuser', user), arnOf('dbname', databaseName)],
  });
}
