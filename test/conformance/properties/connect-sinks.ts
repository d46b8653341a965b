import { Duration, Size } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import {
  BigQueryIngestionMode, BigQueryPartitioning, BigQuerySinkConnector, BigQueryTableCreation, CloudWatchMetricsSinkConnector, DataFormat,
  DocumentWriteMethod, DynamoDbKeySource, DynamoDbNullValues, DynamoDbSinkConnector, ElasticsearchResourceType, ElasticsearchSinkConnector,
  ElasticsearchSinkGeneration, ErrorTolerance, HttpAuthentication, HttpBodyFormat, HttpErrorReport, HttpMethod, HttpSinkConnector,
  HttpSinkV2Connector, KafkaTopic, LambdaInvocationType, LambdaRecordConverter, LambdaSinkConnector, MalformedMetricBehavior,
  NullValueBehavior, OpenSearchSinkConnector, RedshiftSinkConnector, RequestErrorBehavior, RetryBackoffPolicy, SecretField,
  SnowflakeAuthentication, SnowflakeIngestionMethod, SnowflakeSinkConnector,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { property, Property } from '../case';

const name = fc.stringMatching(/^[a-z]{1,20}$/);
const text = fc.string({ minLength: 1, maxLength: 40 });
const map = fc.dictionary(name, name, { maxKeys: 3 });
const duration = fc.integer({ min: 1, max: 1e8 }).map((ms) => Duration.millis(ms));
const seconds = (min: number, max: number) => fc.integer({ min, max }).map((amount) => Duration.seconds(amount));
const batchSize = fc.integer({ min: 1, max: 10_000 });
const oneOf = <T extends string>(values: { [key: string]: T }) => fc.constantFrom(...Object.values(values));
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

/** Options that all sink connectors have, but that of HTTP. */
const shared = {
  connectorName: name,
  maxTasks: fc.integer({ min: 1, max: 250 }),
  paused: fc.boolean(),
  errorTolerance: oneOf(ErrorTolerance),
  autoRestart: fc.boolean(),
};
const retry = {
  maxRetries: fc.integer({ min: 1, max: 100 }),
  retryBackoff: duration,
  retryBackoffPolicy: oneOf(RetryBackoffPolicy),
  retryOnStatusCodes: fc.array(fc.integer({ min: 100, max: 599 }).map((code) => `${code}-`), { minLength: 1, maxLength: 3 }),
};
const request = {
  ...retry,
  method: fc.constantFrom(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH),
  bodyFormat: oneOf(HttpBodyFormat),
  headers: map,
  nullValues: oneOf(NullValueBehavior),
  batchSize,
  batchPrefix: text,
  batchSeparator: text,
  batchAsArray: fc.boolean(),
  requestTimeout: duration,
};

function topicIn({ stack, cluster }: Fixture, topicName = 'orders'): KafkaTopic {
  return new KafkaTopic(stack, topicName, { cluster, topicName });
}

function secretIn({ stack }: Fixture): SecretField {
  return SecretField.of(Secret.fromSecretNameV2(stack, 'Secret', 'secret'), 'value');
}

export const cases: Property[] = [
  property('Lambda sink connector', some({
    ...shared,
    invocationType: oneOf(LambdaInvocationType),
    batchSize,
    recordConverter: oneOf(LambdaRecordConverter),
    socketTimeout: seconds(1, 600),
    resultTopicName: name,
    deadLetterTopicName: name.filter((topic) => topic !== 'orders'),
  }), (given, props) => {
    const handler = Function.fromFunctionArn(given.stack, 'Handler', 'arn:aws:lambda:us-east-1:111111111111:function:notify');
    new LambdaSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], handler, ...props });
  }),
  property('DynamoDB sink connector', some({
    ...shared,
    partitionKey: name.map((field) => DynamoDbKeySource.valueField(field)),
    sortKey: fc.constantFrom(DynamoDbKeySource.NONE, DynamoDbKeySource.OFFSET, DynamoDbKeySource.TOPIC),
    nullValues: oneOf(DynamoDbNullValues),
    instantFlush: fc.boolean(),
  }), (given, props) => {
    new DynamoDbSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], table: Table.fromTableName(given.stack, 'Table', 'orders'), ...props });
  }),
  property('Redshift sink connector', some({
    ...shared, port: fc.integer({ min: 1, max: 65535 }), tableNameFormat: text, timeZone: text, batchSize, autoCreate: fc.boolean(),
  }), (given, props) => {
    new RedshiftSinkConnector(given.stack, 'Sink', {
      topics: [topicIn(given)],
      valueFormat: DataFormat.AVRO,
      domain: 'shop.a1.us-east-1.redshift.amazonaws.com',
      databaseName: 'dev',
      user: 'hub',
      ...props,
    });
  }),
  property('CloudWatch metrics sink connector', some({ ...shared, onMalformedMetric: oneOf(MalformedMetricBehavior) }), (given, props) => {
    const [accessKeyId, secretAccessKey] = [secretIn(given), SecretField.of(Secret.fromSecretNameV2(given.stack, 'Other', 'other'), 'value')];
    new CloudWatchMetricsSinkConnector(given.stack, 'Sink', {
      topics: [topicIn(given)], valueFormat: DataFormat.AVRO, namespace: 'Shop', accessKeyId, secretAccessKey, ...props,
    });
  }),
  property('Snowflake sink connector', some({
    ...shared,
    roleName: name,
    tables: map,
    flushInterval: seconds(10, 10_000),
    flushRecords: fc.integer({ min: 10_000 }),
    flushSize: fc.integer({ min: 1, max: 1e9 }).map((bytes) => Size.bytes(bytes)),
  }), (given, props) => {
    new SnowflakeSinkConnector(given.stack, 'Sink', {
      topics: [topicIn(given)],
      url: 'shop.snowflakecomputing.com',
      user: 'hub',
      authentication: SnowflakeAuthentication.keyPair(secretIn(given)),
      databaseName: 'shop',
      schemaName: 'public',
      ingestionMethod: props.roleName === undefined ? SnowflakeIngestionMethod.SNOWPIPE : SnowflakeIngestionMethod.SNOWPIPE_STREAMING,
      ...props,
    });
  }),
  property('HTTP sink connector', some({
    ...shared, ...request, onError: oneOf(RequestErrorBehavior), errorReport: oneOf(HttpErrorReport), verifyHostname: fc.boolean(),
  }), (given, props) => {
    new HttpSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], url: 'https://example.com', ...props });
  }),
  property('HTTP sink connector V2', fc.tuple(
    some({ ...shared, onError: oneOf(RequestErrorBehavior), errorReport: oneOf(HttpErrorReport), resultTopicName: name }),
    fc.array(some({ ...request, path: text, parameters: map, body: text, forwardHeaders: fc.boolean() }), { minLength: 1, maxLength: 15 }),
  ), (given, [props, apis]) => {
    new HttpSinkV2Connector(given.stack, 'Sink', {
      baseUrl: 'https://example.com', apis: apis.map((api, i) => ({ topics: [topicIn(given, `t${i}`)], ...api })), ...props,
    });
  }),
  property('OpenSearch sink connector', fc.tuple(
    some({ ...shared, ...retry, onError: oneOf(RequestErrorBehavior) }),
    fc.array(some({
      indexName: text, batchSize, writeMethod: oneOf(DocumentWriteMethod), insertKeyAsId: fc.boolean(), nullValues: oneOf(NullValueBehavior),
    }), { minLength: 1, maxLength: 5 }),
  ), (given, [props, indexes]) => {
    new OpenSearchSinkConnector(given.stack, 'Sink', {
      url: 'https://example.com',
      authentication: HttpAuthentication.basic('hub', secretIn(given)),
      indexes: indexes.map((index, i) => ({ topic: topicIn(given, `t${i}`), ...index })),
      ...props,
    });
  }),
  property('Elasticsearch sink connector', some({
    ...shared,
    generation: oneOf(ElasticsearchSinkGeneration),
    resourceType: oneOf(ElasticsearchResourceType),
    resources: map,
    dataStreamType: name,
    dataStreamDataset: name,
    writeMethod: oneOf(DocumentWriteMethod),
    ignoreKeys: fc.boolean(),
    batchSize,
    readTimeout: duration,
    compress: fc.boolean(),
  }), (given, props) => {
    const authentication = HttpAuthentication.basic('hub', secretIn(given));
    new ElasticsearchSinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], url: 'https://example.com', authentication, ...props });
  }),
  property('BigQuery sink connector', some({
    ...shared,
    ingestionMode: oneOf(BigQueryIngestionMode),
    commitInterval: seconds(60, 14_400),
    tables: map,
    tableCreation: fc.oneof(
      fc.constantFrom(BigQueryTableCreation.disabled(), BigQueryTableCreation.unpartitioned()),
      fc.tuple(name, oneOf(BigQueryPartitioning)).map(([field, partitioning]) => BigQueryTableCreation.byField(field, partitioning)),
    ),
    addFields: fc.boolean(),
    sanitizeTopicNames: fc.boolean(),
  }), (given, props) => {
    new BigQuerySinkConnector(given.stack, 'Sink', { topics: [topicIn(given)], keyfile: secretIn(given), project: 'shop', dataset: 'raw', ...props });
  }),
];
