export * from './flink-compute-pool';
export * from './flink-statement';
export * from './sql';
