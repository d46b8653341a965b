export * from './bidirectional-cluster-link';
export * from './cluster-link';
export * from './cluster-link-options';
export * from './link-filter';
export * from './link-source';
export * from './mirror-start';
export * from './mirror-topic';
export * from './source-topic';
