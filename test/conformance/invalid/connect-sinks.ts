import { Duration, Size } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  BigQuerySinkConnector, CloudWatchMetricsSinkConnector, DataFormat, DynamoDbKeySource, DynamoDbSinkConnector, ElasticsearchSinkConnector,
  ElasticsearchSinkGeneration, FieldEncryption, HttpAuthentication, HttpMethod, HttpSinkConnector, HttpSinkV2Connector, KafkaTopic,
  LambdaErrorBehavior, LambdaInvocationType, LambdaSinkConnector, LambdaSinkConnectorProps, OpenSearchSinkConnector,
  RedshiftSinkConnector, RedshiftSinkConnectorProps, SecretField, SnowflakeAuthentication, SnowflakeSinkConnector,
  SnowflakeSinkConnectorProps,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { InvalidInput } from '../case';

const WAY_OUT = 'If Confluent knows better than this version of the library, set `checkConfig: false`.';

function topicIn({ stack, cluster }: Fixture, topicName = 'orders'): KafkaTopic {
  return new KafkaTopic(stack, topicName, { cluster, topicName });
}

function secretIn({ stack }: Fixture): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'value');
}

function lambda(what: string, props: Partial<LambdaSinkConnectorProps>, message: string): InvalidInput {
  return {
    what: `a Lambda sink connector with ${what}`,
    make: (given) => {
      const handler = Function.fromFunctionArn(given.stack, 'Handler', 'arn:aws:lambda:us-east-1:111111111111:function:notify');
      new LambdaSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], handler, ...props });
    },
    message: `Stack/Sink: ${message}`,
  };
}

function redshift(what: string, props: Partial<RedshiftSinkConnectorProps>, message: string): InvalidInput {
  return {
    what: `a Redshift sink connector with ${what}`,
    make: (given) => {
      new RedshiftSinkConnector(given.stack, 'Sink', {
        topics: [topicIn(given)], domain: 'shop.a1.us-east-1.redshift.amazonaws.com', databaseName: 'dev', user: 'hub', ...props,
      });
    },
    message: `Stack/Sink: ${message}`,
  };
}

function snowflake(what: string, props: Partial<SnowflakeSinkConnectorProps>, message: string): InvalidInput {
  return {
    what: `a Snowflake sink connector with ${what}`,
    make: (given) => {
      new SnowflakeSinkConnector(given.stack, 'Sink', {
        topics: [topicIn(given)],
        url: 'shop.snowflakecomputing.com',
        user: 'hub',
        authentication: SnowflakeAuthentication.keyPair(secretIn(given)),
        databaseName: 'shop',
        schemaName: 'public',
        ...props,
      });
    },
    message: `Stack/Sink: ${message}`,
  };
}

