import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  DataFormat, KafkaTopic, OracleCdcSourceConnector, OracleCdcSourceConnectorProps, OraclePosition, OracleTlsMode,
  OracleXStreamSourceConnector, OracleXStreamSourceConnectorProps, SalesforceAuthentication, SalesforceCdcSourceConnector,
  SalesforceCdcSourceConnectorProps, SalesforceChannel, SecretField, SnowflakeSourceConnector, SnowflakeSourceConnectorProps,
  SnowflakeSourceMode,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';

function secretIn({ stack }: Fixture): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'value');
}

function xstream(what: string, props: Partial<OracleXStreamSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `an Oracle XStream connector with ${what}`,
    make: (given) => {
      new OracleXStreamSourceConnector(given.stack, 'Oracle', {
        cluster: given.cluster,
        topicPrefix: 'shop',
        hostname: 'db',
        databaseName: 'ORCL',
        serviceName: 'ORCL',
        outboundServerName: 'XOUT',
        processorLicenses: 1,
        user: 'hub',
        password: secretIn(given),
        ...props,
      });
    },
    message: `Stack/Oracle: ${message}`,
  };
}

function oracle(what: string, props: Partial<OracleCdcSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `an Oracle CDC connector with ${what}`,
    make: (given) => {
      new OracleCdcSourceConnector(given.stack, 'Oracle', {
        cluster: given.cluster, topicPrefix: 'shop', hostname: 'db', sid: 'ORCL', user: 'hub', password: secretIn(given), tablePattern: '.*', ...props,
      });
    },
    message: `Stack/Oracle: ${message}`,
  };
}

function salesforce(what: string, props: Partial<SalesforceCdcSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a Salesforce connector with ${what}`,
    make: (given) => {
      const secret = secretIn(given);
      new SalesforceCdcSourceConnector(given.stack, 'Salesforce', {
        topic: new KafkaTopic(given.stack, 'Topic', { cluster: given.cluster, topicName: 'leads' }),
        authentication: SalesforceAuthentication.clientCredentials({ consumerKey: secret, consumerSecret: secret }),
        channel: SalesforceChannel.entity('LeadChangeEvent'),
        instanceUrl: 'https://shop.my.salesforce.com',
        ...props,
      });
    },
    message: `Stack/Salesforce: ${message}`,
  };
}

function snowflake(what: string, props: Partial<SnowflakeSourceConnectorProps>, message: string): InvalidInput {
  return {
    what: `a Snowflake source connector with ${what}`,
    make: (given) => {
      new SnowflakeSourceConnector(given.stack, 'Source', {
        cluster: given.cluster,
        topicPrefix: 'shop',
        url: 'shop.snowflakecomputing.com',
        user: 'hub',
        privateKey: secretIn(given),
        mode: SnowflakeSourceMode.bulk(),
        ...props,
      });
    },
    message: `Stack/Source: ${message}`,
  };
}

export const cases: InvalidInput[] = [
  xstream('two tasks', { maxTasks: 2 }, '`maxTasks` must be one of 1, got: 2'),
  xstream('no licenses', { processorLicenses: 0 }, '`processorLicenses` must be at least 1, got: 0'),
  xstream('TLS both ways, but no wallet', { tlsMode: OracleTlsMode.TWO_WAY },
    '`wallet` must be given for OracleTlsMode.TWO_WAY: it has the certificate of the connector'),
  xstream('tables in and out', { tables: ['a'], excludedTables: ['b'] }, '`tables` and `excludedTables` exclude each other. Give one of them.'),
  xstream('records without schemas', { valueFormat: DataFormat.JSON },
    `output.data.format must be one of AVRO, JSON_SR, PROTOBUF, got: JSON. ${WAY_OUT}`),
  oracle('a start that is no number', { position: OraclePosition.scn('yesterday') },
    '`position` must match ^(snapshot|current|\\d+)$, got: yesterday'),
  oracle('empty batches', { maxBatchSize: 0 }, '`maxBatchSize` must be at least 1, got: 0'),
  oracle('a format of files', { valueFormat: DataFormat.PARQUET },
    `output.data.value.format must be one of AVRO, JSON_SR, PROTOBUF, JSON, got: PARQUET. ${WAY_OUT}`),
  salesforce('no domain of its own', { instanceUrl: undefined },
    '`instanceUrl` must be given for client credentials: your own domain, such as https://shop.my.salesforce.com'),
  salesforce('a host for a URL', { instanceUrl: 'shop.my.salesforce.com' }, '`instanceUrl` must match ^https:\\/\\/.+, got: shop.my.salesforce.com'),
  salesforce('hasty retries', { maxRetryTime: Duration.millis(10) }, '`maxRetryTime (ms)` must be at least 1000, got: 10'),
  salesforce('a channel of no events', { channel: SalesforceChannel.custom('Sales__chn', []) },
    '`channel` must name at least one event, got none. Leave them out for all.'),
  snowflake('a URL of others', { url: 'https://example.com' }, '`url` must match \\.snowflakecomputing\\.(com|cn)(:\\d+)?\\/?$, got: https://example.com'),
  snowflake('a start in time, but no times', { startTime: new Date(0) }, '`startTime` is for modes with timestamps, got: bulk'),
  snowflake('columns of no tables', { mode: SnowflakeSourceMode.incrementing({}) },
    '`mode` must name the columns of at least one table, got none'),
];
