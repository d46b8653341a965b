import { Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CdcSourceConnectorOptions, SnapshotMode } from './cdc-source-options';
import { cdcSourceOf, withHistory } from './private/cdc-shape';
import { ManagedConnector } from './private/managed-connector';
import { settingsOf } from './private/settings';
import { fail, requireBetween, requireGiven, requireInteger, requireOneOf } from '../../private/validation';
import { ResourcePattern } from '../access/resource-pattern';
import { SecretField } from '../secret-field';

/**
 * Whether the connection to an Oracle database is encrypted, and who has a certificate.
 *
 * @see https://docs.confluent.io/kafka-connectors/oracle-xstream-cdc-source/current/configuration-properties.html
 */
export enum OracleTlsMode {
  /** It is not encrypted. */
  DISABLE = 'disable',
  /** It is encrypted, and the server has a certificate. */
  ONE_WAY = 'one-way',
  /** It is encrypted, and both sides have certificates. */
  TWO_WAY = 'two-way',
}

/**
 * Another Oracle database, to which the redo log is shipped, and where the outbound server runs.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-oracle-xstream-cdc-source/downstream-capture.html
 */
export interface OracleDownstreamDatabase {
  /**
   * The host name of the server.
   */
  readonly hostname: string;

  /**
   * The port of the server.
   *
   * @default 1521
   */
  readonly port?: number;

  /**
   * The database; of several in one, the container database.
   */
  readonly databaseName: string;

  /**
   * The service of that database.
   */
  readonly serviceName: string;

  /**
   * Whether the connection is encrypted.
   *
   * @default OracleTlsMode.DISABLE
   */
  readonly tlsMode?: OracleTlsMode;

  /**
   * The wallet (`cwallet.sso`) with the certificates.
   *
   * @default - well-known authorities
   */
  readonly wallet?: SecretField;
}

/**
 * Properties of an `OracleXStreamSourceConnector`.
 */
export interface OracleXStreamSourceConnectorProps extends CdcSourceConnectorOptions {
  /**
   * The port of the server.
   *
   * @default 1521
   */
  readonly port?: number;

  /**
   * The database; of several in one, the container database.
   */
  readonly databaseName: string;

  /**
   * The service of that database.
   */
  readonly serviceName: string;

  /**
   * The pluggable database in the container database.
   *
   * @default - the database is no container
   */
  readonly pluggableDatabaseName?: string;

  /**
   * The XStream outbound server. No two connectors can share one.
   */
  readonly outboundServerName: string;

  /**
   * How many processor licenses of Oracle the server or cluster needs: cores times Oracle's core factor.
   */
  readonly processorLicenses: number;

  /**
   * The password of the user.
   */
  readonly password: SecretField;

  /**
   * Whether the connection is encrypted.
   *
   * @default OracleTlsMode.DISABLE
   */
  readonly tlsMode?: OracleTlsMode;

  /**
   * The wallet (`cwallet.sso`, which opens without a password) with the certificates. `OracleTlsMode.TWO_WAY` requires it.
   *
   * @default - well-known authorities
   */
  readonly wallet?: SecretField;

  /**
   * Another database, where the outbound server runs. Only the snapshot is then read from this one.
   *
   * @default - the outbound server runs in the database itself
   */
  readonly downstreamDatabase?: OracleDownstreamDatabase;

  /**
   * Whether the connector goes on after a change of a table that it cannot parse. Records may then lack columns, or get lost.
   *
   * @default false
   */
  readonly skipUnparseableDdl?: boolean;

  /**
   * The time zone of the server's operating system.
   *
   * @default 'UTC'
   */
  readonly osTimeZone?: string;

  /**
   * The largest value of a CLOB, NCLOB or BLOB. Unless `config` sets `lob.oversize.handling.mode`, the connector fails at a larger one.
   *
   * @default - no limit
   */
  readonly maxLobSize?: Size;
}

