export * from './sink';
export * from './source';
export * from './spoke';
export * from './streaming-hub';
