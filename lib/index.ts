export * as provider from './provider';
export * as terraform from './terraform';