/**
 * Confluent's managed connector (Debezium) from the changes of tables in Oracle, by XStream Out, to topics, one for each table, named
 * `<topicPrefix>.<schema>.<table>`. It has one task. Records are in Avro, JSON or Protobuf with schemas in the registry.
 *
 * Its service account may also make and read the topics `__orcl-schema-changes.<topicPrefix>.*`, where the connector keeps what
 * tables looked like.
 *
 * Delivers at least once, in the order of each row's changes.
 *
 * @see https://docs.confluent.io/cloud/current/connectors/cc-oracle-xstream-cdc-source/cc-oracle-xstream-cdc-source.html
 */
export class OracleXStreamSourceConnector extends ManagedConnector {
  constructor(scope: Construct, id: string, props: OracleXStreamSourceConnectorProps) {
    super(scope, id, props, (connector) => {
      requireGiven(connector, props, 'cluster', 'topicPrefix', 'hostname', 'databaseName', 'serviceName', 'outboundServerName',
        'processorLicenses', 'user', 'password');
      validate(connector, props);
      const { downstreamDatabase, maxLobSize, topicPrefix } = props;
      const shape = cdcSourceOf(connector, props, 'OracleXStreamSource', '__orcl-heartbeat.lcc', {
        ...settingsOf({ port: 1521, ...props }, {
          port: 'database.port',
          databaseName: 'database.dbname',
          serviceName: 'database.service.name',
          pluggableDatabaseName: 'database.pdb.name',
          outboundServerName: 'database.out.server.name',
          processorLicenses: 'database.processor.licenses',
          password: 'database.password',
          tlsMode: 'database.tls.mode',
          wallet: 'database.wallet.file',
          skipUnparseableDdl: 'schema.history.internal.skip.unparseable.ddl',
          osTimeZone: 'database.os.timezone',
        }),
        'lob.oversize.threshold': maxLobSize?.toBytes(),
        ...downstreamDatabase && settingsOf({ port: 1521, ...downstreamDatabase }, {
          hostname: 'downstream.database.hostname',
          port: 'downstream.database.port',
          databaseName: 'downstream.database.dbname',
          serviceName: 'downstream.database.service.name',
          tlsMode: 'downstream.database.tls.mode',
          wallet: 'downstream.database.wallet.file',
        }),
      });
      return withHistory(shape, topicPrefix, ResourcePattern.prefixed(`__orcl-schema-changes.${topicPrefix}.`));
    });
  }
}

function validate(connector: Construct, props: OracleXStreamSourceConnectorProps): void {
  const { downstreamDatabase, tlsMode, wallet } = props;
  requireInteger(connector, 'processorLicenses', props.processorLicenses, 1);
  requireOneOf(connector, 'maxTasks', props.maxTasks, [1]);
  requireOneOf(connector, 'snapshotMode', props.snapshotMode, [SnapshotMode.INITIAL, SnapshotMode.NO_DATA, SnapshotMode.RECOVERY]);
  requireBetween(connector, 'maxLobSize (bytes)', props.maxLobSize?.toBytes(), 0);
  requireWallet(connector, 'wallet', tlsMode, wallet);
  if (downstreamDatabase) {
    requireGiven(connector, downstreamDatabase, 'hostname', 'databaseName', 'serviceName');
    requireBetween(connector, 'downstreamDatabase.port', downstreamDatabase.port, 1, 65535);
    requireWallet(connector, 'downstreamDatabase.wallet', downstreamDatabase.tlsMode, downstreamDatabase.wallet);
  }
}

function requireWallet(connector: Construct, name: string, mode: OracleTlsMode | undefined, wallet: SecretField | undefined): void {
  if (mode === OracleTlsMode.TWO_WAY && wallet === undefined) {
    fail(connector, `\`${name}\` must be given for OracleTlsMode.TWO_WAY: it has the certificate of the connector`);
  }
}
