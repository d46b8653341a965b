import { KeyTable } from './key-table';

/** Keys that the connectors of MongoDB Atlas have in both directions. */
export const MONGODB_KEYS: KeyTable['keys'] = {
  'mongodb.instance.type': { required: true, default: 'MONGODB_ATLAS' },
  'mongodb.auth.mechanism': { default: 'SCRAM-SHA-256' },
  'connection.host': { required: true },
  'connection.user': {},
  'connection.password': { type: 'PASSWORD' },
  'connection.ssl.truststore.file': { type: 'PASSWORD' },
  'connection.ssl.truststorePassword': { type: 'PASSWORD' },
  'connection.ssl.keystore.file': { type: 'PASSWORD' },
  'connection.ssl.keystorePassword': { type: 'PASSWORD' },
  'database': {},
  'collection': {},
  'server.api.version': {},
  'server.api.deprecation.errors': { default: 'false' },
  'server.api.strict': { default: 'false' },
  'mongo.errors.tolerance': { default: 'NONE' },
  'key.converter.schemas.enable': { type: 'BOOLEAN', default: 'false' },
  'key.converter.replace.null.with.default': { type: 'BOOLEAN', default: 'true' },
};
