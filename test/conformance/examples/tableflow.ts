import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketAccess, bucketAccess } from './connectors';
import { allowPrograms, clusterIn, ExampleCase, Given, ordersWithPrograms } from './frame';
import { recordOf } from './schemas';
import {
  ApiKey, ApiKeyScope, ClusterType, DataFormat, DatagenSourceConnector, DatagenTemplate, IEnvironment, KafkaTopicOptions, SchemaFormat,
  ServiceAccount, TableflowStorage, TableflowTopic,
} from '../../../lib/confluent';

type Storage = (given: Given, environment: IEnvironment) => TableflowStorage;

const managed: Storage = () => TableflowStorage.managed();
const ownBucket: Storage = ({ stack }, environment) => {
  const bucket = new Bucket(stack, 'Lake');
  return TableflowStorage.s3(bucket, new BucketAccess(stack, 'Access', { environment, bucket, tagSession: true }).integration);
};

/** A topic that is a table, too. */
function table(given: Given, storage: Storage, options?: KafkaTopicOptions) {
  const { stack } = given;
  const cluster = clusterIn(given, ClusterType.standard());
  const topic = ordersWithPrograms(cluster, allowPrograms, options);
  return { topic, table: new TableflowTopic(stack, 'Table', { topic, storage: storage(given, cluster.environment) }) };
}

const withSchema = (given: Given, storage: Storage) => { table(given, storage, { value: recordOf(SchemaFormat.AVRO, 'Purchase') }); };

/** A table that a connector fills, which registers the schema, with a key for who reads it. */
function withConnector(given: Given, storage: Storage): void {
  const { stack, organization } = given;
  const made = table(given, storage);
  const connector = new DatagenSourceConnector(stack, 'Connector', { topic: made.topic, template: DatagenTemplate.STOCK_TRADES, valueFormat: DataFormat.AVRO });
  made.table.node.addDependency(connector);
  const reader = new ServiceAccount(stack, 'Reader', { organization });
  made.topic.grantRead(reader);
  new ApiKey(stack, 'ReaderKey', { owner: reader, keyScope: ApiKeyScope.tableflow() });
}

const ONE_ADMINISTRATOR = {
  service_account: [3, 'the administrator of the environment manages topics, schemas and tables alike'],
  role_binding: [1, 'that of the administrator of the environment'],
} as const;
const ROLES = {
  kafka_acl: [3, 'the connector gets roles, as a Standard cluster has them'],
  role_binding: [5, 'those of the connector, of the reader, and of the administrator of the environment'],
} as const;

export const cases: Record<string, ExampleCase> = {
  'tableflow/confluent-managed-storage': { make: (given) => withSchema(given, managed), differs: ONE_ADMINISTRATOR },
  'tableflow/byob-aws-storage': { make: (given) => withSchema(given, ownBucket), differs: ONE_ADMINISTRATOR },
  'tableflow/byob-aws-storage/iam_role_module': bucketAccess(true),
  'tableflow/datagen-connector-confluent-managed-storage': { make: (given) => withConnector(given, managed), differs: ROLES },
  'tableflow/datagen-connector-byob-aws-storage': { make: (given) => withConnector(given, ownBucket), differs: ROLES },
  'tableflow/datagen-connector-byob-aws-storage/iam_role_module': bucketAccess(true),
};
