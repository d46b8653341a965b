export * from './cloudwatch-logs-source';
export * from './dynamodb-source';
export * from './kinesis-source';
export * from './s3-source';
export * from './sqs-source';
