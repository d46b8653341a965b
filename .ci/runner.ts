import { App, Stack } from 'aws-cdk-lib';
import { TerraformRunner } from '../lib/terraform';

// a stack with nothing but what the library itself puts into AWS
const app = new App();
new TerraformRunner(new Stack(app, 'Runner'), 'Runner');
