export * from './catalog';
export * from './catalog-integration';
export * from './tableflow-error-handling';
export * from './tableflow-storage';
export * from './tableflow-topic';
