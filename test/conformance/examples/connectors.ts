import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  alike, archive, clusterIn, ExampleCase, existingCluster, existingEnvironment, Given, grantPrograms, ordersOf, ordersWithPrograms, programOf,
  programsOf, secretField,
} from './frame';
import {
  ClusterType, ConnectArtifact, Connector, ConnectorOffset, ConnectorType, CustomConnector, CustomConnectorPlugin, DatagenSourceConnector,
  DatagenTemplate, DynamoDbKeySource, DynamoDbSinkConnector, ElasticsearchSinkConnector, ElasticsearchSinkGeneration, Environment,
  HttpAuthentication, IEnvironment, IKafkaCluster, IKafkaTopic, KafkaTopic, MongoDbAtlasSinkConnector, MongoDbAtlasSourceConnector,
  MongoDbStartup, ProviderIntegration, RecordPart, ResourcePattern, S3SinkConnector, ServiceAccount, SnowflakeAuthentication,
  SnowflakeSinkConnector, Transform,
} from '../../../lib/confluent';

const BASIC = ClusterType.basic();

/** What the database connectors connect to. */
const DATABASE = { 'database.hostname': 'db.example.com', 'database.user': 'confluentuser', 'database.server.name': 'sql', 'output.data.format': 'JSON' };

/** Records of a topic brought elsewhere. */
function sink(make: (stack: Construct, orders: IKafkaTopic, cluster: IKafkaCluster) => void): ExampleCase {
  return {
    make: (given) => {
      const cluster = clusterIn(given, BASIC);
      make(given.stack, ordersWithPrograms(cluster, grantPrograms), cluster);
    },
  };
}

/** A database whose changes go to topics that the connector makes. */
function databaseSource(
  given: Given, connectorClass: string, makes: string[], config: Record<string, string>, group?: string,
): void {
  const { stack, organization } = given;
  const cluster = clusterIn(given, BASIC);
  ordersOf(cluster);
  programsOf(cluster);
  const serviceAccount = new ServiceAccount(stack, 'ConnectorAccount', { organization });
  const connector = new Connector(stack, 'Connector', {
    cluster,
    connectorClass,
    serviceAccount,
    makes: makes.map((prefix) => ResourcePattern.prefixed(prefix)),
    config: { ...DATABASE, ...config },
    sensitiveConfig: { 'database.password': secretField(stack, 'database') },
  });
  if (group !== undefined) {
    cluster.grantConsumerGroups(serviceAccount, ResourcePattern.literal(group)).applyBefore(connector);
  }
}

/** Part of a system, as others use it: the role that Confluent assumes to write to a bucket. */
export class BucketAccess extends Construct {
  public readonly integration: ProviderIntegration;

  constructor(scope: Construct, id: string, props: { environment: IEnvironment; bucket: Bucket; tagSession?: boolean }) {
    super(scope, id);
    const { bucket, ...integration } = props;
    this.integration = new ProviderIntegration(this, 'Integration', integration);
    bucket.grantReadWrite(this.integration);
  }
}

/** The same role without anything that uses it. */
export function bucketAccess(tagSession: boolean): ExampleCase {
  return {
    make: (given) => {
      const { stack } = given;
      new BucketAccess(stack, 'Access', { environment: existingEnvironment(given), bucket: new Bucket(stack, 'Bucket'), tagSession });
    },
    differs: { provider_integration: [1, 'role and integration need each other; a ProviderIntegration is both'] },
  };
}

const NO_PREVIEWS = 'the example lets the connector make topics of previews, which are for launches by hand in the Cloud Console';

const NO_AWS_KEYS = { provider_integration: [1, 'the connector assumes a role, where the example has keys of an IAM user that never expire'] } as const;

