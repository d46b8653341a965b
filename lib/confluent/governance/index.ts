export * from './schema';
export * from './schema-registry';
export * from './subject';
