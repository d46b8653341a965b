import { KeyTable } from './key-table';
import { OF_SOURCES } from './shared-keys';

export const LAMBDA_SINK: KeyTable = {
  connectorClass: 'LambdaSink',
  required: ['input.data.format'],
  absent: [...OF_SOURCES, 'sr.service.account.id', 'output.data.format', 'csfle.enabled'],
  keys: {
    'topics.regex': {},
    'topics': { type: 'LIST', required: true },
    'reporter.result.topic.name': {},
    'reporter.error.topic.name': {},
    'input.key.format': { default: 'BYTES', allowed: ['AVRO', 'BYTES', 'JSON', 'JSON_SR', 'PROTOBUF', 'STRING'] },
    'authentication.method': { default: 'Access Keys', allowed: ['Access Keys', 'IAM Roles'] },
    'aws.secret.access.key': { type: 'PASSWORD' },
    'aws.lambda.configuration.mode': { default: 'single' },
    'aws.lambda.function.name': {},
    'aws.lambda.topic2function.map': { type: 'LIST' },
    'aws.lambda.region': {},
    'aws.lambda.invocation.type': { default: 'sync' },
    'aws.lambda.batch.size': { type: 'INT', default: '20' },
    'record.converter.class': { default: 'JsonKeyValueConverter', allowed: ['JsonKeyValueConverter', 'EscapedJsonKeyValueConverter'] },
    'aws.lambda.socket.timeout': { type: 'INT', default: '50000' },
    'behavior.on.error': { default: 'log', allowed: ['log', 'fail', 'ignore'] },
    'key.converter.schemas.enable': { type: 'BOOLEAN', default: 'false' },
    'key.converter.replace.null.with.default': { type: 'BOOLEAN', default: 'true' },
  },
};
