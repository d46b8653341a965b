import { KeyTable } from './key-table';
import { OF_SOURCES } from './shared-keys';

export const DYNAMODB_SINK: KeyTable = {
  connectorClass: 'DynamoDbSink',
  required: ['input.data.format'],
  absent: [...OF_SOURCES, 'sr.service.account.id', 'output.data.format', 'csfle.enabled'],
  keys: {
    'topics.regex': {},
    'topics': { type: 'LIST', required: true },
    'input.key.format': { default: 'BYTES', allowed: ['AVRO', 'BYTES', 'JSON', 'JSON_SR', 'PROTOBUF', 'STRING'] },
    'authentication.method': { default: 'Access Keys', allowed: ['Access Keys', 'IAM Roles'] },
    'aws.secret.access.key': { type: 'PASSWORD' },
    'aws.dynamodb.pk.hash': { required: true, default: 'partition' },
    'aws.dynamodb.pk.sort': { required: true, default: 'offset' },
    'table.name.format': {},
    'behavior.on.null.values': { default: 'UPSERT' },
    'aws.dynamodb.instant.flush': { type: 'BOOLEAN', default: 'false' },
    'key.converter.schemas.enable': { type: 'BOOLEAN', default: 'false' },
    'key.converter.replace.null.with.default': { type: 'BOOLEAN', default: 'true' },
  },
};
