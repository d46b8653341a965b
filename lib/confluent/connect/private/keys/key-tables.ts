import { BIGQUERY_STORAGE_SINK } from './bigquery-storage-sink';
import { CLOUD_WATCH_LOGS_SOURCE } from './cloud-watch-logs-source';
import { CLOUD_WATCH_METRICS_SINK } from './cloud-watch-metrics-sink';
import { DATAGEN_SOURCE } from './datagen-source';
import { DYNAMODB_CDC_SOURCE } from './dynamodb-cdc-source';
import { DYNAMODB_SINK } from './dynamodb-sink';
import { ELASTICSEARCH_SINK } from './elasticsearch-sink';
import { ELASTICSEARCH_SINK_V2 } from './elasticsearch-sink-v2';
import { HTTP_SINK } from './http-sink';
import { HTTP_SINK_V2 } from './http-sink-v2';
import { KeyTable } from './key-table';
import { KINESIS_SOURCE } from './kinesis-source';
import { LAMBDA_SINK } from './lambda-sink';
import { MONGODB_ATLAS_SINK } from './mongodb-atlas-sink';
import { MONGODB_ATLAS_SOURCE } from './mongodb-atlas-source';
import { MYSQL_CDC_SOURCE_V2 } from './mysql-cdc-source-v2';
import { OPEN_SEARCH_SINK } from './open-search-sink';
import { ORACLE_CDC_SOURCE } from './oracle-cdc-source';
import { ORACLE_XSTREAM_SOURCE } from './oracle-xstream-source';
import { POSTGRES_CDC_SOURCE_V2 } from './postgres-cdc-source-v2';
import { REDSHIFT_SINK } from './redshift-sink';
import { S3_SINK } from './s3-sink';
import { S3_SOURCE } from './s3-source';
import { SALESFORCE_CDC_SOURCE } from './salesforce-cdc-source';
import { SNOWFLAKE_SINK } from './snowflake-sink';
import { SNOWFLAKE_SOURCE } from './snowflake-source';
import { SQL_SERVER_CDC_SOURCE_V2 } from './sql-server-cdc-source-v2';
import { SQS_SOURCE } from './sqs-source';

const ALL: KeyTable[] = [
  BIGQUERY_STORAGE_SINK, CLOUD_WATCH_LOGS_SOURCE, CLOUD_WATCH_METRICS_SINK, DATAGEN_SOURCE, DYNAMODB_CDC_SOURCE, DYNAMODB_SINK,
  ELASTICSEARCH_SINK, ELASTICSEARCH_SINK_V2, HTTP_SINK, HTTP_SINK_V2, KINESIS_SOURCE, LAMBDA_SINK, MONGODB_ATLAS_SINK, MONGODB_ATLAS_SOURCE,
  MYSQL_CDC_SOURCE_V2, OPEN_SEARCH_SINK, ORACLE_CDC_SOURCE, ORACLE_XSTREAM_SOURCE, POSTGRES_CDC_SOURCE_V2, REDSHIFT_SINK, S3_SINK,
  S3_SOURCE, SALESFORCE_CDC_SOURCE, SNOWFLAKE_SINK, SNOWFLAKE_SOURCE, SQL_SERVER_CDC_SOURCE_V2, SQS_SOURCE,
];

/** The tables by class of connector. */
export const KEY_TABLES = new Map(ALL.map((table) => [table.connectorClass, table]));
