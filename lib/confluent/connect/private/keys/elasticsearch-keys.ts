import { KeyTable } from './key-table';

/** Keys that both versions of the connector to Elasticsearch have. */
export const ELASTICSEARCH_KEYS: KeyTable['keys'] = {
  'topics.regex': {},
  'topics': { type: 'LIST', required: true },
  'connection.username': {},
  'connection.password': { type: 'PASSWORD' },
  'elastic.https.ssl.keystore.file': { type: 'PASSWORD' },
  'elastic.https.ssl.key.password': { type: 'PASSWORD' },
  'elastic.https.ssl.keystore.password': { type: 'PASSWORD' },
  'elastic.https.ssl.keystore.type': { default: 'JKS' },
  'elastic.https.ssl.truststore.file': { type: 'PASSWORD' },
  'elastic.https.ssl.truststore.password': { type: 'PASSWORD' },
  'elastic.https.ssl.truststore.type': { default: 'JKS' },
  'elastic.https.ssl.keymanager.algorithm': { default: 'SunX509' },
  'elastic.https.ssl.trustmanager.algorithm': { default: 'PKIX' },
  'elastic.https.ssl.endpoint.identification.algorithm': { default: 'https' },
  'topic.key.ignore': { type: 'LIST' },
  'topic.schema.ignore': { type: 'LIST' },
  'write.method': { default: 'INSERT' },
  'external.version.header': {},
  'read.timeout.ms': { type: 'INT', default: '15000' },
  'data.stream.dataset': {},
  'data.stream.namespace': {},
  'data.stream.timestamp.field': { type: 'LIST' },
};