export const cases: InvalidInput[] = [
  lambda('a long timeout', { socketTimeout: Duration.minutes(11) }, '`socketTimeout (ms)` must be between 1000 and 600000, got: 660000'),
  lambda('half a record', { batchSize: 1.5 }, '`batchSize` must be a whole number, got: 1.5'),
  lambda('errors of calls that it does not wait for', { invocationType: LambdaInvocationType.ASYNC, onError: LambdaErrorBehavior.LOG },
    '`onError` is for calls that the connector waits for: `invocationType: LambdaInvocationType.SYNC`. '
    + 'For others, give the function a destination or dead letter queue.'),
  lambda('a topic for answers that Kafka does not allow', { resultTopicName: 'a/b' }, '`resultTopicName` must match ^[a-zA-Z0-9._-]+$, got: a/b'),
  lambda('a key that its class does not have', { config: { 'aws.lambda.batch.sizes': '1' } },
    `LambdaSink has no key aws.lambda.batch.sizes; the nearest is aws.lambda.batch.size. ${WAY_OUT}`),
  lambda('encryption of fields', { fieldEncryption: FieldEncryption.by({} as any) },
    '`fieldEncryption` is no option of LambdaSink, which has no key csfle.enabled'),
  {
    what: 'a DynamoDB sink connector without a partition key',
    make: (given) => { new DynamoDbSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], partitionKey: DynamoDbKeySource.NONE }); },
    message: 'Stack/Sink: `partitionKey` must not be empty',
  },
  redshift('records without a schema', {}, 'topic orders (Stack/orders) is not known to have a schema, which the connector needs. '
    + 'Give it one, or say its format: `valueFormat`, one of AVRO, JSON_SR, PROTOBUF.'),
  redshift('records in plain JSON', { valueFormat: DataFormat.JSON }, '`valueFormat` must be one of AVRO, JSON_SR, PROTOBUF, got: JSON'),
  redshift('a port that there is not', { valueFormat: DataFormat.AVRO, port: 65536 }, '`port` must be between 1 and 65535, got: 65536'),
  {
    what: 'a CloudWatch metrics sink connector in a namespace of its own',
    make: (given) => {
      const key = secretIn(given);
      new CloudWatchMetricsSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], namespace: ':shop', accessKeyId: key, secretAccessKey: key });
    },
    message: 'Stack/Sink: `namespace` must match ^[^:], got: :shop',
  },
  snowflake('Iceberg tables by files', { iceberg: true },
    '`iceberg` needs Snowpipe Streaming: `ingestionMethod: SnowflakeIngestionMethod.SNOWPIPE_STREAMING`'),
  snowflake('short intervals', { flushInterval: Duration.seconds(1) }, '`flushInterval (seconds)` must be at least 10, got: 1'),
  snowflake('small files', { flushRecords: 100 }, '`flushRecords` must be at least 10000, got: 100'),
  snowflake('empty files', { flushSize: Size.bytes(0) }, '`flushSize (bytes)` must be at least 1, got: 0'),
  {
    what: 'an HTTP sink connector that gets',
    make: (given) => { new HttpSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], url: 'https://example.com', method: HttpMethod.GET }); },
    message: 'Stack/Sink: `method` must be one of POST, PUT, PATCH, got: GET',
  },
  {
    what: 'an HTTP sink connector with a header in a header',
    make: (given) => { new HttpSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], url: 'https://example.com', headers: { A: '1|B:2' } }); },
    message: 'Stack/Sink: `headers` must have no : in names and no | at all, got: A:1|B:2',
  },
  {
    what: 'an HTTP sink connector V2 that sends records twice',
    make: (given) => {
      const topic = topicIn(given);
      new HttpSinkV2Connector(given.stack, 'Sink', { baseUrl: 'https://example.com', apis: [{ topics: [topic], path: '/a' }, { topics: [topic], path: '/b' }] });
    },
    message: 'Stack/Sink: `apis` must name a topic once, got it again: Stack/orders',
  },
  {
    what: 'an HTTP sink connector V2 of 16 APIs',
    make: (given) => {
      const apis = [...Array(16).keys()].map((i) => ({ topics: [topicIn(given, `t${i}`)] }));
      new HttpSinkV2Connector(given.stack, 'Sink', { baseUrl: 'https://example.com', apis });
    },
    message: 'Stack/Sink: `apis (number)` must be between 1 and 15, got: 16',
  },
  {
    what: 'an OpenSearch sink connector with an API key',
    make: (given) => {
      new OpenSearchSinkConnector(given.stack, 'Sink', {
        url: 'https://example.com', authentication: HttpAuthentication.apiKey(secretIn(given)), indexes: [{ topic: topicIn(given) }],
      });
    },
    message: 'Stack/Sink: `authentication` must be one of NONE, BASIC, got: API_KEY',
  },
  {
    what: 'an OpenSearch sink connector without an index',
    make: (given) => {
      new OpenSearchSinkConnector(given.stack, 'Sink', { url: 'https://example.com', authentication: HttpAuthentication.none(), indexes: [] });
    },
    message: 'Stack/Sink: `indexes (number)` must be between 1 and 5, got: 0',
  },
  {
    what: 'an Elasticsearch sink connector of the first generation that reports',
    make: (given) => {
      new ElasticsearchSinkConnector(given.stack, 'Sink', {
        topics: [topicIn(given)],
        url: 'https://example.com',
        authentication: HttpAuthentication.none(),
        generation: ElasticsearchSinkGeneration.V1,
        errorTopicName: 'errors',
      });
    },
    message: 'Stack/Sink: `errorTopicName` is no option of the first generation of the connector. Use the second: leave out `generation`.',
  },
  {
    what: 'a BigQuery sink connector that waits for long',
    make: (given) => {
      new BigQuerySinkConnector(given.stack, 'Sink', {
        topics: [topicIn(given)], keyfile: secretIn(given), project: 'shop', dataset: 'raw', commitInterval: Duration.hours(5),
      });
    },
    message: 'Stack/Sink: `commitInterval (seconds)` must be between 60 and 14400, got: 18000',
  },
];
