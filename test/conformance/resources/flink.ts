import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Cloud, FlinkArtifact, FlinkColumn, FlinkComputePool, FlinkComputePoolConfig, FlinkConnection, FlinkConnectionType, FlinkMaterializedTable,
  FlinkRuntimeLanguage, FlinkStatement, KafkaTopic, ResourcePattern, SecretField, Sql,
} from '../../../lib/confluent';
import { Fixture } from '../../confluent/fixture';
import { ResourceCase } from '../case';

const insert = Sql.inline('INSERT INTO refined SELECT * FROM clicks');

function poolOf({ stack, environment }: Fixture): FlinkComputePool {
  return new FlinkComputePool(stack, 'Pool', { environment });
}

function topicOf({ stack, cluster }: Fixture): KafkaTopic {
  return new KafkaTopic(stack, 'Clicks', { cluster, topicName: 'clicks' });
}

function fileOf(name: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'udf-')), name);
  writeFileSync(path, 'code');
  return path;
}

export const cases: Record<string, ResourceCase> = {
  confluent_flink_artifact: {
    minimal: ({ stack, environment }) => { new FlinkArtifact(stack, 'Functions', { environment, path: fileOf('functions.jar') }); },
    full: ({ stack, environment }) => {
      new FlinkArtifact(stack, 'Functions', {
        environment,
        path: fileOf('functions.zip'),
        artifactName: 'functions',
        cloud: Cloud.GCP,
        region: 'us-east4',
        runtimeLanguage: FlinkRuntimeLanguage.PYTHON,
        description: 'Masks names',
        documentationLink: 'https://example.com/functions',
      });
    },
    unset: { class: 'deprecated: CREATE FUNCTION names the class' },
  },
  confluent_flink_compute_pool: {
    minimal: (given) => { poolOf(given); },
    full: ({ stack, environment }) => {
      new FlinkComputePool(stack, 'Pool', {
        environment, computePoolName: 'enrich', cloud: Cloud.AZURE, region: 'eastus', maxCfu: 20, defaultPool: true, privateEndpoint: true,
      });
    },
  },
  confluent_flink_compute_pool_config: {
    minimal: ({ stack, organization }) => { new FlinkComputePoolConfig(stack, 'Flink', { organization, defaultMaxCfu: 10 }); },
    full: ({ stack, organization }) => {
      new FlinkComputePoolConfig(stack, 'Flink', { organization, defaultComputePoolEnabled: true, defaultMaxCfu: 10 });
    },
  },
  confluent_flink_connection: {
    minimal: (given) => {
      const key = SecretField.of(Secret.fromSecretNameV2(given.stack, 'OpenAi', 'open-ai'), 'key');
      new FlinkConnection(given.stack, 'Models', {
        computePool: poolOf(given), type: FlinkConnectionType.openAi(key), endpoint: 'https://api.openai.com/v1/chat/completions',
      });
    },
    full: (given) => {
      const computePool = poolOf(given);
      const secret = Secret.fromSecretNameV2(given.stack, 'Services', 'services');
      const field = (name: string) => SecretField.of(secret, name);
      const aws = { accessKeyId: field('id'), secretAccessKey: field('key'), sessionToken: field('token') };
      const user = { username: field('user'), password: field('password') };
      [
        FlinkConnectionType.openAi(field('openAi')), FlinkConnectionType.azureMl(field('azureMl')), FlinkConnectionType.azureOpenAi(field('azureOpenAi')),
        FlinkConnectionType.bedrock(aws), FlinkConnectionType.sageMaker(aws), FlinkConnectionType.googleAi(field('googleAi')),
        FlinkConnectionType.vertexAi(field('vertexAi')), FlinkConnectionType.mongoDb(user), FlinkConnectionType.pinecone(field('pinecone')),
        FlinkConnectionType.elastic(field('elastic')), FlinkConnectionType.couchbase(user),
      ].forEach((type) => new FlinkConnection(given.stack, type.name, {
        computePool, type, endpoint: `https://example.com/${type.name}`, connectionName: type.name.toLowerCase(),
      }));
    },
  },
  confluent_flink_materialized_table: {
    minimal: (given) => {
      new FlinkMaterializedTable(given.stack, 'Table', {
        computePool: poolOf(given), cluster: given.cluster, tableName: 'refined', query: Sql.inline('SELECT * FROM clicks'),
      });
    },
    full: (given) => {
      new FlinkMaterializedTable(given.stack, 'Table', {
        computePool: poolOf(given),
        cluster: given.cluster,
        tableName: 'refined',
        query: Sql.inline('SELECT id, page, at FROM clicks'),
        reads: [topicOf(given)],
        principal: given.principal,
        columns: [
          FlinkColumn.physical('id', 'STRING NOT NULL', { comment: 'the ID' }),
          FlinkColumn.computed('upper', 'STRING', 'UPPER(`id`)', { virtual: true, comment: 'the ID in capitals' }),
          FlinkColumn.metadata('at', 'TIMESTAMP_LTZ(3)', { key: 'timestamp', virtual: true, comment: 'when' }),
        ],
        watermark: { column: 'at', expression: "`at` - INTERVAL '5' SECOND" },
        primaryKey: { columns: ['id'], constraintName: 'pk', enforced: false },
        distribution: { keys: ['id'], bucketCount: 3 },
        tableOptions: { 'changelog.mode': 'upsert' },
        sessionOptions: { 'sql.state-ttl': '1 d' },
        stopped: true,
      });
    },
  },
  confluent_flink_statement: {
    minimal: (given) => {
      new FlinkStatement(given.stack, 'Statement', { computePool: poolOf(given), cluster: given.cluster, sql: insert });
    },
    full: (given) => {
      const secret = Secret.fromSecretNameV2(given.stack, 'OpenAi', 'open-ai');
      new FlinkStatement(given.stack, 'Statement', {
        computePool: poolOf(given),
        cluster: given.cluster,
        sql: insert,
        statementName: 'refine',
        reads: [topicOf(given)],
        manages: [ResourcePattern.literal('refined')],
        principal: given.principal,
        properties: { 'sql.state-ttl': '1 d' },
        sensitiveProperties: { 'sql.secrets.openaikey': SecretField.of(secret, 'key') },
        previous: { sql: Sql.inline('INSERT INTO refined SELECT id FROM clicks') },
        stopped: true,
      });
    },
  },
};
