export * from './input-transformation';
export * from './kafka-pipe';
export * from './kafka-pipe-options';
export * from './kafka-position';
export * from './pipe-target';
export * from './record-filter';
export * from './vpc-access';
