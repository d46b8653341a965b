export * from './firehose-sink';
export * from './kinesis-sink';
export * from './lambda-sink';
export * from './pipe-sink-options';
