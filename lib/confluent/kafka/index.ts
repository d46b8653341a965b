export * from './cluster-type';
export * from './kafka-cluster';
export * from './kafka-topic';
export * from './kafka-topic-options';
export * from './retention';
