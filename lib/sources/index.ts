export * from './kinesis-source';
