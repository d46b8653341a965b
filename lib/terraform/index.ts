export * from './plane';
export * from './provider-mirror';
export * from './terraform-engine';
export * from './terraform-root';
export * from './terraform-runner';