export const cases: Record<string, ExampleCase> = {
  'connectors/dynamo-db-sink-connector': {
    ...sink((stack, orders) => new DynamoDbSinkConnector(stack, 'Connector', {
      topics: [orders], partitionKey: DynamoDbKeySource.valueField('userid'), sortKey: DynamoDbKeySource.valueField('pageid'),
    })),
    differs: NO_AWS_KEYS,
  },
  'connectors/elasticsearch-sink-connector': sink((stack, orders) => new ElasticsearchSinkConnector(stack, 'Connector', {
    topics: [orders],
    generation: ElasticsearchSinkGeneration.V1,
    url: 'https://search.example.com',
    authentication: HttpAuthentication.basic('elastic', secretField(stack, 'elastic')),
    ignoreKeys: true,
  })),
  'connectors/snowflake-sink-connector': sink((stack, orders) => new SnowflakeSinkConnector(stack, 'Connector', {
    topics: [orders],
    url: 'https://example.snowflakecomputing.com',
    user: 'confluentuser',
    authentication: SnowflakeAuthentication.keyPair(secretField(stack, 'snowflake')),
    databaseName: 'INVENTORY',
    schemaName: 'PUBLIC',
  })),
  'connectors/mongo-db-sink-connector': sink((stack, orders) => new MongoDbAtlasSinkConnector(stack, 'Connector', {
    topics: [orders], host: 'cluster.example.mongodb.net', user: 'confluentuser', password: secretField(stack, 'mongo'), database: 'inventory', collection: 'orders',
  })),
  'connectors/s3-sink-connector': {
    ...sink((stack, orders) => new S3SinkConnector(stack, 'Connector', { topics: [orders], bucket: new Bucket(stack, 'Bucket') })),
    differs: NO_AWS_KEYS,
  },
  'connectors/s3-sink-connector-assume-role': sink((stack, orders, { environment }) => {
    const bucket = new Bucket(stack, 'Bucket');
    const { integration } = new BucketAccess(stack, 'Access', { environment, bucket });
    new S3SinkConnector(stack, 'Connector', { topics: [orders], bucket, integration });
  }),
  'connectors/s3-sink-connector-assume-role/iam_role_module': bucketAccess(false),

  'connectors/managed-datagen-source-connector':
    sink((stack, topic) => new DatagenSourceConnector(stack, 'Connector', { topic, template: DatagenTemplate.ORDERS })),
  'connectors/custom-datagen-source-connector': {
    ...sink((stack, orders, cluster) => {
      const plugin = new CustomConnectorPlugin(stack, 'Plugin', {
        organization: cluster.environment.organization,
        connectorClass: 'io.confluent.kafka.connect.datagen.DatagenConnector',
        connectorType: ConnectorType.SOURCE,
        path: archive('datagen.zip'),
      });
      new CustomConnector(stack, 'Connector', { cluster, plugin, writes: [orders], config: { 'kafka.topic': 'orders', 'quickstart': 'ORDERS' } });
    }),
    differs: {
      api_key: [4, 'the connector has a key of its own, where the example gives it that of the administrator'],
      kafka_acl: [5, 'the connector may write to its topic, and no more'],
    },
  },
  'connect-artifact': {
    make: (given) => {
      const { stack } = given;
      const cluster = existingCluster(given, ClusterType.standard());
      const topic = KafkaTopic.fromKafkaTopicAttributes(stack, 'Orders', { cluster, topicName: 'orders' });
      const artifact = new ConnectArtifact(stack, 'Transforms', { environment: cluster.environment, path: archive('transforms.jar') });
      new DatagenSourceConnector(stack, 'Connector', {
        topic,
        template: DatagenTemplate.ORDERS,
        transforms: [Transform.custom(artifact, `com.example.ExtractTopic$${RecordPart.VALUE}`, { field: 'itemid' })],
      });
    },
    differs: {
      service_account: [1, 'the connector has an identity of its own, where the example gives it a key that is there already'],
      role_binding: [3, 'that identity may write to the topic, and make and write to the topics of previews'],
    },
  },

  'connectors/mongo-db-source-connector': {
    make: (given) => {
      const cluster = clusterIn(given, BASIC);
      ordersOf(cluster);
      programsOf(cluster);
      mongoSource(given, cluster);
    },
    differs: { kafka_acl: [3, NO_PREVIEWS] },
  },
  ...alike(databaseSource, {
    'connectors/postgre-sql-cdc-debezium-source-connector': ['PostgresCdcSource', ['sql'], { 'database.port': '5432', 'database.dbname': 'test', 'plugin.name': 'pgoutput' }],
    'connectors/sql-server-cdc-debezium-source-connector':
      ['SqlServerCdcSource', ['sql', 'dbhistory.sql.lcc-'], { 'database.port': '1433', 'database.dbname': 'orders', 'snapshot.mode': 'initial' }, 'sql-dbhistory'],
  }),

  'connectors/manage-offsets-mysql-sink-connector': {
    make: (given) => {
      const { stack } = given;
      const cluster = clusterIn(given, BASIC);
      const orders = ordersOf(cluster, { partitions: 3 });
      programsOf(cluster);
      new Connector(stack, 'Connector', {
        cluster,
        connectorClass: 'MySqlSink',
        reads: [orders],
        config: {
          'topics': 'orders',
          'input.data.format': 'AVRO',
          'connection.host': 'db.example.com',
          'connection.port': '3306',
          'connection.user': 'confluentuser',
          'db.name': 'inventory',
          'insert.mode': 'INSERT',
        },
        sensitiveConfig: { 'connection.password': secretField(stack, 'mysql') },
        offsets: [10, 10, 15].map((offset, partition) => ConnectorOffset.ofTopic(orders, partition, offset)),
      });
    },
  },
  'connectors/manage-offsets-mongo-db-source-connector': {
    make: (given) => {
      const cluster = clusterIn(given, BASIC);
      programOf(cluster, 'Consumer');
      mongoSource(given, cluster, [ConnectorOffset.of({ ns: 'mongodb+srv://cluster.example.mongodb.net/shop.orders' }, { _id: '{"_data": "82"}' })]);
    },
  },
  'connectors/manage-offsets-github-source-connector': {
    make: (given) => {
      const cluster = clusterIn(given, BASIC);
      const reader = programOf(cluster, 'Consumer');
      cluster.grantReadTopics(reader, ResourcePattern.literal('commits'));
      cluster.grantConsumerGroups(reader, ResourcePattern.prefixed('confluent_cli_consumer_'));
      new Connector(given.stack, 'Connector', {
        cluster,
        connectorClass: 'GithubSource',
        makes: [ResourcePattern.prefixed('commits')],
        config: {
          'github.service.url': 'https://api.github.com',
          'github.repositories': 'apache/kafka',
          'github.resources': 'commits',
          'output.data.format': 'JSON',
        },
        sensitiveConfig: { 'github.access.token': secretField(given.stack, 'github') },
        offsets: [ConnectorOffset.of({ name: 'apache/kafka_commits' }, { since: '2020-01-01T00:00:00Z' })],
      });
    },
  },

  'provider-integration-aws': {
    make: ({ stack, organization }) => {
      new ProviderIntegration(stack, 'Integration', { environment: new Environment(stack, 'Staging', { organization }) });
    },
  },
};

/** Changes of a collection of MongoDB, in topics of a prefix. */
function mongoSource({ stack }: Given, cluster: IKafkaCluster, offsets?: ConnectorOffset[]): void {
  new MongoDbAtlasSourceConnector(stack, 'Connector', {
    cluster,
    topicPrefix: 'shop',
    host: 'cluster.example.mongodb.net',
    user: 'confluentuser',
    password: secretField(stack, 'mongo'),
    database: 'shop',
    collection: 'orders',
    startup: MongoDbStartup.copyExisting(),
    offsets,
  });
}
