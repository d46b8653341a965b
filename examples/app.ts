import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples } from './registry';

const app = new App();
const name = app.node.tryGetContext('example') ?? 'clickstream';
const example = examples[name];
if (!example) {
  throw new Error(`\`-c example\` must be one of ${Object.keys(examples).join(', ')}, got: ${name}`);
}
if (app.node.tryGetContext('nag')) {
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
}
example(app);
