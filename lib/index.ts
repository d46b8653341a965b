export * as assertions from './assertions';
export * as aws from './aws';
export * as confluent from './confluent';
export * as provider from './provider';
export * as terraform from './terraform';
export * from './hub';
export * from './sinks';
export * from './sources';
