export * from './plane';
export * from './terraform-root';
export * from './terraform-runner';
