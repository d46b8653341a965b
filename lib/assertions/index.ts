export * from './terraform-template';
