export * from './connector';
export * from './kinesis-source-connector';
export * from './provider-integration';
